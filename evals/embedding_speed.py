"""`python -m evals.embedding_speed`: time the bundled model's numpy path, in a process that does nothing else.

Reads sets of texts from its input, `{"name": ["text", …]}`, and writes its measurements as JSON. A process of its own,
since the one that evaluates has the engine, and perhaps torch, in its memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from evals.types import EvalError
from index.embed import BundledEmbedder

_ROOT: Final = Path(__file__).resolve().parent.parent
_LINUX_STATUS: Final = Path("/proc/self/status")
_RUNS: Final = 3


@dataclass(frozen=True, slots=True)
class SetSpeed:
    """How fast one set was embedded: the first time, its words not met before, and the median of three more."""

    name: str
    texts: int
    words_each: float
    first_per_second: float
    again_per_second: float


@dataclass(frozen=True, slots=True)
class Speed:
    """Load time with numpy already imported, and the most memory that the whole process held."""

    load_seconds: float
    peak_bytes: int
    sets: tuple[SetSpeed, ...]


def measure_speed(texts: Mapping[str, Sequence[str]]) -> Speed:
    """Measure in a process of its own; EvalError when that fails."""
    done = subprocess.run(
        [sys.executable, "-m", "evals.embedding_speed"],
        input=json.dumps(texts),
        capture_output=True,
        encoding="utf-8",
        cwd=_ROOT,
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise EvalError(f"The model's speed cannot be measured ({reason}); run `python -m evals.embedding_speed`.")
    measured = json.loads(done.stdout)
    return Speed(measured["load_seconds"], measured["peak_bytes"], tuple(SetSpeed(**item) for item in measured["sets"]))


def timed(texts: Mapping[str, Sequence[str]]) -> Speed:
    """Load the model and embed the sets, each four times, here and now."""
    started = time.perf_counter()
    embedder = BundledEmbedder()
    load_seconds = time.perf_counter() - started
    sets = tuple(_set_speed(name, items, embedder) for name, items in texts.items() if items)
    return Speed(load_seconds, peak_memory(), sets)


def _set_speed(name: str, texts: Sequence[str], embedder: BundledEmbedder) -> SetSpeed:
    first, *again = (_per_second(texts, embedder) for _ in range(1 + _RUNS))
    words_each = sum(len(text.split()) for text in texts) / len(texts)
    return SetSpeed(name, len(texts), words_each, first, sorted(again)[_RUNS // 2])


def _per_second(texts: Sequence[str], embedder: BundledEmbedder) -> float:
    started = time.perf_counter()
    embedder.embed_passages(texts)
    return len(texts) / (time.perf_counter() - started)


def peak_memory() -> int:
    """Return the most memory that this process held, in bytes."""
    if _LINUX_STATUS.is_file():  # what getrusage says there counts the parent's memory at the start as well
        lines = _LINUX_STATUS.read_text(encoding="ascii", errors="replace").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))
    import resource  # noqa: PLC0415 - not on every system

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(asdict(timed(json.load(sys.stdin)))) + "\n")
