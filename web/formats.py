"""Dates, numbers and places as each language writes them, and the choice of the interface's language."""

from __future__ import annotations

from datetime import date
from typing import Final

from corpus.types import LANGUAGES, Language, Location
from web.texts import Texts

DEFAULT_LANGUAGE: Final[Language] = "en"

# The suffix follows the vowels of the last word of the number: bir, iki, …; on, iyirmi, …; yüz; min.
_ORDINAL_ONES: Final = ("", "ci", "ci", "cü", "cü", "ci", "cı", "ci", "ci", "cu")
_ORDINAL_TENS: Final = ("", "cu", "ci", "cu", "cı", "ci", "cı", "ci", "ci", "cı")


def format_date(published: str | None, texts: Texts) -> str:
    """Write an ISO date as the language does; None is said to be undated.

    >>> [format_date("2026-02-23", TEXTS[language]) for language in ("en", "ru", "az")]
    ['23 February 2026', '23 февраля 2026 г.', '23 fevral 2026-cı il']
    """
    if published is None:
        return texts.undated
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return published
    year = {"en": f"{day.year}", "ru": f"{day.year} г.", "az": f"{ordinal(day.year)} il"}[texts.language]
    return f"{day.day} {texts.months[day.month - 1]} {year}"


def ordinal(number: int) -> str:
    """Write an Azerbaijani ordinal: `2024-cü`, `2026-cı`, `2040-cı`, `100-cü`, `2000-ci`."""
    if number % 10:
        return f"{number}-{_ORDINAL_ONES[number % 10]}"
    if number % 100:
        return f"{number}-{_ORDINAL_TENS[number // 10 % 10]}"
    return f"{number}-{'cü' if number % 1000 else 'ci'}"


def format_number(number: int, texts: Texts) -> str:
    """Write a whole number with the language's thousands separator: 2,000 or 2 000."""
    return f"{number:,}".replace(",", texts.thousands)


def format_location(location: Location | None, texts: Texts) -> str:
    """Name a place in the Convention, such as `Article 41, paragraph 1`; empty outside the articles."""
    if location is None or location.article is None:
        return ""
    article = texts.article.format(number=location.article)
    if location.paragraph is None:
        return article
    return f"{article}, {texts.paragraph.format(number=location.paragraph)}"


def choose_language(asked: str | None, kept: str | None, accepted: str | None) -> Language:
    """Choose the interface's language: the address's, else the kept choice, else the browser's first of the three.

    >>> choose_language(None, None, "tr;q=0.9, ru-RU;q=0.8, en;q=0.7")
    'ru'
    """
    for code in (asked, kept, *_by_preference(accepted or "")):
        for language in LANGUAGES:
            if code is not None and code.lower().split("-")[0] == language:
                return language
    return DEFAULT_LANGUAGE


def _by_preference(accepted: str) -> list[str]:
    """Return the codes of an Accept-Language header, the most wanted first; an unreadable weight counts as none."""
    weighted: list[tuple[float, str]] = []
    for part in accepted.split(","):
        code, _, weight = part.partition(";")
        try:
            value = float(weight.strip().removeprefix("q=")) if weight.strip() else 1.0
        except ValueError:
            value = 0.0
        weighted.append((value, code.strip()))
    return [code for value, code in sorted(weighted, key=lambda item: -item[0]) if value > 0]
