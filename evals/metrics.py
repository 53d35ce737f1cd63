"""Scoring, pure: records in, scores and shares out; nothing is read, asked or written here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from evals.citing import citation_precision, citation_recall, is_proved
from evals.matching import Haystack, strip_markers
from evals.speech import frame, speaks
from evals.types import Cited, Record, Score

MAX_ANSWER_CHARS: Final = 900  # an answer that pours out passages is wrong even when the fact is in it
_LONG_KINDS: Final = frozenset({"list", "article_lookup"})  # may be longer
_MARKER: Final = re.compile(r"\[(\d+)\]")
_YES: Final = re.compile(r"\W*(?:yes|correct|right|да|верно|правильно|bəli|hə|düzdür|doğrudur)\b", re.IGNORECASE)
_NO: Final = re.compile(r"\W*(?:no|нет|xeyr|yox)\b", re.IGNORECASE)
_RESAMPLES: Final = 2_000
_SEED: Final = 20_260_223


@dataclass(frozen=True, slots=True)
class Share:
    """A share of `count` cases with its bootstrap 95 % interval; of no case, value and interval are None."""

    value: float | None
    low: float | None
    high: float | None
    count: int


def score(record: Record) -> Score:
    """Score one record by itself."""
    missing = missing_groups(record)
    shown = (*record.citations, *record.nearest)
    answered = not record.abstained
    return Score(
        refused=record.abstained,
        correct=answered and not missing and not _wrong_verdict(record),
        cited=answered and record.case.answerable and is_proved(record),
        short=record.case.fact.kind in _LONG_KINDS or shown_chars(record) <= MAX_ANSWER_CHARS,
        quotes_exact=all(cited.source is not None and cited.quote == cited.source != "" for cited in shown),
        language_matches=record.language == record.case.language
        and speaks(_frame(record, shown), record.case.language),
        markers_sound=_markers_sound(record),
        missing=missing,
        citation_precision=citation_precision(record),
        citation_recall=citation_recall(record),
    )


def missing_groups(record: Record) -> tuple[str, ...]:
    """Name the required groups, by their first alternative, that stand neither in the answer nor in its quotes."""
    quotes = (cited.quote for cited in record.citations)
    haystack = Haystack("\n".join([strip_markers(record.text), *quotes]))
    return tuple(group[0] for group in record.case.fact.must if not haystack.has_any(group))


def _wrong_verdict(record: Record) -> bool:
    """Whether the answer begins by agreeing to what is false, or by denying what is true."""
    if record.case.fact.kind == "false_premise":
        return bool(_YES.match(record.text))
    return record.case.fact.kind == "whether" and bool(_NO.match(record.text))


def shown_chars(record: Record) -> int:
    """Count what the reader is shown, in characters: the answer, and the quotes that do not stand in it already."""
    text = " ".join(record.text.split())
    quotes = {" ".join(cited.quote.split()) for cited in record.citations}
    return len(text) + sum(len(quote) for quote in quotes if quote not in text)


def _frame(record: Record, shown: Sequence[Cited]) -> str:
    names = [name for cited in shown for name in (cited.quote, cited.title, cited.publisher) if name]
    return frame(record.text, names)


def _markers_sound(record: Record) -> bool:
    """Whether each marker in the answer has its citation, and an answer that is no refusal has one."""
    used = {int(marker) for marker in _MARKER.findall(record.text)}
    given = {cited.marker for cited in (*record.citations, *record.nearest)}
    return used <= given and (record.abstained or bool(record.citations))


@dataclass(frozen=True, slots=True)
class Difference:
    """By how much the mean of the same cases changed, with its paired bootstrap 95 % interval; None of no case."""

    value: float | None
    low: float | None
    high: float | None
    count: int


def share(outcomes: Sequence[float]) -> Share:
    """Give the mean of outcomes (true counts as 1) with its bootstrap 95 % interval (percentiles, seeded).

    >>> share([True, True, True]).value, share([]).value
    (1.0, None)
    """
    if not outcomes:
        return Share(None, None, None, 0)
    values = np.asarray(outcomes, dtype=np.float64)
    low, high = _interval(_resampled(values))
    return Share(float(values.mean()), low, high, len(values))


def balanced_accuracy(answered: Sequence[bool], refused: Sequence[bool]) -> Share:
    """Give the mean of two shares: answerable questions answered, unanswerable ones refused; each is resampled apart.

    >>> balanced_accuracy([True, False], [True, True]).value
    0.75
    """
    if not answered or not refused:
        return Share(None, None, None, 0)
    one, two = np.asarray(answered, dtype=np.float64), np.asarray(refused, dtype=np.float64)
    low, high = _interval((_resampled(one) + _resampled(two)) / 2)
    return Share(float(one.mean() + two.mean()) / 2, low, high, len(one) + len(two))


def paired_difference(before: Sequence[float], after: Sequence[float]) -> Difference:
    """Give the mean of `after` less that of `before`, case by case; both of a case are resampled together.

    >>> paired_difference([False, True], [True, True]).value
    0.5
    """
    if not before:
        return Difference(None, None, None, 0)
    changes = np.asarray(after, dtype=np.float64) - np.asarray(before, dtype=np.float64)
    low, high = _interval(_resampled(changes))
    return Difference(float(changes.mean()), low, high, len(changes))


def _resampled(values: np.typing.NDArray[np.float64]) -> np.typing.NDArray[np.float64]:
    """Give the means of the resamples; the generator is made anew so that a share never depends on those before it."""
    generator = np.random.default_rng([_SEED, len(values)])
    picks = generator.integers(0, len(values), size=(_RESAMPLES, len(values)))
    return np.asarray(values[picks].mean(axis=1))


def _interval(means: np.typing.NDArray[np.float64]) -> tuple[float, float]:
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


def percentile(values: Sequence[float], percent: float) -> float | None:
    """Give a percentile by the nearest rank, a value that really occurred; None of no values.

    >>> percentile([5.0, 1.0, 3.0, 2.0], 50), percentile([5.0, 1.0, 3.0, 2.0], 95)
    (2.0, 5.0)
    """
    if not values:
        return None
    rank = max(1, int(np.ceil(percent / 100 * len(values))))
    return sorted(values)[rank - 1]
