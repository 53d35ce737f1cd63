"""References to the Convention as lawyers write them: "Art. 41(2)", "ст. 41 п. 2", "41-ci maddənin 2-ci bəndi"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from corpus.text import fold
from corpus.types import ARTICLE_COUNT, CHAPTER_COUNT

_ROMAN: Final = {roman: number for number, roman in enumerate("i ii iii iv v vi vii viii ix x xi xii".split(), start=1)}
_AZ_ORDINAL: Final = r"(?:\s?-?\s?(?:ci|cu|inci|uncu))"  # folded -ci, -cı, -cu, -cü
_NUMBER: Final = r"(\d{1,4})"

_ARTICLE: Final = re.compile(
    rf"(?<!\w)(?:articles?|arts?\.?|стат[а-я]{{1,4}}|ст\.?|madde(?:nin|si|sinin|de|den|ye|ni)?|mad\.)\s*(?:no\.?|№)?\s*{_NUMBER}(?!\w)"
    rf"|(?<!\w){_NUMBER}{_AZ_ORDINAL}\s*madde"
    rf"|(?<!\w){_NUMBER}\s?-?\s?(?:я|й|ю|ая|ой|ую|ей)\s+стат[а-я]+"
    rf"|(?<!\w){_NUMBER}(?:st|nd|rd|th)\s+article"
)
_PARAGRAPH_AFTER: Final = re.compile(
    rf"\s*\(\s*{_NUMBER}\s*\)"
    rf"|\s*[,;]?\s*(?:paragraphs?|paras?\.?|пункт[а-я]*|пп?\.|част[а-я]+|ч\.|bend(?:i|in)?|hisse(?:si)?)\s*№?\s*{_NUMBER}(?!\w)"
    rf"|\s*[,;]?\s*{_NUMBER}{_AZ_ORDINAL}\s*(?:bend|hisse)"
    rf"|[a-z]*\s*[,;]?\s*{_NUMBER}{_AZ_ORDINAL}\s*(?:bend|hisse)"
)
_PARAGRAPH_BEFORE: Final = re.compile(
    rf"(?:paragraphs?|paras?\.?|пункт[а-я]*|пп?\.|част[а-я]+|ч\.)\s*№?\s*{_NUMBER}\s*(?:of|of the|,)?\s*$"
)
_CHAPTER: Final = re.compile(
    r"(?<!\w)(?:chapter|глав[а-я]{1,3}|гл\.|fesil|fesl[a-z]*)\s*(?:№\s*)?(\d{1,3}|[ivx]{1,5})(?!\w)"
    r"|(?<!\w)(\d{1,3}|[ivx]{1,5})(?:\s?-?\s?(?:ci|cu))?\s*(?:fesil|fesl)"
    r"|(?<!\w)(\d{1,3})\s?-?\s?(?:я|й|ю|ая|ой|ую|ей)\s+глав[а-я]+"
)


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
    """Find references to articles, in order.

    >>> [(r.article, r.paragraph) for r in find_articles("ст. 41 п. 2; Art. 65(1); 17-ci maddənin 2-ci bəndi")]
    [(41, 2), (65, 1), (17, 2)]
    """
    folded = fold(text)
    return [_reference(folded, match) for match in _ARTICLE.finditer(folded)]


def _reference(folded: str, match: re.Match[str]) -> Reference:
    article = _first_number(match)
    after = _PARAGRAPH_AFTER.match(folded, match.end())
    if after:
        return Reference(match.start(), after.end(), article, _first_number(after))
    before = _PARAGRAPH_BEFORE.search(folded, 0, match.start())
    if before:
        return Reference(before.start(), match.end(), article, _first_number(before))
    return Reference(match.start(), match.end(), article)


def _first_number(match: re.Match[str]) -> int:
    return int(next(group for group in match.groups() if group))


def find_chapter(text: str) -> int | None:
    """Return the number of the chapter that a text names, existing or not; None if it names none.

    >>> find_chapter("глава IV"), find_chapter("Chapter 5"), find_chapter("9-cu fəsil"), find_chapter("fəsil")
    (4, 5, 9, None)
    """
    match = _CHAPTER.search(fold(text))
    if not match:
        return None
    group = next(group for group in match.groups() if group)
    return int(group) if group.isdigit() else _ROMAN.get(group)


def chapter_exists(number: int) -> bool:
    """Whether the Convention has a chapter of that number."""
    return 1 <= number <= CHAPTER_COUNT
