"""Training the n-gram reader: the whole command on a few sentences, alone and after other questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.load import Corpus, load_conversations, load_corpus
from corpus.types import LANGUAGES
from corpus.wordings import Words
from index import train_grams
from index.embed import BundledEmbedder
from index.gram_reader import GramReader
from index.reader_examples import examples
from index.reading import words_read
from index.train_grams import Options, main

_STATEMENTS = ("brief-signatories-count-", "brief-president-signed-law-")
_EVERY = 10


@pytest.fixture(scope="module")
def some() -> Corpus:
    """Some statements with a part of their questions."""
    whole = load_corpus()
    documents = tuple(item for item in whole.documents if item.id.startswith(_STATEMENTS))
    asks, misses = (
        {item.id: {start: fewer(words) for start, words in side[item.id].items()} for item in documents}
        for side in (whole.asks, whole.misses)
    )
    return replace(whole, documents=documents, asks=asks, misses=misses)


def fewer(words: Words) -> Words:
    return {language: "\n".join(text.splitlines()[::_EVERY]) for language, text in words.items()}


def test_the_command_trains_a_reader_that_knows_its_questions(
    some: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = load_conversations(load_corpus())
    monkeypatch.setattr(train_grams, "load_corpus", lambda: some)
    monkeypatch.setattr(train_grams, "load_conversations", lambda _corpus: later)
    monkeypatch.setattr(train_grams, "Options", lambda: Options(width=16, batch=8))
    assert main(["--epochs", "5", "--out", str(tmp_path)]) == 0
    reader = GramReader(BundledEmbedder(), tmp_path)
    asked, sentences = examples(some, later)
    for language in LANGUAGES:
        for before in (False, True):
            items = [item for item in asked if item.language == language and bool(item.before) == before]
            assert len(items) > 20
            best = reader.scores([words_read(item.text, item.before) for item in items]).argmax(axis=1)
            wanted = np.array([item.sentence + item.misses * len(sentences) for item in items])
            assert np.mean(best == wanted) > 0.8, (language, before)
