"""What a question asks for: its kind, and the figures, names and words that an answer must carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from assistant.light_words import is_light
from corpus.figures import DateMention, NumberMention, find_dates, find_numbers
from corpus.names import find_names
from corpus.text import fold, normalize
from corpus.text import words as cut_words
from corpus.treaty import Reference, find_articles, find_chapter
from corpus.types import Language
from index.terms import STOPWORDS, content_words

AskedFor = Literal[
    "when", "where", "who", "whose_name", "how_many", "how_long", "which_article", "whether", "define", "list",
    "summary", "other",
]

# Offices that a person holds: who holds one is asked by name.
_OFFICE: Final = r"(?:minister|head|chief|director|chair|chairman|president|ambassador|leader|boss|secretary|spokes\w+)\b"
_OFFICE_RU: Final = r"(?:министр|глава|начальник|директор|председатель|руководитель|президент|посол|секретар)\w*"
_OFFICE_AZ: Final = r"(?:nazir|rehber|reis|basci|direktor|sedr|sefir|katib)"

# How each language asks, on folded text; the first kind that fits is taken. These are the languages' own
# question words, not phrases of any one question.
_PATTERNS: Final[tuple[tuple[AskedFor, str], ...]] = (
    (
        "whose_name",
        rf"\bname of the (?:\w+ ){{0,2}}{_OFFICE}|\bwho(?: is|'s| was) the (?:current |new )?{_OFFICE}|"
        r"\bкак зовут\b|\bфамилия\b|\bимя (?:министр|начальник|глав|руковод|председ|президент)|"
        rf"\bкто (?:сейчас |является |такой |был )?{_OFFICE_RU}|\bкак(?:ово|ая) (?:имя|фамилия)|\bkak zovut\b|"
        rf"{_OFFICE_AZ}\w* (?:adi ne|adi kim|kimdir|kim)|{_OFFICE_AZ}\w* adi\b|\bkimdir {_OFFICE_AZ}|\badi ve soyadi\b",
    ),
    (
        "which_article",
        r"\b(?:which|what) articles?\b|\barticle number\b|\bкак(?:ая|ой|ие|их) стать|\bhansi madde|\bmadde hansidir",
    ),
    (
        "how_many",
        r"\bhow many\b|\bhow much\b|\b(?:the|what|total|exact) number of\b|\bhow big\b|\bсколь?ко\b(?! времени)|\bколичество\b|\bчисло\b|"
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
        r"^(?:so |and |but )?(?:is|are|was|were|did|does|do|has|have|had|can|will|would|must|may|should|could)(?:n'?t)?\b|"
        r"\b(?:is|are|was|were|did|does|do|has|have|had|can|will)n'?t (?:it|they|he|she|there)\b|\bright\?|\bcorrect\?|\bisn't (?:it|that)\b|\bis it true\b|\btrue that\b|\bли\b|\bправда\b|\bверно\b|\bтак\?|"
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
        r"^(?:what are|list|name)\b|\b(?:which|what) (?:\w+ ){0,2}\w+s\b|\blist (?:of|the|all)\b|\bкакие\b|\bкаких\b|"
        r"\bперечисл|\bназовите\b|\bсписок\b|\bhansilar|\bhansi\b.*\b\w+(?:lar|ler)|\bhansi \w+(?:lar|ler|lerde|larda|dillerde)|\bsadala|\bsiyahi",
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
    asked_noun: str | None = None  # what "which …", "how many …", "hansı …", "какой …" is put before


# "what is the X of", "which X", "how many X", "сколько X", "какой X", "hansı X", "neçə X": the X, folded.
_ASKED_NOUN: Final = re.compile(
    r"\b(?:what (?:is|are|was|were|will be) (?:the|its|their)|what(?:'s| kind of| sort of)?(?: the)?|which(?: of the)?|how many|"
    r"how much|сколь?ко|как(?:ой|ая|ое|ие|их|ого|ому|ую|им|ими|ом|ова|ово|овы|ов)|hansi|nece|ne qeder)\s+(?P<rest>.+)"
)
# Azerbaijani also puts the asked noun last: "ünvanı nədir", "büdcəsi nə qədərdir", "mətni necədir".
_ASKED_NOUN_LAST: Final = re.compile(r"(?P<noun>[^\W\d_]+)\s+(?:nedir|necedir|ne qederdir|hansidir|nelerdir|neden ibaretdir)\b")


def asked_noun(text: str, language: Language) -> str | None:
    """The noun that a question word is put before, folded; None where there is none.

    >>> asked_noun("Which countries signed?", "en"), asked_noun("DTX-nin büdcəsi nə qədərdir?", "az")
    ('countries', 'budcesi')
    """
    folded = fold(text)
    last = _ASKED_NOUN_LAST.search(folded)
    if last and content_words(last["noun"]):
        return last["noun"]
    match = _ASKED_NOUN.search(folded)
    after = cut_words(match["rest"]) if match else []
    if not after or after[0] in STOPWORDS:  # "what does it do": no noun stands there
        return None
    return next((word for word in after[:3] if word in content_words(word) and not is_light(word, language)), None)


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
        asked_noun=asked_noun(text, language),
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


def name_words(text: str) -> set[str]:
    """The folded words of a text that are parts of known names."""
    return {word for name in find_names(text) for word in cut_words(text[name.start : name.end])}


def _inside(number: NumberMention, articles: tuple[Reference, ...]) -> bool:
    return any(article.start <= number.start < article.end for article in articles)
