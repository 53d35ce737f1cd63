"""Risk against coverage: how many answers would be wrong were the assistant to answer less, or more, than it does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from operator import itemgetter
from typing import Final

from corpus.types import LANGUAGES
from evals.metrics import score
from evals.summary import Scored
from evals.types import ORIGINAL, Record

_SURE: Final = 1.0  # an article look-up weighs no evidence: it is given whatever the gate


@dataclass(frozen=True, slots=True)
class Point:
    """What answering from `threshold` on would give: share of the facts answered, share of all answers wrong."""

    threshold: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The curve of one language, from the strictest gate to none, and where the assistant really stands."""

    language: str
    points: tuple[Point, ...]
    coverage: float
    risk: float

    def risk_at(self, coverage: float) -> float | None:
        """Give the risk where the curve first covers as much; None where it never does."""
        return next((point.risk for point in self.points if point.coverage >= coverage), None)


def curves(scored: Sequence[Scored]) -> tuple[Curve, ...]:
    """Draw the curve of each language from the questions as written; none for a run that kept no confidence."""
    written = [pair for pair in scored if pair[0].case.variant == ORIGINAL]
    if all(record.confidence is None for record, _ in written):
        return ()
    found = []
    for language in LANGUAGES:
        own = [pair for pair in written if pair[0].case.language == language]
        if any(_is_fact(pair) for pair in own):
            found.append(_curve(language, own))
    return tuple(found)


def _is_fact(pair: Scored) -> bool:
    return pair[0].case.answerable


def _curve(language: str, scored: Sequence[Scored]) -> Curve:
    facts = sum(_is_fact(pair) for pair in scored)
    given = [pair for pair in scored if not pair[1].refused]
    ranked = sorted(filter(None, map(_outcome, scored)), key=itemgetter(0), reverse=True)
    return Curve(
        language,
        _points(ranked, facts),
        coverage=sum(_is_fact(pair) for pair in given) / facts,
        risk=_risk([outcome.right and record.case.answerable for record, outcome in given]),
    )


def _outcome(pair: Scored) -> tuple[float, bool, bool] | None:
    """Give how sure an answer is, whether it is of a fact, whether it is right; None for what no gate would answer."""
    record, outcome = pair
    confidence = record.confidence
    if not outcome.refused:
        right = record.case.answerable and outcome.right
        return (_SURE if confidence is None else confidence, record.case.answerable, right)
    if confidence is None:  # refused by rule, as an article 99 is
        return None
    if not record.case.answerable:
        return (confidence, False, False)
    return None if record.withheld is None else (confidence, True, would_be_right(record))


def would_be_right(record: Record) -> bool:
    """Whether what was withheld would have been right."""
    if record.withheld is None:
        return False
    said = record.withheld
    given = replace(record, language=said.language, text=said.text, citations=said.citations, abstained=False)
    return score(given).right


def _points(ranked: Sequence[tuple[float, bool, bool]], facts: int) -> tuple[Point, ...]:
    points = []
    answers = covered = right = 0
    for confidence, tied in groupby(ranked, key=itemgetter(0)):
        for _, is_fact, is_right in tied:
            answers, covered, right = answers + 1, covered + is_fact, right + is_right
        points.append(Point(confidence, covered / facts, 1 - right / answers))
    return tuple(points)


def _risk(right: Sequence[bool]) -> float:
    return 1 - sum(right) / len(right) if right else 0.0
