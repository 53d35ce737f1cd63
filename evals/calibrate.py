"""Fitting the judge of sentences on the `dev` questions: what puts the right one first, and when to answer at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from assistant.candidates import Candidate
from assistant.engine import Engine
from assistant.scoring import (
    FEATURE_NAMES,
    GATE_NAMES,
    Asked,
    Weights,
    gate_rows,
    probabilities,
    rank_scores,
    table,
    trees,
)
from assistant.types import Question
from corpus.load import Corpus
from evals.matching import Haystack
from evals.types import Case, Fact

_FOLDS: Final = 8
_RANK_STRENGTH: Final = 0.3  # inverse of the penalty on large weights, chosen by cross-validation
_TREES: Final = 150  # these four were chosen by cross-validation, too
_LEARNING_RATE: Final = 0.06
_LEAVES: Final = 10
_FEWEST_IN_A_LEAF: Final = 25
_SHOWN: Final = 2  # an answer shows about so many sentences: right is who has the fact among them
_MOST_RIGHT: Final = 3  # right sentences of a question that are compared with its wrong ones

Progress = Callable[[Sequence[Case]], Sequence[Case]]


@dataclass(frozen=True)
class Weighed:
    """A question with its sentences: their features (sentences, features), and which of them carry the fact."""

    fact: str
    answerable: bool
    asked: Asked
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]


def gather(engine: Engine, asked: Sequence[Case]) -> list[Weighed]:
    """Weigh the sentences of every case, with everyday wordings and, as for an added document, without them."""
    bare = replace(engine, corpus=replace(engine.corpus, wordings={}))
    return [found for each in (engine, bare) for case in asked if (found := _weigh(each, case)) is not None]


def _weigh(engine: Engine, case: Case) -> Weighed | None:
    evidence = engine.evidence(Question(case.question, case.history))
    if evidence is None or not evidence.judged:
        return None
    rows = table([item.features for item in evidence.judged])
    right = [case.answerable and carries(item.candidate, case.fact, engine.corpus) for item in evidence.judged]
    return Weighed(case.fact.id, case.answerable, evidence.judge.asked, rows, np.array(right))


def carries(candidate: Candidate, fact: Fact, corpus: Corpus) -> bool:
    """Whether a sentence holds every required group and stands, or is proved, where the proof may stand."""
    document, location = candidate.document, candidate.location
    article = location.article if location else None
    if document.kind == "brief":
        topic = document.id.removeprefix("brief-").removesuffix(f"-{document.language}")
        sources = [item.document_id for item in corpus.brief(topic).evidence]
    else:
        sources = [document.id]
    allowed = article in fact.articles or any(
        fnmatchcase(name, wanted) for name in sources for wanted in fact.documents
    )
    beside = [f"Article {article}"] if article and fact.kind == "which" else []
    dated = [document.published] if document.kind == "article" and document.published else []
    haystack = Haystack("\n".join([candidate.text, *beside, *dated]))
    return allowed and all(haystack.has_any(group) for group in fact.must)


def fit(weighed: Sequence[Weighed]) -> Weights:
    """Fit the order on pairs of right and wrong sentences, then the gate on the best sentences in that order."""
    return from_json(fitted(weighed))


def fitted(weighed: Sequence[Weighed]) -> dict[str, Any]:
    """Fit, and give what the weights' file holds."""
    rank = dict(zip(FEATURE_NAMES, (round(weight, 4) for weight in _fit_rank(weighed)), strict=True))
    nodes, bias = _fit_gate(weighed, Weights(rank, trees([]), 0.0))
    return {"rank": rank, "gate_features": list(GATE_NAMES), "bias": round(bias, 5), "trees": nodes}


def from_json(data: dict[str, Any]) -> Weights:
    """Make weights of what their file holds."""
    return Weights(data["rank"], trees(data["trees"]), data["bias"])


def _fit_rank(weighed: Sequence[Weighed]) -> list[float]:
    differences, shares = [], []
    for item in weighed:
        right, wrong = np.flatnonzero(item.right)[:_MOST_RIGHT], np.flatnonzero(~item.right)
        for number in right:
            differences.append(item.rows[number] - item.rows[wrong])
            shares.append(np.full(len(wrong), 1 / max(1, len(wrong) * len(right)) ** 0.5))
    pairs, weights = np.vstack(differences), np.concatenate(shares)
    scale = pairs.std(axis=0) + 1e-9
    signs = np.where(np.arange(len(pairs)) % 2, 1, -1)  # a pair either way round, so that no bias is learnt
    model = LogisticRegression(C=_RANK_STRENGTH, fit_intercept=False, max_iter=500)
    model.fit(pairs / scale * signs[:, None], signs, sample_weight=weights / weights.mean() / 10)
    return [float(weight) for weight in model.coef_[0] / scale]


def _fit_gate(weighed: Sequence[Weighed], ordered: Weights) -> tuple[list[list[list[float]]], float]:
    rows, labels, shares = [], [], []
    for item in weighed:
        row, right = _best(item, ordered)
        rows.append(row)
        labels.append(item.answerable)
        # An answerable question with a wrong sentence first is neither: answering it would be wrong, too.
        shares.append(1.0 if right or not item.answerable else 0.25)
    answerable, weights = np.array(labels), np.array(shares)
    for label in (True, False):  # both sides weigh the same in all
        weights[answerable == label] /= weights[answerable == label].sum()
    model = HistGradientBoostingClassifier(
        max_iter=_TREES,
        learning_rate=_LEARNING_RATE,
        max_leaf_nodes=_LEAVES,
        min_samples_leaf=_FEWEST_IN_A_LEAF,
        l2_regularization=2.0,
        early_stopping=False,
        random_state=0,
    ).fit(np.array(rows), answerable, sample_weight=weights * len(weights) / 2)
    nodes = [[_node(node) for node in predictor.nodes] for (predictor,) in model._predictors]
    return nodes, float(model._baseline_prediction.ravel()[0])


def _node(node: Any) -> list[float]:  # noqa: ANN401 - a record of scikit-learn's
    if node["is_leaf"]:
        return [round(float(node["value"]), 5)]
    return [int(node["feature_idx"]), float(node["num_threshold"]), int(node["left"]), int(node["right"])]


def _best(item: Weighed, weights: Weights) -> tuple[NDArray[np.float64], bool]:
    """Return the gate's row of the best sentence, and whether one of those shown is right."""
    scores = rank_scores(item.rows, weights)
    order = np.argsort(-scores, kind="stable")
    return gate_rows(item.rows[order], scores[order], item.asked)[0], bool(item.right[order[:_SHOWN]].any())


def described(weighed: Sequence[Weighed]) -> str:
    """Say how the fit fares on questions that it has not seen, by cross-validation over facts."""
    chances, rights = np.zeros(len(weighed)), np.zeros(len(weighed), dtype=bool)
    firsts: list[bool] = []
    groups = [item.fact for item in weighed]
    for known, held in GroupKFold(_FOLDS).split(groups, groups=groups):
        weights = fit([weighed[number] for number in known])
        for number in held:
            item = weighed[number]
            row, rights[number] = _best(item, weights)
            chances[number] = probabilities(row[None, :], weights)[0]
            if item.answerable:
                firsts.append(bool(item.right[np.argmax(rank_scores(item.rows, weights))]))
    answerable = np.array([item.answerable for item in weighed])
    lines = [f"right sentence first: {np.mean(firsts):.3f}; among the first {_SHOWN}: {rights[answerable].mean():.3f}"]
    lines += [
        f"answer from {bar:.2f}: answered {np.mean(chances[answerable] >= bar):.3f}, "
        f"with a right sentence {np.mean((chances >= bar)[answerable] & rights[answerable]):.3f}, "
        f"refused {np.mean(chances[~answerable] < bar):.3f}"
        for bar in (0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7)
    ]
    return "\n".join(lines)


def to_json(weighed: Sequence[Weighed]) -> str:
    """Fit, and write the file that the assistant reads."""
    return json.dumps(fitted(weighed), separators=(",", ":")) + "\n"
