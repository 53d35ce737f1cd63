"""The language of an answer: the forced one, the one asked for, the question's own, or that of the conversation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from assistant.conversation import requested_language
from corpus.detect import detect_language
from corpus.stem import is_cyrillic
from corpus.types import Language

DEFAULT: Final[Language] = "en"

# Russian typed in Latin letters, longest spellings first; one reading is enough, since stems are compared.
_TO_CYRILLIC: Final = (
    ("shch", "щ"), ("sch", "щ"), ("iya", "ия"), ("iyu", "ию"), ("iye", "ие"), ("yo", "е"),
    ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("ye", "е"), ("iy", "ий"), ("yy", "ый"), ("a", "а"), ("b", "б"),
    ("v", "в"), ("w", "в"), ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("j", "й"), ("k", "к"),
    ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"),
    ("f", "ф"), ("h", "х"), ("c", "ц"), ("y", "ы"), ("x", "кс"), ("q", "к"), ("'", "ь"),
)  # fmt: skip
_SPELLINGS: Final = dict(_TO_CYRILLIC)
# ASCII: else "i" would meet "ı" and "İ" too, which have no spelling here.
_LATIN: Final = re.compile("|".join(re.escape(latin) for latin, _ in _TO_CYRILLIC), re.IGNORECASE | re.ASCII)


def answer_language(text: str, history: Sequence[str], forced: Language | None) -> Language:
    """Decide the language of the answer."""
    asked = forced or requested_language(text) or detect_language(text)
    if asked:
        return asked
    earlier = (detect_language(question) for question in reversed(history))
    return next((language for language in earlier if language), DEFAULT)


def question_language(text: str, answer: Language) -> Language:
    """The language that a question is searched in: its own, which may not be the answer's."""
    return detect_language(text) or answer


def searchable(text: str, language: Language) -> str:
    """A question as it is searched: Russian typed in Latin letters is put into Cyrillic.

    >>> searchable("skolko stran podpisali konventsiyu", "ru")
    'сколко стран подписали конвенцию'
    """
    if language != "ru" or is_cyrillic(text.lower()):
        return text
    return _LATIN.sub(lambda match: _SPELLINGS[match.group().lower()], text)
