"""The fit of the judge learns what tells questions apart, and says how it fares on writers that it has not seen."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np
import pytest

from assistant.scoring import FEATURE_NAMES, GATE_NAMES, Asked, from_json, rank_scores
from evals.calibrate import _best_of, _by_sense, _shown, described, fitted
from evals.weighed import Gathered, Weighed, writer

DIMENSION = 8
COVERAGE = FEATURE_NAMES.index("coverage")


def made(count: int = 240) -> Gathered:
    """Questions of five writers: the right sentence has the most coverage, and what is not said lies on one side."""
    random = np.random.default_rng(3)
    vectors = random.normal(size=(40, DIMENSION)).astype(np.float32)
    vectors[0] = 0
    items = []
    for number in range(count):
        answerable = number % 3 > 0
        rows = random.uniform(0, 0.5, size=(6, len(FEATURE_NAMES)))
        right = np.zeros(6, dtype=bool)
        if answerable:
            right[number % 6] = True
        rows[number % 6, COVERAGE] = 0.9
        question = random.normal(size=DIMENSION).astype(np.float32)
        question[0] = 2.0 if answerable else -2.0
        question /= np.linalg.norm(question)
        asked = Asked(
            "who",
            0,
            0,
            past=False,
            noun=False,
            strangers=0,
            unmet=0.1,
            unmet_share=0.1,
            told=0.0,
            told_itself=0.0,
            told_after=0.0,
            language="az",
        )
        places = random.integers(1, 40, size=6).astype(np.int32)
        items.append(
            Weighed(f"f{number}", f"w{number % 5}", answerable, asked, rows, right, question, places, places, places)
        )
    bare = [replace(item, wordings=item.wordings * 0) for item in items]
    return Gathered([*items, *bare], vectors, "ours")


@pytest.fixture(scope="module")
def gathered() -> Gathered:
    return made()


def test_a_fit_finds_the_right_sentence_and_what_tells_that_none_is(gathered: Gathered) -> None:
    weights = from_json(fitted(gathered))
    for item in gathered.items:
        if item.answerable:
            assert item.right[np.argmax(rank_scores(item.rows, item.known, weights))]
    known = [item for item in gathered.items if item.wordings.any()]
    best = _best_of(gathered, known, weights)
    told = _by_sense(weights.sense, best)
    answerable = np.array([item.answerable for item in known])
    assert told[answerable].min() > told[~answerable].max()


def test_the_fitted_sense_says_of_vectors_what_the_fit_says_of_their_products(gathered: Gathered) -> None:
    weights = from_json(fitted(gathered))
    best = _best_of(gathered, gathered.items[:5], weights)
    for number, item in enumerate(gathered.items[:5]):
        first = np.argmax(rank_scores(item.rows, item.known, weights))
        sentence = gathered.vectors[item.sentences[[first]]]
        told = weights.told(item.question, sentence, sentence)
        assert told[0] == pytest.approx(_by_sense(weights.sense, best)[number], abs=0.05)


def test_it_says_how_it_fares_on_writers_that_it_has_not_seen(gathered: Gathered) -> None:
    told = described(gathered)
    assert told.startswith("right sentence first: 1.000; among the first 2: 1.000")
    answered, refused = re.search(r"answer from 0.50: answered (\S+),.* refused (\S+)", told).groups()  # type: ignore[union-attr]
    assert 0.5 < float(answered) <= 1  # of the half without wordings nothing tells which are answered
    assert 0.45 < float(refused) <= 1


def test_of_a_sentence_without_a_wording_the_sense_is_silent(gathered: Gathered) -> None:
    weights = from_json(fitted(gathered))
    bare = [replace(item, wordings=item.wordings * 0) for item in gathered.items[:9]]
    best = _best_of(gathered, bare, weights)
    assert _by_sense(weights.sense, best).tolist() == [0.0] * 9


def test_the_gate_is_told_the_sense_by_its_name() -> None:
    assert GATE_NAMES.index("sense") == GATE_NAMES.index("lead") + 1


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("dev_articles", "dev"),
        ("dev_seventh_convention_a", "dev_seventh_a"),
        ("dev_seventh_unanswerable_a", "dev_seventh_a"),
        ("dev_eighth_followups_c", "dev_eighth_c"),
        ("mine", "mine"),
    ],
)
def test_files_of_one_writer_are_told_by_their_names(source: str, name: str) -> None:
    assert writer(source) == name


def test_what_a_sentence_says_is_shown_once_and_not_again_in_other_languages() -> None:
    order = np.array([4, 2, 0, 1, 3])
    assert _shown(np.array([7, 7, 7, 5, 9]), order).tolist() == [4, 1]
    assert _shown(np.array([5, 7, 5, 9, 9]), order).tolist() == [4, 2]
