"""Whether a sentence carries the names, dates, numbers and articles that a question states, or states others."""

from __future__ import annotations

import re
from typing import Final

from assistant.candidates import Candidate
from assistant.kinds import ACTORS, PLACES
from assistant.question import Understanding
from corpus.figures import DateMention
from corpus.names import AZERBAIJAN, CONVENTION
from corpus.text import fold

# What every source is about; the Convention itself says nothing of Azerbaijan.
_BACKGROUND: Final = frozenset({CONVENTION, "United Nations"})
BACKGROUND_OF_NEWS: Final = _BACKGROUND | {AZERBAIJAN}
_CHOICE: Final = re.compile(r"\b(?:or|или|либо|yoxsa|ya da)\b")
SOURCES: Final = frozenset({"Trend", "Day.Az", "Operative Information Center"})  # met by what they have published


def is_premise(question: Understanding) -> bool:
    """Whether figures are there to be checked ("120 states signed, right?") rather than met ("how many in 2027?")."""
    return question.asked_for == "whether" and bool(question.dates or question.numbers)


def names_met(question: Understanding, candidate: Candidate) -> float:
    """Return how well the question's names are met, by the one that is met worst: in the sentence, or around it."""
    background = _BACKGROUND if candidate.document.kind == "convention" else BACKGROUND_OF_NEWS
    wanted = frozenset(question.names) - background
    if question.asked_for == "whether":  # an institution that is only asked about may be corrected
        wanted = frozenset(name for name in wanted if not _may_be_corrected(name))
    own, around = candidate.reading.names, candidate.context.names
    beside = 0.0 if question.asked_for in {"who", "whose_name"} else 0.5
    met = {name: 1.0 if name in own else beside for name in wanted & (own | around)}
    met |= dict.fromkeys(wanted & around & SOURCES, 1.0)
    return min((met.get(name, 0.0) for name in wanted), default=1.0)


def figures_met(question: Understanding, candidate: Candidate) -> float:
    """Return the share of the question's dates and numbers that a sentence carries; 1 if there are none."""
    asked = len(question.dates) + len(question.numbers)
    if not asked:
        return 1.0
    dates, numbers = candidate.reading.dates, candidate.reading.numbers
    met = sum(any(_same_date(date, other) for other in dates) for date in question.dates)
    met += sum(number.value in numbers for number in question.numbers)
    return met / asked


def contradicts(question: Understanding, candidate: Candidate) -> bool:
    """Whether a sentence states otherwise what a question wants confirmed: a figure, an institution, a place."""
    return (
        (is_premise(question) and not _figures_agree(question, candidate))
        or _names_another(question, candidate)
        or _stands_elsewhere(question, candidate)
    )


def _figures_agree(question: Understanding, candidate: Candidate) -> bool:
    """Whether a sentence carries the figures that a question states; of "74 or 72?" it is enough that it has one."""
    met = figures_met(question, candidate)
    return met > 0 if _CHOICE.search(fold(question.text)) else met == 1


def leaves_open(question: Understanding, candidate: Candidate) -> bool:
    """Whether a sentence says nothing of an institution or a place that a question wants confirmed."""
    if question.asked_for != "whether":
        return False
    return any(_may_be_corrected(name) and name not in candidate.reading.names for name in question.names)


def _names_another(question: Understanding, candidate: Candidate) -> bool:
    """Whether a question to be confirmed names one institution or place, and the sentence another."""
    if question.asked_for != "whether":
        return False
    own = candidate.reading.names
    return any(
        bool(asked) and not asked & own and bool(own & group)
        for group in (ACTORS, PLACES)
        for asked in [{name for name in question.names if name in group or (group is ACTORS and _is_ministry(name))}]
    )


def _stands_elsewhere(question: Understanding, candidate: Candidate) -> bool:
    """Whether a question to be confirmed names one article, and the sentence stands in another."""
    named = {reference.article for reference in question.articles}
    if question.asked_for != "whether" or not named or candidate.location is None:
        return False
    return candidate.location.article not in named


def _is_ministry(name: str) -> bool:
    return name.startswith("ministry: ")


def _may_be_corrected(name: str) -> bool:
    """Whether a name in a question to be confirmed may simply be the wrong one: an institution, an office, a place."""
    return name in ACTORS or name in PLACES or _is_ministry(name)


def _same_date(asked: DateMention, stated: DateMention) -> bool:
    """Whether a stated date is the one asked about, as far as both are given."""
    pairs = [(asked.year, stated.year), (asked.month, stated.month), (asked.day, stated.day)]
    both = [(mine, theirs) for mine, theirs in pairs if mine is not None and theirs is not None]
    return bool(both) and all(mine == theirs for mine, theirs in both)
