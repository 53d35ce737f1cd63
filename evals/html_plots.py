"""The two line plots of a run's page: risk against coverage, and latency."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Final

from evals.charts import Axis, Line, line_plot, percent
from evals.curve import Curve
from evals.html_parts import LANGUAGE_NAMES, legend, section, table
from evals.runs import COVERAGES, Report
from evals.types import ORIGINAL

_ABOVE: Final = 2  # times the risk where the assistant stands, that the scale reaches
_STEADY_FROM: Final = 0.1  # of the facts; before that, a single answer makes the curve leap
_TIMES_MS: Final = (
    0.01, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0, 5_000.0, 10_000.0, 60_000.0,
)  # fmt: skip


def curve_section(report: Report) -> str:
    """Draw how many answers would be wrong at each share of facts answered; nothing for a run without confidence."""
    if not report.curves:
        return ""
    top = _top(report.curves)
    lines = [Line(curve.language, _drawn(curve, top), (curve.coverage, curve.risk)) for curve in report.curves]
    ticks = tuple(step / 10 for step in range(11))
    step = 0.02 if top <= 0.2 else 0.05 if top <= 0.4 else 0.1
    up = Axis("answers that are wrong", 0.0, top, tuple(step * n for n in range(round(top / step) + 1)), percent)
    across = Axis("facts that are answered", 0.0, 1.0, ticks, percent)
    rows = [
        [LANGUAGE_NAMES[curve.language], *(_maybe(curve.risk_at(share)) for share in COVERAGES),
         f"{_tenths(curve.risk)} at {percent(curve.coverage)}"]
        for curve in report.curves
    ]  # fmt: skip
    head = ["answers wrong", *(f"at {percent(share)} of the facts" for share in COVERAGES), "as it stands"]
    return section(
        "curve", "Risk and coverage", _CURVE, legend([curve.language for curve in report.curves]),
        line_plot("Answers that are wrong, by the share of facts answered", lines, across, up), table(head, rows),
    )  # fmt: skip


_CURVE: Final = (
    "How many of all answers given would be wrong, were the assistant to answer only what it is surer of (to the left) "
    "or also what it now refuses (to the right). An answer to an unanswerable question counts as wrong. The mark is "
    "where the assistant stands."
)


def _drawn(curve: Curve, top: float) -> tuple[tuple[float, float], ...]:
    return tuple((one.coverage, one.risk) for one in curve.points if one.coverage >= _STEADY_FROM and one.risk <= top)


def _top(curves: Sequence[Curve]) -> float:
    """Give a scale that shows where the assistant stands well; with no gate at all the lines run out at its top."""
    standing = max(curve.risk for curve in curves)
    return min(1.0, max(0.1, ceil(standing * _ABOVE * 10) / 10))


def _maybe(value: float | None) -> str:
    return "–" if value is None else _tenths(value)


def _tenths(value: float) -> str:
    return f"{value * 100:.1f} %"


def latency_section(report: Report) -> str:
    """Draw how quickly answers come."""
    languages = report.summary.languages
    times = {
        item.language: sorted(
            record.elapsed_ms
            for record, _ in report.scored
            if record.case.language == item.language and record.case.variant == ORIGINAL
        )
        for item in languages
    }
    if not any(times.values()):
        return ""
    across = _time_axis([time for of in times.values() for time in of])
    up = Axis("answers given by then", 0.0, 1.0, tuple(step / 10 for step in range(0, 11, 2)), percent)
    lines = [
        Line(language, tuple((time, (number + 1) / len(of)) for number, time in enumerate(of)))
        for language, of in times.items()
    ]
    rows = [[LANGUAGE_NAMES[item.language], _ms(item.p50_ms), _ms(item.p95_ms)] for item in languages]
    return section(
        "latency", "Latency", "How long an answer takes, on the machine that made the run, one question at a time.",
        legend(times), line_plot("Share of answers given within a time", lines, across, up),
        table(["", "half within", "95 % within"], rows),
    )  # fmt: skip


def _time_axis(times: Sequence[float]) -> Axis:
    """Give a logarithmic scale from the tick below the quickest to the tick above the slowest."""
    low = max([tick for tick in _TIMES_MS if tick <= min(times)], default=_TIMES_MS[0])
    slowest = max(low, *times)
    high = min([tick for tick in _TIMES_MS if tick > slowest], default=slowest * 2)
    return Axis("milliseconds", low, high, tuple(tick for tick in _TIMES_MS if low <= tick <= high), _time, is_log=True)


def _time(value: float) -> str:
    return f"{value:g}"


def _ms(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f} ms"
