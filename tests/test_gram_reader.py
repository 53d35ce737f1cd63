"""The n-gram reader: the network that was trained, in numpy, and a folder that is damaged or of another model."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch

from corpus.types import LANGUAGES, Language
from index.embed import BundledEmbedder
from index.gram_reader import GRAMS_FOLDER, GramReader, word_means, write_gram_reader
from index.grams import BUCKETS, gram_ids
from index.model_files import ModelError, quantise
from index.reader import READER_FOLDER, QuestionReader, read_reader
from index.reading import words_read
from index.train_grams import Network

_WIDTH = 6
_SENTENCES = [("One.", "Раз."), ("Two.",)]


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@dataclass(frozen=True)
class Small:
    """The folder of a small network of random weights, and that network with its rows rounded as they are there."""

    folder: Path
    network: Network


@pytest.fixture(scope="module")
def small(embedder: BundledEmbedder, tmp_path_factory: pytest.TempPathFactory) -> Small:
    torch.manual_seed(5)
    network = Network(embedder.dimension, _WIDTH, 2 * len(_SENTENCES)).eval()
    torch.nn.init.normal_(network.head.weight)
    tensors = {name: tensor.numpy() for name, tensor in network.state_dict().items()}
    rows = tensors.pop("grams.weight")
    folder = tmp_path_factory.mktemp("small")
    write_gram_reader(folder, rows, tensors, _SENTENCES, {"embedder": embedder.model_id})
    rounded, scales = quantise(rows)
    network.grams.weight.data = torch.from_numpy(rounded * scales[:, None])
    return Small(folder, network)


def changed(folder: Path, copy: Path, **config: object) -> Path:
    """Copy a folder with some of its config changed."""
    shutil.copytree(folder, copy)
    file = copy / "config.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | config))
    return copy


@pytest.mark.parametrize("before", ["", "Когда подписан закон?", "Qanun nə vaxt imzalanıb?"])
@pytest.mark.parametrize("question", ["Who signed it?", "Кто подписал закон?", "Kim imzaladı?", "???", "law " * 50])
def test_numpy_computes_what_torch_does(embedder: BundledEmbedder, small: Small, question: str, before: str) -> None:
    cut = words_read(question, before)
    means = word_means([cut], embedder.word_rows, embedder.dimension)
    with torch.no_grad():
        expected = small.network([gram_ids(cut)], torch.from_numpy(means))[0].numpy()
    # The other matrices are rounded to 8 bits.
    assert GramReader(embedder, small.folder).scores([cut])[0] == pytest.approx(expected, abs=0.05)


def test_questions_read_together_score_as_each_does_alone(embedder: BundledEmbedder, small: Small) -> None:
    reader = GramReader(embedder, small.folder)
    cut = [words_read("Who signed it?"), words_read("А где?", "Когда подписан закон?"), words_read("???")]
    together = reader.scores(cut)
    assert together.shape == (3, 2 * len(_SENTENCES))
    for each, scores in zip(cut, together, strict=True):
        assert scores == pytest.approx(reader.scores([each])[0], abs=1e-5)


def test_words_and_those_asked_before_have_means_of_their_own(embedder: BundledEmbedder) -> None:
    alone, after = word_means(
        [words_read("Nə vaxt?"), words_read("Nə vaxt?", "Kim?")], embedder.word_rows, embedder.dimension
    )
    own, before = np.split(after, 2)
    assert np.array_equal(own, np.split(alone, 2)[0])
    assert not np.split(alone, 2)[1].any()
    assert before == pytest.approx(2 * embedder.word_rows(["kim"])[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_readers_tell_the_mean_of_their_log_odds(embedder: BundledEmbedder, language: Language) -> None:
    question = {"en": "Who signed the law?", "ru": "Кто подписал закон?", "az": "Qanunu kim imzalayıb?"}[language]
    alone = QuestionReader(embedder, READER_FOLDER, None).read(question)
    scores = GramReader(embedder).scores([words_read(question)])[0]
    of_grams = np.exp(scores - scores.max())
    expected = np.sqrt(np.concatenate([alone.answers, alone.misses]) * of_grams / of_grams.sum())
    told = QuestionReader(embedder).read(question)
    assert np.concatenate([told.answers, told.misses]) == pytest.approx(expected / expected.sum(), abs=1e-4)


def test_the_shipped_two_know_the_same_sentences(embedder: BundledEmbedder) -> None:
    assert GramReader(embedder).sentences_sha256 == read_reader(READER_FOLDER).config["sentences_sha256"]


def test_one_of_other_sentences_is_refused(embedder: BundledEmbedder, small: Small) -> None:
    with pytest.raises(ModelError, match=r"knows other sentences than .*python -m index\.train_grams"):
        QuestionReader(embedder, READER_FOLDER, small.folder)


def test_one_of_another_model_is_refused(embedder: BundledEmbedder, small: Small, tmp_path: Path) -> None:
    folder = changed(small.folder, tmp_path / "grams", embedder="another-1")
    with pytest.raises(ModelError, match=r"trained over another-1.*python -m index\.train_grams"):
        GramReader(embedder, folder)


@pytest.mark.parametrize("name", ["grams.safetensors", "weights.safetensors"])
def test_a_damaged_or_missing_file_is_named(embedder: BundledEmbedder, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "grams"
    shutil.copytree(GRAMS_FOLDER, folder)
    file = folder / name
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(ModelError, match=rf"{name} is damaged.*index\.train_grams"):
        GramReader(embedder, folder)
    file.unlink()
    with pytest.raises(ModelError, match=rf"{name} cannot be read.*index\.train_grams"):
        GramReader(embedder, folder)


def test_rows_of_another_width_are_refused(embedder: BundledEmbedder, small: Small, tmp_path: Path) -> None:
    folder = changed(small.folder, tmp_path / "grams", width=99)
    with pytest.raises(ModelError, match=rf"not {BUCKETS} rows of 99 numbers.*index\.train_grams"):
        GramReader(embedder, folder)
