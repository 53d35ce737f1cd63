"""The timeline: its points from `timeline.yaml`, and where the drawing puts them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from corpus.digest import read_yaml
from corpus.types import LANGUAGES, CorpusError, Language

_FILE: Final = Path(__file__).resolve().parent / "timeline.yaml"
_FIELDS: Final = frozenset({"id", "date", "reported", "title", "topics"})
_LONG_GAPS_IN_DAYS: Final = (30, 90, 180, 270)  # the list shows a longer time by a longer line

# The drawing's own units, whatever the size it is shown at.
WIDTH: Final = 1000
_LEFT, _RIGHT, _UNDATED = 24, 872, 976  # the first date, the last date, what has none
_LETTER: Final = 9.4  # a little more than a letter of the labels is wide, so that none run into each other
_LABEL_GAP: Final = 14
# Where a label's two lines stand, nearest to the line first: above, below, higher, lower.
_LANES: Final = ((-46, -26), (50, 70), (-106, -86), (110, 130))


@dataclass(frozen=True, slots=True)
class Event:
    """A point: its date if the sources bear one, whether that is the day of the report, its statements' topics."""

    id: str
    date: str | None
    reported: bool
    title: Mapping[Language, str]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """An event as it is drawn: where, and its label's baselines and side (`start`, `end`)."""

    event: Event
    x: int
    date_y: int
    title_y: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A month's first day; `year` on the first of January."""

    x: int
    year: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The dates to scale: points, months, and where the line ends that is known."""

    points: tuple[Point, ...]
    ticks: tuple[Tick, ...]
    known_to: int
    width: int = WIDTH


def load_events(path: Path = _FILE) -> tuple[Event, ...]:
    """Read the points in order; CorpusError for one without its fields or with a date that is none."""
    return tuple(_event(path, entry) for entry in read_yaml(path))


def _event(path: Path, entry: Mapping[str, Any]) -> Event:
    if entry.keys() != _FIELDS or entry["title"].keys() != set(LANGUAGES) or not entry["topics"]:
        raise CorpusError(f"{path}: {entry!r} needs exactly {', '.join(sorted(_FIELDS))}, a title in each language.")
    day = entry["date"]
    try:
        written = None if day is None else date.fromisoformat(day).isoformat()
    except (TypeError, ValueError) as error:
        raise CorpusError(f'{path}, {entry["id"]}: date is {day!r}; write it as "YYYY-MM-DD" or null.') from error
    return Event(entry["id"], written, bool(entry["reported"]), entry["title"], tuple(entry["topics"]))


def days_between(earlier: Event, later: Event) -> int | None:
    """Return the days from one event to another; None where one has no date."""
    if earlier.date is None or later.date is None:
        return None
    return (date.fromisoformat(later.date) - date.fromisoformat(earlier.date)).days


def gap_size(days: int | None) -> int:
    """Return how long a line to draw for a time, from 1 to 5; 0 for an unknown one.

    >>> [gap_size(days) for days in (None, 13, 108, 305)]
    [0, 1, 3, 5]
    """
    return 0 if days is None else 1 + sum(days > limit for limit in _LONG_GAPS_IN_DAYS)


def draw(events: Sequence[Event], labels: Mapping[str, tuple[str, str]]) -> Drawing:
    """Place events on a line to scale; `labels` holds each event's two lines by id, so that none overlap."""
    dated = [date.fromisoformat(event.date) for event in events if event.date]
    first, last = min(dated), max(dated)
    taken: tuple[list[tuple[float, float]], ...] = tuple([] for _ in _LANES)
    points = []
    for event in events:
        x = _UNDATED if event.date is None else _position(date.fromisoformat(event.date), first, last)
        width = _LETTER * max(len(line) for line in labels[event.id])
        anchor = "start" if x < WIDTH / 2 else "end"
        span = (x, x + width) if anchor == "start" else (x - width, x)
        lane = _lane(x, span, taken)
        taken[lane].append(span)
        if lane > 1:
            taken[lane % 2].append((x, x))  # its leader passes the lane below
        points.append(Point(event, x, *_LANES[lane], anchor))
    return Drawing(tuple(points), tuple(_ticks(first, last)), _RIGHT)


def _position(day: date, first: date, last: date) -> int:
    return round(_LEFT + (_RIGHT - _LEFT) * (day - first).days / max((last - first).days, 1))


def _lane(x: int, span: tuple[float, float], taken: Sequence[list[tuple[float, float]]]) -> int:
    """Return the nearest lane in which a label, and its leader on the way there, meets no other; else the last."""
    for lane in range(len(_LANES)):
        if _is_free(span, taken[lane]) and (lane < 2 or _is_free((x, x), taken[lane % 2])):
            return lane
    return len(_LANES) - 1


def _is_free(span: tuple[float, float], taken: Iterable[tuple[float, float]]) -> bool:
    return all(span[1] + _LABEL_GAP < start or end + _LABEL_GAP < span[0] for start, end in taken)


def _ticks(first: date, last: date) -> Iterable[Tick]:
    month = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while month <= last:
        yield Tick(_position(month, first, last), month.year if month.month == 1 else None)
        month = (month + timedelta(days=32)).replace(day=1)
