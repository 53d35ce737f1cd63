"""Joining the lines that a printed paragraph was broken into, in any script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from corpus.text import fold

_SENTENCE_END: Final = re.compile(r"[.!?:;؛؟。！？：；][\"»”’)\]）」』]*$")
_COMPOUND: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BROKEN: Final = re.compile(r"([^\W\d_]+)-$")


def ends_sentence(line: str) -> bool:
    """Tell whether a line ends as a sentence, or a part of a list, ends.

    >>> [ends_sentence(line) for line in ("such data;", "data»).", "各国合作。", "in accordance with")]
    [True, True, True, False]
    """
    return _SENTENCE_END.search(line) is not None


class Rejoiner:
    """Joins lines; whether a hyphen at a line's end belongs to the word is asked of the rest of the text."""

    def __init__(self, lines: Iterable[str], gap: str) -> None:
        self._gap = gap
        self._words: set[str] = set()
        self._compounds: set[str] = set()
        is_broken = False
        for line in lines:
            folded = fold(line)
            # Half a word at either end of a line is no word.
            whole = _BROKEN.sub("", _WORD.sub("", folded, count=1) if is_broken else folded)
            self._words.update(_WORD.findall(whole))
            self._compounds.update(_COMPOUND.findall(whole))
            is_broken = _BROKEN.search(folded) is not None

    def join(self, lines: Sequence[str]) -> str:
        r"""Join the lines of one paragraph.

        >>> text = ["the real-", "time collection and coope-", "ration in real-time"]
        >>> Rejoiner(text, " ").join(text)
        'the real-time collection and cooperation in real-time'
        """
        joined = ""
        for line in filter(None, lines):
            broken = _BROKEN.search(joined)
            if broken and line[:1].islower():
                joined = joined if self._is_compound(broken[1], line) else joined[:-1]
            elif joined:
                joined += self._gap_between(joined[-1], line[:1])
            joined += line
        return joined

    def _is_compound(self, before: str, line: str) -> bool:
        first, second = fold(before), fold((_WORD.match(line) or [""])[0])
        if f"{first}-{second}" in self._compounds:
            return True
        # Never seen whole: "capacity" and "building" are words, "coope" and "ration" are not both.
        return first + second not in self._words and first in self._words and second in self._words

    def _gap_between(self, before: str, after: str) -> str:
        """Chinese has no spaces, but a foreign word or a number inside it keeps its own."""
        return self._gap or (
            " " if before.isascii() and after.isascii() and before.isalnum() and after.isalnum() else ""
        )
