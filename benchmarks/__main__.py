"""`python -m benchmarks [--passages N]`: measure, print one table, keep it as JSON."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np

from assistant.engine import Engine
from assistant.settings import Settings
from benchmarks.answers import warm_answers
from benchmarks.commands import building, cold_answers
from benchmarks.embedding import embedding_speed
from benchmarks.machine import described, share_of_a_core
from benchmarks.scale import scale_check
from benchmarks.stores import Asked, compare_stores
from benchmarks.table import as_json, render
from benchmarks.texts import short_texts
from benchmarks.types import BenchmarkError, Row
from corpus.types import CorpusError
from evals.generate import cases
from evals.load import load_split
from evals.types import Case
from index.types import StoreError

_TEXTS: Final = 20_000
_TEXTS_FOR_STORES: Final = 5_000  # a plain VectorStoreIndex goes through all of them in Python at each question
_QUESTIONS_FOR_ANSWERS: Final = 1_500  # asked twice; all of the development questions take ten minutes
_QUESTIONS_FOR_STORES: Final = 30
_QUESTIONS_FOR_SCALE: Final = 100


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all benchmarks; return the exit code: 0, or 3 where something cannot be measured."""
    options = _parser().parse_args(arguments)
    settings = Settings.from_environment()
    started, share_before = time.perf_counter(), share_of_a_core()
    try:
        rows, notes = measure(settings, options.passages)
    except (BenchmarkError, CorpusError, StoreError) as error:
        sys.stderr.write(f"{error}\n")
        return 3
    machine = described([share_before, share_of_a_core()])
    notes += [f"Measured on {machine}, in {time.perf_counter() - started:.0f} s. A ratio holds where a time may not."]
    file = options.out or settings.library_dir / "benchmarks" / "report.json"
    _write(file, {"machine": machine, "notes": notes, "rows": as_json(rows)})
    sys.stdout.write("\n".join([render(rows), *notes, f"Written to {file}"]) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Measure speed and size, beside peers.")
    parser.add_argument("--passages", type=_count, default=100_000, metavar="N", help="of the scale check (100000)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="(default: library/benchmarks/report.json)")
    return parser


def _count(given: str) -> int:
    if not given.isdigit() or int(given) < 1_000:
        raise argparse.ArgumentTypeError(f"{given!r} is no number of passages; give 1000 or more")
    return int(given)


def measure(settings: Settings, scale: int) -> tuple[list[Row], list[str]]:
    """Measure everything, in order; return the rows of the table and the lines below it."""
    rows = [*cold_answers(), *building()]
    engine = Engine.open(settings)
    questions = cases(load_split("dev"))
    rows += warm_answers(engine, _some(questions, _QUESTIONS_FOR_ANSWERS))
    texts = short_texts(engine.corpus.documents, _TEXTS)
    speed, skipped = embedding_speed(engine.embedder, texts)
    compared, missing = compare_stores(
        engine.embedder,
        engine.index.passages,
        engine.search,
        texts[:_TEXTS_FOR_STORES],
        _sample(questions, _QUESTIONS_FOR_STORES),
    )
    like = engine.embedder.embed_passages(texts)
    scaled = scale_check(scale, like, engine.index.lexical, _sample(questions, _QUESTIONS_FOR_SCALE))
    return [*rows, speed, *compared, *scaled], [*([skipped] if skipped else []), *missing]


def _some(questions: Sequence[Case], count: int) -> list[Case]:
    """Take questions at random, the same ones each time: a regular step would take one language alone."""
    return [questions[number] for number in np.random.default_rng(0).permutation(len(questions))[:count]]


def _sample(questions: Sequence[Case], count: int) -> list[Asked]:
    return [(case.question, case.language) for case in _some(questions, count)]


def _write(file: Path, report: object) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(report, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
