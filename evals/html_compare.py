"""What changed between two runs, as parts of a page."""

from __future__ import annotations

from html import escape
from typing import Final

from evals.charts import Axis, Mark, Row, dot_plot
from evals.compare import Comparison
from evals.html_cases import Shown, case_list, mended
from evals.html_parts import difference_cell, in_order, legend, mark, share_cell, table
from evals.report import signed, wrong

_STEPS: Final = (0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.5)  # between two ticks


def changes(comparison: Comparison, before: str, after: str) -> str:
    """Draw and tabulate how each measure changed."""
    measures = dict.fromkeys(change.measure for change in comparison.changes)
    rows = [Row(name, _marks(comparison, name)) for name in measures]
    ends = [abs(end) for row in rows for one in row.marks for end in (one.low, one.high)]
    drawn = dot_plot("Difference of each measure, by language", rows, _axis(max(ends, default=0.0)), signed)
    cells = [
        [escape(f"{item.measure}, {item.language}"), share_cell(item.before), share_cell(item.after),
         difference_cell(item.difference)]
        for item in comparison.changes
    ]  # fmt: skip
    languages = in_order(item.language for item in comparison.changes)
    return legend(languages, "right of the line: better") + drawn + table(["", before, after, "difference"], cells)


def _marks(comparison: Comparison, measure: str) -> tuple[Mark, ...]:
    own = (item for item in comparison.changes if item.measure == measure)
    return tuple(one for item in own for one in mark(item.language, item.difference))


def _axis(furthest: float) -> Axis:
    """A scale around zero with five ticks, wide enough for every interval."""
    step = next((size for size in _STEPS if 2 * size >= furthest), _STEPS[-1])
    ticks = tuple(step * number for number in range(-2, 3))
    return Axis("", ticks[0], ticks[-1], ticks, signed)


def changed_cases(comparison: Comparison, prefix: str) -> str:
    """List the cases that got worse and better; `prefix` keeps the ids of two such lists on a page apart."""
    worse = [Shown(pair[1], tuple(wrong(*pair[1]))) for pair in comparison.worse]
    better = [mended(*pair) for pair in comparison.better]
    left_out = (
        f"<p class=soft>{comparison.left_out} cases were left out: only one run has them, or asked them otherwise.</p>"
        if comparison.left_out
        else ""
    )
    return (
        f"{left_out}<h3>Worse: {len(worse)}</h3>{case_list(f'{prefix}-worse', worse)}"
        f"<h3>Better: {len(better)}</h3>{case_list(f'{prefix}-better', better)}"
    )
