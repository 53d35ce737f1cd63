"""What a sentence is judged by, and how that makes an order and a probability; the weights are fitted, not guessed.

`python -m evals calibrate` fits them on the development questions and writes `weights.json` beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from operator import attrgetter
from pathlib import Path
from typing import Any, Final, get_args

import numpy as np
from numpy.typing import NDArray

from assistant.asking import AskedFor
from assistant.sense import Sense, sense_from_json
from index.types import StoreError

WEIGHTS_FILE: Final = Path(__file__).with_name("weights.json")
_POOL: Final = 5  # best sentences by which the pool is told: one that answers rarely stands alone
# What such questions ask for is there or not, and `kind` says so; how often they were answered in development does not.
_TOLD_BY_KIND: Final = frozenset({"whose_name", "contact", "how_much", "what_time", "link"})
_KINDS: Final[tuple[str, ...]] = tuple(kind for kind in get_args(AskedFor) if kind not in _TOLD_BY_KIND)

Rows = NDArray[np.float64]
Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Features:
    """What one sentence is judged by; each from 0 to 1, cosines from -1, the search score from 0 to about 2."""

    coverage: float  # share of the question's meaning (by idf) that the sentence and what surrounds it carry
    plain_coverage: float  # the same, its everyday wording counted too
    missing: float  # weight of the heaviest absent word, 1 for a rare topic word that no source has
    plain_missing: float  # the same, its everyday wording counted too
    absent: float  # share of the question's words that are met by nothing at all
    near: float  # mean nearness in meaning of the question's words to the nearest words of the sentence
    plain_near: float  # the same, the words of its everyday wording counted too
    phrase: float  # nearness in meaning of the question to the nearest phrase of its everyday wording, or to itself
    asks: float  # nearness to the nearest question that it is known to answer, 0 where none is
    misses: float  # the same of those that it only seems to answer
    answers: float  # how likely it answers by the reader of questions
    seems: float  # how likely, by the reader, the question is one that it only seems to answer
    fits: float  # how well it answers by the cross-encoder, read word by word; 0 for a sentence that the reader knows
    headed: float  # nearness of the question to it with its heading above; 0 for a sentence that the reader knows
    answers_after: float  # as `answers`, of a follow-up read after the question before it
    seems_after: float  # as `seems`, the same way
    asked: float  # whether it carries the noun that is asked about ("which languages")
    names: float  # share of the question's own names that the sentence or its context carries
    figures: float  # share of the question's dates and numbers that it carries
    kind: float  # whether it has what was asked for: a date, a number, a place, a person or institution
    no_names: float  # 1 if it carries none of the question's names
    no_figures: float  # 1 if it carries none of the question's figures
    no_kind: float  # 1 if it cannot be of the kind asked for
    cosine: float  # nearness in meaning by the embedder
    plain_cosine: float  # the same of its everyday wording, or of the sentence where that is nearer
    search: float  # the score by which search found its passage
    statement: float  # 1 for a statement of ours
    convention: float  # 1 for the Convention
    beside: float  # of a follow-up: 1 for a sentence of the article that the question before was about
    earlier: float  # of a follow-up: nearness of the question before to the sentence or a phrase or question of it
    itself: float  # the same of the follow-up alone, without what was asked before
    contradicts: float  # 1 if it states otherwise what the question states


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the question itself tells whether the sources answer it."""

    kind: AskedFor
    names: int
    figures: int
    past: bool
    noun: bool
    strangers: int  # names that no source has
    unmet: float  # weight of the heaviest word that no sentence meets, as `missing`
    unmet_share: float  # share of its words, by weight, that no sentence meets
    told: float  # probability, by the reader of questions, that any sentence answers; 0 without a reader
    told_itself: float  # … answers a follow-up by itself; 0 for a question that is none
    told_after: float  # … answers it after the question before it; as `told` for a question that is none
    language: str


@dataclass(frozen=True, slots=True)
class Trees:
    """Boosted regression trees, the nodes of all of them in a row; `roots` are where each begins.

    A row goes to the node `below` when its `feature` is at most the `threshold`, else to the one after that. A leaf
    leads to itself, so that every walk may go on; the `value` where it ends is added up.
    """

    roots: NDArray[np.intp]
    feature: NDArray[np.intp]
    threshold: Rows
    below: NDArray[np.intp]
    value: Rows
    depth: int

    def margins(self, rows: Rows) -> Rows:
        """Return the log-odds that the trees add up to for each row, shape (len(rows),)."""
        # `take` from what lies in one piece is five times as quick as picking by two numbers.
        flat, first = np.ascontiguousarray(rows).ravel(), (np.arange(len(rows)) * rows.shape[1])[:, None]
        node = np.tile(self.roots, (len(rows), 1))
        for _ in range(self.depth):
            is_over = flat.take(first + self.feature.take(node)) > self.threshold.take(node)
            node = self.below.take(node) + is_over
        return np.asarray(self.value.take(node).sum(axis=1))


@dataclass(frozen=True, slots=True)
class Gate:
    """Log-odds that a sentence answers: linear in what it is judged by, and what boosted trees add to that."""

    bias: float
    linear: Rows  # a weight for each of GATE_NAMES; none where nothing was fitted
    trees: Trees

    def probabilities(self, rows: Rows) -> Rows:
        """Return the probability, from 0 to 1, that each sentence answers; `rows` are those of `gate_rows`."""
        margins = self.trees.margins(rows) + self.bias
        if len(self.linear):
            margins += rows @ self.linear
        return np.asarray(1 / (1 + np.exp(-margins)))


@dataclass(frozen=True, slots=True)
class Weights:
    """Linear weights of the order; the gates; what they are told of meaning.

    `rank_added` and `added` are the order and the gate of sentences without an everyday wording, as those of a document
    added later: they are found by less, and may say what nothing said when the sense was learnt. `ahead` is what such a
    sentence's score starts from.
    """

    rank: Mapping[str, float]
    rank_added: Mapping[str, float]
    ahead: float
    gate: Gate
    added: Gate
    sense: Sense | None = None  # None: the gate is told 0 of every sentence

    def for_embedder(self, model: str) -> Weights:
        """Return the weights for an embedder's vectors: of another than it was fitted on, the sense knows nothing."""
        return self if self.sense is None or self.sense.model == model else replace(self, sense=None)

    def told(self, question: Vectors, sentences: Vectors, wordings: Vectors) -> Rows:
        """Return what the gate is told of the meaning of each sentence."""
        if self.sense is None:
            return np.zeros(len(sentences))
        return np.asarray(self.sense.log_odds(question, sentences, wordings), dtype=np.float64)

    def rank_row(self) -> Rows:
        """The order's weights for the columns of `rank_rows`."""
        sides = [[rank[name] for name in FEATURE_NAMES] for rank in (self.rank, self.rank_added)]
        return np.array([*sides[0], *sides[1], self.ahead])


FEATURE_NAMES: Final = tuple(field.name for field in fields(Features))
_VALUES: Final = attrgetter(*FEATURE_NAMES)
_ABSENCES: Final = frozenset({"missing", "plain_missing", "absent", "no_names", "no_figures", "no_kind"})
_QUESTION_NAMES: Final = (
    "names_asked", "figures_asked", "past", "noun", "strangers", "unmet", "unmet_share", "told", "told_itself",
    "told_after", "az", "ru",
)  # fmt: skip
_IS_ABSENCE: Final = np.array([name in _ABSENCES for name in FEATURE_NAMES])
GATE_NAMES: Final = (
    *FEATURE_NAMES,
    *(f"best_{name}" for name in FEATURE_NAMES),
    "score",
    "lead",
    "sense",
    *_QUESTION_NAMES,
    *(f"asks_{kind}" for kind in _KINDS),
    *(f"kind_{kind}" for kind in _KINDS),
)


def trees(nodes: Sequence[Sequence[Sequence[float]]]) -> Trees:
    """Make trees of their nodes: [feature, threshold, left, right], or [value] for a leaf."""
    roots: list[int] = []
    feature: list[int] = []
    threshold: list[float] = []
    below: list[int] = []
    value: list[float] = []
    for tree in nodes:
        roots.append(len(feature))
        places = [0]  # of the nodes in the tree, the two that a node leads to side by side
        for place in places:  # grows meanwhile
            node = tree[place]
            is_leaf = len(node) == 1
            below.append(len(feature) if is_leaf else roots[-1] + len(places))
            feature.append(0 if is_leaf else int(node[0]))
            threshold.append(np.inf if is_leaf else node[1])
            value.append(node[0] if is_leaf else 0.0)
            places += [] if is_leaf else [int(node[2]), int(node[3])]
    whole = (np.array(each, dtype=np.intp) for each in (roots, feature, below))
    of_roots, of_feature, of_below = whole
    depth = max((_depth(tree, 0) for tree in nodes), default=0)
    return Trees(of_roots, of_feature, np.array(threshold), of_below, np.array(value), depth)


def _depth(tree: Sequence[Sequence[float]], place: int) -> int:
    node = tree[place]
    return 0 if len(node) == 1 else 1 + max(_depth(tree, int(node[2])), _depth(tree, int(node[3])))


_NO_GATE: Final = Gate(0.0, np.zeros(0), trees([]))
_NO_RANK: Final = dict.fromkeys(FEATURE_NAMES, 0.0)
UNFITTED: Final = Weights(_NO_RANK, _NO_RANK, 0.0, _NO_GATE, _NO_GATE)


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """Read the fitted weights; StoreError if they were fitted for other features than the program has."""
    data = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    ranked = all(tuple(data.get(rank, ())) == FEATURE_NAMES for rank in ("rank", "rank_added"))
    if not ranked or tuple(data["gate_features"]) != GATE_NAMES:
        raise StoreError(f"{WEIGHTS_FILE} was fitted for other features; run `python -m evals calibrate`.")
    return from_json(data)


def gate_from_json(data: Mapping[str, Any]) -> Gate:
    """Make a gate of what the file holds of it."""
    return Gate(data["bias"], np.array(data["linear"]), trees(data["trees"]))


def from_json(data: Mapping[str, Any]) -> Weights:
    """Make weights of what their file holds."""
    gate, added = gate_from_json(data["gate"]), gate_from_json(data["added"])
    sense = sense_from_json(data["sense"])
    return Weights(data["rank"], data["rank_added"], data["ahead"], gate, added, sense)


def table(features: Sequence[Features]) -> Rows:
    """Put features into rows, shape (sentences, features)."""
    return np.array([_VALUES(item) for item in features], dtype=np.float64).reshape(-1, len(FEATURE_NAMES))


def rank_rows(rows: Rows, known: NDArray[np.bool_]) -> Rows:
    """Return what the order weighs, (sentences, 2 * features + 1): of known sentences the first part, else the rest."""
    of_known, others = (rows * side[:, None] for side in (known, ~known))
    return np.hstack([of_known, others, ~known[:, None]])


def rank_scores(rows: Rows, known: NDArray[np.bool_], weights: Weights) -> Rows:
    """Return the score by which sentences are put in order; `known`: it has an everyday wording."""
    return np.asarray(rank_rows(rows, known) @ weights.rank_row())


def gate_rows(rows: Rows, scores: Rows, sense: Rows, asked: Asked) -> Rows:
    """Return what the gate judges by, shape (sentences, gate features), for sentences that stand best first."""
    best = np.where(_IS_ABSENCE, rows[:_POOL].min(axis=0), rows[:_POOL].max(axis=0))
    mean = scores[:_POOL].mean()
    of_question = _question_row(asked)
    is_kind = np.array([float(asked.kind == kind) for kind in _KINDS])
    kinds = rows[:, FEATURE_NAMES.index("kind")]
    count = len(rows)
    return np.hstack(
        [
            rows,
            np.tile(best, (count, 1)),
            scores[:, None],
            (scores - mean)[:, None],
            sense[:, None],
            np.tile(of_question, (count, 1)),
            np.tile(is_kind, (count, 1)),
            kinds[:, None] * is_kind[None, :],
        ]
    )


def _question_row(asked: Asked) -> Rows:
    return np.array(
        [
            min(asked.names, 3),
            min(asked.figures, 3),
            float(asked.past),
            float(asked.noun),
            min(asked.strangers, 2),
            asked.unmet,
            asked.unmet_share,
            asked.told,
            asked.told_itself,
            asked.told_after,
            float(asked.language == "az"),
            float(asked.language == "ru"),
        ]
    )


def probabilities(rows: Rows, known: NDArray[np.bool_], weights: Weights) -> Rows:
    """Return the probability that each sentence answers, by the gate for it; `known`: it has an everyday wording."""
    found = np.zeros(len(rows))
    for gate, judged in ((weights.gate, known), (weights.added, ~known)):
        if judged.any():
            found[judged] = gate.probabilities(rows[judged])
    return found
