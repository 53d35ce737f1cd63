"""The figures of the last evals, from `evals/latest.json`, which ships with the program.

The file's format, 1:
    format    1
    split     the questions that were asked: "test", "dev" or "all"
    date      the day of the run, "YYYY-MM-DD", or null
    counts    questions in each language: "facts", "unanswerable", "articles" (those of the retrieval)
    aims      measure -> the share aimed at, 0 to 1
    measures  measure -> language -> {"value": share, "low": share, "high": share}; low and high bound the 95 % interval
              and may be left out. The measures shown are those of `MEASURES`; others are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from corpus.types import LANGUAGES, Language

# A file of the package `evals`, read as data: the pages import nothing of it.
LATEST: Final = Path(__file__).resolve().parent.parent / "evals" / "latest.json"
MEASURES: Final = ("right", "refused", "quotes_exact", "language_match", "article_first", "article_in_three")
_FORMAT: Final = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """A share and its 95 % interval, in whole per cent; the interval's ends are None where none was given."""

    value: int
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure in each language, and the share aimed at in per cent, if any."""

    name: str
    aim: int | None
    figures: Mapping[Language, Figure]


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one run: on which questions, how many, when if known."""

    split: str
    date: str | None
    facts: int
    unanswerable: int
    articles: int
    measures: tuple[Measure, ...]


class ReportError(Exception):
    """The file of figures is damaged; the message says where and how to mend it."""


def load_report(path: Path) -> Report | None:
    """Read the figures; None if none ship, ReportError for a file that is not in the format above."""
    if not path.is_file():
        return None
    try:
        fields: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if fields["format"] != _FORMAT:
            raise ReportError(f"{path} has format {fields['format']!r}; {_FORMAT} is known. Write it again.")
        return _report(fields)
    except (ValueError, KeyError, TypeError) as error:
        raise ReportError(f"{path} cannot be read as eval figures ({error!r}). Write it again.") from error


def _report(fields: Mapping[str, Any]) -> Report:
    counts, aims, measures = fields["counts"], fields["aims"], fields["measures"]
    return Report(
        split=str(fields["split"]),
        date=fields["date"],
        facts=int(counts["facts"]),
        unanswerable=int(counts["unanswerable"]),
        articles=int(counts.get("articles", 0)),
        measures=tuple(
            Measure(name, _percent(aims.get(name)), {one: _figure(measures[name][one]) for one in LANGUAGES})
            for name in MEASURES
            if name in measures
        ),
    )


def _figure(fields: Mapping[str, float]) -> Figure:
    value = _percent(fields["value"])
    if value is None:
        raise ValueError("a figure has no value")
    return Figure(value, _percent(fields.get("low")), _percent(fields.get("high")))


def _percent(share: float | None) -> int | None:
    """Return a share in whole per cent; 100 only where nothing is missing, and 0 only where there is nothing.

    >>> [_percent(share) for share in (0.729, 0.996, 1.0, 0.004)]
    [73, 99, 100, 1]
    """
    if share is None:
        return None
    if not 0 <= share <= 1:
        raise ValueError(f"{share} is no share from 0 to 1")
    rounded = round(share * 100)
    return min(max(rounded, 1), 99) if 0 < share < 1 else rounded
