"""The cross-encoder: what it computes, what it is told of words, a damaged folder, and what it makes of new texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from corpus.types import Language
from index.cross_encoder import (
    BEFORE,
    BEGIN,
    FORMAT_VERSION,
    LONGEST,
    QUESTION,
    SENTENCE,
    TITLE,
    CrossEncoder,
    Said,
    Words,
    cross_encoder_for,
    pair_of,
    read_cross,
    said_after,
)
from index.cross_network import CrossNetwork
from index.embed import BundledEmbedder
from index.model_files import ModelError
from index.network_files import WEIGHTS_FILE, write_network
from index.transformer import HEADS

_WIDTH = 2 * HEADS
_QUESTION = "Kim açıb?"
_SENTENCES = [
    Said("Məktəbi rektor Aynur Qasımova açıb.", "Yeni məktəb"),
    Said("Она стоила миллион.", "Школа в Гяндже открыта", "Школу открыла ректор."),
    Said(""),
    Said("word " * 60, "title " * 30, "before " * 40),
]


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="module")
def shipped(embedder: BundledEmbedder) -> CrossEncoder:
    return CrossEncoder(embedder)


def written(folder: Path, embedder: BundledEmbedder, model: str = "") -> CrossNetwork:
    """Write the folder of a small network of random weights; return the network."""
    torch.manual_seed(3)
    network = CrossNetwork(embedder.dimension, _WIDTH, 2).eval()
    for table in (network.place, network.part):
        torch.nn.init.normal_(table.weight)
    torch.nn.init.normal_(network.begin)
    write_network(folder, network.tensors(), {"embedder": model or embedder.model_id, "layers": 2}, FORMAT_VERSION)
    return network


@pytest.mark.parametrize("question", [_QUESTION, "Кто её открыл?", "who opened it", "???", "word " * 60])
def test_numpy_computes_what_torch_does(embedder: BundledEmbedder, tmp_path: Path, question: str) -> None:
    network = written(tmp_path, embedder)
    network.load_state_dict({name: torch.from_numpy(each) for name, each in read_cross(tmp_path).tensors.items()})
    laid = Words(embedder).lay([pair_of(question, each) for each in _SENTENCES])
    with torch.no_grad():
        expected = network(laid).numpy()
    assert CrossEncoder(embedder, tmp_path).scores(question, _SENTENCES) == pytest.approx(expected, abs=1e-5)


def test_a_sentence_is_judged_alike_alone_and_among_others(embedder: BundledEmbedder, tmp_path: Path) -> None:
    written(tmp_path, embedder)
    cross = CrossEncoder(embedder, tmp_path)
    together = cross.scores(_QUESTION, _SENTENCES)
    alone = [cross.scores(_QUESTION, [each])[0] for each in _SENTENCES]
    assert together == pytest.approx(alone, abs=1e-5)
    assert len(set(np.round(together, 4))) == len(_SENTENCES)
    assert cross.scores(_QUESTION, []).shape == (0,)


def test_words_are_laid_by_part_and_place(embedder: BundledEmbedder) -> None:
    said = Said("Ali runs 3 labs.", "Labs", "Ali came."), Said("Ali.")
    laid = Words(embedder).lay([pair_of(*each) for each in zip(("Who runs it?", "Who?"), said, strict=True)])
    assert laid.part.tolist() == [
        [BEGIN, QUESTION, QUESTION, QUESTION, SENTENCE, SENTENCE, SENTENCE, SENTENCE, TITLE, BEFORE, BEFORE],
        [BEGIN, QUESTION, SENTENCE, *[BEGIN] * 8],
    ]
    assert laid.place[0].tolist() == [0, 0, 1, 2, 0, 1, 2, 3, 0, 0, 1]
    assert laid.filled.sum(axis=1).tolist() == [11, 3]
    assert laid.rows[0, 1] == pytest.approx(embedder.word_rows(["who"])[0])


def test_what_is_told_of_words(embedder: BundledEmbedder) -> None:
    laid = Words(embedder).lay([pair_of("Когда Ганди 2027", Said("Gandhi opened labs in 2027", "when", "labs"))])
    cosines = laid.rows[0] @ laid.rows[0].T
    question, sentence, around = slice(1, 4), slice(4, 9), slice(9, 11)
    in_sentence, same_there, in_title, same_in_title, known, digits = laid.marks[0].T
    assert in_sentence[question] == pytest.approx(np.maximum(cosines[question, sentence].max(axis=1), 0))
    assert in_sentence[sentence] == pytest.approx(np.maximum(cosines[sentence, question].max(axis=1), 0))
    assert in_sentence[around] == pytest.approx(np.maximum(cosines[around, question].max(axis=1), 0))
    assert in_title[question] == pytest.approx(np.maximum(cosines[question, around].max(axis=1), 0))
    assert not in_title[sentence].any()
    assert same_there[question].tolist()[-1] == same_there[sentence].tolist()[-1] == 1  # 2027
    assert not same_in_title.any()
    assert digits.nonzero()[0].tolist() == [3, 8]
    assert known.tolist() == [0.0, *(float(embedder.knows(word)) for word in ["когда", "ганди", "2027", "gandhi", "opened", "labs", "in", "2027", "when", "labs"])]  # fmt: skip  # noqa: E501


def test_only_so_many_words_are_read(embedder: BundledEmbedder, tmp_path: Path) -> None:
    written(tmp_path, embedder)
    cross = CrossEncoder(embedder, tmp_path)
    whole = {kind: " ".join(["law"] * most) for kind, most in LONGEST.items()}
    longer = {kind: f"{text} signed by 74 states" for kind, text in whole.items()}
    short, long = (
        cross.scores(each[QUESTION], [Said(each[SENTENCE], each[TITLE], each[BEFORE])])[0] for each in (whole, longer)
    )
    assert short == pytest.approx(long)


def test_a_title_is_not_told_twice() -> None:
    assert said_after("Labs", "Ali runs them.", "Labs") == Said("Ali runs them.", "Labs", "")
    assert said_after("Ali came.", "He runs them.", "Labs") == Said("He runs them.", "Labs", "Ali came.")


def test_a_damaged_folder_and_one_of_another_model(embedder: BundledEmbedder, tmp_path: Path) -> None:
    written(tmp_path, embedder, "another-model")
    with pytest.raises(ModelError, match=r"trained over another-model.*python -m index\.train_cross"):
        CrossEncoder(embedder, tmp_path)
    (tmp_path / WEIGHTS_FILE).write_bytes(b"nothing")
    with pytest.raises(ModelError, match=r"weights\.safetensors.*python -m index\.train_cross"):
        CrossEncoder(embedder, tmp_path)
    with pytest.raises(ModelError, match=r"config\.json.*put the folder back"):
        CrossEncoder(embedder, tmp_path / "none")


def test_it_reads_by_the_bundled_model_whatever_the_index_was_built_with(embedder: BundledEmbedder) -> None:
    class Other:
        model_id, dimension = "other", 8

    told = cross_encoder_for(Other())  # type: ignore[arg-type]
    ours = cross_encoder_for(embedder)
    assert told is not None and ours is not None
    assert told.scores(_QUESTION, _SENTENCES) == pytest.approx(ours.scores(_QUESTION, _SENTENCES))


_OPENED = {
    "en": "The Kelburn Observatory was opened by rector Mira Talbot on 4 June 2026.",
    "ru": "Обсерваторию в Келберне открыла 4 июня 2026 года ректор Мира Талбот.",
    "az": "Kelbörn rəsədxanasını 2026-cı il iyunun 4-də rektor Mira Talbot açıb.",
}
_OTHERS = {
    "en": [
        "Its telescope cost 3 million euros, which the Norland Foundation paid.",
        "Guests from 12 countries attended.",
    ],
    "ru": ["Её телескоп обошёлся в 3 миллиона евро, их дал фонд «Норланд».", "Приехали гости из 12 стран."],
    "az": ["Onun teleskopu 3 milyon avroya başa gəlib, pulu Norland fondu ödəyib.", "12 ölkədən qonaqlar gəlib."],
}
_TITLE = {"en": "An observatory in Kelburn", "ru": "Обсерватория в Келберне", "az": "Kelbörndə rəsədxana"}
_ASKED = [
    ("en", "Who inaugurated the Kelburn Observatory?", 0),
    ("ru", "Кто открыл обсерваторию в Келберне?", 0),
    ("az", "Kelbörn rəsədxanasını kim açıb?", 0),
    ("en", "How much did the telescope of the Kelburn Observatory cost?", 1),
    ("ru", "Сколько стоил телескоп обсерватории в Келберне?", 1),
    ("az", "Kelbörn rəsədxanasının teleskopu neçəyə başa gəlib?", 1),
    ("en", "From how many countries did guests come to Kelburn?", 2),
    ("ru", "Из скольких стран были гости в Келберне?", 2),
    ("az", "Kelbörnə neçə ölkədən qonaq gəlib?", 2),
]


@pytest.mark.parametrize("source", ["en", "ru", "az"])
@pytest.mark.parametrize(("language", "question", "right"), _ASKED)
def test_it_finds_the_sentence_that_answers_in_any_two_languages(
    shipped: CrossEncoder, source: Language, language: Language, question: str, right: int
) -> None:
    said = [_OPENED[source], *_OTHERS[source]]
    scores = shipped.scores(question, [Said(text, _TITLE[source]) for text in said])
    assert int(scores.argmax()) == right, (language, scores)
