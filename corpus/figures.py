"""Dates and numbers in English, Russian and Azerbaijani text, in a form that compares across the languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpus.numerals import CARDINALS, ENGLISH, ORDINALS, value_of
from corpus.text import fold


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that a text names, whole or in part, in characters of that text; an unnamed part is None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    @property
    def value(self) -> str:
        """The date in ISO order, `-` for a missing year: "2026-02-23", "2025-10", "2024", "--02-23"."""
        year = "-" if self.year is None else str(self.year)
        return "-".join([year, *(f"{part:02d}" for part in (self.month, self.day) if part is not None)])

    def within(self, other: DateMention) -> bool:
        """Tell whether the other date says all that this one says: October 2025 is within 25 October 2025."""
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(mine is None or mine == theirs for mine, theirs in pairs)


@dataclass(frozen=True, slots=True)
class NumberMention:
    """A number that a text names, in characters of that text; `value` is canonical: "74", "0.5", "24/7", "2/3"."""

    start: int
    end: int
    value: str


_URL: Final = r"https?://\S+"
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_YEAR: Final = r"(?:19|20)\d\d(?!\d)"
# What may hang on a day: 23rd, 23-го, 23-ü, 23-də, 23-dən, 23-cü.
_DAY_TAIL: Final = r"(?:st|nd|rd|th|-?(?:го|е|й|му)|-?(?:[ns]?[iu]n?|[cn]?c[iu]|[iu]?nd[ae]n?|d[ae]n?|[ey]?[ae]))?\b"
_AND: Final = r"\s?(?:and|и|ve|-|,)\s?"
_AZERBAIJANI_TAIL: Final = r"(?:ind[ae]n?|und[ae]n?|d[ae]n?|inin|unun|in[ae]|un[ae]|in|un|[iuae])?"
_GENITIVE_TAIL: Final = r"(?:in|un)?"
_ENGLISH_FULL: Final = (
    "january|february|march|april|may|june|july|august|september|october|november|december"  # first, to win over "jan"
)
_ENGLISH: Final = rf"(?:(?:{_ENGLISH_FULL})|(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\b\.?)"
_RUSSIAN_FULL: Final = (
    r"(?:(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)(?:ем|[ьяюе])"
    r"|(?:март|август)(?:ом|[ауе])?|ма(?:ем|[йяюе]))"
)
_RUSSIAN: Final = rf"(?:{_RUSSIAN_FULL}|(?:янв|февр?|мар|апр|авг|сент?|окт|нояб?|дек)\b\.?)"
_AZERBAIJANI_MONTH: Final = r"(?:yanvar|fevral|mart|aprel|may|iyun|iyul|avqust|sentyabr|oktyabr|noyabr|dekabr)"
_AZERBAIJANI: Final = rf"{_AZERBAIJANI_MONTH}{_AZERBAIJANI_TAIL}"
_MONTH_END: Final = r"(?![^\W\d_])"
_MONTH: Final = rf"(?:{_ENGLISH}|{_RUSSIAN}|{_AZERBAIJANI}){_MONTH_END}(?:\s?ayi(?:nda|nin|ndan)?\b)?"
_MONTH_BEFORE_DAY: Final = rf"(?:{_ENGLISH}|{_AZERBAIJANI_MONTH}{_GENITIVE_TAIL}){_MONTH_END}(?:\s?ayinin\b)?"
_YEAR_TAIL: Final = (
    r"(?:-?(?:ci|cu|nci|ncu)?\s?il(?:in|de|den|e|i|ler|inde|inin)?\b|\s?(?:год(?:ом|[ауе])?\b|г\b\.?)|-(?:го|м|й)\b)?"
)
_YEAR_FIRST: Final = r"-?(?:ci|cu|nci|ncu)?\s?il(?:in|de)?,?\s"
# How a date can begin: looked at first, for speed.
_OPENING: Final = r"\d|https?:|ja|fe|ma|ap|ju|au|se|oc|no|de|ya|av|ok|iy|ян|фе|ма|ап|ию|ав|се|ок|но|де"
_YEAR_LATER: Final = r",?\s?(?:of\s)?"

_DATE: Final = re.compile(
    rf"""(?<![^\W_])(?={_OPENING})(?:
      {_URL}
    | (?P<y1>{_YEAR})-(?P<m1>0?[1-9]|1[0-2])-(?P<d1>{_DAY})
    | (?P<d2>{_DAY})(?P<s2>[./])(?P<m2>{_DAY})(?P=s2)(?P<y2>{_YEAR}|(?<=\d\d\.\d\d\.)\d\d(?!\d))
    | (?:(?P<y3>{_YEAR}){_YEAR_FIRST})?(?:(?P<e3>{_DAY}){_DAY_TAIL}{_AND})?(?P<d3>{_DAY}){_DAY_TAIL}[\s-]?(?:of\s)?
      (?P<m3>{_MONTH})(?:{_YEAR_LATER}(?P<z3>{_YEAR}){_YEAR_TAIL})?
    | (?:(?P<y4>{_YEAR}){_YEAR_FIRST})?(?P<m4>{_MONTH_BEFORE_DAY})\s?(?:the\s)?
      (?:(?P<e4>{_DAY}){_DAY_TAIL}{_AND})?(?P<d4>{_DAY}){_DAY_TAIL}(?:{_YEAR_LATER}(?P<z4>{_YEAR}){_YEAR_TAIL})?
    | (?P<y5>{_YEAR}){_YEAR_FIRST}(?P<m5>{_MONTH})
    | (?P<m6>{_MONTH}){_YEAR_LATER}(?P<y6>{_YEAR}){_YEAR_TAIL}
    | (?P<y7>{_YEAR}){_YEAR_TAIL}(?![^\W_]|[.,/]\d)
    | (?P<m8>(?!may\b(?!\sayi)|march\b)(?:{_ENGLISH_FULL}|{_RUSSIAN_FULL}|{_AZERBAIJANI}){_MONTH_END}
      (?:\s?ayi(?:nda|nin)?\b)?)
    )""",
    re.VERBOSE,
)
# "Article 15 may apply": a small "may" before a word is the verb, unless that word is of a date in Azerbaijani.
_VERB_MAY: Final = re.compile(r"(?<=\d may)\s(?!tarix|gün|gun|ayı|ayi|il\b)[a-z]")
_MONTHS: Final = {
    stem: number
    for number, stems in enumerate(
        ("jan yan янв", "feb fev фев", "mar мар", "apr апр", "may май мая маю мае", "jun iyun июн", "jul iyul июл",
         "aug avq авг", "sep sen сен", "oct okt окт", "nov noy ноя", "dec dek дек"), start=1)
    for stem in stems.split()
}  # fmt: skip

_ORDINAL_TAIL: Final = (
    r"(?:st|nd|rd|th|-?(?:[cn]?c[iu]|[iu]nc[iu])(?:si|su|de|da|den|dan|nin|nun)?|-(?:ти|мя|ми|го|му|[йяемюх]|ый|ая|ое|ого|ой)"
    r"|-(?:d[ae]n?|[ns]?[iu]n?|y?[ae]))?(?![^\W_])"
)
_NUMBER: Final = re.compile(
    rf"""(?<![^\W_])(?:
      (?P<url>{_URL})
    | (?P<always>24\s?/\s?7|7\s?/\s?24)(?![\d/])
    | (?P<two_thirds>two[\s-]thirds|дв(?:е|ум|умя|ух)\sтрет(?:и|ей|ям|ями|ях)|ucd[ae]\siki(?:si(?:nin|nden|ni|ne)?)?)\b
    | (?P<roman>[ivxl]+)(?=\s(?:век|esr|centur))
    | (?P<digits>\d{{1,3}}(?:[\s,]\d{{3}})+(?!\d)|\d+(?:[.,]\d+)?){_ORDINAL_TAIL}
      (?:\s(?P<scale>million|milyon|миллион|млн|тыс|thousand|min(?=\s(?:dovlet|olke|nefer|il\b))))?
    | (?P<word>[^\W\d_]+)
    )""",
    re.VERBOSE,
)
_ROMAN: Final = {"i": 1, "v": 5, "x": 10, "l": 50}
_SCALES: Final = {"thousand": 1000, "тыс": 1000, "min": 1000}
_MILLION: Final = 1_000_000
_NUMBER_WORDS: Final = frozenset({*CARDINALS, *ORDINALS})
_JOINT: Final = re.compile(r"[\s-](?:and\s)?")
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)[\s-]$")
_NEXT_WORD: Final = re.compile(r"[\s-]([^\W\d_]+)")


def find_dates(text: str) -> list[DateMention]:
    """Find the dates of a text in order; a day without a month is no date, a bare 19xx or 20xx is a year.

    >>> [date.value for date in find_dates("23 февраля 2026 года, oktyabrın 25-də, in 2024")]
    ['2026-02-23', '--10-25', '2024']
    """
    return _find_dates(text, fold(text))


def _find_dates(text: str, folded: str) -> list[DateMention]:
    return [
        date for match in _DATE.finditer(folded) if not _VERB_MAY.match(text, match.end()) for date in _dates(match)
    ]


def _dates(match: re.Match[str]) -> Iterator[DateMention]:
    groups = {name[0]: name for name, part in match.groupdict().items() if part}  # y, z year; m month; d, e days
    year_group = groups.get("y") or groups.get("z")
    year = int(match[year_group]) if year_group else None
    month = _month(match[groups["m"]]) if "m" in groups else None
    days = [int(match[groups[name]]) for name in "ed" if name in groups]
    if month is not None and month > 12 and days:  # 02/23/2026: the month came first
        month, days = days[0], [month]
    if not groups or (month is not None and month > 12):  # a web address, or 23.23.2026
        return
    year = year + 2000 if year is not None and year < 100 else year
    cut = match.end(groups["e"]) if "e" in groups else match.end()
    yield DateMention(match.start(), cut, year, month, days[0] if days else None)
    if "e" in groups:
        yield DateMention(match.start(groups["d"]), match.end(), year, month, days[1])


def _month(word: str) -> int:
    return int(word) if word.isdigit() else _MONTHS.get(word[:3]) or _MONTHS[word[:4]]


def find_numbers(text: str) -> list[NumberMention]:
    """Find the numbers of a text in order, as digits or words; none inside a date or a web address.

    >>> [number.value for number in find_numbers("1 000 states, девяти глав, səksən maddə, the fortieth, 24/7")]
    ['1000', '9', '80', '40', '24/7']
    """
    folded = fold(text)
    dates = [(date.start, date.end) for date in _find_dates(text, folded)]
    found: list[NumberMention] = []
    run: list[_Word] = []  # number words that stand together: "двадцать" "первый"
    for match in _NUMBER.finditer(folded):
        written = match["word"]
        if written is not None and written not in _NUMBER_WORDS:  # nearly every word: looked at no further
            continue
        if any(start <= match.start() < end for start, end in dates):
            continue
        if written is None:
            found += _figure(match)
        elif word := _word(match, text):
            if run and (run[-1].ordinal or not _JOINT.fullmatch(folded, run[-1].end, word.start)):
                found += _combine(run)
                run = []
            run.append(word)
    return sorted([*found, *_combine(run)], key=lambda number: number.start)


def _figure(match: re.Match[str]) -> Iterator[NumberMention]:
    if match["url"]:
        return
    if match["always"]:
        value = "24/7"
    elif match["two_thirds"]:
        value = "2/3"
    elif match["roman"]:
        value = str(_roman(match["roman"]))
    else:
        value = _digits(match["digits"], match["scale"])
    yield NumberMention(match.start(), match.end(), value)


def _digits(digits: str, scale: str | None) -> str:
    grouped = re.fullmatch(r"\d{1,3}(?:[\s,]\d{3})+", digits)
    number = re.sub(r"[\s,]", "", digits) if grouped else digits.replace(",", ".")
    whole, _, fraction = number.partition(".")
    if scale and not fraction:
        return str(int(whole) * _SCALES.get(scale, _MILLION))
    fraction = fraction.rstrip("0")
    return f"{int(whole)}.{fraction}" if fraction else str(int(whole))


def _roman(letters: str) -> int:
    # A lower-case L stands for a capital I where a text was typed so ("XXl əsr"): it follows the tens.
    letters = re.sub(r"(?<=x)l$", "i", letters)
    values = [_ROMAN[letter] for letter in letters]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    value: int
    ordinal: bool


def _word(match: re.Match[str], text: str) -> _Word | None:
    word, folded = match["word"], match.string
    before = _LAST_WORD.search(folded, max(0, match.start() - 20), match.start())
    after = _NEXT_WORD.match(folded, match.end())
    value = value_of(word, before[1] if before else "", after[1] if after else "")
    if value is None or _only_looks_alike(text[match.start() : match.end()].lower(), word, match.start()):
        return None
    return _Word(match.start(), match.end(), value, word in ORDINALS)


def _only_looks_alike(original: str, word: str, start: int) -> bool:
    """Tell words apart that fold alike: "sıx" (close) from "six", "bəs" ("well then") from "beş" (five).

    Typed without diacritics, "bes" is "well then" where it opens the text.
    """
    if word in ENGLISH:
        return not original.isascii()
    return word == "bes" and ("ə" in original or (start == 0 and "ş" not in original))


def _combine(run: list[_Word]) -> Iterator[NumberMention]:
    """Add up number words that form one number ("yüz iyirmi beş"), and part those that do not ("two, three")."""
    start, thousands, total, last = 0, 0, 0, 0
    for at, word in enumerate(run):
        joins = at > start and (word.value >= 100 > total or word.value >= 1000 or 0 < word.value < _place(last))
        if at > start and not joins:
            yield NumberMention(run[start].start, run[at - 1].end, str(thousands + total))
            start, thousands, total = at, 0, 0
        if word.value >= 1000:
            thousands, total = thousands + max(total, 1) * word.value, 0
        elif word.value == 100 and total:
            total *= 100
        else:
            total += word.value
        last = word.value
    if run:
        yield NumberMention(run[start].start, run[-1].end, str(thousands + total))


def _place(value: int) -> int:
    """Give the power of ten below which the next word must stay to add up: after 20 only 1 to 9, after 100 up to 99."""
    return next((place for place in (1_000_000, 1000, 100, 10) if value >= place), 0)
