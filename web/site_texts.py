"""What the pages beside the chat say in Azerbaijani, Russian and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corpus.types import Language
from web.site_phrases import SitePhrases
from web.site_texts_az import AZERBAIJANI
from web.site_texts_en import ENGLISH
from web.site_texts_ru import RUSSIAN

__all__ = ["SITE_TEXTS", "SitePhrases"]

SITE_TEXTS: Final[Mapping[Language, SitePhrases]] = {"az": AZERBAIJANI, "ru": RUSSIAN, "en": ENGLISH}
