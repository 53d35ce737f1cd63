"""Training the reader of questions: what it is given, how it starts from a teacher, and the whole command."""

from __future__ import annotations

import lzma
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from tiny_teacher import tiny_teacher

from corpus.load import Corpus, load_corpus
from corpus.types import LANGUAGES
from index import train_reader
from index.embed import BundledEmbedder
from index.reader import HEADS, QuestionReader
from index.reader_network import start_from
from index.train_reader import Options, Training, main, questions

_WIDTH = 4 * HEADS
_STATEMENTS = ("brief-signatories-count-", "brief-adoption-date-")
_SMALL = Options(layers=(1,), width=_WIDTH, own_words=50, reading_steps=20, reading_batch=16, epochs=12.0, batch=8)


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = ("law", "country", "countries", "sign", "signed", "when", "how", "many", "who", "the", "date")
    return tiny_teacher(tmp_path_factory.mktemp("teacher"), words, width=_WIDTH, heads=HEADS, layers=2)


@pytest.fixture(scope="module")
def some() -> Corpus:
    """Two statements and a sentence of the news, with their questions."""
    whole = load_corpus()
    documents = tuple(
        item for item in whole.documents if item.id.startswith(_STATEMENTS) or item.id == "trend-2026-02-10-en"
    )
    ids = {item.id for item in documents}
    first = min(whole.asks["trend-2026-02-10-en"])
    kept = [
        {
            name: {start: words for start, words in at.items() if name.startswith("brief") or start == first}
            for name, at in side.items()
            if name in ids
        }
        for side in (whole.asks, whole.misses)
    ]
    return replace(whole, documents=documents, asks=kept[0], misses=kept[1])


def test_each_question_belongs_to_one_sentence_in_all_its_languages(some: Corpus) -> None:
    asked, sentences = questions(some)
    assert sorted(len(texts) for texts in sentences) == [1, 3, 3]
    for number, texts in enumerate(sentences):
        document = next(item for item in some.documents if item.text in texts or texts[0] in item.text)
        start = 0 if document.kind == "brief" else document.text.index(texts[0])
        for misses, side in ((False, some.asks), (True, some.misses)):
            for language in LANGUAGES:
                found = {
                    item.text
                    for item in asked
                    if (item.sentence, item.misses, item.language) == (number, misses, language)
                }
                assert found == set(side[document.id][start][language].splitlines())


def test_the_network_starts_as_the_teachers_layers(embedder: BundledEmbedder, some: Corpus, teacher: Path) -> None:
    training = Training(_SMALL, embedder, some)
    model = SentenceTransformer(str(teacher), device="cpu")
    start_from(training.network, model, (1,), training.words, ["law", "country", "signed"])
    training.network.eval()
    state = torch.randn(2, 5, _WIDTH)
    filled = torch.ones(2, 1, 1, 5, dtype=torch.bool)
    with torch.no_grad():
        ours = training.network.layers[0](state, filled)
        theirs = model[0].auto_model.encoder.layer[1](state)
    theirs = theirs[0] if isinstance(theirs, tuple) else theirs
    assert torch.allclose(ours, theirs, atol=2e-3)  # two approximations of one curve


def test_a_text_read_alone_and_among_longer_ones_is_the_same(embedder: BundledEmbedder, some: Corpus) -> None:
    training = Training(_SMALL, embedder, some)
    training.network.eval()
    with torch.no_grad():
        alone = training.network(training.words.batch(["Kim imzaladı?"]))[0]
        among = training.network(
            training.words.batch(["Сколько всего стран подписали эту конвенцию?", "Kim imzaladı?"])
        )[1]
    assert torch.allclose(alone, among, atol=1e-5)


def test_the_command_trains_a_reader_that_knows_its_questions(
    embedder: BundledEmbedder, some: Corpus, teacher: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "ours\tthe law signed by the country\tölkənin imzaladığı qanun\tзакон страны подписан\n"
    (tmp_path / "ours.tsv.xz").write_bytes(lzma.compress(f"source\ten\taz\tru\n{lines}".encode()))
    monkeypatch.setattr(train_reader, "load_corpus", lambda: some)
    monkeypatch.setattr(train_reader, "Options", lambda: _SMALL)
    out = tmp_path / "reader"
    common = ["--data", str(tmp_path), "--teacher", str(teacher), "--cache", str(tmp_path / "cache")]
    assert main([*common, "--out", str(out)]) == 0
    reader = QuestionReader(embedder, out)
    asked, sentences = questions(some)
    for language in LANGUAGES:
        items = [item for item in asked if item.language == language]
        told = [np.concatenate([each.answers, each.misses]) for each in (reader.read(item.text) for item in items)]
        right = [
            each.argmax() == item.sentence + item.misses * len(sentences)
            for each, item in zip(told, items, strict=True)
        ]
        assert np.mean(right) > 0.8, language
