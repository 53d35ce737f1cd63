"""Fitting the evidence gate on the `dev` questions: which features tell a right answer from one to withhold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from assistant.engine import Engine
from assistant.scoring import Features
from assistant.types import Question
from evals.generate import generate
from evals.metrics import score
from evals.types import Case

_REGULARISATION: Final = 1.0  # sklearn's default: some hundred cases are few for seven weights


def table(engine: Engine, asked: Sequence[Case]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return the features of each case's best sentence, shape (cases, features), and whether answering was right.

    The engine must answer everything (`answer_from=0`); cases that need no evidence (look-ups) are left out.
    """
    rows, labels = [], []
    for record in generate(engine, asked):
        case = record.case
        best = engine.best_evidence(Question(case.question, case.history))
        if best is not None:
            rows.append(astuple(best.features))
            labels.append(case.answerable and score(record).right)
    return np.array(rows), np.array(labels)


def fit(rows: NDArray[np.float64], labels: NDArray[np.bool_]) -> tuple[Features, float]:
    """Fit the gate's weights and bias; right and wrong answers weigh the same in all."""
    model = LogisticRegression(C=_REGULARISATION, class_weight="balanced", max_iter=1000).fit(rows, labels)
    return Features(*(float(weight) for weight in model.coef_[0])), float(model.intercept_[0])


def described(weights: Features, bias: float, rows: NDArray[np.float64], labels: NDArray[np.bool_]) -> str:
    """Say the weights as they go into `assistant/evidence.py`, and how well they part the cases."""
    scores = rows @ np.array(astuple(weights)) + bias
    right, wrong = scores[labels] >= 0, scores[~labels] < 0
    terms = ", ".join(f"{field.name}={getattr(weights, field.name):.2f}" for field in fields(Features))
    return (
        f"_WEIGHTS: Final = Features({terms})\n_BIAS: Final = {bias:.2f}\n"
        f"answered of the right: {right.mean():.3f} of {labels.sum()}; "
        f"withheld of the wrong: {wrong.mean():.3f} of {(~labels).sum()}"
    )
