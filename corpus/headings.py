"""How the Convention's articles and chapters are headed in the six languages of its authentic texts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_CHINESE_DIGITS: Final = {char: value for value, char in enumerate("零一二三四五六七八九")}
_ROMAN: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINALS: Final = {
    "premier": 1, "première": 1, "1er": 1, "primero": 1, "primera": 1,
    "الأول": 1, "الأولى": 1, "الثاني": 2, "الثانية": 2, "الثالث": 3, "الثالثة": 3, "الرابع": 4, "الرابعة": 4,
    "الخامس": 5, "الخامسة": 5, "السادس": 6, "السادسة": 6, "السابع": 7, "السابعة": 7, "الثامن": 8, "الثامنة": 8,
    "التاسع": 9, "التاسعة": 9,
}  # fmt: skip

_NUMBER: Final = r"\d{1,3}|[IVX]{1,5}"
_CHINESE_NUMBER: Final = r"[零一二三四五六七八九十百]{1,6}|\d{1,3}"
_ARABIC_NUMBER: Final = rf"{_NUMBER}|ال\w+"
# After the number: nothing, or a sign and the title, or the title at once, which begins with no small letter (a line
# that a reference begins, "Article 7 of this Convention", goes on with one).
_TITLE: Final = r"(?:\s*[.:．：–—-]\s*(?P<title>\S.*)?|\s+(?P<bare>[^\W\d_a-zа-яё].*|\d.*))?"


@dataclass(frozen=True, slots=True)
class Forms:
    """One language's headings; a pattern is matched against a whole line."""

    title: str
    article: re.Pattern[str]
    chapter: re.Pattern[str]
    preamble: re.Pattern[str]
    annex: re.Pattern[str]
    gap: str = " "  # what stands between two words, and so between two joined lines


def _forms(title: str, article: str, chapter: str, edges: tuple[str, str]) -> Forms:
    preamble, annex = edges
    return Forms(
        title=title,
        article=re.compile(rf"(?P<head>(?:{article})\s*(?P<number>{_NUMBER}|premier|1er|primero)){_TITLE}"),
        chapter=re.compile(rf"(?P<head>(?:{chapter})\s*(?P<number>{_NUMBER}|premier|1er|primero)){_TITLE}"),
        preamble=re.compile(preamble, re.IGNORECASE),
        annex=re.compile(rf"(?:{annex})(?:\s+(?:[IVX]{{1,4}}|\d))?", re.IGNORECASE),
    )


FORMS: Final[dict[str, Forms]] = {
    "en": _forms(
        "United Nations Convention against Cybercrime", "Article|ARTICLE", "Chapter|CHAPTER", ("preamble", "annex")
    ),
    "ru": _forms(
        "Конвенция Организации Объединенных Наций против киберпреступности",
        "Статья|СТАТЬЯ",
        "Глава|ГЛАВА",
        ("преамбула", "приложение"),
    ),
    "fr": _forms(
        "Convention des Nations Unies contre la cybercriminalité",
        "Article|ARTICLE",
        "Chapitre|CHAPITRE",
        ("préambule", "annexe"),
    ),
    "es": _forms(
        "Convención de las Naciones Unidas contra la Ciberdelincuencia",
        "Art[íi]culo|ART[ÍI]CULO",
        "Cap[íi]tulo|CAP[ÍI]TULO",
        ("preámbulo", "anexo"),
    ),
    "ar": Forms(
        title="اتفاقية الأمم المتحدة لمكافحة الجريمة السيبرانية",
        article=re.compile(rf"(?P<head>المادة\s+\(?(?P<number>{_ARABIC_NUMBER})\)?){_TITLE}"),
        chapter=re.compile(rf"(?P<head>(?:الفصل|الباب)\s+(?P<number>{_ARABIC_NUMBER})){_TITLE}"),
        preamble=re.compile("الديباجة|ديباجة"),
        annex=re.compile(r"(?:ال)?مرفق"),
    ),
    "zh": Forms(
        title="联合国打击网络犯罪公约",
        article=re.compile(rf"(?P<head>第\s*(?P<number>{_CHINESE_NUMBER})\s*条){_TITLE}"),
        chapter=re.compile(rf"(?P<head>第\s*(?P<number>{_CHINESE_NUMBER})\s*章){_TITLE}"),
        preamble=re.compile(r"序\s*言"),
        annex=re.compile(r"附\s*件"),
        gap="",
    ),
}


def parse_number(written: str) -> int | None:
    """Read a number in any of the scripts that head an article or a chapter; None if it is none.

    >>> [parse_number(one) for one in ("41", "٤١", "四十一", "XIX", "premier", "التاسع", "Each")]
    [41, 41, 41, 19, 1, 9, None]
    """
    if written.isdigit():
        return int(written)
    if written in _ORDINALS:
        return _ORDINALS[written]
    if written and all(char in _ROMAN for char in written):
        return _roman(written)
    return _chinese(written)


def _roman(written: str) -> int:
    values = [_ROMAN[char] for char in written]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _chinese(written: str) -> int | None:
    """Read a Chinese numeral below a thousand: units before 百 and 十 multiply them, none means one."""
    total, unit = 0, 0
    for char in written:
        if char in _CHINESE_DIGITS:
            unit = _CHINESE_DIGITS[char]
        elif char in "十百":
            total += (unit or 1) * (10 if char == "十" else 100)
            unit = 0
        else:
            return None
    return total + unit if written else None
