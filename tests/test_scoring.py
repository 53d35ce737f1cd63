"""The judge's arithmetic: gates as of scikit-learn's models, the order a plain sum, stale weights refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from assistant import scoring
from assistant.scoring import (
    FEATURE_NAMES,
    GATE_NAMES,
    UNFITTED,
    Asked,
    Features,
    Gate,
    gate_from_json,
    gate_rows,
    rank_scores,
    table,
    trees,
)
from assistant.sense import Sense, sense_from_json
from evals.calibrate import _fit_gate
from index.types import StoreError

ASKED = Asked(
    "who",
    1,
    0,
    past=True,
    noun=False,
    strangers=0,
    unmet=0.5,
    unmet_share=0.25,
    told=0.125,
    told_itself=0.0,
    told_after=0.25,
    language="ru",
)


def features(**given: float) -> Features:
    return replace(Features(*(0.0 for _ in FEATURE_NAMES)), **given)


@pytest.mark.parametrize(("with_trees", "share"), [(False, 0.5), (True, 0.5), (True, 0.6)])
def test_a_gate_gives_the_log_odds_of_scikit_learn_s_models(with_trees: bool, share: float) -> None:
    random = np.random.default_rng(0)
    rows = np.hstack([random.normal(size=(400, 5)) * [1, 2, 0.1, 5, 1] + 3, np.ones((400, 1))])
    right = (rows[:, 0] - 3) * (rows[:, 1] - 3) > 0
    answerable = right | (rows[:, 2] > 3.1)
    weights = np.where(right | ~answerable, 1.0, 0.25)
    for side, weight in ((answerable, share), (~answerable, 1 - share)):
        weights[side] *= 400 * weight / weights[side].sum()
    model = make_pipeline(StandardScaler(), LogisticRegression(C=0.05))
    expected = model.fit(rows, answerable, logisticregression__sample_weight=weights).decision_function(rows)
    if with_trees:
        boosted = HistGradientBoostingClassifier(
            max_iter=300, learning_rate=0.06, max_leaf_nodes=16, min_samples_leaf=25, max_features=0.2,
            l2_regularization=2.0, early_stopping=False, random_state=0,
        )  # fmt: skip
        expected = (expected + boosted.fit(rows, answerable, sample_weight=weights).decision_function(rows)) / 2
    fitted = _fit_gate(rows, answerable, right, share, with_trees=with_trees)
    gate = gate_from_json(json.loads(json.dumps(fitted)))
    assert gate.probabilities(rows) == pytest.approx(1 / (1 + np.exp(-expected)), abs=1e-3)
    assert len(gate.trees.roots) == (300 if with_trees else 0)


def test_a_gate_adds_its_parts_by_hand() -> None:
    gate = Gate(0.5, np.array([1.0, -2.0]), trees([[[0, 1.0, 1, 2], [0.25], [-0.25]]]))
    margins = [0.5 + 1 + 0.25, 0.5 + 2 - 6 - 0.25]
    assert gate.probabilities(np.array([[1.0, 0.0], [2.0, 3.0]])) == pytest.approx(1 / (1 + np.exp(-np.array(margins))))
    assert UNFITTED.gate.probabilities(np.array([[1.0, 2.0]])).tolist() == [0.5]


def test_a_tree_by_hand() -> None:
    made = trees([[[1, 0.5, 1, 2], [-1.0], [0, 2.0, 3, 4], [3.0], [5.0]], [[0.25]]])
    rows = np.array([[9.0, 0.5], [2.0, 0.6], [2.1, 0.6]])
    assert made.margins(rows).tolist() == [-0.75, 3.25, 5.25]


def test_the_order_is_the_weighted_sum_of_known_sentences_and_of_added_ones() -> None:
    rank, added = {**UNFITTED.rank, "coverage": 2.0, "kind": -1.0}, {**UNFITTED.rank, "coverage": 4.0}
    weights = replace(UNFITTED, rank=rank, rank_added=added, ahead=0.25)
    rows = table([features(coverage=0.5, kind=1.0), features(coverage=0.25), features(coverage=0.25)])
    assert rank_scores(rows, np.array([True, True, False]), weights).tolist() == [0.0, 0.5, 1.25]


def test_the_gate_sees_the_best_of_the_pool_and_the_question() -> None:
    rows = table([features(coverage=0.5, missing=0.9), features(coverage=0.7, missing=0.2)])
    made = gate_rows(rows, np.array([3.0, 1.0]), np.array([-2.0, 0.5]), ASKED)
    first = dict(zip(GATE_NAMES, made[0], strict=True))
    assert made.shape == (2, len(GATE_NAMES))
    assert (first["coverage"], first["best_coverage"], first["best_missing"]) == (0.5, 0.7, 0.2)
    assert (first["score"], first["lead"], first["past"], first["ru"], first["az"]) == (3.0, 1.0, 1.0, 1.0, 0.0)
    assert (first["sense"], made[1, GATE_NAMES.index("sense")]) == (-2.0, 0.5)
    assert (first["asks_who"], first["asks_when"], first["unmet"]) == (1.0, 0.0, 0.5)


def rows32(*values: list[float]) -> NDArray[np.float32]:
    return np.array(values, dtype=np.float32)


QUESTION, SENTENCE, WORDING = rows32([1, 0], [2, -1], [0, 4])
SENSE = Sense("ours", QUESTION, SENTENCE, WORDING, 0.5)


def test_the_sense_is_the_question_and_its_products_by_hand() -> None:
    question = np.array([0.6, 0.8], dtype=np.float32)
    told = SENSE.log_odds(question, rows32([1, 0], [0, 1]), rows32([0, 0], [0, 1]))
    # 0.5 + 0.6, and 2 x 0.6 x 1; 0.5 + 0.6, -1 x 0.8 x 1, and 4 x 0.8 x 1
    assert told.tolist() == pytest.approx([2.3, 3.5])
    assert sense_from_json(json.loads(json.dumps(SENSE.to_json()))).to_json() == SENSE.to_json()


def test_the_sense_of_one_embedder_is_not_read_off_another_s_vectors() -> None:
    weights = replace(UNFITTED, sense=SENSE)
    question, sentences, wordings = np.array([0.6, 0.8, 0.0], dtype=np.float32), rows32([1, 0, 0]), rows32([0, 0, 0])
    assert weights.for_embedder("theirs").told(question, sentences, wordings).tolist() == [0.0]
    assert UNFITTED.for_embedder("ours").told(question, sentences, wordings).tolist() == [0.0]
    ours = weights.for_embedder("ours")
    assert ours.told(question[:2], sentences[:, :2], wordings[:, :2]).tolist() == pytest.approx([2.3])


def test_weights_of_other_features_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = json.loads(scoring.WEIGHTS_FILE.read_text(encoding="utf-8"))
    file = tmp_path / "weights.json"
    file.write_text(json.dumps({**data, "gate_features": ["something", "else"]}), encoding="utf-8")
    monkeypatch.setattr(scoring, "WEIGHTS_FILE", file)
    scoring.shipped_weights.cache_clear()
    with pytest.raises(StoreError, match="evals calibrate"):
        scoring.shipped_weights()
    scoring.shipped_weights.cache_clear()
