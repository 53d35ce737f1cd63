"""Whether a sentence has the kind of thing that a question asks for: a date, a count, a place, a person, a list."""

from __future__ import annotations

import re
from typing import Final

from assistant.candidates import Candidate
from assistant.question import Understanding
from corpus.figures import find_numbers
from corpus.stem import stem
from corpus.text import fold
from corpus.text import words as cut_words
from index.terms import concept_of

_PLACES: Final = frozenset({"Hanoi", "Vietnam", "Baku", "New York"})
_PERSONS: Final = frozenset({"Ilham Aliyev"})
_NO_ACTORS: Final = _PLACES | {"UN Convention against Cybercrime", "Azerbaijan"}
_ROLES: Final = frozenset({"state", "authority", "ministry", "president", "parliament", "head", "secretary", "service"})

# A stretch of time: "90 days", "1 год", "2 ay"; it answers "when" as well as "how long".
_DURATION: Final = re.compile(
    r"\d+(?:st|nd|rd|th|-?(?:й|го|м|ci|cu))?\s(?:(?:calendar|календарн\w+)\s)?"
    r"(?:days?|weeks?|months?|years?|hours?|дн\w+|день|недел\w+|месяц\w*|год\w*|лет|час\w*|gun\w*|hefte\w*|ay\w*|il\w*|saat\w*)\b"
)
_LIST_SEPARATORS: Final = re.compile(r",|;| and | и | ve |\([a-z]\)")
_PARTLY: Final = 0.4  # the kind asked for may be there in words that the rules do not know


def kind_fits(question: Understanding, candidate: Candidate) -> float:
    """Return 1 if the sentence has what is asked for, 0 if it cannot answer, between where rules cannot tell."""
    reading, text = candidate.reading, candidate.text
    match question.asked_for:
        case "when":
            return 1.0 if reading.dates else 0.9 if _DURATION.search(fold(text)) else 0.0
        case "how_long":
            return 1.0 if _DURATION.search(fold(text)) else _PARTLY if reading.dates or reading.numbers else 0.0
        case "how_many":
            return _counts(question, text, candidate.document.language)
        case "where":
            return 1.0 if reading.names & _PLACES or "city" in reading.concepts else _PARTLY
        case "who":
            return 1.0 if reading.names - _NO_ACTORS or _ROLES & reading.concepts else _PARTLY
        case "whose_name":
            return 1.0 if reading.names & _PERSONS else 0.0
        case "which_article":
            return 1.0 if candidate.location and candidate.location.article else 0.0
        case "list":
            return 1.0 if len(_LIST_SEPARATORS.findall(fold(text))) >= 2 else 0.6
        case "define" | "whether" | "summary" | "other":
            return 1.0


def _counts(question: Understanding, text: str, language: str) -> float:
    """Whether the sentence counts the very thing asked about: "74 states" for "how many countries"."""
    noun = question.asked_noun
    numbers = [number for number in find_numbers(text) if number.value != "24/7"]
    if not numbers:
        return 0.0
    if noun is None:
        return 0.8
    wanted = stem(noun, question.language), concept_of(noun, question.language)
    for number in numbers:
        for word in cut_words(text[number.end : number.end + 40])[:3]:
            if stem(word, language) == wanted[0] or (wanted[1] and concept_of(word, language) == wanted[1]):
                return 1.0
    return _PARTLY


