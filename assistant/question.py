"""What a question asks for: its kind, and the figures, names and words that an answer must carry."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from assistant.asking import AskedFor, asking_part, kind_of
from assistant.light_words import is_light
from assistant.planted import plain_question
from assistant.romanised import in_cyrillic
from corpus.figures import DateMention, NumberMention, find_dates, find_numbers
from corpus.likeness import sound_keys, word_sounds
from corpus.names import CONVENTION, find_names
from corpus.text import fold, normalize
from corpus.text import words as cut_words
from corpus.treaty import Reference, find_articles, find_chapter
from corpus.types import Language
from index.stopwords import STOPWORDS
from index.terms import concept_of, content_words


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
    must_meet: tuple[str, ...] = ()  # of a follow-up: its own words, of which an answer has to meet one
    before: int | None = None  # of a follow-up: the article that the question before was about
    earlier: str | None = None  # … and that question, as it stood
    itself: str | None = None  # … and what was asked after it, as it stands
    strangers: int = 0  # names in it that no source has
    other_treaty: bool = False  # whether it names a treaty that is not this one

    @property
    def is_narrowed(self) -> bool:
        """Whether it names a day, a figure, a place in the Convention, or another treaty."""
        return bool(self.dates or self.numbers or self.articles or self.other_treaty) or self.chapter is not None

    def sounds_of(self, word: str) -> frozenset[str]:
        """Return how a word sounds; of one that is written as a name, with a capital, in other alphabets too."""
        letters = [char for char in self.text if char.isalpha()]
        heard = word_sounds(word, self.language)
        if sum(char.isupper() for char in letters) > len(letters) / 2:  # typed in capitals, nothing is a name by them
            return heard
        written = next((each for each in _WORD.findall(self.text) if each[0].isupper() and fold(each) == word), "")
        return heard | sound_keys(written, self.language)


_WORD: Final = re.compile(r"[^\W\d_][\w’-]*")

# "what is the X of", "which X", "how many X", "сколько X", "какой X", "hansı X", "neçə X": the X, folded.
_ASKED_NOUN: Final = re.compile(
    r"(?<!\bbir )\b(?:what (?:is|are|was|were|will be) (?:the|its|their)|what (?:kind|sort)s? of|"
    r"which(?: of the)?|number of|how many|how much|what|"
    r"сколь?ко|как(?:ой|ая|ое|ие|их|ого|ому|ую|им|ими|ом|ова|ово|овы|ов)|hansi|nece|ne qeder)"
    r"\s+(?P<rest>.+)"
)
_NOUN_OF: Final = re.compile(
    r"^(?:please )?(?:give me |tell me |show me |send me )?(?:the |an? )?(?P<rest>[^\W\d_][\w-]* (?:of|for) .+)"
)
# Azerbaijani also puts the asked noun last: "ünvanı nədir", "büdcəsi nə qədərdir", "mətni necədir".
_ASKED_NOUN_LAST: Final = re.compile(
    r"(?P<noun>[^\W\d_]+)\s+(?:nedir|necedir|ne qederdir|hansidir|nelerdir|neden ibaretdir|sayi|sayini|say)\b"
)


def asked_noun(text: str, language: Language) -> str | None:
    """The noun that a question word is put before, folded; None where there is none.

    >>> asked_noun("Which countries signed?", "en"), asked_noun("DTX-nin büdcəsi nə qədərdir?", "az")
    ('countries', 'budcesi')
    """
    folded = fold(asking_part(text))
    last = _ASKED_NOUN_LAST.search(folded)
    if last and content_words(last["noun"]):
        return last["noun"]
    match = _ASKED_NOUN.search(folded) or _NOUN_OF.match(folded)
    after = cut_words(match["rest"]) if match else []
    if not after or after[0] in STOPWORDS:  # "what does it do": no noun stands there
        return None
    for word in after[:3]:
        if word in STOPWORDS or word.isdigit() or (match and match[0].startswith("what ") and word.endswith("ing")):
            return None
        if not is_light(word, language) or concept_of(word, language):
            return word
    return None


# "I'm a journalist: …" tells of the asker, "Another question: …" of the conversation; neither of what is asked.
_PREAMBLE: Final = re.compile(
    r"^(?=[^:]*\b(?:I|I'm|I’m|[Мм]ы|[Яя]|[Mm]ən|[Bb]iz|[Ww]e|[Aa]nother|[Дд]ругой|[Bb]aşqa|[Гг]отовлю)\b)[^:?]{3,160}:\s+(?=\S)"
)


def understand(text: str, language: Language) -> Understanding:
    """Take a standalone question apart."""
    text = _PREAMBLE.sub("", plain_question(normalize(text)))
    articles = tuple(find_articles(text))
    named = find_names(text.upper() if text.islower() else text)  # typed without capitals, "trend" may be Trend
    dates = tuple(find_dates(text))
    return Understanding(
        text=text,
        language=language,
        asked_for=kind_of(text),
        words=tuple(dict.fromkeys(_without_particle(word, language) for word in content_words(text))),
        dates=dates,
        numbers=tuple(number for number in find_numbers(text) if _counts(number, text, articles)),
        names=tuple(dict.fromkeys([*(name.canonical for name in named), *unknown_ministries(text)])),
        articles=articles,
        chapter=find_chapter(text),
        asked_noun=asked_noun(text, language),
        of_the_past=_PAST[language].search(fold(text)) is not None,
        other_treaty=names_other_treaty(text),
    )


_PAST: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(
        r"\b(?:did|was|were)\b(?! to\b)"
        r"|\b(?:had|has|have)\b(?! to\b)(?: \w+){0,3}? (?:\w+ed|been|done|\w+en|\w+un|put|set)\b"
        r"|\bwho \w+ed\b|\b(?:which|how many) \w+ (?!(?:need|exceed|proceed|succeed|feed)\b)\w+ed\b"
    ),
    "ru": re.compile(
        r"^(?!.*\b(?:нужно|должн\w+|можно|необходим\w+|чтобы|может|требуется|если)\b).*"
        r"(?:\b(?!дела\b|число\b|село\b)[а-я]{3,}(?:л|ла|ло|ли|лся|лась|лось|лись)\b|\bбыл[аио]?\b)"
    ),
    "az": re.compile(
        r"\b\w{2,}(?:ib|ub)(?:ler|lar|dir|di)?\b"
        r"|\b\w{2,}(?:ladi|ledi|landi|lendi|etdi|oldu|verdi|aldi|geldi|kecdi|misdi|musdu|mindi|dedi|yazdi|cixdi)(?:ler|lar)?\b"
    ),
}

# A treaty is another one when it is on another subject ("convention against corruption") or bears a place's or
# another adjective's name ("Istanbul Convention"); "UN", "Hanoi" and "this" convention is ours.
_SUBJECT_AFTER: Final = re.compile(
    r"(?:\b(?:convention|treaty|covenant)s?|\b(?:the|\w{2,}n) agreement) (?:against|on|concerning)(?: the)? "
    r"(?!cyber|countering cyber|strengthening|this|that|behalf|its|her|his|their|our|what|which|azerbaijan|\d)\w"
    r"|\b(?:constitution|(?:criminal|penal|civil|tax|labour|administrative) code|gdpr)\b"
    r"|\b(?:конституци[яиюей]+|(?:уголовн|гражданск|налогов|трудов)[а-я]+ кодекс[а-я]*)\b"
    r"|\b(?:konstitusiya\w*|(?:cinayet|mulki|vergi|emek|inzibati xetalar) mecelle\w*)\b"
    r"|\b(?:конвенци|договор|пакт|соглашени)[а-я]* (?:организации объединенных наций |оон )?"
    r"(?:против|о|об|по) (?!кибер|противодействии кибер|укреплении|борьбе с кибер)[а-я]{4,}"
    r"|\b(?!kibercin|bmt|bu\b|hemin)[a-z]{4,}(?:ya|ye|a|e)? qarsi (?:mubarize )?(?:bmt |beynelxalq )?"
    r"(?:konvensiya|muqavile)"
    r"|\b(?!kibercin|bmt|bu\b)[a-z]{4,} (?:haqqinda|huquqlari haqqinda|uzre) (?:bmt )?konvensiya"
)
_NAME_BEFORE: Final = re.compile(
    r"(?<![.?!]\s)(?<!^)\b(?!UN\b|Hanoi|Cyber|This|The\b|BMT|Kiber|Hanoy|ООН|Ханой|Кибер|Azerbaijan|Azərbaycan|Trend)"
    r"(?P<name>[A-ZƏİÖÜĞŞÇА-ЯЁ][\w-]{3,}) (?:[Cc]onvention|[Aa]greement|[Tt]reaty|[Pp]rotocol|[Kk]onvensiya|"
    r"[Ss]aziş|[Mm]üqavilə|[Пп]ротокол|[Кк]онвенци|[Сс]оглашени)"
    r"|(?<!\w)(?!UN\b|BMT\b|ООН\b|SSS\b|DTX\b)(?P<short>[A-ZƏİÖÜĞŞÇА-ЯЁ]{3,})(?:['’]s|-\w+)? "
    r"(?:[Tt]reaty|[Aa]greement|[Cc]harter|[Ss]tatute|[Mm]üqaviləs|[Nn]izamnamə|[Dd]oqov)"
    r"|(?:[Дд]оговор|[Уу]став|[Сс]оглашени)\w* (?!ООН\b)(?P<after>[А-ЯЁ]{3,})\b"
)
_TITLE_CASE_FROM: Final = (
    0.6  # share of capitalised words from which a question is a headline, whose capitals say nothing
)


_XIDMETI: Final = re.compile(r"\bxidmeti(\w*)")
_CONVENTION_WORD: Final = re.compile(r"(?:convention|конвенци|konvensiya)\w*")


def in_short(text: str) -> str:
    """Return a question with long names cut short.

    That of the Convention, which all sources are about, to its one word; the State Security Service, whose full name is
    so like other services', to its letters.

    >>> in_short("When does the UN Convention against Cybercrime enter into force?")
    'When does the Convention enter into force?'
    >>> in_short("BMT-nin Kibercinayətkarlığa qarşı Konvensiyasını kim imzalayıb?")
    'Konvensiyasını kim imzalayıb?'
    >>> in_short("Dövlət Təhlükəsizliyi Xidmətinin vəzifələri nədir?")
    'DTX-nin vəzifələri nədir?'
    """
    short, end = "", 0
    for name in find_names(text):
        written = text[name.start : name.end]
        if name.canonical == CONVENTION and (word := _CONVENTION_WORD.search(fold(written))):
            brief = written[word.start() : word.end()]
        elif name.canonical == "State Security Service":
            brief = _by_letters(written)
        else:
            continue
        short += text[end : name.start] + brief
        end = name.end
    return short + text[end:]


def _by_letters(service: str) -> str:
    """Write the State Security Service by the letters of its language, an Azerbaijani ending kept."""
    folded = fold(service)
    if ending := _XIDMETI.search(folded):
        return f"DTX-{service[ending.start(1) : ending.end(1)]}" if ending[1] else "DTX"
    if "служб" in folded:
        return "СГБ"
    return "SSS" if "service" in folded else service


def names_other_treaty(text: str) -> bool:
    """Whether a question is about a treaty that is not the UN Convention against Cybercrime.

    >>> names_other_treaty("the UN Convention against Corruption"), names_other_treaty("Hanoi Convention")
    (True, False)
    """
    tokens = text.split()
    is_headline = sum(token[0].isupper() for token in tokens) > _TITLE_CASE_FROM * len(tokens)
    if any(name.canonical == "Budapest Convention" for name in find_names(text)):
        return True
    known = [range(name.start, name.end) for name in find_names(text) if name.canonical != CONVENTION]
    named = [match for match in _NAME_BEFORE.finditer(text) if not any(match.start() in span for span in known)]
    return bool(named and not is_headline) or _SUBJECT_AFTER.search(fold(text).replace('"', "")) is not None


_NAME_LIKE: Final = re.compile(r"(?P<first>^|[.?!:…]\s+[\"“«(]?)?\b(?P<name>[A-ZƏİÖÜĞŞÇА-ЯЁ][\w’-]+)")


def strangers(text: str, is_known: Callable[[str], bool]) -> list[str]:
    """The names of a question that no source has: capitalised where no sentence begins, or abbreviations.

    A question typed in capitals throughout names nothing by them. `is_known` tells whether a name, as it is written,
    stands in the sources.

    >>> strangers("What did Microsoft say in Baku?", lambda name: name == "Baku")
    ['Microsoft']
    """
    tokens = text.split()
    if sum(token[0].isupper() for token in tokens) > _TITLE_CASE_FROM * len(tokens):
        return []
    known = [range(name.start, name.end) for name in find_names(text)]
    return [
        match["name"]
        for match in _NAME_LIKE.finditer(text)
        if (match["first"] is None or match["name"].isupper())
        and len(match["name"]) > 1
        and not any(match.start("name") in span for span in known)
        and not is_known(match["name"])
        and not (match["name"].isascii() and is_known(in_cyrillic(match["name"])))
        and not any(word in STOPWORDS for word in cut_words(match["name"]))
    ]


_MINISTRY: Final = re.compile(
    r"\bministry of (?:the )?(?P<en>\w+)|\bминистерств\w* (?P<ru>[а-я]+)|\b(?P<az>[a-z]+) nazirliy\w*"
)


def unknown_ministries(text: str) -> list[str]:
    """The ministries of a text that no source names, each under a name that no sentence can bear.

    >>> unknown_ministries("Səhiyyə Nazirliyi və Ədliyyə Nazirliyi")
    ['ministry: sehiyye']
    """
    known = [range(name.start, name.end) for name in find_names(text)]
    matches = (match for match in _MINISTRY.finditer(fold(text)) if not any(match.start() in span for span in known))
    return [
        f"ministry: {match[match.lastgroup or 0]}" for match in matches if match[match.lastgroup or 0] not in STOPWORDS
    ]


def _without_particle(word: str, language: Language) -> str:
    """Take the question particle off an Azerbaijani word: "imzalayibmi" asks about "imzalayib"."""
    if language == "az" and len(word) > _SHORTEST_WITH_PARTICLE and word.endswith(("mi", "mu")):
        return word[:-2]
    return word


_SHORTEST_WITH_PARTICLE: Final = 5
_SMALL: Final = frozenset({"1", "2", "3"})  # in words they are idioms as often as counts: "first", "in two words"


def name_words(text: str) -> set[str]:
    """The folded words of a text that are parts of known names."""
    return {word for name in find_names(text) for word in cut_words(text[name.start : name.end])}


def _counts(number: NumberMention, text: str, articles: tuple[Reference, ...]) -> bool:
    """Whether a number says how many: not an article's number, and not "first" or "one", which say something else."""
    if any(article.start <= number.start < article.end for article in articles):
        return False
    if number.value == "24/7":  # the centre's name
        return False
    return text[number.start].isdigit() or number.value not in _SMALL
