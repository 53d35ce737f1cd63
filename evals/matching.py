"""Whether a required figure or name stands in a text: dates and numbers by value, names by folded stems."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from corpus.figures import find_dates, find_numbers
from corpus.stem import is_cyrillic, stem
from corpus.text import words

_DATE: Final = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_NUMBER: Final = re.compile(r"\d+(?:[./]\d+)?")
_MARKER: Final = re.compile(r"\[\d+\]")
_SOFTER: Final = {"q": "g", "k": "y", "y": "ie"}
_SHORTEST_STEM: Final = 4  # shorter words ("UN", "ilk", "МИД") are compared whole: as a beginning they meet too much
_LONGEST_ENDING: Final = 10  # "konvensiya" + "larımızdan"; more than that is another word


def strip_markers(text: str) -> str:
    """Take the citation markers away, so that `[1]` is never counted as the number 1."""
    return _MARKER.sub(" ", text)


class Haystack:
    """A text prepared for looking up required alternatives."""

    def __init__(self, text: str) -> None:
        self.words = words(text)
        self.dates = [date.value for date in find_dates(text)]
        self.numbers = {number.value for number in find_numbers(text)}

    def has_any(self, alternatives: Sequence[str]) -> bool:
        """Whether one of the alternatives stands in the text.

        >>> Haystack("Конвенцию подписали 74 государства").has_any(["Konvensiya", "74"])
        True
        """
        return any(self.has(alternative) for alternative in alternatives)

    def has(self, alternative: str) -> bool:
        """Whether one alternative stands in the text: an ISO date, a number, or words with any endings, in order."""
        if _DATE.fullmatch(alternative):
            return any(date.startswith(alternative) for date in self.dates)
        if _NUMBER.fullmatch(alternative):
            return alternative in self.numbers
        wanted = words(alternative)
        last = len(self.words) - len(wanted)
        return any(
            all(is_form_of(self.words[at + step], word) for step, word in enumerate(wanted)) for at in range(last + 1)
        )


def is_form_of(word: str, base: str) -> bool:
    """Whether a folded word is the base with or without an ending; the base is written in its shortest form.

    >>> is_form_of("xidmetinin", "xidmet"), is_form_of("службы", "служба"), is_form_of("unit", "un")
    (True, True, False)
    """
    if word == base:
        return True
    if is_cyrillic(base):
        root = stem(base, "ru")
        return stem(word, "ru") == root or any(len(r) >= _SHORTEST_STEM and _begins(word, r) for r in (root, base))
    return len(base) >= _SHORTEST_STEM and (_begins(word, base) or _begins(word, _softened(base)))


def _softened(base: str) -> str:
    """Give what a base becomes before some endings: uşaq-uşağı, ürək-ürəyi, country-countries."""
    return base[:-1] + _SOFTER.get(base[-1], base[-1])


def _begins(word: str, root: str) -> bool:
    return word.startswith(root) and len(word) - len(root) <= _LONGEST_ENDING
