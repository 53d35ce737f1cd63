"""A question as people really type it: without diacritics, in Latin letters, with a slip, without punctuation."""

from __future__ import annotations

import hashlib
import re
from typing import Final

from corpus.text import lower
from corpus.types import Language

_ASCII: Final = str.maketrans("əƏıİöÖüÜğĞşŞçÇ", "eEiIoOuUgGsScC")
_LATIN: Final = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_LONG_WORD: Final = re.compile(r"[^\W\d_]{5,}")  # a slip in a shorter word can make another word of it
_PUNCTUATION: Final = re.compile(r"[^\w\s/'’-]|(?<!\w)['’-]|['’-](?!\w)")


def variants(question: str, language: Language, seed: str) -> dict[str, str]:
    """Give the variants of a question by name; those that change nothing are left out; the same for the same seed.

    >>> variants("Кто подписал?", "ru", "a")["latin"]
    'Kto podpisal?'
    """
    made = {"bare": bare(question, language), "typo": typo(question, seed)}
    if language == "az":
        made["ascii"] = question.translate(_ASCII)
    if language == "ru":
        made["latin"] = transliterate(question)
    return {name: text for name, text in sorted(made.items()) if text != question}


def bare(question: str, language: Language) -> str:
    """Drop capitals and punctuation; hyphens, slashes and apostrophes inside words stay ("24/7", "22-ci")."""
    return " ".join(_PUNCTUATION.sub(" ", lower(question, language)).split())


def transliterate(text: str) -> str:
    """Write Russian in Latin letters, as on a foreign keyboard."""
    return "".join(_latin(char) for char in text)


def _latin(char: str) -> str:
    latin = _LATIN.get(char.lower(), char)
    return latin.capitalize() if char.isupper() and latin else latin


def typo(question: str, seed: str) -> str:
    """Make one slip (a letter lost, doubled, or swapped with the next) inside one long word; the seed says which."""
    long_words = list(_LONG_WORD.finditer(question))
    if not long_words:
        return question
    number = _number(f"{seed} {question}")
    word = long_words[number % len(long_words)]
    return question[: word.start()] + _slipped(word.group(), number) + question[word.end() :]


def misspell(question: str, seed: str) -> str:
    """Make one slip inside each long word: harder to read than what most people type."""
    return _LONG_WORD.sub(lambda word: _slipped(word.group(), _number(f"{seed} {word.group()}")), question)


def _slipped(word: str, number: int) -> str:
    at = 1 + number // 7 % (len(word) - 2)
    here, after = word[at], word[at + 1]
    slip = ("", here * 2, after + here)[number // 3 % 3]
    return word[:at] + slip + word[at + (2 if len(slip) == 2 and slip != here * 2 else 1) :]


def _number(text: str) -> int:
    """A number that looks random, and is the same each time."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8])
