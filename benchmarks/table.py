"""Rows -> the table that is printed and the JSON that is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from benchmarks.types import Row

_HEADER: Final = ("what", "measured", "budget", "peer", "peer's", "times better")
_NONE: Final = "–"


def render(rows: Sequence[Row]) -> str:
    """Lay the rows out as one plain table, its columns padded with spaces."""
    lines = [_HEADER, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADER))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join("  ".join(_padded(line, widths)).rstrip() for line in lines)


def _padded(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]


def _cells(row: Row) -> tuple[str, ...]:
    return (
        row.what,
        f"{figure(row.value)} {row.unit}".rstrip(),
        _budget(row),
        row.peer or _NONE,
        _NONE if row.peer_value is None else figure(row.peer_value),
        _NONE if row.times_better is None else figure(row.times_better),
    )


def _budget(row: Row) -> str:
    if row.budget is None:
        return _NONE
    bound = "at least" if row.more_is_better else "at most"
    return f"{bound} {figure(row.budget)}{'' if row.keeps_budget else ' MISSED'}"


def figure(value: float) -> str:
    """Write a number with three figures that count, none of them dropped before the point.

    >>> figure(17234.4), figure(12.345), figure(0.98765), figure(0.0)
    ('17,234', '12.3', '0.988', '0')
    """
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}" if abs(value) >= 1 else f"{value:.3f}"


def as_json(rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Return the rows for a JSON file, with what follows from their figures."""
    return [{**asdict(row), "times_better": row.times_better, "keeps_budget": row.keeps_budget} for row in rows]
