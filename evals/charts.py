"""Plots as inline SVG, drawn by hand: no library, no request; colours and fonts come from the page's style."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import log10
from typing import Final

from corpus.types import LANGUAGES

_WIDTH: Final = 760
_LEFT, _RIGHT = 190, 610  # where a dot plot's axis begins and ends; labels stand before it, values after it
_STEP: Final = 17  # between two languages of a row
_GAP: Final = 15  # between two rows
_TOP: Final = 8
_HEAD: Final = 22  # a dot plot may be long, so its scale stands above it as well
_AXIS_HEIGHT: Final = 30
_LINE_LEFT, _LINE_RIGHT, _LINE_HEIGHT = 64, 740, 300


@dataclass(frozen=True, slots=True)
class Mark:
    """A value of one language with its interval."""

    language: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a dot plot; `aim` is drawn as a dashed line."""

    label: str
    marks: tuple[Mark, ...]
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Axis:
    """A scale with its ticks; `show` writes a value at a tick."""

    label: str
    low: float
    high: float
    ticks: tuple[float, ...]
    show: Callable[[float], str]
    is_log: bool = False

    def place(self, value: float, start: float, end: float) -> float:
        """Give where a value stands between two ends; what is beyond the scale stands at its end."""
        low, high = self.low, self.high
        if self.is_log:
            low, high, value = log10(low), log10(high), log10(max(value, low))
        return start + (end - start) * min(1.0, max(0.0, (value - low) / (high - low)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one language; `marker` is one point to be seen on it."""

    language: str
    points: tuple[tuple[float, float], ...]
    marker: tuple[float, float] | None = None


def percent(value: float) -> str:
    """Write a share in whole per cent.

    >>> percent(0.875)
    '88 %'
    """
    return f"{value * 100:.0f} %"


def shares_axis(low: float, label: str = "") -> Axis:
    """Give a scale from `low` to 1 with a tick each ten per cent."""
    first = int(low * 10)
    return Axis(label, first / 10, 1.0, tuple(step / 10 for step in range(first, 11)), percent)


def dot_plot(title: str, rows: Sequence[Row], axis: Axis, show: Callable[[float], str]) -> str:
    """Draw values with their intervals, a row for each thing measured and a line in it for each language."""
    height = _HEAD + sum(_row_height(row) for row in rows)
    parts = [_grid(axis, height)]
    top = float(_HEAD)
    for row in rows:
        parts.append(_row(row, axis, top, show))
        top += _row_height(row)
    return _svg(title, height + _AXIS_HEIGHT, parts)


def _row_height(row: Row) -> int:
    return _STEP * len(row.marks) + _GAP


def _grid(axis: Axis, height: float) -> str:
    lines = []
    for tick in axis.ticks:
        x = axis.place(tick, _LEFT, _RIGHT)
        kind = "zero" if tick == 0 and axis.low < 0 else "grid"
        lines.append(f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{_HEAD}" y2="{height}"/>')
        said = escape(axis.show(tick))
        lines += [f'<text class="tick" x="{x:.1f}" y="{y}">{said}</text>' for y in (_HEAD - 8, height + 18)]
    return "".join(lines)


def _row(row: Row, axis: Axis, top: float, show: Callable[[float], str]) -> str:
    bottom = top + _row_height(row)
    middle = (top + bottom) / 2
    parts = [f'<text class="label" x="{_LEFT - 14}" y="{middle + 4:.1f}">{escape(row.label)}</text>']
    parts.append(f'<line class="rule" x1="0" x2="{_WIDTH}" y1="{bottom:.1f}" y2="{bottom:.1f}"/>')
    if row.aim is not None:
        x = axis.place(row.aim, _LEFT, _RIGHT)
        parts.append(f'<line class="aim" x1="{x:.1f}" x2="{x:.1f}" y1="{top + 2:.1f}" y2="{bottom - 2:.1f}"/>')
    for number, mark in enumerate(row.marks):
        parts.append(_mark(mark, axis, top + _GAP / 2 + _STEP * (number + 0.5), show))
    return "".join(parts)


def _mark(mark: Mark, axis: Axis, y: float, show: Callable[[float], str]) -> str:
    x, low, high = (axis.place(value, _LEFT, _RIGHT) for value in (mark.value, mark.low, mark.high))
    said = f"{mark.language} {show(mark.value)} [{show(mark.low)}, {show(mark.high)}]"
    return (
        f'<g class="series {mark.language}"><title>{escape(said)}</title>'
        f'<line class="interval" x1="{low:.1f}" x2="{high:.1f}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f"{shape(mark.language, x, y)}"
        f'<text class="value" x="{_RIGHT + 18}" y="{y + 4:.1f}"><tspan class="code">{mark.language}</tspan> '
        f"{escape(show(mark.value))}</text></g>"
    )


def shape(language: str, x: float, y: float) -> str:
    """Draw the mark of a language: a circle, a square or a diamond, so that colour is never needed to tell them."""
    if language == LANGUAGES[0]:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5"/>'
    if language == LANGUAGES[1]:
        return f'<rect x="{x - 4.5:.1f}" y="{y - 4.5:.1f}" width="9" height="9"/>'
    return f'<path d="M{x:.1f} {y - 6:.1f}l6 6l-6 6l-6-6z"/>'


def line_plot(title: str, lines: Sequence[Line], across: Axis, up: Axis) -> str:
    """Draw a line for each language over two axes."""
    bottom = _LINE_HEIGHT
    parts = [_line_grid(across, up, bottom)]
    for line in lines:
        places = [
            (across.place(x, _LINE_LEFT, _LINE_RIGHT), up.place(y, bottom, _TOP))
            for x, y in (*line.points, *([line.marker] if line.marker else []))
        ]
        drawn = places[:-1] if line.marker else places
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in drawn)
        mark = shape(line.language, *places[-1]) if line.marker else ""
        parts.append(f'<g class="series {line.language}"><polyline points="{path}"/>{mark}</g>')
    return _svg(title, bottom + 48, parts)


def _line_grid(across: Axis, up: Axis, bottom: float) -> str:
    parts = []
    for tick in across.ticks:
        x = across.place(tick, _LINE_LEFT, _LINE_RIGHT)
        parts.append(f'<line class="grid" x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{bottom}"/>')
        parts.append(f'<text class="tick" x="{x:.1f}" y="{bottom + 18}">{escape(across.show(tick))}</text>')
    for tick in up.ticks:
        y = up.place(tick, bottom, _TOP)
        parts.append(f'<line class="grid" x1="{_LINE_LEFT}" x2="{_LINE_RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="tick up" x="{_LINE_LEFT - 8}" y="{y + 4:.1f}">{escape(up.show(tick))}</text>')
    middle = (_LINE_LEFT + _LINE_RIGHT) / 2
    parts.append(f'<text class="tick axis" x="{middle}" y="{bottom + 40}">{escape(across.label)}</text>')
    parts.append(
        f'<text class="tick axis" x="14" y="{bottom / 2}" transform="rotate(-90 14 {bottom / 2})">'
        f"{escape(up.label)}</text>"
    )
    return "".join(parts)


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<div class="plot" tabindex="0" role="group" aria-label="Plot">'
        f'<svg viewBox="0 0 {_WIDTH} {height:.0f}" role="img" aria-label="{escape(title)}">'
        f"{''.join(parts)}</svg></div>"
    )
