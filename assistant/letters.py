"""A corrected Azerbaijani word with its own letters: search folds ə, ı, ö, ü, ğ, ş and ç, and a reader should see them.

A word that the texts have is written as they mostly do; of another form of it the stem is, and the ending as it mostly
stands behind stems with such a last vowel.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, TypeVar

from corpus.stem import stem
from corpus.text import fold, lower

_Key = TypeVar("_Key")
_LANGUAGE: Final = "az"
_WORD: Final = re.compile(r"[^\W\d_]+")
_BACK: Final = frozenset("aıou")
_VOWELS: Final = frozenset("aıoueəiöü")
_SHORTEST_STEM: Final = 3
_UPPER: Final = str.maketrans({"i": "İ", "ı": "I"})


class Letters:
    """How words are written, by what they are folded to; read from the texts when the first is asked for."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)

    def of(self, folded: str) -> str:
        """Write a folded word as the language does, as far as its texts tell.

        >>> letters = Letters(["Dövlətlər imzalayıb. Qanunları ölkə təsdiqləyib, İclas açılıb."])
        >>> letters.of("dovletler"), letters.of("olkeler"), letters.of("iclas"), letters.of("xyz")
        ('dövlətlər', 'ölkələr', 'iclas', 'xyz')
        """
        if folded in self._forms:
            return self._forms[folded]
        for at in range(len(folded) - 1, _SHORTEST_STEM - 1, -1):
            written = self._stems.get(folded[:at])
            ending = written and self._endings.get((folded[at:], _is_back(written)))
            if written and ending:
                return written + ending
        return folded

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        return _commonest((fold(word), word) for text in self._texts for word in _WORD.findall(lower(text, _LANGUAGE)))

    @cached_property
    def _stems(self) -> Mapping[str, str]:
        return _commonest((fold(root), root) for root, _ in self._parted())

    @cached_property
    def _endings(self) -> Mapping[tuple[str, bool], str]:
        return _commonest(((fold(ending), _is_back(root)), ending) for root, ending in self._parted())

    def _parted(self) -> Iterator[tuple[str, str]]:
        """Part each written word into stem and ending."""
        for folded, written in self._forms.items():
            root = stem(folded, _LANGUAGE)
            if folded.startswith(root):
                yield written[: len(root)], written[len(root) :]


def in_case_of(typed: str, meant: str, language: str) -> str:
    """Capitalise a word as it was typed: a name stays one.

    >>> in_case_of("Imzaladi", "imzaladı", "az"), in_case_of("UN", "in", "en"), in_case_of("il", "it", "en")
    ('İmzaladı', 'IN', 'it')
    """
    upper = meant.translate(_UPPER).upper() if language == _LANGUAGE else meant.upper()
    if typed.isupper() and len(typed) > 1:
        return upper
    return upper[:1] + meant[1:] if typed[0].isupper() else meant


def _commonest(pairs: Iterable[tuple[_Key, str]]) -> dict[_Key, str]:
    found: defaultdict[_Key, Counter[str]] = defaultdict(Counter)
    for key, written in pairs:
        found[key][written] += 1
    return {key: max(counts, key=lambda each: (counts[each], each)) for key, counts in found.items()}


def _is_back(stem_written: str) -> bool:
    """Whether the last vowel is a back one, after which endings have a and ı."""
    return next((char in _BACK for char in reversed(stem_written) if char in _VOWELS), False)
