"""Fitting the judge of sentences on the `dev` questions: what puts the right one first, and when to answer at all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.scoring import (
    FEATURE_NAMES,
    GATE_NAMES,
    UNFITTED,
    Weights,
    from_json,
    gate_rows,
    probabilities,
    rank_rows,
    rank_scores,
)
from assistant.sense import Sense
from evals.weighed import Gathered, Weighed

_FOLDS: Final = 6  # of writers
_RANK_STRENGTH: Final = 0.3  # inverse of the penalty on large weights, chosen by cross-validation
_SENSE_STRENGTH: Final = 0.001  # the same of what is learnt over the dimensions
_QUESTION_SCALE: Final = 16.0  # makes the parts of unit vectors, and their products, about as large as one
_PRODUCT_SCALE: Final = 256.0
_GATE_STRENGTH: Final = 0.05  # the same of the gates; these five were chosen by cross-validation, too
# What answerable questions weigh in all, unanswerable ones weighing the rest: of known sentences a little more. New
# writers' questions are then answered rightly about as often as they are rightly refused.
_KNOWN_SHARE, _ADDED_SHARE = 0.55, 0.5
_TREES: Final = 300
_LEARNING_RATE: Final = 0.06
_LEAVES: Final = 16
_FEWEST_IN_A_LEAF: Final = 25
_FEATURES_AT_A_SPLIT: Final = 0.2  # a share of them, so that trees lean on more than the strongest
_SHOWN: Final = 2  # an answer shows about so many sentences: right is who has the fact among them
_LEAST_SPREAD: Final = 1e-9
_MOST_RIGHT: Final = 3  # right sentences of a question that are compared with its wrong ones

Row = NDArray[np.float64]


@dataclass(frozen=True)
class _Best:
    """The best sentences of each question in an order: the gate's row without its sense, the vectors, whether right."""

    rows: Row
    products: NDArray[np.float32]  # what the sense is fitted on
    known: NDArray[np.bool_]  # whether the best sentence has an everyday wording: else the sense is silent
    right: NDArray[np.bool_]
    first: NDArray[np.bool_]


def fitted(gathered: Gathered) -> dict[str, Any]:
    """Fit the order, then the sense, then the gate on the best sentences in that order; give the weights' file."""
    items = gathered.items
    order = _order(_fit_rank(items))
    best = _best_of(gathered, items, replace(UNFITTED, **order))
    answerable = np.array([item.answerable for item in items])
    sense = _sense(_fit_sense(best.products, answerable), gathered.model)
    added = ~best.known
    return {
        **order,
        "gate_features": list(GATE_NAMES),
        "sense": sense.to_json(),
        # Questions of added documents teach the first gate, too: what is known answers none of them. They are too few
        # for trees.
        "gate": _fit_gate(
            _with(best.rows, _unseen(best, items)), answerable, best.right, _KNOWN_SHARE, with_trees=True
        ),
        "added": _fit_gate(best.rows[added], answerable[added], best.right[added], _ADDED_SHARE, with_trees=False),
    }


def _order(weights: Sequence[float]) -> dict[str, Any]:
    """Name the weights of the columns of `rank_rows`."""
    *sides, ahead = (round(weight, 4) for weight in weights)
    rank, added = (dict(zip(FEATURE_NAMES, side, strict=True)) for side in np.array_split(sides, 2))
    return {"rank": rank, "rank_added": added, "ahead": ahead}


def _fit_rank(weighed: Sequence[Weighed]) -> list[float]:
    """Fit the order on pairs of right and wrong sentences."""
    differences, shares = [], []
    for item in weighed:
        right, wrong = np.flatnonzero(item.right)[:_MOST_RIGHT], np.flatnonzero(~item.right)
        rows = rank_rows(item.rows, item.known)
        for number in right:
            differences.append(rows[number] - rows[wrong])
            shares.append(np.full(len(wrong), 1 / max(1, len(wrong) * len(right)) ** 0.5))
    pairs, weights = np.vstack(differences), np.concatenate(shares)
    scale = pairs.std(axis=0) + 1e-9
    signs = np.where(np.arange(len(pairs)) % 2, 1, -1)  # a pair either way round, so that no bias is learnt
    model = LogisticRegression(C=_RANK_STRENGTH, fit_intercept=False, max_iter=500)
    model.fit(pairs / scale * signs[:, None], signs, sample_weight=weights / weights.mean() / 10)
    return [float(weight) for weight in model.coef_[0] / scale]


def _best_of(gathered: Gathered, items: Sequence[Weighed], weights: Weights) -> _Best:
    rows, products, known, right, first = [], [], [], [], []
    for item in items:
        scores = rank_scores(item.rows, item.known, weights)
        order = np.argsort(-scores, kind="stable")
        rows.append(gate_rows(item.rows[order], scores[order], np.zeros(len(order)), item.asked)[0])
        sentence, wording = (gathered.vectors[each[order[0]]] for each in (item.sentences, item.wordings))
        beside = [item.question * sentence * _PRODUCT_SCALE, item.question * wording * _PRODUCT_SCALE]
        products.append(np.concatenate([item.question * _QUESTION_SCALE, *beside]))
        known.append(item.known[order[0]])
        right.append(item.right[_shown(item.said[order], order)].any())
        first.append(item.right[order[0]])
    vectors = np.array(products, dtype=np.float32)
    return _Best(np.array(rows), vectors, np.array(known), np.array(right), np.array(first))


def _shown(said: NDArray[np.int32], order: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the best sentences that an answer may show: each once, and not again in other languages."""
    firsts = np.sort(np.unique(said, return_index=True)[1])
    return order[firsts[:_SHOWN]]


def _fit_sense(products: NDArray[np.float32], answerable: NDArray[np.bool_]) -> LogisticRegression:
    model = LogisticRegression(C=_SENSE_STRENGTH, max_iter=300, class_weight="balanced")
    return model.fit(products, answerable)


def _sense(model: LogisticRegression, embedder: str) -> Sense:
    scales = (_QUESTION_SCALE, _PRODUCT_SCALE, _PRODUCT_SCALE)
    question, sentence, wording = (
        np.asarray(part * scale, dtype=np.float32)
        for part, scale in zip(np.split(model.coef_[0], 3), scales, strict=True)
    )
    return Sense(embedder, question, sentence, wording, float(model.intercept_[0]))


def _by_sense(sense: Sense | None, best: _Best) -> Row:
    """Return what a sense says of the best sentences."""
    if sense is None:
        return np.zeros(len(best.rows))
    scaled = [sense.question / _QUESTION_SCALE, sense.sentence / _PRODUCT_SCALE, sense.wording / _PRODUCT_SCALE]
    return np.asarray(best.known * (best.products @ np.concatenate(scaled) + sense.bias), dtype=np.float64)


def _unseen(best: _Best, items: Sequence[Weighed]) -> Row:
    """Return the sense of each question by a fit on other writers' questions: the gate must not trust it too far."""
    told = np.zeros(len(items))
    answerable = np.array([item.answerable for item in items])
    for others, held in _by_writer(items):
        model = _fit_sense(best.products[others], answerable[others])
        told[held] = model.decision_function(best.products[held])
    return told


def _by_writer(items: Sequence[Weighed]) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    writers = [item.writer for item in items]
    folds = min(_FOLDS, len(set(writers)))
    return list(GroupKFold(folds).split(writers, groups=writers))


def _with(rows: Row, sense: Row) -> Row:
    """Put the sense into the gate's rows."""
    rows = rows.copy()
    rows[:, GATE_NAMES.index("sense")] = sense
    return rows


def _fit_gate(
    rows: Row, answerable: NDArray[np.bool_], right: NDArray[np.bool_], share: float, *, with_trees: bool
) -> dict[str, Any]:
    """Fit a gate: linear, or the mean of the log-odds of a linear one and of boosted trees.

    `share` is what answerable questions weigh, of all.
    """
    # An answerable question with a wrong sentence first is neither: answering it would be wrong, too.
    weights = np.where(right | ~answerable, 1.0, 0.25)
    for label, weight in ((True, share), (False, 1 - share)):
        weights[answerable == label] *= weight / weights[answerable == label].sum()
    weights *= len(weights)
    bias, linear = _linear(rows, answerable, weights)
    nodes: list[list[list[float]]] = []
    if with_trees:
        start, nodes = _boosted(rows, answerable, weights)
        bias, linear = (start + bias) / 2, linear / 2
    return {"bias": round(bias, 5), "linear": [round(float(each), 5) for each in linear], "trees": nodes}


def _linear(rows: Row, answerable: NDArray[np.bool_], weights: Row) -> tuple[float, Row]:
    """Fit a bias and a weight for each column; columns that are alike in all rows weigh nothing."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale < _LEAST_SPREAD] = np.inf
    model = LogisticRegression(C=_GATE_STRENGTH, max_iter=500)
    model.fit((rows - mean) / scale, answerable, sample_weight=weights)
    linear = model.coef_[0] / scale
    return float(model.intercept_[0] - mean @ linear), linear


def _boosted(rows: Row, answerable: NDArray[np.bool_], weights: Row) -> tuple[float, list[list[list[float]]]]:
    """Fit trees; return the log-odds that they start from, and their nodes."""
    model = HistGradientBoostingClassifier(
        max_iter=_TREES,
        learning_rate=_LEARNING_RATE,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_FEWEST_IN_A_LEAF,
        max_features=_FEATURES_AT_A_SPLIT,
        l2_regularization=2.0,
        early_stopping=False,
        random_state=0,
    ).fit(rows, answerable, sample_weight=weights)
    nodes = [[_node(node) for node in predictor.nodes] for (predictor,) in model._predictors]
    return float(model._baseline_prediction.ravel()[0]), nodes


def _node(node: Any) -> list[float]:  # noqa: ANN401 - a record of scikit-learn's
    """Give a node; a leaf's value is half of what the trees alone would add, since they count half."""
    if node["is_leaf"]:
        return [round(float(node["value"]) / 2, 5)]
    return [int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"])]


def described(gathered: Gathered) -> str:
    """Say how the fit fares on questions of writers that it has not seen, by cross-validation over writers."""
    items = gathered.items
    chances, rights, firsts = np.zeros(len(items)), np.zeros(len(items), dtype=bool), np.zeros(len(items), dtype=bool)
    for known, held in _by_writer(items):
        weights = from_json(fitted(Gathered([items[number] for number in known], gathered.vectors, gathered.model)))
        asked = [items[number] for number in held]
        best = _best_of(gathered, asked, weights)
        rights[held], firsts[held] = best.right, best.first
        chances[held] = probabilities(_with(best.rows, _by_sense(weights.sense, best)), best.known, weights)
    answerable = np.array([item.answerable for item in items])
    first, shown = firsts[answerable].mean(), rights[answerable].mean()
    lines = [f"right sentence first: {first:.3f}; among the first {_SHOWN}: {shown:.3f}"]
    lines += [
        f"answer from {bar:.2f}: answered {np.mean(chances[answerable] >= bar):.3f}, "
        f"with a right sentence {np.mean((chances >= bar)[answerable] & rights[answerable]):.3f}, "
        f"refused {np.mean(chances[~answerable] < bar):.3f}"
        for bar in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
    ]
    return "\n".join(lines)


def to_json(gathered: Gathered) -> str:
    """Fit, and write the file that the assistant reads."""
    return json.dumps(fitted(gathered), separators=(",", ":")) + "\n"
