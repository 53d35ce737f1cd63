"""What "it" stands for: the Convention, where the question before names it."""

from __future__ import annotations

import re
from typing import Final

from corpus.detect import detect_language
from corpus.names import CONVENTION, find_names
from corpus.text import fold
from corpus.types import Language

# "O" may be a person in Azerbaijani, and "его" a law in Russian: neither is taken for the Convention.
_STANDS_FOR: Final[dict[Language, dict[str, str]]] = {
    "en": {"it": "the Convention", "its": "the Convention's"},
    "ru": {"она": "Конвенция", "ее": "Конвенцию", "ней": "Конвенции", "нее": "Конвенции"},
    "az": {
        "onu": "Konvensiyanı",
        "onun": "Konvensiyanın",
        "ona": "Konvensiyaya",
        "onda": "Konvensiyada",
        "ondan": "Konvensiyadan",
    },
}


def named(text: str, earlier: str) -> str:
    """Put the Convention in the place of the first "it" of a text, if the earlier question names the Convention.

    >>> named("When was it adopted?", "How many states signed the Convention?")
    'When was the Convention adopted?'
    """
    known = {name.canonical for name in find_names(text)}
    if CONVENTION in known or not any(name.canonical == CONVENTION for name in find_names(earlier)):
        return text
    pronouns = _STANDS_FOR[detect_language(text) or "en"]
    match = re.search(rf"\b(?:{'|'.join(pronouns)})\b(?!')", fold(text))
    return f"{text[: match.start()]}{pronouns[match.group()]}{text[match.end() :]}" if match else text
