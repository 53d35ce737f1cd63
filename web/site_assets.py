"""The pages' own files: style sheet and icon, each at an address that changes with its content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).resolve().parent
_FILES: Final = {"site.css": (_FOLDER / "site.css", "text/css; charset=utf-8"),
                 "icon.png": (_FOLDER / "icon.png", "image/png")}  # fmt: skip
_VERSION_CHARS: Final = 12


@dataclass(frozen=True, slots=True)
class Asset:
    """A file's bytes, its media type, and a hash that stands in its address."""

    content: bytes
    media_type: str
    version: str


@dataclass(frozen=True, slots=True)
class Assets:
    """The files by name: nothing else is served, whatever the address asks for."""

    files: Mapping[str, Asset]

    def address(self, name: str) -> str:
        """Return a file's address; what it gives never changes, so a browser may keep it."""
        return f"/site/{name}?v={self.files[name].version}"


def load_assets() -> Assets:
    """Read the files once."""
    return Assets({name: _asset(path, media_type) for name, (path, media_type) in _FILES.items()})


def _asset(path: Path, media_type: str) -> Asset:
    content = path.read_bytes()
    return Asset(content, media_type, hashlib.sha256(content).hexdigest()[:_VERSION_CHARS])
