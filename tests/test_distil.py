"""Teaching a trained model: the lessons' pairs, WordNet's files, slips, the loss by hand, and the whole command."""

from __future__ import annotations

import json
import lzma
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from tiny_teacher import tiny_teacher

from corpus.load import load_corpus
from corpus.text import words
from corpus.types import LANGUAGES
from index.distil import LessonBatch, LessonBatches, LessonOptions, grown, lesson_loss, main, slip, teach, with_slips
from index.embed import BundledEmbedder
from index.features import Vocabulary
from index.lessons import Lessons, collect
from index.model_files import MODEL_FOLDER, ModelError
from index.teacher import projected, teacher_vectors
from index.training_data import read_parallel
from index.wordnet import Sense, read_senses

ROWS = [
    ("law", "qanun", "закон"),
    ("winter", "qış", "зима"),
    ("bread", "çörək", "хлеб"),
    ("river", "çay", "река"),
    ("mountain", "dağ", "гора"),
    ("statute", "", ""),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a lexicon of five words as parallel text, with Turkish, and an English word without translation."""
    lines = "".join(f"ours\t{en}\t{az}\t{ru}\n" for en, az, ru in ROWS)
    data = tmp_path / "data"
    data.mkdir()
    (data / "ours.tsv.xz").write_bytes(lzma.compress(f"source\ten\taz\tru\n{lines}".encode()))
    (data / "turkish.tsv.xz").write_bytes(lzma.compress(b"source\ten\ttr\nours\tlaw\tkanunname\n"))
    return data


@pytest.fixture
def wordnet(tmp_path: Path) -> Path:
    """Write WordNet's eight files with one noun of two words and one verb of two words."""
    files = tmp_path / "wordnet"
    files.mkdir()
    for part in ("noun", "verb", "adj", "adv"):
        (files / f"index.{part}").write_text("  1 licence\n", encoding="utf-8")
        (files / f"data.{part}").write_text("  1 licence\n", encoding="utf-8")
    with (files / "index.noun").open("a") as file:
        file.write("law n 1 1 @ 1 1 00000100\nrare n 1 0 1 0 00000200\n")
    with (files / "data.noun").open("a") as file:
        file.write('00000100 14 n 02 law 0 statute(p) 1 000 | a rule of a state; "the law was passed"  \n')
        file.write("00000200 14 n 01 rare 0 000 | not often seen  \n")
    with (files / "index.verb").open("a") as file:
        file.write("give_up v 1 0 1 0 00000300\n")
    with (files / "data.verb").open("a") as file:
        file.write("00000300 30 v 02 give_up 0 cede 0 000 01 + 08 00 | leave to another  \n")
    return files


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a teacher that knows the lexicon's English words."""
    return tiny_teacher(tmp_path_factory.mktemp("teacher"), (row[0] for row in ROWS))


def _options(**changes: float) -> LessonOptions:
    settings = {"batch_pairs": 8, "dimension": 12, "threads": 1, "steps": 30, "settling_steps": 3, "min_word_count": 1}
    return LessonOptions(**{**settings, **changes})  # type: ignore[arg-type] # counts are whole here


def _texts(lessons: Lessons, kind: str) -> set[tuple[str, str]]:
    return {(lessons.texts[left], lessons.texts[right]) for left, right in lessons.pairs[kind]}


def test_wordnet_gives_the_senses_of_known_words(wordnet: Path) -> None:
    assert list(read_senses(wordnet, {"law", "give", "up"})) == [
        Sense(("law", "statute"), "a rule of a state", ("the law was passed",)),
        Sense(("give up", "cede"), "leave to another", ()),
    ]
    with pytest.raises(ModelError, match=r"index\.noun cannot be read"):
        list(read_senses(wordnet / "none", {"law"}))


def test_lessons_hold_our_corpus_in_three_languages(folder: Path, wordnet: Path) -> None:
    lessons = collect(read_parallel(folder), wordnet, seed=0)
    assert ("Establishment of criminal record", "Сведения о судимости") in _texts(lessons, "own translation") | {
        (right, left) for left, right in _texts(lessons, "own translation")
    }
    assert ("law, statute", "a rule of a state") in _texts(lessons, "definition")
    assert {kind for kind in lessons.pairs if "-" not in kind} == {
        "own translation", "keywords", "wordings", "concept", "word", "own", "definition", "example", "synonym",
    }  # fmt: skip
    place = lessons.texts.index("Məhkumluq haqqında məlumatlar")
    assert lessons.texts[lessons.english[place]] == "Establishment of criminal record"
    russian = lessons.texts.index("Сведения о судимости")
    assert lessons.subjects[place] == lessons.subjects[russian] >= 0
    assert lessons.texts[lessons.english[lessons.texts.index("зима")]] == "winter"


def test_everyday_wordings_meet_their_sentence_in_every_language(folder: Path) -> None:
    lessons = collect(read_parallel(folder), None, seed=0)
    corpus = load_corpus()
    pairs, met = lessons.pairs["wordings"], set()
    assert (lessons.subjects[pairs] >= 0).all()
    # The rest are words for two sentences.
    assert (lessons.subjects[pairs[:, 0]] == lessons.subjects[pairs[:, 1]]).mean() > 0.9
    for left, right in pairs:
        for document in corpus.documents:
            start = document.text.find(lessons.texts[right])
            if start >= 0 and (wordings := corpus.wordings.get(document.id, {}).get(start)):
                first = lessons.texts[left].split(", ")[0]
                met |= {(language, document.language) for language in LANGUAGES if first in wordings[language]}
        if len(met) == 9:
            break
    assert len(met) == 9


def test_no_question_of_the_evaluation_is_among_the_lessons(folder: Path) -> None:
    lessons = collect(read_parallel(folder), None, seed=0)
    own = {
        position for kind, pairs in lessons.pairs.items() if kind not in {"word", "concept"} for position in pairs.flat
    }
    assert not [lessons.texts[position] for position in own if lessons.texts[position].endswith("?")]


def test_a_slip_changes_one_place_of_a_word() -> None:
    random = np.random.default_rng(0)
    for word in ("convention", "конвенция", "müqavile"):
        slips = {slip(word, random) for _ in range(200)}
        assert {len(found) - len(word) for found in slips} == {-1, 0, 1}
        assert len(slips) > 2 * len(word)


def test_slips_stand_for_long_words_alone() -> None:
    texts = ("law of evidence", "суд")
    vocabulary = Vocabulary(["<lav>", "<ev", "evi", "nce", "<sud>"], 4)
    bags, variants = with_slips(vocabulary.bags(texts), texts, vocabulary, seed=0)
    assert variants[[0, 1, 3]].tolist() == [[0] * 4, [1] * 4, [3] * 4]
    assert variants[2].tolist() == [4, 5, 6, 7]
    assert len(bags.word_offsets) == 9
    for number in variants[2]:
        assert bags.word_offsets[number + 1] > bags.word_offsets[number]
    assert bags.word_offsets[-1] == len(bags.feature_ids)


def test_the_loss_by_hand() -> None:
    batch = LessonBatch(
        rows=np.arange(2),
        features_of_words=np.array([0, 1]),
        word_offsets=np.array([0, 1]),
        kept=np.ones(2, dtype=np.float32),
        words_of_texts=np.array([0, 1, 0, 1]),
        text_offsets=np.arange(4),
        equal=np.zeros((2, 2), dtype=bool),
        targets=np.array([[1, 0], [0, 1], [0, 1], [1, 0]], dtype=np.float32),
        alone=False,
    )
    options = LessonOptions(distance_weight=3.0, teacher_weight=0.5)
    right, wrong = np.log(1 + np.exp(-1)), np.log(1 + np.exp(1))
    # Left texts lie at their vectors, right ones at the wrong ones: distances 0, 0, 1, 1.
    expected = 3.0 * 0.5 + right + 0.25 * (wrong + right)
    assert lesson_loss(batch, torch.eye(2), 1.0, options).item() == pytest.approx(expected)
    alone = replace(batch, alone=True)
    assert lesson_loss(alone, torch.eye(2), 1.0, options).item() == pytest.approx(1.5)
    without = replace(batch, targets=np.zeros((4, 2), dtype=np.float32))
    assert lesson_loss(without, torch.eye(2), 1.0, options).item() == pytest.approx(right)


def test_pairs_of_one_subject_are_not_wrong_answers_of_each_other(folder: Path) -> None:
    lessons = collect(read_parallel(folder), None, seed=0)
    vocabulary = Vocabulary(["<lav>"], 16)
    taught = np.zeros((len(lessons.texts), 12), dtype=np.float32)
    options = replace(_options(batch_pairs=64), pair_weights={"keywords": 1.0})
    batch = LessonBatches(lessons, taught, vocabulary, options).draw()
    assert batch.equal.any()
    assert not batch.equal.diagonal().any()
    assert (batch.equal == batch.equal.T).mean() > 0.9
    assert batch.targets.shape == (128, 12)


def test_projecting_keeps_inner_products() -> None:
    vectors = np.random.default_rng(0).normal(size=(50, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    for dimension in (6, 9):
        assert (
            np.abs(projected(vectors, dimension, 0) @ projected(vectors, dimension, 0).T - vectors @ vectors.T).max()
            < 1e-4
        )
    assert projected(vectors, 3, 0).shape == (50, 3)


def test_a_teacher_is_asked_once(teacher: Path, tmp_path: Path) -> None:
    texts = ["law", "mountain law", "winter"]
    vectors = teacher_vectors(teacher, texts, tmp_path)
    expected = SentenceTransformer(str(teacher), device="cpu").encode(texts, normalize_embeddings=True)
    assert np.abs(vectors - expected).max() < 0.05
    assert np.abs(teacher_vectors(teacher / ".." / teacher.name, texts, tmp_path) - vectors).max() < 1e-3
    assert len(list(tmp_path.glob("teacher-*.npy"))) == 1


def test_a_model_of_ours_is_its_own_teacher(tmp_path: Path) -> None:
    texts = ["law", "закон", "qanun", "?"]
    assert np.array_equal(teacher_vectors(MODEL_FOLDER, texts, tmp_path), BundledEmbedder().embed_passages(texts))
    assert not list(tmp_path.iterdir()), "it is as quick as a cache"


def test_a_vocabulary_grows_by_the_whole_words_of_the_lessons(folder: Path) -> None:
    lessons = collect(read_parallel(folder), None, seed=0)
    rows = np.ones((3, 2), dtype=np.float32)
    longer, vocabulary = grown(rows, Vocabulary(["<lav>"], 2), lessons, min_count=3)
    assert vocabulary.knows("конвенция")
    assert vocabulary.knows("maddə".replace("ə", "e"))
    assert not vocabulary.knows("kanunname"), "a word of parallel text alone"
    assert len(longer) == len(vocabulary)
    assert longer[[0, -2, -1]].tolist() == [[1, 1]] * 3
    assert not longer[1:-2].any()


def test_texts_of_all_languages_come_near_to_the_teacher(folder: Path) -> None:
    lessons = collect(read_parallel(folder), None, seed=0)
    random = np.random.default_rng(1)
    everyday = [row for row in ROWS if row[1] and row[0] != "law"]
    places = sorted(lessons.texts.index(row[0]) for row in everyday)
    vectors = np.zeros((len(lessons.texts), 12), dtype=np.float32)
    vectors[places] = np.eye(12, dtype=np.float32)[: len(places)] * 0.8 + 0.1
    vectors[places] /= np.linalg.norm(vectors[places], axis=1, keepdims=True)
    vocabulary = Vocabulary(["<vinter>", "<gis>", "<zima>", "<dag>", "<mountain>"], 64)
    rows = random.normal(0, 0.1, size=(len(vocabulary), 12)).astype(np.float32)
    options = replace(
        _options(steps=200, learning_rate=0.05, joined_share=0.0, slips=0.0, drop_words=0.0),
        pair_weights={"en-az": 1.0, "en-ru": 1.0},
    )
    learnt, larger = teach((rows, vocabulary), lessons, vectors, options)
    again, _ = teach((rows, vocabulary), lessons, vectors, options)
    assert torch.equal(learnt, again)
    targets = torch.from_numpy(projected(vectors[places], 12, options.seed))
    for row in everyday:
        own = places.index(lessons.texts.index(row[0]))
        for text in row:
            (word,) = words(text)
            vector = learnt[list(larger.word_ids(word))].sum(dim=0)
            cosines = torch.nn.functional.cosine_similarity(vector[None], targets)
            assert int(cosines.argmax()) == own, text
            assert cosines[own] > 0.4, text


def test_the_command_teaches_and_writes_a_model(
    folder: Path, wordnet: Path, teacher: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small: dict[str, Any] = {
        "batch_pairs": 8,
        "rows": 400,
        "hashed_rows": 8,
        "min_word_count": 1,
        "settling_steps": 3,
        "threads": 1,
    }
    monkeypatch.setattr("index.distil.Options", partial(LessonOptions, **small))
    monkeypatch.setattr("index.distil.LessonOptions", partial(LessonOptions, **small, steps=20))
    common = ["--data", str(folder), "--teacher", str(teacher), "--wordnet", str(wordnet), "--cache", str(tmp_path)]
    assert main([*common, "--out", str(tmp_path / "first")]) == 0
    assert main([*common, "--start", str(tmp_path / "first"), "--out", str(tmp_path / "second")]) == 0
    first, second = (BundledEmbedder(tmp_path / name) for name in ("first", "second"))
    assert first.model_id != second.model_id
    assert second.knows("convention")
    training = json.loads((tmp_path / "second" / "config.json").read_text())["training"]
    assert {"data.noun", "index.verb", "model.safetensors"} <= training["lessons_sha256"].keys()
    assert len(training["start_sha256"]) == 64
    assert training["pairs"]["keywords"] > 1000
