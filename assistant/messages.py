"""Every phrase that the assistant says in its own voice, in three languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corpus.types import ARTICLE_COUNT, CHAPTER_COUNT, Document, Language, Location

Phrase = Mapping[Language, str]

QUOTE_MARKS: Final[Mapping[str, tuple[str, str]]] = {"en": ("“", "”"), "ru": ("«", "»"), "az": ("“", "”")}

PROOF: Final[Phrase] = {"en": "Proof", "ru": "Подтверждение", "az": "Sübut"}
REFUSAL: Final[Phrase] = {
    "en": "The sources do not answer this question.",
    "ru": "В источниках нет ответа на этот вопрос.",
    "az": "Mənbələrdə bu sualın cavabı yoxdur.",
}
COVERAGE: Final[Phrase] = {
    "en": "They cover the UN Convention against Cybercrime and Azerbaijan's signature and ratification of it.",
    "ru": "Они посвящены Конвенции ООН против киберпреступности, её подписанию и ратификации Азербайджаном.",
    "az": "Onlar BMT-nin Kibercinayətkarlığa qarşı Konvensiyasına, onun Azərbaycan tərəfindən imzalanmasına və "
    "ratifikasiyasına aiddir.",
}
NEAREST: Final[Phrase] = {
    "en": "Nearest in the sources, though no answer:",
    "ru": "Ближайшее из найденного, хотя это и не ответ:",
    "az": "Mənbələrdə ən yaxın məlumat (cavab olmasa da):",
}
DIFFERENT: Final[Phrase] = {
    "en": "The sources say otherwise.",
    "ru": "В источниках сказано иначе.",
    "az": "Mənbələrdə başqa cür deyilir.",
}
NO_ARTICLE: Final[Phrase] = {
    "en": f"The Convention has no Article {{number}}: its articles run from 1 to {ARTICLE_COUNT}.",
    "ru": f"В Конвенции нет статьи {{number}}: её статьи имеют номера от 1 до {ARTICLE_COUNT}.",
    "az": f"Konvensiyada {{number}} nömrəli maddə yoxdur: maddələr 1-dən {ARTICLE_COUNT}-dək nömrələnib.",
}
NO_CHAPTER: Final[Phrase] = {
    "en": f"The Convention has no Chapter {{number}}: its chapters run from 1 to {CHAPTER_COUNT}.",
    "ru": f"В Конвенции нет главы {{number}}: её главы имеют номера от 1 до {CHAPTER_COUNT}.",
    "az": f"Konvensiyada {{number}} nömrəli fəsil yoxdur: fəsillər 1-dən {CHAPTER_COUNT}-dək nömrələnib.",
}
NO_PARAGRAPH: Final[Phrase] = {
    "en": "Article {article} has no paragraph {paragraph} in the text at hand.",
    "ru": "В имеющемся тексте статьи {article} нет пункта {paragraph}.",
    "az": "Əldə olan mətndə {article} nömrəli maddənin {paragraph} nömrəli bəndi yoxdur.",
}
GREETING: Final[Phrase] = {
    "en": "Hello! Ask me about the UN Convention against Cybercrime and Azerbaijan's ratification of it. I answer only "
    "with quotes from the sources, for example: “How many states signed the Convention?” or “Article 41”.",
    "ru": "Здравствуйте! Спрашивайте о Конвенции ООН против киберпреступности и её ратификации Азербайджаном. "
    "Я отвечаю только цитатами из источников, например: «Сколько государств подписали Конвенцию?» или «Статья 41».",
    "az": "Salam! BMT-nin Kibercinayətkarlığa qarşı Konvensiyası və onun Azərbaycan tərəfindən ratifikasiyası barədə "
    "soruşun. Yalnız mənbələrdən sitatlarla cavab verirəm, məsələn: “Konvensiyanı neçə dövlət imzalayıb?” və ya "
    "“Maddə 41”.",
}
THANKS: Final[Phrase] = {
    "en": "You are welcome. Ask again whenever you like.",
    "ru": "Пожалуйста. Спрашивайте ещё, когда понадобится.",
    "az": "Buyurun. İstədiyiniz vaxt yenə soruşa bilərsiniz.",
}
DIGEST: Final[Phrase] = {
    "en": "digest, not the official text",
    "ru": "изложение, не официальный текст",
    "az": "xülasə, rəsmi mətn deyil",
}
STATEMENT: Final[Phrase] = {
    "en": "our verified statement",
    "ru": "наше проверенное утверждение",
    "az": "yoxlanılmış bəyanatımız",
}
WITHOUT_MODEL: Final[Phrase] = {
    "en": "The language model gave no usable answer, so the sources are quoted instead.",
    "ru": "Языковая модель не дала пригодного ответа, поэтому вместо него приведены цитаты из источников.",
    "az": "Dil modeli yararlı cavab vermədi, ona görə də əvəzində mənbələrdən sitatlar verilir.",
}
UNPROVED: Final[Phrase] = {
    "en": "What the language model wrote is not borne out by the sources, so they are quoted instead.",
    "ru": "Написанное языковой моделью не подтверждается источниками, поэтому вместо него приведены цитаты из них.",
    "az": "Dil modelinin yazdığı mənbələrdə təsdiqini tapmadı, ona görə də əvəzində mənbələrdən sitatlar verilir.",
}
DROPPED: Final[Phrase] = {
    "en": "Sentences of the language model left out because the sources do not bear them out: {count}.",
    "ru": "Предложений языковой модели, опущенных, поскольку источники их не подтверждают: {count}.",
    "az": "Dil modelinin mənbələrdə təsdiqini tapmadığı üçün buraxılmış cümlələrinin sayı: {count}.",
}
_CONVENTION: Final[Phrase] = {"en": "the Convention", "ru": "Конвенция", "az": "Konvensiya"}
_LANGUAGE_NAMES: Final[Mapping[Language, Mapping[str, str]]] = {
    "en": {"en": "in English", "ru": "in Russian", "az": "in Azerbaijani"},
    "ru": {"en": "на английском языке", "ru": "на русском языке", "az": "на азербайджанском языке"},
    "az": {"en": "ingilis dilində", "ru": "rus dilində", "az": "Azərbaycan dilində"},
}
_MONTHS: Final[Phrase] = {
    "en": "January February March April May June July August September October November December",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
}


def quoted(quote: str, language: str) -> str:
    """Put a quote between its language's quotation marks."""
    opening, closing = QUOTE_MARKS.get(language, ("“", "”"))
    return f"{opening}{quote}{closing}"


def date_text(iso: str, language: Language) -> str:
    """Write an ISO date in words.

    >>> date_text("2026-02-23", "az"), date_text("2026-02-23", "ru"), date_text("2026-02-23", "en")
    ('23 fevral 2026-cı il', '23 февраля 2026 года', '23 February 2026')
    """
    year, month, day = (int(part) for part in iso.split("-"))
    name = _MONTHS[language].split()[month - 1]
    if language == "az":
        return f"{day} {name} {year}-{azerbaijani_ordinal(year)} il"
    return f"{day} {name} {year} года" if language == "ru" else f"{day} {name} {year}"


def azerbaijani_ordinal(number: int) -> str:
    """Return the ordinal ending that vowel harmony gives a number: 1-ci, 6-cı, 9-cu, 3-cü.

    >>> [azerbaijani_ordinal(n) for n in (1, 3, 6, 9, 10, 20, 30, 40, 60, 100, 2026)]
    ['ci', 'cü', 'cı', 'cu', 'cu', 'ci', 'cu', 'cı', 'cı', 'cü', 'cı']
    """
    ones = {1: "ci", 2: "ci", 3: "cü", 4: "cü", 5: "ci", 6: "cı", 7: "ci", 8: "ci", 9: "cu"}
    tens = {10: "cu", 20: "ci", 30: "cu", 40: "cı", 50: "ci", 60: "cı", 70: "ci", 80: "ci", 90: "cı"}
    return ones.get(number % 10) or tens.get(number % 100) or ("cü" if number % 1000 else "ci")


def source_label(document: Document, location: Location | None, language: Language) -> str:
    """Name a quote's source in the answer's language: publisher and date, or the place in the Convention."""
    if document.kind == "convention":
        label = place_label(location, language)
        parts = [label] if document.edition == "official" else [label, DIGEST[language]]
    elif document.kind == "brief":
        parts = [STATEMENT[language], date_text(document.published, language) if document.published else ""]
    else:
        published = date_text(document.published, language) if document.published else None
        parts = [part for part in (document.publisher or document.title, published) if part]
    if document.language != language and document.language in _LANGUAGE_NAMES[language]:
        parts.append(_LANGUAGE_NAMES[language][document.language])
    return ", ".join(parts)


def place_label(location: Location | None, language: Language) -> str:
    """Name a place in the Convention: "Article 41(1)", "статья 41, пункт 1", "41-ci maddə, 1-ci bənd"."""
    if location is None or location.article is None:
        return _CONVENTION[language]
    article, paragraph = location.article, location.paragraph
    if language == "en":
        return f"Article {article}" + (f"({paragraph})" if paragraph else "")
    if language == "ru":
        return f"статья {article}" + (f", пункт {paragraph}" if paragraph else "")
    label = f"{article}-{azerbaijani_ordinal(article)} maddə"
    return label + (f", {paragraph}-{azerbaijani_ordinal(paragraph)} bənd" if paragraph else "")
