"""Whether an answer's own words, its quotes aside, are in the asked language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_LETTER: Final = re.compile(r"[^\W\d_]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_WORD: Final = re.compile(r"[^\W\d_]+")
_AZERBAIJANI: Final = re.compile(r"[əğışçöüƏĞİŞÇÖÜ]")
_QUOTED: Final = re.compile(r"«[^»]{20,}»|“[^”]{20,}”|„[^“]{20,}“|\"[^\"]{20,}\"")  # a quote that was shortened
_FEWEST_WORDS: Final = 4  # a frame of fewer Latin words ("10 fevral 2026 [1]") does not tell English from Azerbaijani
_MOST_FOREIGN: Final = 0.3  # names of institutions may stand in another language


def frame(text: str, quotes: Iterable[str]) -> str:
    """Give an answer's own words: the text without what it quotes or names of its sources; spaces are made single."""
    text = " ".join(text.split())
    for quote in sorted({" ".join(quote.split()) for quote in quotes}, key=lambda quote: (-len(quote), quote)):
        if quote:
            text = text.replace(quote, " ")
    return _QUOTED.sub(" ", text)


def speaks(text: str, language: str) -> bool:
    """Whether a frame can be in the language: by script, and by the letters that only Azerbaijani has.

    >>> speaks("По данным источников:", "ru"), speaks("По данным источников:", "az")
    (True, False)
    """
    letters = _LETTER.findall(text)
    if not letters:
        return True
    cyrillic = sum(bool(_CYRILLIC.match(letter)) for letter in letters) / len(letters)
    if language == "ru":
        return cyrillic > 0.5
    latin_words = [word for word in _WORD.findall(text) if not _CYRILLIC.search(word)]
    if cyrillic > _MOST_FOREIGN:
        return False
    if len(latin_words) < _FEWEST_WORDS:
        return True
    azerbaijani = sum(bool(_AZERBAIJANI.search(word)) for word in latin_words) / len(latin_words)
    return azerbaijani >= 0.1 if language == "az" else azerbaijani <= _MOST_FOREIGN
