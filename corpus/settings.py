"""The only reader of the environment: where things are, and what is switched on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders and the embedding model; `embedding_model` None means the bundled one."""

    index_dir: Path = ROOT / ".index"
    library_dir: Path = ROOT / "library"
    embedding_model: str | None = None

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read ASSISTANT_INDEX_DIR, ASSISTANT_LIBRARY_DIR and ASSISTANT_EMBEDDING_MODEL; empty means unset."""
        values = os.environ if environment is None else environment
        return cls(
            index_dir=Path(values.get("ASSISTANT_INDEX_DIR") or ROOT / ".index"),
            library_dir=Path(values.get("ASSISTANT_LIBRARY_DIR") or ROOT / "library"),
            embedding_model=values.get("ASSISTANT_EMBEDDING_MODEL") or None,
        )
