"""`python -m benchmarks.peak_memory COMMAND…`: run a command and write the most memory it held, in bytes.

A process of its own, and a small one: the system counts to a child what its parent held when it was started.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from typing import Final

_UNIT_BYTES: Final = 1 if sys.platform == "darwin" else 1024  # what the system counts in


def main(command: list[str]) -> int:
    """Run the command without its output; write its peak resident memory; return its exit code."""
    done = subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * _UNIT_BYTES
    sys.stdout.write(f"{peak}\n")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
