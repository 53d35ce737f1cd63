"""A copy of the shipped data, to be changed by a test."""

from __future__ import annotations

import shutil
from pathlib import Path

from corpus.load import DATA


def copied(tmp_path: Path) -> Path:
    """Copy what a corpus is loaded from; return the folder."""
    data = tmp_path / "data"
    for folder in ("articles", "convention", "briefs", "wordings", "contrasts"):
        shutil.copytree(DATA / folder, data / folder)
    return data
