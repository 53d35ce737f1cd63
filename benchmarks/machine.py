"""What was measured on, in a line."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Sequence
from typing import Final

_LOOK_S: Final = 0.5


def described(shares: Sequence[float]) -> str:
    """Return the processor count, the shares of one that were ours, the system and Python: what a time depends on."""
    system = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    got = ", then ".join(f"{share:.2f}" for share in shares)
    return f"{os.cpu_count()} cores, of one of which a busy loop got {got}; {system}"


def share_of_a_core() -> float:
    """Return how much of a core a busy loop gets: 1 on an idle machine, less where others compute too."""
    started, own_started = time.perf_counter(), time.process_time()
    while time.perf_counter() - started < _LOOK_S:
        pass
    return (time.process_time() - own_started) / (time.perf_counter() - started)
