"""Warm answers: one open engine, the development questions, each language by itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from benchmarks.timing import at_percent, median
from benchmarks.types import Row
from corpus.types import LANGUAGES
from evals.generate import Answering, generate
from evals.types import Case, Record

_BUDGET_MS: Final = 10.0


def warm_answers(engine: Answering, asked: Sequence[Case]) -> list[Row]:
    """Ask everything twice: the first time each question is new, the second time its passages were read before."""
    new = [record.elapsed_ms for record in generate(engine, asked)]
    warm = list(generate(engine, asked))
    by_language = [row for language in LANGUAGES for row in _rows(language, warm)]
    return [
        *by_language,
        Row("first time a question is asked, p95", at_percent(new, 95), "ms"),
    ]


def _rows(language: str, records: Sequence[Record]) -> list[Row]:
    times = [record.elapsed_ms for record in records if record.case.language == language]
    return [
        Row(f"warm answer, {language}, p50", median(times), "ms"),
        Row(f"warm answer, {language}, p95", at_percent(times, 95), "ms", _BUDGET_MS),
    ]
