"""The language of an answer: the forced one, the one asked for, the question's own, or that of the conversation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from assistant.romanised import in_cyrillic
from assistant.wishes import requested_language
from corpus.detect import detect_language
from corpus.stem import is_cyrillic
from corpus.types import Language

DEFAULT: Final[Language] = "en"


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
    return in_cyrillic(text)
