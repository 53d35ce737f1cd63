"""Sentences as a language model might write them, made by program from passages: honest ones, and false ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.figures import find_dates
from corpus.names import COUNTRIES, find_names
from corpus.types import Language

Passages = Mapping[int, tuple[str, str]]  # number -> (language, text), as the prompt shows them


@dataclass(frozen=True)
class Crafted:
    """A false generation: the text with its marks, what was done to it, and the false words in it, if any are."""

    kind: str
    language: Language
    text: str
    false: str = ""


MONTHS = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
}
PERSONS = {"en": "Murad Hasanli", "ru": "Мурад Гасанлы", "az": "Murad Həsənli"}
INSTITUTIONS = {
    "en": "the Ministry of Internal Affairs",
    "ru": "Министерство внутренних дел",
    "az": "Daxili İşlər Nazirliyi",
}
UNKNOWN_INSTITUTIONS = {
    "en": "the Ministry of Agriculture",
    "ru": "Министерство сельского хозяйства",
    "az": "Kənd Təsərrüfatı Nazirliyi",
}
STATES = {"en": "Norway", "ru": "Норвегия", "az": "Norveç"}
CITIES = {"en": "Berlin", "ru": "Берлин", "az": "Berlin"}
BY_PERSON = {"en": "{0}, as {1} said", "ru": "{0}, как сказал {1}", "az": "{1} deyib: {0}"}
ON_DATE = {"en": "On 5 May 2023, {0}", "ru": "5 мая 2023 года {0}", "az": "5 may 2023-cü ildə {0}"}
OF_COUNT = {"en": "{0} in 912 towns", "ru": "{0} в 912 городах", "az": "912 şəhərdə {0}"}
ADDRESS = {"en": "{0}, see www.example.org", "ru": "{0}, см. www.example.org", "az": "{0}, bax: www.example.org"}
_INSTITUTION_NAMES = frozenset({"State Security Service", "Ministry of Justice", "Milli Majlis", "General Assembly"})


def honest(passages: Passages, language: str) -> list[tuple[int, str]]:
    """The passages in the asked language, word for word, with their numbers."""
    return [(number, text) for number, (own, text) in passages.items() if own == language]


def false_sentences(passages: Passages, language: Language) -> Iterator[Crafted]:
    """Every false generation that the tables above make of the passages."""
    for number, text in honest(passages, language):
        body, mark = text.rstrip("."), f"[{number}]"
        yield Crafted("no mark", language, text)
        yield Crafted("unknown passage", language, f"{text} [99]", "[99]")
        for kind, altered, false in _alterations(text, language):
            yield Crafted(kind, language, f"{altered} {mark}", false)
        for kind, pattern, false in (
            ("person added", BY_PERSON[language], PERSONS[language]),
            ("date added", ON_DATE[language], "2023"),
            ("number added", OF_COUNT[language], "912"),
            ("address added", ADDRESS[language], "example.org"),
        ):
            yield Crafted(kind, language, f"{pattern.format(body, PERSONS[language])}. {mark}", false)
        yield from _swapped(number, text, passages, language)


def _alterations(text: str, language: Language) -> Iterator[tuple[str, str, str]]:
    dates = find_dates(text)
    for match in re.finditer(r"(?<![\w/])\d+(?![\w/])", text):
        if not any(date.start <= match.start() < date.end for date in dates):
            yield "number", _put(text, match.span(), str(int(match[0]) + 37)), str(int(match[0]) + 37)
    for date in dates:
        yield from _altered_date(text, (date.start, date.end), language)
    for name in find_names(text):
        span = (name.start, name.end)
        if name.canonical in _INSTITUTION_NAMES:
            yield "institution", _put(text, span, INSTITUTIONS[language]), INSTITUTIONS[language]
            yield (
                "unknown institution",
                _put(text, span, UNKNOWN_INSTITUTIONS[language]),
                UNKNOWN_INSTITUTIONS[language],
            )
        if name.canonical in COUNTRIES or name.canonical == "Azerbaijan":
            yield "country", _put(text, span, STATES[language]), STATES[language]
        if name.canonical == "Ilham Aliyev":
            yield "person", _put(text, span, PERSONS[language]), PERSONS[language]
        if name.canonical == "Hanoi":
            yield "city", _put(text, span, CITIES[language]), CITIES[language]


def _altered_date(text: str, span: tuple[int, int], language: Language) -> Iterator[tuple[str, str, str]]:
    written = text[slice(*span)]
    if year := re.search(r"(?:19|20)\d\d", written):
        false = str(int(year[0]) + 3)
        yield "year", _put(text, span, written.replace(year[0], false)), false
    for at, month in enumerate(months := MONTHS[language].split()):
        if re.search(rf"\b{month}", written, re.IGNORECASE):
            false = months[(at + 5) % 12]
            yield "month", _put(text, span, re.sub(month, false, written, flags=re.IGNORECASE)), false
    if day := re.search(r"\b[123]?\d\b(?!\d)", written):
        false = str(int(day[0]) % 27 + 1)
        if false not in re.findall(r"\d+", text):
            yield "day", _put(text, span, _put(written, day.span(), false)), ""


def _swapped(number: int, text: str, passages: Passages, language: Language) -> Iterator[Crafted]:
    """The sentence with the mark of a passage that lacks one of its figures or names."""
    for other, (_, theirs) in passages.items():
        names = {name.canonical for name in find_names(text)} - {name.canonical for name in find_names(theirs)}
        figures = set(re.findall(r"\d+", text)) - set(re.findall(r"\d+", theirs))
        if other != number and figures and names:
            yield Crafted("swapped", language, f"{text} [{other}]")


def _put(text: str, span: tuple[int, int], instead: str) -> str:
    return text[: span[0]] + instead + text[span[1] :]
