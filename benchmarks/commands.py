"""What a person meets who types a command: a cold answer, a build, the room they take."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from benchmarks.timing import median, seconds
from benchmarks.types import BenchmarkError, Row
from corpus.settings import ROOT

_ASK: Final = ("assistant", "ask", "How many states signed the Convention?")
_COLD_RUNS: Final = 5
_COLD_BUDGET_S: Final = 3.0
_BUILD_BUDGET_S: Final = 10.0
_MEGABYTE: Final = 1_000_000


def cold_answers() -> list[Row]:
    """Time a question from the start of the process to its end, and see how much memory it takes.

    One run comes before, uncounted: it reads the files from the disk, which a benchmark of ours cannot time soundly.
    """
    run_module(*_ASK)
    times = [seconds(lambda: run_module(*_ASK))[0] for _ in range(_COLD_RUNS)]
    peak = int(run_module("benchmarks.peak_memory", sys.executable, "-m", *_ASK))
    return [
        Row("cold ask, median of 5", median(times), "s", _COLD_BUDGET_S),
        Row("cold ask, longest of 5", max(times), "s", _COLD_BUDGET_S),
        Row("cold ask, peak memory", peak / _MEGABYTE, "MB"),
    ]


def building() -> list[Row]:
    """Time `index build` into a fresh folder, process start to end, and weigh what it wrote."""
    with tempfile.TemporaryDirectory() as folder:
        elapsed, _ = seconds(lambda: run_module("index", "--index", folder, "build"))
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return [
        Row("building the shipped index", elapsed, "s", _BUILD_BUDGET_S),
        Row("the shipped index on disk", size / _MEGABYTE, "MB"),
    ]


def run_module(*arguments: str) -> str:
    """Run a module of the project as a command; return what it wrote; BenchmarkError when it fails."""
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        raise BenchmarkError(
            f"`python -m {' '.join(arguments)}` ended with {done.returncode}: {done.stderr.strip()} "
            "Run it by itself and mend what it says, then measure again."
        )
    return done.stdout
