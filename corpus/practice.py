"""Practice documents: made-up texts with questions, from which a program learns to read what it has not seen.

Nothing in them is real, and no answer is ever taken from them: they are in no index and in no installed package.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.types import LANGUAGES, CorpusError, Language

PRACTICE: Final = Path(__file__).parent / "practice"
_NEXT: Final = {
    "@": "`@ ru | Title` begins a document",
    "=": "`= Sentence.` is its next sentence",
    "?": "`az? question` is one that the sentence answers",
    "!": "`az! question` one that no sentence of the document does",
}


@dataclass(slots=True)
class PracticeSentence:
    """A sentence, and in each language questions that it answers and that only seem to be answered."""

    text: str
    asks: dict[Language, list[str]]
    misses: dict[Language, list[str]]


@dataclass(slots=True)
class PracticeDocument:
    """A made-up document: its language, its title and its sentences in order."""

    language: Language
    title: str
    sentences: list[PracticeSentence]


def load_practice(folder: Path = PRACTICE) -> list[PracticeDocument]:
    """Read every practice document, file after file by name; CorpusError for a line that is none, or no folder."""
    if not folder.is_dir():
        raise CorpusError(f"{folder} is missing: an installed package has none; train in a clone of the project.")
    return [document for path in sorted(folder.glob("*.txt")) for document in _documents(path)]


def _documents(path: Path) -> list[PracticeDocument]:
    found: list[PracticeDocument] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if line.strip() and not _take(line.strip(), found):
            known = "; ".join(_NEXT.values())
            raise CorpusError(f"{path}, line {number}: {line[:60]!r} cannot stand here. {known}.")
    for document in found:
        if not document.sentences:
            raise CorpusError(f"{path}: {document.title!r} has no sentence; write `= Sentence.` below it.")
    return found


def _take(line: str, found: list[PracticeDocument]) -> bool:
    """Add a line to what was read; tell whether it could be."""
    mark, _, rest = line.partition(" ")
    rest = rest.strip()
    if mark == "@":
        code, bar, title = (part.strip() for part in rest.partition("|"))
        language = next((each for each in LANGUAGES if each == code), None)
        if language is None or not bar or not title:
            return False
        found.append(PracticeDocument(language, title, []))
        return True
    if not rest or not found:
        return False
    if mark == "=":
        nothing: tuple[dict[Language, list[str]], ...] = tuple({each: [] for each in LANGUAGES} for _ in range(2))
        found[-1].sentences.append(PracticeSentence(rest, *nothing))
        return True
    language = next((each for each in LANGUAGES if each == mark[:-1]), None)
    if language is None or mark[-1] not in "?!" or not found[-1].sentences:
        return False
    sentence = found[-1].sentences[-1]
    (sentence.asks if mark[-1] == "?" else sentence.misses)[language].append(rest)
    return True
