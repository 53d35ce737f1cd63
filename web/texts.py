"""The interface in Azerbaijani, Russian and English: its phrases, the languages' own names, examples to ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corpus.types import Language
from web.phrases import Texts
from web.texts_az import AZERBAIJANI
from web.texts_en import ENGLISH
from web.texts_ru import RUSSIAN

__all__ = ["EXAMPLES", "OWN_NAMES", "TEXTS", "Texts"]

OWN_NAMES: Final[Mapping[Language, str]] = {"az": "Azərbaycanca", "ru": "Русский", "en": "English"}

# Asked as they stand; each can be answered from the shipped corpus.
EXAMPLES: Final[Mapping[Language, tuple[str, ...]]] = {
    "az": (
        "Konvensiyanı neçə dövlət imzalayıb?",
        "Milli Məclis qanunu nə vaxt qəbul edib?",
        "Konvensiyanın 41-ci maddəsi nə haqqındadır?",
    ),
    "ru": (
        "Сколько государств подписали Конвенцию?",
        "Кто подписал Конвенцию от имени Азербайджана?",
        "О чём статья 41 Конвенции?",
    ),
    "en": (
        "How many countries signed the Convention?",
        "Which authority will operate the 24/7 contact centre?",
        "What does Article 41 of the Convention say?",
    ),
}

TEXTS: Final[Mapping[Language, Texts]] = {"az": AZERBAIJANI, "ru": RUSSIAN, "en": ENGLISH}
