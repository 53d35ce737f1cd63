"""Whether two spellings are one name: inflected, or written in another alphabet by another language's habits."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from corpus.stem import stem
from corpus.text import fold
from corpus.types import Language

_LONGEST_ENDING: Final = 4  # letters of a case ending: Mamedov-ym, Quliyeva-nın
_SHORTEST_ROOT: Final = 4
_FEWEST_CONSONANTS: Final = 2  # fewer would make many names one
_VOWELS: Final = frozenset("aeiouy")
_CYRILLIC: Final = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "j", "з": "z", "и": "i", "й": "y", "к": "g",
        "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "h",
        "ц": "s", "ч": "j", "ш": "s", "щ": "s", "ъ": "", "ы": "i", "ь": "", "э": "e", "ю": "u", "я": "a",
    }
)  # fmt: skip
# Spellings of one sound: Джафаров, Cəfərov, Jafarov; Гулиев, Quliyev, Guliyev; Хан, Khan, Xan.
_SOUNDS: Final = (
    ("дж", "j"), ("shch", "s"), ("sch", "s"), ("dzh", "j"), ("kh", "h"), ("gh", "g"), ("sh", "s"), ("zh", "j"),
    ("ch", "j"), ("ts", "s"), ("dj", "j"), ("ph", "f"), ("ck", "g"), ("c", "j"), ("k", "g"), ("q", "g"), ("x", "h"),
    ("w", "v"),
)  # fmt: skip
_OF_A_PLACE: Final = re.compile(r"(?<=[а-я]{3})(?:ин|н|ов)?ск$")
_CASE: Final = re.compile(r"(?<=\w{4})(?:n?d[ae]n?|n?[iu]n|[yn][aeiu])$")  # a stem may have lost more: Zaqatala-da
_DOUBLED: Final = re.compile(r"(.)\1+")


def same_name(mine: str, theirs: str, language: Language, their_language: str) -> bool:
    """Tell whether a word of a sentence in `language` is the name that a source in another language writes `theirs`.

    >>> same_name("Гулиевой", "Guliyeva", "ru", "en"), same_name("Мамедов", "Məmmədov", "ru", "az")
    (True, True)
    >>> same_name("Алиевой", "Guliyeva", "ru", "en"), same_name("Quliyevanın", "Quliyeva", "az", "az")
    (False, True)
    """
    one, two = fold(mine), fold(theirs)
    if one == two or stem(one, language) == stem(two, their_language) or _is_inflected(one, two):
        return True
    if language == their_language:
        return False
    mine_bare, theirs_bare = _bare(one, language), _bare(two, their_language)
    return any(_alike(left, right) for left in mine_bare for right in theirs_bare)


_CAPITALISED: Final = re.compile(r"\b[A-ZƏİÖÜĞŞÇА-ЯЁ][\w’-]{3,}")
_SHORTEST_SHARED: Final = 5  # letters; shorter words sound like others by chance
_KEY_CONSONANTS: Final = 3  # fewer would make many words one


@lru_cache(maxsize=8192)
def sound_keys(text: str, language: str) -> frozenset[str]:
    """Return keys by which the capitalised words of a text meet their spellings in other alphabets and languages.

    >>> sound_keys("Загатале", "ru") & sound_keys("Zagatala", "en") & sound_keys("Zaqatalada", "az")
    frozenset({'zgtl'})
    """
    found: set[str] = set()
    for match in _CAPITALISED.finditer(text):
        for bare in _bare(fold(match.group()), language):
            heard = sounds(bare)
            key = ("a" if heard[:1] in _VOWELS else "") + "".join(char for char in heard if char not in _VOWELS)
            if len(key) >= _KEY_CONSONANTS:
                found.add(key)
    return frozenset(found)


@lru_cache(maxsize=65_536)
def word_sounds(word: str, language: str) -> frozenset[str]:
    """Return how a folded word sounds, for words that languages share: форум, forum; сервер, server.

    >>> word_sounds("серверов", "ru") & word_sounds("servers", "en")
    frozenset({'=server'})
    """
    heard = (sounds(bare) for bare in (word, stem(word, language)))
    return frozenset(f"={each}" for each in heard if len(each) >= _SHORTEST_SHARED)


def _bare(word: str, language: str) -> set[str]:
    """The word, its stem, an Azerbaijani name without its case, and the place of a Russian adjective: Гянджинский."""
    root = stem(word, language)
    return {word, root, _OF_A_PLACE.sub("", root), _CASE.sub("", word) if language == "az" else word}


def _is_inflected(one: str, two: str) -> bool:
    short, long = sorted((one, two), key=len)
    return len(short) >= _SHORTEST_ROOT and len(long) - len(short) <= _LONGEST_ENDING and long.startswith(short)


def _alike(one: str, two: str) -> bool:
    left, right = sounds(one), sounds(two)
    consonants = ["".join(char for char in word if char not in _VOWELS) for word in (left, right)]
    syllables = [sum(char in "aeiou" for char in word) for word in (left, right)]
    return (
        consonants[0] == consonants[1]
        and len(consonants[0]) >= _FEWEST_CONSONANTS
        and (left[:1] in _VOWELS) == (right[:1] in _VOWELS)
        and abs(syllables[0] - syllables[1]) <= 1
    )


@lru_cache(maxsize=4096)
def sounds(word: str) -> str:
    """Write a folded word as it sounds, in Latin letters: конвенция and конвенсия sound alike."""
    for spelling, sound in _SOUNDS:
        word = word.replace(spelling, sound)
    return _DOUBLED.sub(r"\1", word.translate(_CYRILLIC))
