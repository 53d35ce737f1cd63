"""What the index gives and remembers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from corpus.types import Passage

FORMAT_VERSION: Final = 4  # raised whenever a stored file changes its meaning, and when words get other terms


class StoreError(Exception):
    """The index on disk is missing, stale or damaged; the message says which, where and how to mend it."""


class MissingIndexError(StoreError):
    """There is no index in the folder yet."""


class StaleIndexError(StoreError):
    """The index was built from another corpus, with another model or by another version."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an index was built from; every field is checked when the index is opened."""

    format_version: int
    corpus_fingerprint: str
    thesaurus: str  # sha256 of the concepts that its terms were made with
    model_id: str
    dimension: int
    documents: int
    passages: int
    terms: int
    files: dict[str, str]  # name -> sha256 of its bytes


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found, its fused score, and its rank (from 1) on each side; None where it was not ranked."""

    passage: Passage
    score: float
    dense_rank: int | None
    lexical_rank: int | None
