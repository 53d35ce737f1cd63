"""Measuring time: a clock around one call, and what many measurements come to."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from benchmarks.types import BenchmarkError
from evals.metrics import percentile

Result = TypeVar("Result")


def seconds(call: Callable[[], Result]) -> tuple[float, Result]:
    """Call once; return how long it took on the wall, and what it gave."""
    started = time.perf_counter()
    result = call()
    return time.perf_counter() - started, result


def milliseconds(call: Callable[[], object]) -> float:
    """Call once; return how long it took on the wall."""
    return seconds(call)[0] * 1000


def at_percent(values: Sequence[float], percent: float) -> float:
    """Return a percentile by the nearest rank; BenchmarkError when nothing was measured.

    >>> at_percent([5.0, 1.0, 3.0], 50)
    3.0
    """
    value = percentile(values, percent)
    if value is None:
        raise BenchmarkError("Nothing was measured: there are no values to take a percentile of.")
    return value


def median(values: Sequence[float]) -> float:
    """Return the median by the nearest rank, a value that really occurred."""
    return at_percent(values, 50)
