"""Writing a file so that a crash at any moment leaves the old one or the new one, whole."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from corpus.types import CorpusError


def write_atomically(path: Path, text: str) -> None:
    """Write a UTF-8 file, its folder made if missing; CorpusError if the folder or the disk does not allow it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_and_rename(path, text)
    except OSError as error:
        raise CorpusError(
            f"{path} cannot be written: {error.strerror}. Check the folder's permissions and the disk."
        ) from error


def _write_and_rename(path: Path, text: str) -> None:
    handle, passing = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(passing).chmod(0o644)
        Path(passing).replace(path)
    except BaseException:
        Path(passing).unlink(missing_ok=True)
        raise
