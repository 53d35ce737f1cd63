"""What a run was made with, kept beside its answers so that two runs can be told apart later."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Final

from assistant.settings import Settings
from corpus.load import fingerprint
from evals.types import Fact
from index.store import read_manifest
from index.types import StoreError

_ROOT: Final = Path(__file__).resolve().parent.parent
_PACKAGE: Final = "convention-assistant"
_GIT_SECONDS: Final = 10


def provenance(settings: Settings) -> dict[str, Any]:
    """Say what answers come from: the day, the corpus, the embedding model, the code."""
    return {
        "date": datetime.now(tz=UTC).date().isoformat(),
        "corpus": fingerprint(settings.library_dir),
        "model": _model(settings),
        "version": _version(),
        "commit": commit(_ROOT),
        "python": platform.python_version(),
    }


def facts_hash(facts: Iterable[Fact]) -> str:
    """Hash the facts that were asked: two runs with the same hash asked the same questions of the same split."""
    return sha256("\n".join(repr(fact) for fact in facts).encode()).hexdigest()


def commit(folder: Path) -> str | None:
    """Return the git commit a folder is at, with `+changes` where files differ from it; None where there is none."""
    git = shutil.which("git")
    if git is None or not (folder / ".git").exists():
        return None
    head = _said([git, "-C", str(folder), "rev-parse", "--short=12", "HEAD"])
    changes = _said([git, "-C", str(folder), "status", "--porcelain", "--untracked-files=no"])
    return f"{head}+changes" if head and changes else head or None


def _said(command: list[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=_GIT_SECONDS)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _model(settings: Settings) -> str | None:
    try:
        return read_manifest(settings.index_dir).model_id
    except StoreError:
        return None  # an engine that is not read from an index


def _version() -> str | None:
    try:
        return version(_PACKAGE)
    except PackageNotFoundError:
        return None  # run from a folder, without an install
