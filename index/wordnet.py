"""WordNet's files (`data.noun`, `index.noun` and so on): synonyms, definitions and examples of common English words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.model_files import ModelError

# How many of a word's senses are read, the commonest first, by part of speech.
_SENSES: Final = {"noun": 2, "verb": 3, "adj": 2, "adv": 1}
_EXAMPLE: Final = re.compile(r'"([^"]+)"')
_MARKER: Final = re.compile(r"\(\w+\)$")


@dataclass(frozen=True, slots=True)
class Sense:
    """Words that mean the same, what they mean, and sentences that use them."""

    words: tuple[str, ...]
    definition: str
    examples: tuple[str, ...]


def read_senses(folder: Path, known: Collection[str]) -> Iterator[Sense]:
    """Read the commonest senses of the words, and of the two-word verbs, that consist of known words."""
    for part, count in _SENSES.items():
        wanted = _wanted(folder / f"index.{part}", known, count, at_most_words=2 if part == "verb" else 1)
        for line in _lines(folder / f"data.{part}"):
            if line.split(" ", 1)[0] in wanted:
                yield _sense(line)


def _wanted(path: Path, known: Collection[str], count: int, at_most_words: int) -> set[str]:
    offsets: set[str] = set()
    for line in _lines(path):
        lemma, _, number, *rest = line.split()
        parts = lemma.split("_")
        if len(parts) <= at_most_words and all(part in known for part in parts):
            offsets.update(rest[-int(number) :][:count])
    return offsets


def _sense(line: str) -> Sense:
    head, gloss = line.split("|", 1)
    fields = head.split()
    count = int(fields[3], 16)
    words = tuple(_MARKER.sub("", fields[4 + 2 * place]).replace("_", " ") for place in range(count))
    definition = _EXAMPLE.sub("", gloss).strip(" ;:,\n")
    return Sense(words, definition, tuple(_EXAMPLE.findall(gloss)))


def _lines(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8") as file:
            yield from (line for line in file if not line.startswith(" "))
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}): name the folder of WordNet 3.0's files") from error
