"""`evals run --publish`: the figures that ship with the program, for the page that says how good it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from corpus.types import LANGUAGES
from evals.metrics import Share
from evals.retrieval import RetrievalSummary
from evals.runs import Report
from evals.types import ORIGINAL, EvalError

LATEST_FILE: Final = Path(__file__).resolve().parent / "latest.json"
_FORMAT: Final = 1  # what the web's page of figures reads
_OF_ANSWERS: Final = (
    "right", "refused", "balanced", "follow_ups", "citation_precision", "citation_recall",
    "quotes_exact", "language_match",
)  # fmt: skip
_OF_SEARCH: Final = {"article_first": "first", "article_in_three": "in_first_three"}
_DIGITS: Final = 4


def latest(report: Report, retrieval: Sequence[RetrievalSummary]) -> dict[str, Any]:
    """Give the figures: counts in each language, aims, and each measure by language with its 95 % interval."""
    by_language = {item.language: item for item in report.summary.languages}
    searched = {item.language: item for item in retrieval}
    if missing := [language for language in LANGUAGES if language not in by_language or language not in searched]:
        raise EvalError(f"The run has no question in {missing[0]!r}; only one in all three languages is published.")
    measures = {name: {of: getattr(by_language[of], name) for of in LANGUAGES} for name in _OF_ANSWERS}
    measures |= {name: {of: getattr(searched[of], field) for of in LANGUAGES} for name, field in _OF_SEARCH.items()}
    return {
        "format": _FORMAT,
        "split": report.split,
        "date": report.config.get("date"),
        "counts": _counts(report, searched),
        "aims": dict(report.gates.aims),
        "measures": {
            name: {language: _figure(share) for language, share in shares.items()}
            for name, shares in measures.items()
            if all(share.value is not None for share in shares.values())
        },
    }


def _counts(report: Report, searched: Mapping[str, RetrievalSummary]) -> dict[str, int]:
    """Count facts rather than questions: the same in each language."""
    asked = {record.case.fact.id: record.case for record, _ in report.scored if record.case.variant == ORIGINAL}
    facts = sum(case.answerable for case in asked.values())
    articles = max(item.first.count for item in searched.values())
    return {"facts": facts, "unanswerable": len(asked) - facts, "articles": articles}


def _figure(share: Share) -> dict[str, float]:
    bounds = {"value": share.value, "low": share.low, "high": share.high}
    return {name: round(value, _DIGITS) for name, value in bounds.items() if value is not None}


def publish(content: Mapping[str, Any], file: Path = LATEST_FILE) -> Path:
    """Write the figures; give the file."""
    file.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
    return file
