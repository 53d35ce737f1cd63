"""Whether a sentence has the kind of thing that a question asks for: a date, a count, a place, a person, a list."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from assistant.candidates import Candidate
from assistant.light_words import is_light
from assistant.question import Understanding
from corpus.figures import NumberMention, find_numbers
from corpus.likeness import word_sounds
from corpus.names import find_names
from corpus.stem import stem
from corpus.text import fold
from corpus.text import words as cut_words
from corpus.treaty import find_articles
from corpus.types import Language
from index.terms import concept_of, content_words

PLACES: Final = frozenset(
    {"Hanoi", "Vietnam", "Baku", "New York", "Geneva", "Vienna", "Moscow", "Istanbul", "Paris", "Brussels"}
)
_VIETNAM: Final = frozenset({"Hanoi", "Vietnam"})
_PERSONS: Final = frozenset({"Ilham Aliyev"})
# Persons and institutions; states and places sign and host, but "who" asks for somebody.
ACTORS: Final = frozenset(
    {
        "State Security Service", "Ministry of Justice", "Ministry of Foreign Affairs", "Ministry of Internal Affairs",
        "Special Communication and Information Security State Service", "Prosecutor General's Office",
        "Cabinet of Ministers", "Supreme Court", "Milli Majlis", "President", "Ilham Aliyev", "General Assembly",
        "Security Council", "Minister of Foreign Affairs", "Minister of Justice",
        "Secretary-General", "United Nations Office on Drugs and Crime", "Interpol",
    }
)  # fmt: skip
_ROLES: Final = frozenset({"state", "authority", "ministry", "president", "parliament", "head", "secretary", "service"})

_WORD: Final = re.compile(r"[^\W\d_]+")
_PERSON: Final = re.compile(r"\b[A-ZƏİÖÜĞŞÇА-ЯЁ][\w’'-]+ [A-ZƏİÖÜĞŞÇА-ЯЁ][\w’'-]+")  # a given name and a family name
_OFFICES: Final = frozenset({"president", "minister", "head", "secretary"})
_LEADS: Final = re.compile(
    r"\b(?:led|leads?|head(?:ed|s)?|chair(?:s|ed)?|presided)\b|\b(?:возглав|руковод|председательств)|"
    r"\b(?:rehberlik|sedrlik|basciliq|rehberliyi|sedrliyi)"
)
_REASON: Final = re.compile(
    r"\bbecause\b|\bsince\b|\bin order to\b|\bso that\b|\breflect|\bdue to\b|\bin response to\b|\bto address\b|"
    r"\bпоскольку\b|\bпотому что\b|\bчтобы\b|\bдля того\b|\bв целях\b|\bсвидетельств|\bотража|\bв ответ на\b|\bиз-за\b|"
    r"\bcunki\b|\bmeqsedile\b|\bgostericisi|\bsebebi|\bcavab olaraq\b|\beks etdirir"
)

# A stretch of time: "90 days", "1 год", "2 ay"; it answers "when" as well as "how long".
_COUNTED_AS: Final = {"sign": frozenset({"sign", "state"})}  # a treaty's signatories are states
_DURATION: Final = re.compile(
    r"\d+(?:st|nd|rd|th|-?(?:й|го|м|ci|cu))?\s(?:(?:calendar|календарн\w+)\s)?"
    r"(?:days?|weeks?|months?|years?|hours?|дн\w+|день|недел\w+|месяц\w*|год\w*|лет|час\w*|gun\w*|hefte\w*|ay\w*|il\w*|saat\w*)\b"
)
_MONEY: Final = re.compile(
    r"[$€£₼]|\b(?:azn|usd|eur|manat\w*|dollar\w*|euros?|avro|rubl\w*|манат\w*|доллар\w*|евро|рубл\w*)\b"
    r"|\d ?(?:%|percent|процент|faiz)"
)
_CONTACT: Final = re.compile(
    r"\S@\S|\+?\d[\d ()-]{5,}\d|\b\d{3,4}\b.{0,30}\b(?:call|dial|hotline|позвон|звонить|zeng)|"
    r"\b(?:street|avenue|ул\.|улиц|проспект|kuce|prospekt)"
)
_CLOCK: Final = re.compile(r"\b[0-2]?\d[:.][0-5]\d\b(?!\.\d)|\b\d{1,2} ?(?:a\.?m\.?|p\.?m\.?)\b")
_LIST_SEPARATORS: Final = re.compile(r",|;| and | и | ve |\([a-z]\)")
_PARTLY: Final = 0.4  # the kind asked for may be there in words that the rules do not know


def kind_fits(question: Understanding, candidate: Candidate) -> float:
    """Return 1 if the sentence has what is asked for, 0 if it cannot answer, between where rules cannot tell."""
    is_rule = candidate.document.kind == "convention" and not candidate.reading.dates
    if is_rule and question.of_the_past and question.asked_for in _EVENT_KINDS:
        return 0.0
    return _fits(question, candidate)


# Sentences of the sources are looked at for question after question: what stands in them is kept.
_sources_names = lru_cache(maxsize=4096)(find_names)
_folded = lru_cache(maxsize=4096)(fold)


_EVENT_KINDS: Final = frozenset({"who", "whose_name", "when", "where", "how_many", "list", "why"})


def _fits(question: Understanding, candidate: Candidate) -> float:  # noqa: PLR0912 - a case a kind
    reading, text = candidate.reading, candidate.text
    match question.asked_for:
        case "when":
            return 1.0 if reading.dates else 0.6 if _DURATION.search(_folded(text)) else 0.0
        case "how_long":
            return 1.0 if _DURATION.search(_folded(text)) else _PARTLY if reading.dates or reading.numbers else 0.0
        case "how_much":
            return 1.0 if _MONEY.search(_folded(text)) else 0.0
        case "contact":
            return 1.0 if _CONTACT.search(_folded(text)) else 0.0
        case "what_time":
            return 1.0 if _CLOCK.search(text) else 0.0
        case "how_many":
            return _counts(question.asked_noun, question.language, text, candidate.document.language)
        case "where":
            offered = (reading.names & PLACES) - _around(question.names)  # the place that is asked from is no answer
            return 1.0 if offered else _PARTLY
        case "link":
            return 1.0 if "http" in text else 0.2
        case "who":
            if reading.names & ACTORS or _names_somebody_new(question, text):
                return 1.0
            return 0.6 if _ROLES & reading.concepts else _PARTLY
        case "whose_name":
            return _names_holder(question, candidate)
        case "why":
            return 1.0 if _REASON.search(_folded(text)) else 0.2
        case "which_article":
            return 1.0 if candidate.article else 0.0
        case "list":
            return 1.0 if len(_LIST_SEPARATORS.findall(_folded(text))) >= 2 else _PARTLY
        case "whether":
            return _same_sort(question, candidate)
        case "define" | "summary" | "other":
            return 1.0


def _names_somebody_new(question: Understanding, text: str) -> bool:
    """Whether a sentence names what may be a person, a given and a family name, whom the question does not name."""
    known = [range(name.start, name.end) for name in _sources_names(text)]
    asked = fold(question.text)
    return any(
        not any(pair.start() in span for span in known) and not any(word in asked for word in cut_words(pair.group()))
        for pair in _PERSON.finditer(text)
    )


def _names_holder(question: Understanding, candidate: Candidate) -> float:
    """Whether the sentence names a person, and the office that stands nearest to the name is the one asked about."""
    text, language = candidate.text, candidate.document.language
    asked = {concept_of(word, question.language) for word in question.words} & _OFFICES
    if _LEADS.search(fold(question.text)):
        asked |= {"head"}
    known = [range(name.start, name.end) for name in _sources_names(text) if name.canonical not in _PERSONS]
    offices = [
        (match.start(), found)
        for match in _WORD.finditer(_folded(text))
        if (found := concept_of(match.group(), language)) in _OFFICES
    ]
    for pair in _PERSON.finditer(text):
        if offices and not any(pair.start() in span for span in known):
            _, nearest = min((abs(start - pair.start()), office) for start, office in offices)
            if nearest in asked:
                return 1.0
    return 0.0


def _same_sort(question: Understanding, candidate: Candidate) -> float:
    """Whether the sentence can confirm or correct a stated figure: it dates what is dated, counts what is counted."""
    if question.dates and not candidate.reading.dates:
        return 0.0
    if not question.numbers:
        return 1.0
    after = question.text[question.numbers[0].end :]
    noun = next((word for word in content_words(after) if not is_light(word, question.language)), None)
    return _counts(noun, question.language, candidate.text, candidate.document.language)


def _around(names: tuple[str, ...]) -> frozenset[str]:
    """The places of a question; a city stands for its country."""
    return frozenset(names) | (_VIETNAM if _VIETNAM & set(names) else frozenset())


def _counts(noun: str | None, noun_language: Language, text: str, language: str) -> float:
    """Whether the sentence counts the very thing asked about: "74 states" for "how many countries"."""
    numbers = _counted(text)
    if not numbers:
        return 0.0
    if noun is None:
        return 0.8
    wanted = stem(noun, noun_language), concept_of(noun, noun_language)
    for number in numbers:
        for word in cut_words(text[number.end : number.end + 60])[:5]:
            counted = concept_of(word, language)
            if stem(word, language) == wanted[0] or (wanted[1] and counted in _COUNTED_AS.get(wanted[1], {wanted[1]})):
                return 1.0
            if word_sounds(word, language) & word_sounds(noun, noun_language):  # server, сервер
                return 1.0
    return _PARTLY


@lru_cache(maxsize=4096)
def _counted(text: str) -> tuple[NumberMention, ...]:
    """The numbers of a text that may count something: none of an article, no "24/7", no "the first country"."""
    articles = find_articles(text)
    return tuple(
        number
        for number in find_numbers(text)
        if number.value != "24/7"
        and not any(item.start <= number.start < item.end for item in articles)
        and not (number.value == "1" and not text[number.start].isdigit())
    )
