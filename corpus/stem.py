"""Light stems for Azerbaijani, Russian and English, on folded words.

Snowball serves Russian and English. It has no Azerbaijani, so a suffix stripper of ours does: the language
agglutinates, so endings are taken off one by one until none fits. A stem need not be a word: where a root looks as if
it had an ending ("qanun"), the same letters go from all of its forms, so that they still meet.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

import snowballstemmer

_ENGLISH: Final = snowballstemmer.stemmer("english")
_RUSSIAN: Final = snowballstemmer.stemmer("russian")

# Endings on folded letters (ə→e, ı→i, ö→o, ü→u, ğ→g, ş→s, ç→c), with their vowel-harmony variants. Endings that make
# another word (-lik, -siz, -ci, -kar) stay: a ministry (nazirlik) is no minister (nazir).
_NOUN_ENDINGS: Final = """
    lar ler i u si su in un nin nun miz muz imiz umuz iniz unuz a e ya ye na ne ni nu da de nda nde dan den ndan nden
    la le yla yle dir dur daki deki ndaki ndeki li lu
"""
_VERB_ENDINGS: Final = """
    di du ib ub yib yub mis mus ir ur yir yur acaq ecek yacaq yecek acag eceg yacag yeceg acay ecey maq mek mag mey
    ma me mali meli an en yan yen diq dik duq duk dig dug diy duy arak erek araq yaraq yerek ar er yar yer sa se
    il ul lan len las les
"""
_AFTER_POSSESSIVE_ENDINGS: Final = "na ne nda nde ndan nden ndaki ndeki"
_AFTER_VOWEL_ENDINGS: Final = "si su nin nun miz muz ni nu ya ye yla yle yib yub yir yur yan yen"
# Frequent roots shorter than the shortest stem.
_SHORT_ROOTS: Final = "ad ay baki bas dil ev ges gun hal il is mal pul qol rol say soz sul uzv yer yol"

_NOUN: Final = frozenset(_NOUN_ENDINGS.split())
_VERB: Final = frozenset(_VERB_ENDINGS.split())
# A root's last consonant that could open an ending goes too: "senedi" is sened+i, but reads like sene+di (did).
_OPENERS: Final = frozenset("dlmns")
_SUFFIXES: Final = tuple(sorted(_NOUN | _VERB | _OPENERS, key=lambda suffix: (-len(suffix), suffix)))
_SUFFIXES_BY_LETTER: Final = {
    letter: tuple(suffix for suffix in _SUFFIXES if suffix.endswith(letter)) for letter in {s[-1] for s in _SUFFIXES}
}
_SHORTEST_STEM: Final = 4  # below it, different Azerbaijani roots begin to meet
_VOWELS: Final = frozenset("aeiou")
_AFTER_POSSESSIVE: Final = frozenset(_AFTER_POSSESSIVE_ENDINGS.split())
_AFTER_VOWEL: Final = _OPENERS | frozenset(_AFTER_VOWEL_ENDINGS.split())
_LOAN_ENDING: Final = re.compile(r"[dfglmnprstz]iya$")  # konvensiya, ratifikasiya: the root's own "ya"
_VOICED: Final = re.compile(r"^(isle|ogre|tani|uza|yara)d(?=[aeiu])")  # a verb's t between vowels: yaradir, yaratmaq
_SOFTENED: Final = re.compile(r"(?<=[eiu])y$")  # -lik and other words in -k before a vowel: nazirliyi

# Noun endings on a short root: plural, possessive, case, -ki, -dir.
_SHORT_NOUN: Final = re.compile(
    rf"({'|'.join(_SHORT_ROOTS.split())})(?:l[ae]r)?(?:s?[iu]|[iu]m[iu]z)?(?:n?[iu]n|n?[iu]|[yn]?[ae]|n?d[ae]n?|l[ae])?(?:ki)?(?:d[iu]r)?"
)


@lru_cache(maxsize=65_536)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word; the script outvotes the language for Cyrillic.

    >>> stem("olkelerin", "az"), stem("подписали", "ru"), stem("countries", "en")
    ('olke', 'подписа', 'countri')
    """
    if any(char.isdigit() for char in word):
        return word
    if is_cyrillic(word):
        return str(_RUSSIAN.stemWord(word))
    return stem_azerbaijani(word) if language == "az" else str(_ENGLISH.stemWord(word))


def is_cyrillic(word: str) -> bool:
    """Whether a word has a Cyrillic letter."""
    return any("\u0400" <= char <= "\u04ff" for char in word)


def stem_azerbaijani(word: str) -> str:
    """Take Azerbaijani endings off a folded word until none fits.

    >>> stem_azerbaijani("konvensiyasini") == stem_azerbaijani("konvensiyanin")
    True
    """
    short = _SHORT_NOUN.fullmatch(word)
    if short:
        return short.group(1)
    word = _VOICED.sub(r"\1t", word)
    verbal = False
    while suffix := _last_suffix(word, verbal):
        word = word.removesuffix(suffix)
        verbal = verbal or suffix in _VERB
    return _SOFTENED.sub("k", word[:-1] + "q" if word.endswith("g") else word)


def _last_suffix(word: str, verbal: bool) -> str | None:
    """Find the longest ending that can part from a word; `verbal` says that a verb's ending has gone before."""
    if _LOAN_ENDING.search(word):
        return None
    fitting = (suffix for suffix in _SUFFIXES_BY_LETTER.get(word[-1:], ()) if word.endswith(suffix))
    return next((suffix for suffix in fitting if _can_part(word.removesuffix(suffix), suffix, verbal)), None)


def _can_part(root: str, suffix: str, verbal: bool) -> bool:
    if len(root) < _SHORTEST_STEM or not _harmonious(root, suffix):
        return False
    if suffix in _AFTER_POSSESSIVE:  # "qanununda" is qanunu+nda, "insanda" and "qanunda" are not
        return root[-1] in "iu" and len(root) > _SHORTEST_STEM
    if suffix in ("ya", "ye") and root.endswith(("li", "lu")):  # "nazirliye" is nazirlik+e
        return False
    if suffix in ("la", "le"):  # "imzala(maq)" is imza+la, "mesele" is whole
        return verbal or root[-1] not in _VOWELS
    return suffix not in _AFTER_VOWEL or root[-1] in _VOWELS


def _harmonious(root: str, suffix: str) -> bool:
    """Whether the suffix's first vowel follows the root's last: "qanunu" can part, "qanuni" (legal) cannot."""
    last = next((char for char in reversed(root) if char in _VOWELS), None)
    first = next((char for char in suffix if char in _VOWELS), None)
    if last is None or first is None:
        return last is not None
    if first in "iu":
        return (first == "u") == (last in "ou")
    return last not in "ae" or first == last  # ı and i, o and ö, u and ü are one when folded: no saying
