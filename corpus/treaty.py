"""References to the Convention as lawyers write them: "Art. 41(2)", "ст. 41 п. 2", "41-ci maddənin 2-ci bəndi".

A number of articles is no reference: "68 articles" and "68 maddədən ibarətdir" name none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from corpus.figures import find_dates, find_numbers
from corpus.text import fold
from corpus.types import ARTICLE_COUNT, CHAPTER_COUNT

_ROMAN_NUMERALS: Final = "i ii iii iv v vi vii viii ix x xi xii"
_ROMAN: Final = {roman: number for number, roman in enumerate(_ROMAN_NUMERALS.split(), start=1)}

# All patterns read folded text: Azerbaijani ə, ı, ö, ü, ğ, ş, ç are e, i, o, u, g, s, c, and dashes are "-".
_NUMBER: Final = r"(?!(?:19|20)\d\d(?!\d))\d{1,4}(?!\d)"  # four digits that may be a year name none
_AZ_ORDINAL: Final = r"(?:\s?-?\s?(?:ci|cu|inci|uncu))"
_RU_ORDINAL: Final = r"(?:\s?-?\s?(?:ая|ой|ую|ей|ый|го|я|й|ю))"
_ITEM: Final = (
    rf"{_NUMBER}(?:\.\d{{1,2}}(?![\d.])|\s?\(\s?\d{{1,2}}\s?\))?"  # an article, and its paragraph: 41, 41.2, 41(2)
)
# Possessive, and lists of bounded length: so a long row of numbers costs no more than its length.
_JOINT: Final = r"\s*+(?:,(?:\s*+(?:and|or|и|или|ve(?:\s+ya)?)(?=\s))?|and|or|и|или|ve(?:\s+ya)?|to|through|по|-)\s*+"
_MORE: Final = "{0,15}"
_RANGE_JOINTS: Final = frozenset({"-", "to", "through", "по"})
# What is counted by the number before it, so that the number names no article. "Article 7 states" is a verb.
_COUNTED: Final = (
    r"(?!\s+(?:chapters|глав|стат[а-я]*|государ|стран|дн|час|месяц|год|лет|dovlet|olke|fes|gun|saat|ay\b|il\b))"
)
_COUNTED_LATER: Final = rf"{_COUNTED}(?!\s+(?:states|countries|days|hours|months|years)\b)"
_LIST: Final = rf"{_ITEM}(?![\w/]){_COUNTED}(?:{_JOINT}{_ITEM}(?![\w/]){_COUNTED_LATER}){_MORE}"
_SIGN: Final = r"\s*(?:nos?\.?|№)?\s*"
_BEFORE_NUMBER: Final = r"(?<![\w/.,(])"
_NO_NUMBER_AFTER: Final = r"(?!\w|\s*№?\s*\d)"  # "пункт 2 статьи 41" names the article after the noun
_NO_COUNT_AFTER: Final = r"(?!\w|\s+(?:var\b|olan|olub|ibaret|ehtiva|nezerde))"

_ARTICLES: Final = re.compile(
    rf"(?<!\w)(?:articles|arts?\.?|стат(?:ьи|ей|ьям|ьями|ьях)|(?:ст\.?\s?)?ст\.?|maddeler[a-z]*|mad\.){_SIGN}(?P<list>{_LIST})"
    rf"|(?<!\w)(?:article|стать(?:я|е|ю|ей|ею)|madde){_SIGN}(?P<one>{_ITEM})(?![\w/]){_COUNTED}(?!{_AZ_ORDINAL}\s*(?:bend|hisse|fes))"
    rf"|{_BEFORE_NUMBER}(?P<az_list>{_ITEM}{_AZ_ORDINAL}?(?:{_JOINT}{_ITEM}{_AZ_ORDINAL}?){_MORE})(?<=[iu])\s*madde[a-z]*"
    rf"|{_BEFORE_NUMBER}(?P<ru_list>{_ITEM}{_RU_ORDINAL}(?:{_JOINT}{_ITEM}{_RU_ORDINAL}){_MORE})\s+стат[а-я]+"
    rf"|{_BEFORE_NUMBER}(?P<en_one>{_NUMBER})(?:st|nd|rd|th)?\s+article{_NO_NUMBER_AFTER}"
    rf"|{_BEFORE_NUMBER}(?P<az_one>{_ITEM})\s+madde(?:(?:nin|si|sinin|de|ye|ni)(?!\w)|{_NO_NUMBER_AFTER}){_NO_COUNT_AFTER}"
    rf"|{_BEFORE_NUMBER}(?P<ru_one>{_ITEM})\s+стать(?:я|е|ю|ей|ею|(?P<genitive>и)){_NO_NUMBER_AFTER}"
)
_ITEM_PARTS: Final = re.compile(
    rf"(?P<article>{_NUMBER})(?:\.(?P<point>\d{{1,2}})|\s?\(\s?(?P<bracket>\d{{1,2}})\s?\))?"
)
_PARAGRAPH_WORD: Final = r"(?:paragraphs?|paras?\.?|пункт[а-я]*|пп?\.|част[а-я]+|ч\.|bend(?:i|in)?|hisse(?:si)?)"
_PARAGRAPHS: Final = rf"{_NUMBER}(?:{_JOINT}{_NUMBER}){_MORE}"
_PARAGRAPH_AFTER: Final = re.compile(
    rf"(?:-?[a-z]{{1,6}})?\s*[,;]?\s*(?:{_PARAGRAPH_WORD}\s*№?\s*(?P<last>{_PARAGRAPHS})(?![\w/])"
    rf"|(?P<first>{_NUMBER})(?:{_AZ_ORDINAL}|{_RU_ORDINAL})?\s*(?:bend|hisse|пункт|част)\w*)"
)
_PARAGRAPH_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:{_PARAGRAPH_WORD}\s*№?\s*(?P<last>{_PARAGRAPHS})|(?P<first>{_NUMBER}){_RU_ORDINAL}?\s+(?:пункт|част)[а-я]*)"
    r"\s*(?:of the|of|,)?\s*$"
)
_PARAGRAPH_REACH: Final = 60  # characters before an article in which its paragraphs may be named
_CHAPTER: Final = re.compile(
    r"(?<!\w)(?:chapter|глав[а-я]{1,3}|гл\.|fesil|fesl[a-z]*)(?:\s+|(?<=\.))(?:№\s*)?(\d{1,3}|[ivx]{1,5})(?!\w)"
    rf"|{_BEFORE_NUMBER}(\d{{1,3}}{_AZ_ORDINAL}|[ivx]{{1,5}}{_AZ_ORDINAL}?)\s*(?:fesil|fesl)"
    rf"|{_BEFORE_NUMBER}(\d{{1,3}}){_RU_ORDINAL}\s+глав[а-я]+"
    rf"|{_BEFORE_NUMBER}(\d{{1,3}})\s+(?:fesil|fesl[a-z]+|fesilde){_NO_COUNT_AFTER}"
)
_ROMAN_OR_DIGITS: Final = re.compile(r"\d+|[ivx]+")


@dataclass(frozen=True, slots=True)
class Reference:
    """An article that a text names, and the paragraph if it names one; `start` and `end` span it in the text."""

    start: int
    end: int
    article: int
    paragraph: int | None = None

    @property
    def exists(self) -> bool:
        """Whether the Convention has an article of that number."""
        return 1 <= self.article <= ARTICLE_COUNT


def find_articles(text: str) -> list[Reference]:
    """Find references to articles, in order; of a list or a range, each article.

    >>> [(r.article, r.paragraph) for r in find_articles("ст. 41 п. 2; Art. 65(1); 17-ci maddənin 2-ci bəndi")]
    [(41, 2), (65, 1), (17, 2)]
    >>> [r.article for r in find_articles("Articles 7 and 8, 11–13-cü maddələr; 9 chapters and 68 articles")]
    [7, 8, 11, 12, 13]
    """
    folded = _with_digits(text)
    dates = [range(date.start, date.end) for date in find_dates(text)]
    found: list[Reference] = []
    for match in _ARTICLES.finditer(folded):
        if not _counts(match):
            first, *later = _items(match)
            items = [first, *(item for item in later if not any(item.start in date for date in dates))]
            found += _with_paragraphs(folded, items, match, found[-1].end if found else 0)
    return found


_ORDINAL_WORD: Final = re.compile(r"(?:th|st|nd|rd|ая|ой|ую|ей|я|ье|inci|uncu|nci|ncu)$")
_CHAPTER_BEFORE: Final = re.compile(r"(?<!\w)(?:chapter|глав[аеуы]|fesil)\s+$")
_CHAPTER_AFTER: Final = re.compile(r"\s+(?:chapter\b|глав|fesil|fesl)")
_ARTICLE_AFTER: Final = re.compile(r"\s+(?:article|стать|madde)")
_ARTICLE_BEFORE: Final = re.compile(
    r"(?<!\w)(?<!this )(?<!that )(?<!этой )(?<!данной )(?<!bu )(?:article|стать[яеию]|статьей|madde)\s+$"
)


def _with_digits(text: str) -> str:
    """Fold a text, and write a number in words beside "article" in digits, padded to its length.

    >>> _with_digits("The forty-eighth article"), _with_digits("Article nineteen?")
    ('the 48th         article', 'article       19?')
    """
    folded = fold(text)
    for number in find_numbers(text):
        word = folded[number.start : number.end]
        if word[0].isdigit() or not number.value.isdigit() or int(number.value) <= 1:
            continue
        if _ORDINAL_WORD.search(word) and _ARTICLE_AFTER.match(folded, number.end):
            written = f"{number.value}{_suffix(folded[number.end :].lstrip())}".ljust(len(word))
        elif _ARTICLE_BEFORE.search(folded[: number.start]):
            written = number.value.rjust(len(word))
        else:
            continue
        folded = folded[: number.start] + written + folded[number.end :]
    return folded


def _suffix(noun: str) -> str:
    return "th" if noun.startswith("article") else "-я" if noun.startswith("стать") else "-ci"


def _counts(match: re.Match[str]) -> bool:
    """Tell whether the number before the noun counts articles: "68 maddə", "24 статьи" (genitive after 2, 3, 4)."""
    number = match["az_one"] or match["ru_one"]
    if number is None or not number.isdigit():
        return False
    counted = int(number) % 10 in (2, 3, 4) and int(number) not in (12, 13, 14)
    return int(number) == ARTICLE_COUNT or bool(match["genitive"] and counted)


def _items(match: re.Match[str]) -> Iterator[Reference]:
    """Give the articles of a match, ranges filled in."""
    group = next(name for name, value in match.groupdict().items() if value and name != "genitive")
    previous: Reference | None = None
    for part in _ITEM_PARTS.finditer(match.string, *match.span(group)):
        article, paragraph = int(part["article"]), part["point"] or part["bracket"]
        joint = match.string[previous.end : part.start()].strip() if previous else ""
        if previous and joint in _RANGE_JOINTS:
            between = range(previous.article + 1, min(article, ARTICLE_COUNT + 1))
            yield from (Reference(part.start(), part.end(), number) for number in between)
        previous = Reference(part.start(), part.end(), article, int(paragraph) if paragraph else None)
        yield previous


def _with_paragraphs(folded: str, items: list[Reference], match: re.Match[str], from_char: int) -> list[Reference]:
    """Widen the first and last item to the match, and give the last or only one the paragraphs named beside it."""
    first, last = items[0], items[-1]
    items[0] = Reference(match.start(), first.end, first.article, first.paragraph)
    end = max(match.end(), last.end)
    after = _PARAGRAPH_AFTER.match(folded, end)
    before = _PARAGRAPH_BEFORE.search(folded, max(from_char, match.start() - _PARAGRAPH_REACH), match.start())
    named = after or (before if len(items) == 1 else None)
    start = before.start() if named is before and before else items[-1].start
    end = after.end() if after else end
    paragraphs = [last.paragraph] if last.paragraph or not named else _paragraphs(named)
    return [*items[:-1], *(Reference(start, end, last.article, paragraph) for paragraph in paragraphs)]


def _paragraphs(match: re.Match[str]) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", match["last"] or match["first"])]


def find_chapter(text: str) -> int | None:
    """Return the number of the chapter that a text names, existing or not; None if it names none.

    >>> find_chapter("глава IV"), find_chapter("Chapter 5"), find_chapter("9-cu fəsil"), find_chapter("9 fəsil")
    (4, 5, 9, None)
    >>> find_chapter("chapter six"), find_chapter("шестая глава"), find_chapter("six chapters")
    (6, 6, None)
    """
    folded = fold(text)
    for written in find_numbers(text):  # in words
        word = folded[written.start : written.end]
        before, after = folded[: written.start], folded[written.end :]
        if not word[0].isdigit() and written.value.isdigit():
            named = _CHAPTER_BEFORE.search(before) or (_ORDINAL_WORD.search(word) and _CHAPTER_AFTER.match(after))
            if named:
                return int(written.value)
    for match in _CHAPTER.finditer(folded):
        group = next(group for group in match.groups() if group)
        number = _ROMAN_OR_DIGITS.match(group)
        if number and not (match[4] and int(match[4]) == CHAPTER_COUNT):  # "9 fəsil" counts the chapters
            return int(number.group()) if number.group().isdigit() else _ROMAN.get(number.group())
    return None


def chapter_exists(number: int) -> bool:
    """Whether the Convention has a chapter of that number."""
    return 1 <= number <= CHAPTER_COUNT
