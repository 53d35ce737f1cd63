"""What a question asks for: its kind, and the figures, names and words that an answer must carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from corpus.figures import DateMention, NumberMention, find_dates, find_numbers
from corpus.names import find_names
from corpus.text import fold, normalize
from corpus.treaty import Reference, find_articles, find_chapter
from corpus.types import Language
from index.terms import content_words

AskedFor = Literal["when", "where", "who", "how_many", "how_long", "whether", "define", "list", "summary", "other"]

# How each language asks, on folded text; the first kind that fits is taken. These are the languages' own
# question words, not phrases of any one question.
_PATTERNS: Final[tuple[tuple[AskedFor, str], ...]] = (
    (
        "how_many",
        r"\bhow many\b|\bhow much\b|\bnumber of\b|\bhow big\b|\bсколь?ко\b(?! времени)|\bколичество\b|\bчисло\b|"
        r"\bкакое число (?!апрел|ма|июн|июл|авг|сен|окт|ноя|дек|янв|фев|мар)|\bne qeder\b|\bsayi\b|\bsayini\b|\bnece\b",
    ),
    (
        "how_long",
        r"\bhow long\b|\bhow soon\b|\bhow fast\b|\bhow quickly\b|\bdeadline\b|\btime limit\b|\bкак долго\b|"
        r"\bсколь?ко времени\b|\bкакой срок\b|\bв какой срок\b|\bкаков срок\b|\bсрок\b|\bne qeder muddet|\bmuddet",
    ),
    (
        "when",
        r"\bwhen\b|\b(?:what|which) (?:date|day|year|month)\b|\bthe date\b|\bdates?\b|\bкогда\b|"
        r"\bкак(?:ого|ому|им) (?:числа|числу|числом)\b|\bв каком (?:году|месяце)\b|\bв какой день\b|\bдат[аыуе]\b|"
        r"\bс какого\b|\bkogda\b|\bne vaxt\b|\bne zaman\b|\bhacan\b|\bhansi (?:tarix|il|gun|ay)|\btarixi\b|\btarixinde\b",
    ),
    (
        "where",
        r"\bwhere\b|\b(?:what|which) (?:city|place|capital|town)\b|\bгде\b|\bкуда\b|\bв как(?:ом|ой) (?:городе|месте|столице)\b|"
        r"\bместо\b|\bgde\b|\bharada|\bhara(?:ya|dan)?\b|\bhansi (?:seher|yer|paytaxt)",
    ),
    (
        "who",
        r"\bwho\b|\bwhom\b|\bwhose\b|\bwhich (?:person|official|body|authority|agency|institution|ministry|organ)|"
        r"\bкто\b|\bкем\b|\bкого\b|\bкому\b|\bчей\b|\bчья\b|\bкак(?:ой|ое|ая|им) (?:орган|ведомств|служб|министерств)|\bkto\b|\bkem\b|"
        r"\bkim\b|\bkimdir\b|\bkimin\b|\bkimler|\bkime\b|\bkimi\b(?= )|\bhansi (?:qurum|orqan|nazirlik|xidmet|sexs)",
    ),
    (
        "whether",
        r"^(?:so |and |but )?(?:is|are|was|were|did|does|do|has|have|had|can|will|would|must|may|should|could)\b|"
        r"\bright\?|\bcorrect\?|\bisn't (?:it|that)\b|\bis it true\b|\btrue that\b|\bли\b|\bправда\b|\bверно\b|\bтак\?|"
        r"\bm[iu]\b(?=[ ?]|$)|\w{3,}(?:di|du|ib|ub|ir|ur|dir|dur|var|yox|acaq|ecek|mis|mus)(?:mi|mu)\b|\bdogrudur|\bduzdur|"
        r"\bduzgundur|\bhe\?|\bele deyil|\bhelemi\b|\belemi\b",
    ),
    (
        "define",
        r"\bdefin(?:e|ition)\b|\bwhat does .+ mean\b|\bmeaning of\b|\bwhat is meant\b|\bwhat (?:is|counts as|qualifies) an? |"
        r"\bчто такое\b|\bчто означа|\bчто значит\b|\bопределение\b|\bчто понимается\b|\bчто считается\b|\bchto takoe\b|"
        r"\bne demekdir\b|\bnece basa\b|\bterifi\b|\banlayisi\b|\bne nezerde tutulur\b|\bne basa dusulur\b",
    ),
    (
        "summary",
        r"\bsummar|\bin short\b|\bin brief\b|\boverview\b|\babout\?|\bwhat is .+ about\b|\bкратко\b|\bвкратце\b|"
        r"\bо чем\b|\bобзор\b|\bсуть\b|\bqisaca\b|\bxulase\b|\bmezmunu\b|\bneden behs\b|\bhaqqindadir\b|\bne haqda\b",
    ),
    (
        "list",
        r"^(?:which|what are|list|name)\b|\bwhich (?:countries|states|nations)\b|\blist (?:of|the|all)\b|\bкакие\b|\bкаких\b|"
        r"\bперечисл|\bназовите\b|\bсписок\b|\bhansilar|\bhansi\b.*\b\w+(?:lar|ler)\b|\bsadala|\bsiyahi",
    ),
)  # fmt: skip
_COMPILED: Final = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)


@dataclass(frozen=True, slots=True)
class Understanding:
    """A standalone question taken apart; words are folded, names canonical."""

    text: str
    language: Language
    asked_for: AskedFor
    words: tuple[str, ...]
    dates: tuple[DateMention, ...]
    numbers: tuple[NumberMention, ...]
    names: tuple[str, ...]
    articles: tuple[Reference, ...]
    chapter: int | None


def understand(text: str, language: Language) -> Understanding:
    """Take a standalone question apart."""
    text = normalize(text)
    articles = tuple(find_articles(text))
    dates = tuple(find_dates(text))
    return Understanding(
        text=text,
        language=language,
        asked_for=kind_of(text),
        words=tuple(dict.fromkeys(content_words(text))),
        dates=dates,
        numbers=tuple(number for number in find_numbers(text) if not _inside(number, articles)),
        names=tuple(dict.fromkeys(name.canonical for name in find_names(text))),
        articles=articles,
        chapter=find_chapter(text),
    )


def kind_of(text: str) -> AskedFor:
    """Say what a question asks for, by the question words of the three languages.

    >>> kind_of("Neçə dövlət imzalayıb?"), kind_of("Когда принята?"), kind_of("Who signed it?")
    ('how_many', 'when', 'who')
    """
    folded = fold(text)
    if "necə" in text.lower():  # "how", which folding makes equal to "how many"
        folded = folded.replace("nece", "")
    return next((kind for kind, pattern in _COMPILED if pattern.search(folded)), "other")


def _inside(number: NumberMention, articles: tuple[Reference, ...]) -> bool:
    return any(article.start <= number.start < article.end for article in articles)
