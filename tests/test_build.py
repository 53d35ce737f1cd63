"""Corpus -> index: row i of both sides is passage i, whatever the batch size."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from conftest import BagOfWords, make_document
from numpy.typing import NDArray

from corpus.load import Corpus
from corpus.split import passages
from corpus.types import Location, Section
from index import build as build_module
from index.build import build, build_index, no_progress, search_text
from index.lexical import LexicalIndex
from index.store import open_store
from index.terms import terms

Item = TypeVar("Item")


class Remembering(BagOfWords):
    """Remembers the batches that it is asked to embed."""

    def __init__(self) -> None:
        super().__init__()
        self.batches: list[list[str]] = []

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.batches.append(list(texts))
        return super().embed_passages(texts)


def test_rows_are_passages(small_corpus: Corpus) -> None:
    embedder = Remembering()
    index = build_index(small_corpus, embedder)
    expected = [passage for document in small_corpus.documents for passage in passages(document)]
    assert list(index.passages) == expected
    [texts] = embedder.batches
    assert texts == [
        "74 countries signed it in Hanoi.",
        "Parliament approved the law.",
        "Статья 41: Сеть 24/7",
        "Статья 41: Сеть 24/7\nКаждая сторона назначает центр. 🙂",
        "İ. Əliyev qanunu imzaladı. Sənəd 2026-cı ildə təsdiqlənib.",
    ]
    for row, vector in enumerate(embedder.embed_queries(texts)):
        [(found, cosine)] = index.vectors.top(vector, 1)
        assert found == row
        assert cosine == pytest.approx(1, abs=1e-6)
    keywords = ["", "", "горячая линия", "горячая линия", ""]
    for row, (text, words) in enumerate(zip(texts, keywords, strict=True)):
        held = {term for term, number in index.lexical.vocabulary.items() if row in rows_of(index.lexical, number)}
        assert held == set(terms(f"{text}\n{words}", expected[row].language))


def rows_of(lexical: LexicalIndex, number: int) -> set[int]:
    return set(lexical.rows[lexical.starts[number] : lexical.starts[number + 1]].tolist())


@pytest.mark.parametrize("batch", [1, 2, 5, 100])
def test_batches_change_nothing(small_corpus: Corpus, batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = build_index(small_corpus, BagOfWords())
    monkeypatch.setattr(build_module, "_BATCH", batch)
    embedder = Remembering()
    index = build_index(small_corpus, embedder)
    assert [len(texts) for texts in embedder.batches] == [min(batch, 5 - start) for start in range(0, 5, batch)]
    assert index.vectors.to_bytes() == whole.vectors.to_bytes()


def test_an_empty_corpus(embedder: BagOfWords) -> None:
    index = build_index(Corpus((), (), ""), embedder)
    assert (index.passages, index.vectors.count, index.vectors.dimension, index.lexical.row_count) == ((), 0, 64, 0)


def test_progress_sees_every_step(small_corpus: Corpus, embedder: BagOfWords) -> None:
    seen: list[tuple[str, int, int]] = []

    def progress(items: Iterable[Item], label: str, total: int) -> Iterable[Item]:
        for number, item in enumerate(items, start=1):
            seen.append((label, number, total))
            yield item

    build_index(small_corpus, embedder, progress)
    assert seen == [("splitting", 1, 3), ("splitting", 2, 3), ("splitting", 3, 3), ("embedding", 1, 1)]
    assert list(no_progress("ab", "", 2)) == ["a", "b"]


def test_a_passage_is_found_under_its_articles_heading() -> None:
    text = "Fəsil VI\nMaddə 41: Şəbəkə\nHər tərəf mərkəz yaradır.\nMaddə 42\nBaşqa."
    sections = (
        Section(0, 8, Location(None)),
        Section(9, 25, Location(41)),
        Section(26, 51, Location(41, 1)),
        Section(52, 60, Location(42)),
        Section(61, 67, Location(42, 1)),
    )
    document = make_document("convention-az", text, "az", sections)
    assert [search_text(document, passage) for passage in passages(document)] == [
        "Fəsil VI",
        "Maddə 41: Şəbəkə",
        "Maddə 41: Şəbəkə\nHər tərəf mərkəz yaradır.",
        "Maddə 42",
        "Maddə 42\nBaşqa.",
    ]


def test_build_puts_an_index_in_place(tmp_path: Path, small_corpus: Corpus, embedder: BagOfWords) -> None:
    manifest = build(tmp_path / "new" / "index", small_corpus, embedder)
    store = open_store(tmp_path / "new" / "index")
    assert store.manifest == manifest
    assert store.corpus == small_corpus
    assert (manifest.model_id, manifest.dimension) == (embedder.model_id, embedder.dimension)
