"""Corpus -> index: passages, their vectors, their terms."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from corpus.load import Corpus
from corpus.split import passages as split
from corpus.types import Document, Passage
from index.embed import Embedder
from index.lexical import build_lexical
from index.search import HybridIndex
from index.store import save
from index.terms import terms
from index.types import Manifest
from index.vectors import VectorIndex

_BATCH: Final = 1024  # passages embedded at once: bounds memory, and gives the progress bar its steps

Item = TypeVar("Item")


class Progress(Protocol):
    """Pass items through, showing how far they have come: label and total say of what."""

    def __call__(self, items: Iterable[Item], label: str, total: int, /) -> Iterable[Item]:
        """Yield the items unchanged."""


def no_progress(items: Iterable[Item], _label: str, _total: int) -> Iterable[Item]:
    """Show nothing."""
    return items


def progress_bar(items: Iterable[Item], label: str, total: int) -> Iterable[Item]:
    """Show a bar on the error stream."""
    from tqdm import tqdm  # noqa: PLC0415 - answering builds nothing, and must not wait for this import

    bar: Iterable[Item] = tqdm(items, desc=label, total=total, leave=False)
    return bar


def build_index(corpus: Corpus, embedder: Embedder, progress: Progress = no_progress) -> HybridIndex:
    """Split, embed and count the whole corpus, in memory."""
    contexts: list[str] = []
    passages: list[Passage] = []
    for document in progress(corpus.documents, "splitting", len(corpus.documents)):
        for passage in split(document):
            passages.append(passage)
            contexts.append(search_text(document, passage))
    vectors = _embed(contexts, embedder, progress)
    rows = [_terms(text, passage, corpus) for text, passage in zip(contexts, passages, strict=True)]
    return HybridIndex(tuple(passages), VectorIndex.from_vectors(vectors), build_lexical(rows))


def _terms(text: str, passage: Passage, corpus: Corpus) -> list[str]:
    """Return what a passage is found by in words: its own, its article's, and everyday words for each sentence.

    What a source says in one language only is found by everyday words of all three.
    """
    found = terms(f"{text}\n{corpus.keywords_for(passage)}", passage.language)
    is_aligned = corpus.document(passage.document_id).kind != "article"
    for sentence in passage.sentences:
        for language, words in corpus.wording_at(passage.document_id, sentence.start).items():
            if language == passage.language or not is_aligned:
                found += terms(words, language)
    return found


def _embed(texts: Sequence[str], embedder: Embedder, progress: Progress) -> NDArray[np.float32]:
    starts = range(0, len(texts), _BATCH)
    parts = [np.zeros((0, embedder.dimension), dtype=np.float32)]
    steps = progress(starts, "embedding", len(starts))
    parts.extend(embedder.embed_passages(texts[start : start + _BATCH]) for start in steps)
    return np.concatenate(parts)


def search_text(document: Document, passage: Passage) -> str:
    """Return what a passage is found by: its own words, under the heading of its article if it has one."""
    if passage.location is None or passage.location.article is None:
        return passage.text
    heading = document.heading(passage.location.article)
    if heading.start == passage.start:
        return passage.text
    return f"{document.text[heading.start : heading.end]}\n{passage.text}"


def build(folder: Path, corpus: Corpus, embedder: Embedder, progress: Progress = no_progress) -> Manifest:
    """Build the index of a corpus and put it in place of the old one in a folder."""
    index = build_index(corpus, embedder, progress)
    return save(folder, corpus, index, embedder.model_id)
