"""What the command lines share: exit codes, one sentence for an error, and quiet when the reader has gone."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Mapping
from typing import Final

_INTERRUPTED: Final = 130  # what a shell reports for a program that Ctrl+C stopped


def exit_code(run: Callable[[], int], codes: Mapping[type[Exception], int]) -> int:
    """Run a command; return its exit code, or that of an expected error, whose message goes to the error stream."""
    if isinstance(sys.stdout, io.TextIOWrapper):  # not the locale's: answers have letters of three alphabets
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = run()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader, such as `head`, has what it wanted: nothing to say and nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # Python flushes once more when it ends
        return 0
    except KeyboardInterrupt:
        return _INTERRUPTED
    except tuple(codes) as error:
        sys.stderr.write(f"{error}\n")
        return next(code for kind, code in codes.items() if isinstance(error, kind))
    return code
