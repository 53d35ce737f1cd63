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
    "why", "when", "where", "who", "whose_name", "how_many", "how_long", "which_article", "whether", "define", "list",
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
        "why",
        r"\bwhy\b|\bwhat(?: is| was)? the reason|\bfor what reason|\bпочему\b|\bзачем\b|\bпо как(?:ой|им) причин|"
        r"\bс какой целью\b|\bniye\b|\bneye gore\b|\bne ucun\b|\bnecun\b|\bhansi sebeb",
    ),
    (
        "which_article",
        r"\b(?:which|what) articles?\b|\barticle number\b|\bкак(?:ая|ой|ие|их|им|ую|ом) стать|\bhansi madde|\bmadde hansidir",
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
        r"(?:^|[,:;?!.] |\b(?:and|but|so|by|since|until|till|tell me|know|from) )when\b|\b(?:what|which) (?:date|day|year|month)\b|\bthe date\b|\bdates?\b|\bкогда\b|"
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
    of_the_past: bool = False  # whether it asks about what has happened, which no rule of the Convention tells
    other_treaty: bool = False  # whether it names a treaty that is not this one


# "what is the X of", "which X", "how many X", "сколько X", "какой X", "hansı X", "neçə X": the X, folded.
_ASKED_NOUN: Final = re.compile(
    r"(?<!\bbir )\b(?:what (?:is|are|was|were|will be) (?:the|its|their)|what (?:kind|sort)s? of|which(?: of the)?|how many|"
    r"how much|what|сколь?ко|как(?:ой|ая|ое|ие|их|ого|ому|ую|им|ими|ом|ова|ово|овы|ов)|hansi|nece|ne qeder)\s+(?P<rest>.+)"
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
    for word in after[:3]:
        if word in STOPWORDS or word.isdigit() or (match and match[0].startswith("what ") and word.endswith("ing")):
            return None
        if not is_light(word, language):
            return word
    return None


# "I'm a journalist: …" tells of the asker, not of what is asked.
_PREAMBLE: Final = re.compile(r"^(?=[^:]*\b(?:I|I'm|I’m|[Мм]ы|[Яя]|[Mm]ən|[Bb]iz|[Ww]e)\b)[^:?]{3,60}:\s+(?=\S)")


def understand(text: str, language: Language) -> Understanding:
    """Take a standalone question apart."""
    text = _PREAMBLE.sub("", normalize(text))
    articles = tuple(find_articles(text))
    dates = tuple(find_dates(text))
    return Understanding(
        text=text,
        language=language,
        asked_for=kind_of(text),
        words=tuple(dict.fromkeys(content_words(text))),
        dates=dates,
        numbers=tuple(number for number in find_numbers(text) if _counts(number, text, articles)),
        names=tuple(dict.fromkeys(name.canonical for name in find_names(text))),
        articles=articles,
        chapter=find_chapter(text),
        asked_noun=asked_noun(text, language),
        of_the_past=_PAST[language].search(fold(text)) is not None,
        other_treaty=names_other_treaty(text),
    )


_PAST: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(r"\b(?:did|had|has|have|was|were)\b|\bwho \w+ed\b|\b(?:which|how many) \w+ (?:\w+ed|have|had)\b"),
    "ru": re.compile(r"\b(?!если|дела|число|село|ли\b)[а-я]{3,}(?:л|ла|ло|ли|лся|лась|лось|лись)\b|\bбыл[аио]?\b"),
    "az": re.compile(r"\b\w{2,}(?:ib|ub|ibler|ublar|di|du|dilar|diler|mis|mus|misdi|misdir|ibdir)\b"),
}

# A treaty is another one when it is on another subject ("convention against corruption") or bears a place's or
# another adjective's name ("Istanbul Convention"); "UN", "Hanoi" and "this" convention is ours.
_SUBJECT_AFTER: Final = re.compile(
    r"\b(?:convention|treaty|covenant|agreement)s? (?:against|on|for|concerning|relating to)(?: the)? (?!cyber|countering cyber|"
    r"strengthening|this|that)\w|\b(?:конвенци|договор|пакт|соглашени)[а-я]* (?:организации объединенных наций |оон )?"
    r"(?:против|о|об|по) (?!кибер|противодействии кибер|укреплении|борьбе с кибер)[а-я]{4,}|"
    r"\b(?!kibercin|bmt|bu\b|hemin)[a-z]{4,}(?:ya|ye|a|e)? qarsi (?:mubarize )?(?:bmt |beynelxalq )?(?:konvensiya|muqavile)|"
    r"\b(?!kibercin|bmt|bu\b)[a-z]{4,} (?:haqqinda|huquqlari haqqinda|uzre) (?:bmt )?konvensiya"
)
_NAME_BEFORE: Final = re.compile(
    r"(?<![.?!]\s)(?<!^)\b(?!UN\b|Hanoi|Cyber|This|The\b|BMT|Kiber|Hanoy|ООН|Ханой|Кибер|Azerbaijan|Azərbaycan|Trend)"
    r"(?P<name>[A-ZƏİÖÜĞŞÇА-ЯЁ][\w-]{3,})(?: \w+)? (?:[Cc]onvention|[Aa]greement|[Tt]reaty|[Pp]rotocol|[Kk]onvensiya|"
    r"[Ss]aziş|[Mm]üqavilə|[Пп]ротокол|[Кк]онвенци|[Сс]оглашени)"
)


def names_other_treaty(text: str) -> bool:
    """Whether a question is about a treaty that is not the UN Convention against Cybercrime.

    >>> [names_other_treaty(t) for t in ("the UN Convention against Corruption", "Конвенция ООН против киберпреступности")]
    [True, False]
    """
    return _SUBJECT_AFTER.search(fold(text).replace('"', "")) is not None or _NAME_BEFORE.search(text) is not None


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


def _counts(number: NumberMention, text: str, articles: tuple[Reference, ...]) -> bool:
    """Whether a number says how many: not an article's number, and not "first" or "one", which say something else."""
    if any(article.start <= number.start < article.end for article in articles):
        return False
    return number.value != "1" or text[number.start].isdigit()
