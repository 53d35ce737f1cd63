"""The reader of questions: what it tells in three languages, and a folder that is damaged or of another model."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import cast

import numpy as np
import pytest
import torch

from assistant.engine import Engine
from corpus.types import LANGUAGES, Language
from index.embed import BundledEmbedder, Embedder
from index.model_files import ModelError
from index.reader import READER_FOLDER, QuestionReader, Told, read_reader, reader_for, write_reader
from index.reader_network import Network, Words
from index.reading import MAX_WORDS, sentence_hash, words_read
from index.transformer import HEADS

_WIDTH = 2 * HEADS


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="module")
def reader(embedder: BundledEmbedder) -> QuestionReader:
    return QuestionReader(embedder)


def written(folder: Path, embedder: BundledEmbedder) -> Network:
    """Write the folder of a small network of random weights; return the network."""
    torch.manual_seed(3)
    network = Network(embedder.dimension, _WIDTH, 2, 2).eval()
    torch.nn.init.normal_(network.own.weight)
    torch.nn.init.normal_(network.place)
    head = {"head.weight": torch.randn(6, _WIDTH).numpy(), "head.bias": torch.randn(6).numpy()}
    config = {"embedder": embedder.model_id, "heads": HEADS, "layers": 2}
    write_reader(folder, network.tensors() | head, ["who", "кто"], [("One.", "Раз."), ("Two.",), ("Three.",)], config)
    return network


def test_what_was_read_is_written_again_as_it_was(embedder: BundledEmbedder, tmp_path: Path) -> None:
    written(tmp_path / "first", embedder)
    first = read_reader(tmp_path / "first")  # its matrices lie column by column in memory
    write_reader(tmp_path / "second", first.tensors, list(first.words), [("One.",)], first.config)
    second = read_reader(tmp_path / "second")
    for name, tensor in first.tensors.items():
        assert second.tensors[name] == pytest.approx(tensor, abs=1e-6), name


@pytest.mark.parametrize("before", ["", "Когда подписан закон?", "Qanun nə vaxt imzalanıb?", "law " * 50])
@pytest.mark.parametrize("question", ["Who signed it?", "Кто подписал закон?", "Kim imzaladı?", "???", "law " * 50])
def test_numpy_computes_what_torch_does(embedder: BundledEmbedder, tmp_path: Path, question: str, before: str) -> None:
    network = written(tmp_path, embedder)
    stored = read_reader(tmp_path).tensors  # rounded to 8 bits
    head = {name: torch.from_numpy(stored[name]) for name in ("head.weight", "head.bias")}
    network.load_state_dict({name: torch.from_numpy(stored[name]) for name in network.state_dict()})
    with torch.no_grad():
        vector = network(Words(embedder, ["who", "кто"]).batch([words_read(question, before)]))[0]
        expected = torch.softmax(head["head.weight"] @ vector + head["head.bias"], dim=0).numpy()
    told = QuestionReader(embedder, tmp_path, None).read(question, before)
    assert np.concatenate([told.answers, told.misses]) == pytest.approx(expected, abs=1e-5)


def test_questions_read_together_are_told_what_each_is_told_alone(embedder: BundledEmbedder, tmp_path: Path) -> None:
    written(tmp_path, embedder)
    asked = [
        ("Who signed it?", ""),
        ("А где?", "Когда подписан закон о ратификации?"),
        ("Bəs kim?", "Qanun nə vaxt imzalanıb?"),
        ("Who signed it?", ""),
        ("???", ""),
        ("law " * 50, "закон"),
    ]
    together = QuestionReader(embedder, tmp_path, None).read_all(asked)
    for each, told in zip(asked, together, strict=True):
        alone = QuestionReader(embedder, tmp_path, None).read(*each)
        assert told.answers == pytest.approx(alone.answers, abs=1e-6), each
        assert told.misses == pytest.approx(alone.misses, abs=1e-6), each


def test_what_is_read_is_remembered_for_a_while_and_the_store_stays_small(
    embedder: BundledEmbedder, tmp_path: Path
) -> None:
    written(tmp_path, embedder)
    reader = QuestionReader(embedder, tmp_path, None)
    first = reader.read("Kim imzaladı?")
    assert reader.read_all([("Who?", ""), ("Kim imzaladı?", "")])[1] is first
    told = [reader.read(f"Статья {number}") for number in range(200)]
    assert len(reader._kept) <= 64
    assert reader.read("Kim imzaladı?").answers == pytest.approx(first.answers)
    assert len({each.answers.tobytes() for each in told}) > 100


def test_rounding_changes_little(embedder: BundledEmbedder, tmp_path: Path) -> None:
    network = written(tmp_path, embedder)
    stored = read_reader(tmp_path).tensors
    for name, tensor in network.tensors().items():
        spread = np.abs(tensor).max(axis=-1, keepdims=True) if tensor.ndim == 2 else np.zeros(1)
        assert (np.abs(stored[name] - tensor) <= spread / 254 + 1e-6).all()


def test_what_stands_behind_the_longest_question_is_not_read(reader: QuestionReader) -> None:
    whole = " ".join(["convention"] * MAX_WORDS)
    assert np.array_equal(reader.read(whole).answers, reader.read(f"{whole} signed by 74 states").answers)


def test_orders_of_magnitude_count() -> None:
    numbers = {sentence_hash("One."): 0, sentence_hash("Two."): 1}
    told = Told(np.array([0.01, 1e-9], dtype=np.float32), np.array([0.9, 1e-3], dtype=np.float32), numbers)
    assert told.of("One.") == pytest.approx((0.5, 1 + np.log10(0.9) / 4))
    assert told.of("Two.") == pytest.approx((0.0, 0.25))
    assert told.of("Three.") == (0.0, 0.0)
    assert told.answered == pytest.approx(0.01)


def test_every_sentence_with_questions_of_its_own_is_known(engine: Engine, reader: QuestionReader) -> None:
    told = reader.read("?")
    for language in LANGUAGES:
        for candidate in engine._sentences.of_passages(engine.index.passages, language):
            assert (sentence_hash(candidate.text) in told.numbers) == bool(candidate.asks), candidate.key


@pytest.mark.parametrize(
    ("question", "near_miss"),
    [
        ("How many countries have put their names to it?", "How many countries have refused to put their names to it?"),
        ("Сколько всего стран поставили подпись?", "Сколько стран отказались поставить подпись?"),
        ("Ümumilikdə neçə ölkə imza atıb?", "Neçə ölkə imza atmaqdan boyun qaçırıb?"),
        ("Who runs the centre that works around the clock?", "How many people work in the round-the-clock centre?"),
        ("Кто ведёт круглосуточный центр?", "Сколько человек работает в круглосуточном центре?"),
        ("Gecə-gündüz işləyən mərkəzi kim idarə edir?", "Gecə-gündüz işləyən mərkəzdə neçə nəfər çalışır?"),
    ],
)
def test_it_tells_a_question_from_its_near_miss(reader: QuestionReader, question: str, near_miss: str) -> None:
    assert reader.read(question).answered > reader.read(near_miss).answered + 0.2


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_tells_which_sentence_a_question_asks_of(engine: Engine, reader: QuestionReader, language: Language) -> None:
    asked = {"en": "How many countries signed?", "ru": "Сколько стран подписали?", "az": "Neçə ölkə imzalayıb?"}
    told = reader.read(asked[language])
    texts = [item.text for item in engine._sentences.of_passages(engine.index.passages, language)]
    likeliest = max(told.of(text)[0] for text in texts)
    assert any(told.of(text)[0] == likeliest and re.search(r"\b7[24]\b", text) for text in texts)


def test_the_shipped_reader_goes_with_the_bundled_model_alone(embedder: BundledEmbedder) -> None:
    assert reader_for(embedder) is not None
    assert reader_for(cast("Embedder", object())) is None  # no sentence-transformers model has our word vectors


def test_a_reader_of_another_model_is_refused(embedder: BundledEmbedder, tmp_path: Path) -> None:
    written(tmp_path, embedder)
    file = tmp_path / "config.json"
    config = json.loads(file.read_text())
    file.write_text(json.dumps(config | {"embedder": "another-1"}))
    with pytest.raises(ModelError, match=r"trained over another-1.*train it again: python -m index\.train_reader"):
        QuestionReader(embedder, tmp_path, None)


@pytest.mark.parametrize("name", ["reader.safetensors", "words.txt", "sentences.txt"])
def test_a_damaged_or_missing_file_is_named(embedder: BundledEmbedder, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "reader"
    shutil.copytree(READER_FOLDER, folder)
    file = folder / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ModelError, match=rf"{name} is damaged.*index\.train_reader"):
        QuestionReader(embedder, folder, None)
    file.unlink()
    with pytest.raises(ModelError, match=rf"{name} cannot be read.*index\.train_reader"):
        QuestionReader(embedder, folder, None)


def test_a_config_that_lacks_something_is_refused(embedder: BundledEmbedder, tmp_path: Path) -> None:
    written(tmp_path, embedder)
    file = tmp_path / "config.json"
    config = json.loads(file.read_text())
    file.write_text(json.dumps({name: value for name, value in config.items() if name != "layers"}))
    with pytest.raises(ModelError, match=r"lacks one of .*layers"):
        QuestionReader(embedder, tmp_path, None)
    file.write_text(json.dumps(config | {"format_version": 99}))
    with pytest.raises(ModelError, match="has format 99"):
        QuestionReader(embedder, tmp_path, None)
