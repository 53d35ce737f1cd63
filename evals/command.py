"""The commands of `python -m evals`: measure the assistant, score a run again, look at one case."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

import yaml

from assistant.engine import Engine
from assistant.settings import Settings
from corpus.types import CorpusError
from evals.calibrate import described, fit, table
from evals.embedding_report import measure, write
from evals.embedding_report import render as render_embeddings
from evals.generate import Answering, cases, generate, read_run, write_run
from evals.load import RETRIEVAL_FILES, load_facts, load_split
from evals.metrics import score
from evals.report import render, render_retrieval, write_report, write_retrieval
from evals.retrieval import Searching, rank_articles, summarize_retrieval
from evals.summary import failed_gates, summarize
from evals.types import EvalError, Fact, Record
from index.model_files import ModelError
from index.types import StoreError

GATES_FILE: Final = Path(__file__).resolve().parent / "gates.yaml"
_FAILED_GATE: Final = 1
_CANNOT_RUN: Final = 2


class Measured(Answering, Searching, Protocol):
    """An engine that can be asked and searched."""


class Opener(Protocol):
    """Opens the engine, with or without the verified statements."""

    def __call__(self, *, briefs: bool) -> Measured:
        """Open it."""


def main(arguments: Sequence[str] | None, opener: Opener) -> int:
    """Run a command; 0 is done, 1 is a gate missed, 2 is a file that cannot be used or written."""
    options = _parser().parse_args(arguments)
    commands = {"run": _run, "retrieval": _retrieval, "embeddings": _embeddings, "calibrate": _calibrate}
    try:
        if options.command in commands:
            return commands[options.command](options, opener)
        return _score(options) if options.command == "score" else _show(options)
    except (EvalError, CorpusError, StoreError, ModelError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return _CANNOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure the assistant against known facts.")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run", help="ask, score, print the tables, write the answers and the report")
    run.add_argument("--split", choices=("dev", "test", "all"), default="test", help="which facts (default: test)")
    run.add_argument("--facts", nargs="+", type=Path, metavar="FILE", help="your own files of facts instead")
    run.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: library/evals/SPLIT)")
    run.add_argument("--gate", action="store_true", help="exit with 1 if a threshold of evals/gates.yaml is missed")
    run.add_argument("--without-briefs", action="store_true", help="leave the verified statements out")
    run.add_argument("--variants", action="store_true", help="ask each question also as people mistype it")
    commands.add_parser("calibrate", help="fit the evidence gate's weights on the dev questions")
    retrieval = commands.add_parser("retrieval", help="does search find the right article of the Convention?")
    retrieval.add_argument("--set", choices=tuple(RETRIEVAL_FILES), default="test", help="which (default: test)")
    retrieval.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: library/evals[/dev])")
    embeddings = commands.add_parser("embeddings", help="measure the embedding model in and across languages")
    embeddings.add_argument("--data", type=Path, metavar="DIR", help="folder of the parallel sets, dev_*.tsv.xz")
    embeddings.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: library/evals)")
    embeddings.add_argument("--peers", action="store_true", help="measure other models beside it")
    again = commands.add_parser("score", help="score the answers of an earlier run again")
    again.add_argument("folder", type=Path, metavar="DIR")
    again.add_argument("--gate", action="store_true", help="exit with 1 if a threshold is missed")
    shown = commands.add_parser("show", help="show what was asked and answered for one fact of an earlier run")
    shown.add_argument("folder", type=Path, metavar="DIR")
    shown.add_argument("id")
    return parser


def _run(options: argparse.Namespace, opener: Opener) -> int:
    facts = load_facts(options.facts) if options.facts else load_split(options.split)
    _check_can_be_asked(facts)
    split = "own" if options.facts else options.split
    config = {
        "split": split,
        "facts": [str(file) for file in options.facts or ()],
        "briefs": not options.without_briefs,
        "variants": options.variants,
    }
    records = list(generate(opener(briefs=not options.without_briefs), cases(facts, with_variants=options.variants)))
    folder = options.out or _default_folder() / split
    write_run(folder, config, records)
    return _report(folder, options.gate)


def _check_can_be_asked(facts: Sequence[Fact]) -> None:
    if not facts:
        raise EvalError("There are no facts to ask; name a file that holds some.")
    for fact in facts:
        if fact.kind == "retrieval":
            raise EvalError(
                f"The fact {fact.id!r} is for searching only (kind retrieval); ask it with `evals retrieval`."
            )


def _report(folder: Path, gate: bool) -> int:
    config, records = read_run(folder)
    scored = [(record, score(record)) for record in records]
    summary = summarize(scored)
    file = write_report(folder, config, summary, scored)
    sys.stdout.write(f"{render(summary)}\nWritten to {file}\n")
    failed = failed_gates(summary, load_gates(GATES_FILE)) if gate else []
    for sentence in failed:
        sys.stdout.write(f"GATE MISSED: {sentence}\n")
    return _FAILED_GATE if failed else 0


def _score(options: argparse.Namespace) -> int:
    return _report(options.folder, options.gate)


def _show(options: argparse.Namespace) -> int:
    _, records = read_run(options.folder)
    found = [record for record in records if record.case.fact.id == options.id]
    if not found:
        raise EvalError(f"The run in {options.folder} has no fact {options.id!r}; its report.json lists what failed.")
    sys.stdout.write("\n\n".join(_shown(record) for record in found) + "\n")
    return 0


def _shown(record: Record) -> str:
    outcome = score(record)
    asked = " / ".join([*record.case.history, record.case.question])
    lines = [f"[{record.case.language}, {record.case.variant}] {asked}", record.text]
    lines += [
        f"  [{cited.marker}] {cited.document_id}, article {cited.article}: {cited.quote}" for cited in record.citations
    ]
    holds = {"refused": outcome.refused, "correct": outcome.correct, "cited": outcome.cited, "short": outcome.short}
    verdict = ", ".join(name if holds[name] else f"not {name}" for name in holds)
    return "\n".join([*lines, f"  {verdict}; missing: {', '.join(outcome.missing) or 'nothing'}"])


def _retrieval(options: argparse.Namespace, opener: Opener) -> int:
    ranked = rank_articles(opener(briefs=True), load_facts([RETRIEVAL_FILES[options.set]]))
    summaries = summarize_retrieval(ranked)
    folder = options.out or (_default_folder() if options.set == "test" else _default_folder() / options.set)
    file = write_retrieval(folder, summaries, ranked)
    sys.stdout.write(f"{render_retrieval(summaries)}\nWritten to {file}\n")
    return 0


def _calibrate(_options: argparse.Namespace, _opener: Opener) -> int:
    """Fit on the `dev` questions with an engine that withholds nothing."""
    engine = Engine.open(Settings.from_environment(), answer_from=0.0)
    rows, labels = table(engine, cases(load_split("dev")))
    weights, bias = fit(rows, labels)
    sys.stdout.write(f"{described(weights, bias, rows, labels)}\n")
    return 0


def _embeddings(options: argparse.Namespace, _opener: Opener) -> int:
    """Measure on the `test` questions; the real engine is opened, since its index and model are what is measured."""
    engine = Engine.open(Settings.from_environment())
    report = measure(engine, load_facts([RETRIEVAL_FILES["test"]]), options.data, with_peers=options.peers)
    file = write(options.out or _default_folder(), report)
    sys.stdout.write(f"{render_embeddings(report)}\nWritten to {file}\n")
    return 0


def load_gates(file: Path) -> dict[str, float]:
    """Read the thresholds, each a share from 0 to 1."""
    wanted = {"right", "refused", "quotes_exact", "language_match", "parity"}
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != wanted:
        raise EvalError(f"{file} must set exactly {', '.join(sorted(wanted))}; add what lacks, take out the rest.")
    for name, value in content.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise EvalError(f"{file} sets {name} to {value!r}; write a share from 0 to 1.")
    return {name: float(value) for name, value in content.items()}


def _default_folder() -> Path:
    return Settings.from_environment().library_dir / "evals"
