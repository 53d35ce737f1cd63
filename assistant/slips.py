"""What a slip costs: how likely fingers or ears make one word of another, the likelier the cheaper."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import Final

from assistant.romanised import in_cyrillic
from corpus.likeness import sounds
from corpus.stem import is_cyrillic
from corpus.types import Language

DOUBLED: Final = 0.4  # a letter typed twice, or once where it stands twice; a soft sign too many or too few
SWAPPED: Final = 0.6
LOST: Final = 0.7
_HEARD: Final = 0.75  # one letter for another that sounds like it
_ADDED: Final = 0.9
_NEAR_KEY: Final = 0.9
_ANY_OTHER: Final = 1.5  # most often another word: "Baku" and "Bahu", "сдала" and "стала"

_KEYBOARDS: Final = (("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"))
_ALIKE: Final = """
    оа еи иы эе дт бп гк зс вф жш шщ цс йи яе яа юу
    ae ai ao ei ie eo ou iu iy ey sz cs ck kq gq gk dt bp vf fp hx jc mn xg vw
"""
_SOFT: Final = frozenset("ьъ")


def _near() -> frozenset[frozenset[str]]:
    """Pair the keys that touch, on the English and on the Russian keyboard."""
    touching = [pair for rows in _KEYBOARDS for row in rows for pair in pairwise(row)]
    for upper, lower in (two for rows in _KEYBOARDS for two in pairwise(rows)):
        touching += [*zip(upper, lower, strict=False), *zip(upper[1:], lower, strict=False)]
    return frozenset(frozenset(pair) for pair in touching)


_NEAR: Final = _near()
_SOUND_ALIKE: Final = frozenset(frozenset(pair) for pair in _ALIKE.split())


def slip_cost(typed: str, meant: str) -> float:
    """Sum the slips that make one folded word of another, by the cheapest way.

    >>> slip_cost("mdde", "madde"), slip_cost("wihch", "which"), slip_cost("сдала", "стала")
    (0.7, 0.6, 0.75)
    """
    start, most = 0, min(len(typed), len(meant))
    while start < most and typed[start] == meant[start]:
        start += 1
    start = max(start - 1, 0)  # a doubled letter is told by the one before it
    rows = [[0.0] * (len(meant) - start + 1) for _ in range(len(typed) - start + 1)]
    typed, meant = typed[start:], meant[start:]
    for at in range(len(typed) + 1):
        for to in range(len(meant) + 1):
            if at or to:
                rows[at][to] = min(_steps(rows, typed[:at], meant[:to]))
    return round(rows[-1][-1], 2)


def _steps(rows: list[list[float]], typed: str, meant: str) -> list[float]:
    at, to = len(typed), len(meant)
    steps = []
    if at:
        steps.append(rows[at - 1][to] + _one_sided(typed, _ADDED))
    if to:
        steps.append(rows[at][to - 1] + _one_sided(meant, LOST))
    if at and to:
        steps.append(rows[at - 1][to - 1] + _instead(typed[-1], meant[-1]))
    if at > 1 and to > 1 and typed[-1] == meant[-2] and typed[-2] == meant[-1]:
        steps.append(rows[at - 2][to - 2] + SWAPPED)
    return steps


def _one_sided(word: str, usual: float) -> float:
    return DOUBLED if word[-1] in _SOFT or word[-2:-1] == word[-1] else usual


def _instead(typed: str, meant: str) -> float:
    if typed == meant:
        return 0.0
    pair = frozenset((typed, meant))
    if pair in _SOUND_ALIKE:
        return _HEARD
    return _NEAR_KEY if pair in _NEAR else _ANY_OTHER


_RUSSIAN: Final = str.maketrans({"ы": "и", "й": "и", "э": "е", "ъ": "", "ь": "", "щ": "ш"})
_BEFORE_VOWEL: Final = re.compile("и+(?=[аеиоуюя])")  # конвенцья, личные and личне
_DOUBLED_LETTER: Final = re.compile(r"(.)\1+")
_REFLEXIVE: Final = re.compile("т[ьъ]?ся$|ц[ая]$")
_ENGLISH_ENDING: Final = re.compile("(?:ti|si|ssi|shi|ci|sh)on")


@lru_cache(maxsize=65_536)
def heard(word: str, language: Language) -> str:
    """Write a folded word as it is heard, so that what a scheme of Latin letters or an ear leaves open is equal.

    >>> heard("статые", "ru") == heard("статье", "ru"), heard("дат", "ru") == heard("дать", "ru")
    (True, True)
    """
    if language == "ru":
        word = word if is_cyrillic(word) else in_cyrillic(word)  # DDoS
        word = _REFLEXIVE.sub("ца", word.replace("сч", "щ").replace("дж", "ж")).translate(_RUSSIAN)
        return _DOUBLED_LETTER.sub(r"\1", _BEFORE_VOWEL.sub("", word))
    return sounds(_ENGLISH_ENDING.sub("shn", word) if language == "en" else word)
