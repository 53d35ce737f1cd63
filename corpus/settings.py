"""The only reader of the environment: where things are, and what is switched on."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from corpus.types import CorpusError

ROOT: Final = Path(__file__).resolve().parent.parent
QUESTIONS_PER_MINUTE: Final = 120  # of one client: an office behind one address, but no program that runs on and on


@dataclass(frozen=True, slots=True)
class Settings:
    """Folders, the embedding model (None: the bundled one), the language model (none without its address), who may ask.

    `password` None asks for none, `questions_per_minute` 0 sets no limit; `hosts` are further names of the server.
    """

    index_dir: Path = ROOT / ".index"
    library_dir: Path = ROOT / "library"
    embedding_model: str | None = None
    llm_base_url: str | None = None
    llm_model: str | None = None
    llm_api_key: str | None = field(default=None, repr=False)  # a secret: no log and no message may show it
    llm_timeout_seconds: str | None = None
    password: str | None = field(default=None, repr=False)
    questions_per_minute: int = QUESTIONS_PER_MINUTE
    hosts: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Settings:
        """Read the variables ASSISTANT_…, one a field; empty means unset. CorpusError for one that makes no sense."""
        values = os.environ if environment is None else environment
        return cls(
            index_dir=Path(values.get("ASSISTANT_INDEX_DIR") or ROOT / ".index"),
            library_dir=Path(values.get("ASSISTANT_LIBRARY_DIR") or ROOT / "library"),
            embedding_model=values.get("ASSISTANT_EMBEDDING_MODEL") or None,
            llm_base_url=values.get("ASSISTANT_LLM_BASE_URL") or None,
            llm_model=values.get("ASSISTANT_LLM_MODEL") or None,
            llm_api_key=values.get("ASSISTANT_LLM_API_KEY") or None,
            llm_timeout_seconds=values.get("ASSISTANT_LLM_TIMEOUT_SECONDS") or None,
            password=values.get("ASSISTANT_PASSWORD") or None,
            questions_per_minute=_count(values, "ASSISTANT_QUESTIONS_PER_MINUTE", QUESTIONS_PER_MINUTE),
            hosts=tuple(values.get("ASSISTANT_HOSTS", "").replace(",", " ").split()),
        )


def _count(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name) or str(default)
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise CorpusError(f"{name} is {text!r}; write a whole number, 0 for no limit.")
    return int(text)
