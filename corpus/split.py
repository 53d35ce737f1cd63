"""Cutting a text into sentences and passages, with exact offsets, for English, Russian and Azerbaijani."""

from __future__ import annotations

import importlib.util
import os
import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from corpus.text import fold
from corpus.types import Document, Location, Passage, Section, Sentence

if TYPE_CHECKING:
    import tiktoken

MAX_PASSAGE_TOKENS: Final = 220  # about a paragraph of a news article; a quote must be easy to find in it

# A full stop, then closing quotes or brackets, then space, then something that can open a sentence.
_BOUNDARY: Final = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[—–-]*\s*[^\W_])")
_LAST_WORD: Final = re.compile(r"([^\W_]+(?:\.[^\W_]+)*)$")
_OPENER: Final = re.compile(r"\s+[\"'“‘«(\[—–-]*\s*([^\W_]+)")
_ROMAN_LETTERS: Final = ("I", "V", "X")
# A number that opens a sentence numbers it: "2. Текст".
_LIST_NUMBER: Final = re.compile(r"\s*[\"“«(]*\w{1,3}$")

# Abbreviations, folded, that do not end a sentence before a capital letter. "etc.", "və s." and "и т.д." may end one.
_ABBREVIATION_LIST: Final = """
    mr mrs ms dr prof st vs ed eds gen gov sen rep col lt cf approx dept inc ltd co
    e.g i.e u.s u.k u.n
    г гг ст п пп пар ч гл им ул д стр см ср напр проф акад тыс млн млрд руб т.е т.к т.н тов гос о-в обл р-н кв
    b m bax mes prof akad dos tel kuc c
"""
# These are words too ("the answer is no. Then"): they abbreviate only what a number follows.
_NUMBERED_LIST: Final = "no nos art arts para paras ch chs vol fig sec ser nom mad seh"
_ABBREVIATIONS: Final = frozenset(_ABBREVIATION_LIST.split())
_ABBREVIATIONS_OF_NUMBERED: Final = frozenset(_NUMBERED_LIST.split())


def sentences(text: str) -> list[Sentence]:
    """Split a normalised text into sentences; a line end always ends one.

    >>> text = "İ. Əliyev imzaladı. В 2026 г. Баку подписал."
    >>> [text[s.start:s.end] for s in sentences(text)]
    ['İ. Əliyev imzaladı.', 'В 2026 г. Баку подписал.']
    """
    found: list[Sentence] = []
    position = 0
    for line in text.split("\n"):
        found += _sentences_of_line(line, position)
        position += len(line) + 1
    return found


def _sentences_of_line(line: str, offset: int) -> list[Sentence]:
    cuts = [0]
    for match in _BOUNDARY.finditer(line):
        if _ends_sentence(line, cuts[-1], match):
            cuts.append(match.end())
    spans = _stripped(line, pairwise([*cuts, len(line)]))
    return [Sentence(offset + start, offset + end) for start, end in spans]


def _stripped(line: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take the space off both ends of each span; a span of nothing but space goes."""
    result = []
    for start, end in spans:
        part = line[start:end]
        if part.strip():
            result.append((end - len(part.lstrip()), start + len(part.rstrip())))
    return result


def _ends_sentence(line: str, start: int, match: re.Match[str]) -> bool:
    """Tell whether the stop at `match` ends the sentence begun at `start`, by the words before and after it."""
    opener = _OPENER.match(line, match.end())
    following = opener.group(1) if opener else ""
    if following[:1].islower():
        return False
    if match.group()[0] != ".":
        return True
    before = line[start : match.start()]
    word_match = _LAST_WORD.search(before)
    word = word_match.group(1) if word_match else ""
    if len(match.group()) == 1 and _is_initial(word, before):
        return False
    if _LIST_NUMBER.match(before) and (word.isdigit() or len(word) == 1):
        return False
    return not _abbreviates(fold(word), following)


def _abbreviates(word: str, following: str) -> bool:
    return word in _ABBREVIATIONS or (word in _ABBREVIATIONS_OF_NUMBERED and following[:1].isdigit())


def _is_initial(word: str, before: str) -> bool:
    """Capital letters with stops ("I. Aliyev", "А.Б. Гасанов"), but no Roman numeral after a noun ("Part I.")."""
    letters = word.split(".")
    if not all(len(letter) == 1 and letter.isupper() for letter in letters):
        return False
    previous = before[: -len(word)].rstrip().rsplit(" ", 1)[-1]
    roman_after_noun = word in _ROMAN_LETTERS and previous[:1].isupper() and previous[-1:].isalpha()
    return not roman_after_noun


def passages(document: Document) -> list[Passage]:
    """Cut a document into passages of whole sentences, at most `MAX_PASSAGE_TOKENS` tokens unless one is longer.

    A passage never crosses a section of the Convention, nor, in a document without sections, a line.
    """
    found: list[Passage] = []
    for section in document.sections or _lines(document.text):
        for group in _groups(document.text, section):
            found.append(_passage(document, group, section.location, len(found)))
    return found


def _lines(text: str) -> list[Section]:
    """Treat each line of a plain document as a section with no place in the Convention."""
    result, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            result.append(Section(position, position + len(line), _NOWHERE))
        position += len(line) + 1
    return result


_NOWHERE: Final = Location(None, None)


def _groups(text: str, section: Section) -> list[list[Sentence]]:
    groups: list[list[Sentence]] = []
    tokens = 0
    for found in sentences(text[section.start : section.end]):
        sentence = Sentence(section.start + found.start, section.start + found.end)
        size = count_tokens(text[sentence.start : sentence.end])
        if groups and tokens + size <= MAX_PASSAGE_TOKENS:
            groups[-1].append(sentence)
            tokens += size
        else:
            groups.append([sentence])
            tokens = size
    return groups


def _passage(document: Document, group: list[Sentence], location: Location, number: int) -> Passage:
    start, end = group[0].start, group[-1].end
    return Passage(
        id=f"{document.id}#{number:04d}",
        document_id=document.id,
        language=document.language,
        start=start,
        end=end,
        text=document.text[start:end],
        location=location if document.sections else None,
        sentences=tuple(group),
    )


def count_tokens(text: str) -> int:
    """Count the `cl100k_base` tokens of a text."""
    return len(_encoding().encode(text, disallowed_special=()))


@lru_cache(maxsize=1)
def _encoding() -> tiktoken.Encoding:
    """Load the encoding from the copy that llama-index-core carries, so that nothing is downloaded."""
    spec = importlib.util.find_spec("llama_index.core")
    if spec is not None and spec.origin is not None:
        cache = Path(spec.origin).parent / "_static" / "tiktoken_cache"
        if cache.is_dir():
            os.environ.setdefault("TIKTOKEN_CACHE_DIR", str(cache))
    import tiktoken  # noqa: PLC0415 - answering never counts tokens, and must not wait for this import

    return tiktoken.get_encoding("cl100k_base")
