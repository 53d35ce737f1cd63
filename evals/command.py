"""The commands of `python -m evals`: measure the assistant, score a run again, compare two, look at one case."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, cast

from assistant.engine import Engine
from assistant.scoring import UNFITTED, WEIGHTS_FILE, Weights, shipped_weights
from assistant.settings import Settings
from corpus.types import CorpusError
from evals.calibrate import described, to_json
from evals.compare import compare
from evals.embedding_report import measure, write
from evals.embedding_report import render as render_embeddings
from evals.gates import load_gates
from evals.generate import cases, read_run
from evals.html_report import write_comparison_page, write_report_page
from evals.load import RETRIEVAL_FILES, load_facts, load_split
from evals.made_up import made_up
from evals.metrics import score
from evals.publish import latest, publish
from evals.report import render, render_comparison, render_retrieval, write_report, write_retrieval
from evals.retrieval import LlamaSummary, rank_articles, summarize_retrieval
from evals.running import Measured, Opener, run
from evals.runs import Report, Run, load_report, load_run
from evals.types import EvalError, Fact, Record
from evals.weighed import gather, unknown_to
from index.model_files import ModelError
from index.types import StoreError

_FAILED_GATE: Final = 1
_WORSE: Final = 1
_CANNOT_RUN: Final = 2


def main(arguments: Sequence[str] | None, opener: Opener) -> int:
    """Run a command; 0 is done, 1 is a gate missed or a run got worse, 2 is a file that cannot be used or written."""
    options = _parser().parse_args(arguments)
    commands: dict[str, Callable[[argparse.Namespace, Opener], int]] = {
        "run": _run,
        "retrieval": _retrieval,
        "embeddings": _embeddings,
        "calibrate": _calibrate,
        "score": _score,
        "compare": _compare,
        "show": _show,
    }
    try:
        return commands[options.command](options, opener)
    except (EvalError, CorpusError, StoreError, ModelError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return _CANNOT_RUN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Measure the assistant against known facts.")
    commands = parser.add_subparsers(dest="command", required=True)
    asked = commands.add_parser("run", help="ask, score, print the tables, write the answers and the report")
    asked.add_argument("--split", choices=("dev", "test", "all"), default="test", help="which facts (default: test)")
    asked.add_argument("--facts", nargs="+", type=Path, metavar="FILE", help="your own files of facts instead")
    asked.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: library/evals/SPLIT)")
    asked.add_argument("--every", type=_count, metavar="N", help="ask each Nth fact alone: a quick look")
    asked.add_argument("--without-briefs", action="store_true", help="leave the verified statements out")
    asked.add_argument("--ablations", action="store_true", help="ask without the statements too, and show both")
    asked.add_argument("--variants", action="store_true", help="ask each question also as people mistype it")
    asked.add_argument("--no-curve", action="store_true", help="leave the risk-coverage curve out: half the time")
    asked.add_argument("--publish", action="store_true", help="write evals/latest.json, which the web pages show")
    _add_report_options(asked)
    commands.add_parser(
        "calibrate", help="fit the judge of sentences on the dev questions; writes assistant/weights.json"
    )
    retrieval = commands.add_parser("retrieval", help="does search find the right article of the Convention?")
    retrieval.add_argument("--set", choices=tuple(RETRIEVAL_FILES), default="test", help="which (default: test)")
    retrieval.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: library/evals[/dev])")
    embeddings = commands.add_parser("embeddings", help="measure the embedding model in and across languages")
    embeddings.add_argument("--data", type=Path, metavar="DIR", help="folder of the parallel sets, dev_*.tsv.xz")
    embeddings.add_argument("--out", type=Path, metavar="DIR", help="where to write (default: library/evals)")
    embeddings.add_argument("--peers", action="store_true", help="measure other models beside it")
    again = commands.add_parser("score", help="score the answers of an earlier run again")
    again.add_argument("folder", type=Path, metavar="DIR")
    _add_report_options(again)
    compared = commands.add_parser("compare", help="what got better and worse between two runs; 1 if it is worse")
    compared.add_argument("before", type=Path, metavar="A", help="folder of the earlier run")
    compared.add_argument("after", type=Path, metavar="B", help="folder of the later run; compare.html goes there")
    shown = commands.add_parser("show", help="show what was asked and answered for one fact of an earlier run")
    shown.add_argument("folder", type=Path, metavar="DIR")
    shown.add_argument("id")
    return parser


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number from 1 on; write 3 for each third fact")
    return int(text)


def _add_report_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gate", action="store_true", help="exit with 1 if a threshold of evals/gates.yaml is missed")
    parser.add_argument("--baseline", type=Path, metavar="DIR", help="show what changed against this earlier run")


def _run(options: argparse.Namespace, opener: Opener) -> int:
    baseline = _baseline(options)  # read first: the new run may take its folder
    folder = run(options, opener, _default_folder())
    report = _report(folder, baseline)
    if options.publish:
        ranked = rank_articles(opener(briefs=True), _retrieval_facts("test"))
        file = publish(latest(report, summarize_retrieval(ranked)))
        sys.stdout.write(f"Published in {file}\n")
    return _gated(report, options.gate)


def _score(options: argparse.Namespace, _opener: Opener) -> int:
    return _gated(_report(options.folder, _baseline(options)), options.gate)


def _baseline(options: argparse.Namespace) -> Run | None:
    return load_run(options.baseline) if options.baseline else None


def _report(folder: Path, baseline: Run | None) -> Report:
    report = load_report(folder, load_gates(), baseline)
    write_report(folder, report)
    page = write_report_page(folder, report)
    sys.stdout.write(f"{render(report)}\nWritten to {page}, and as JSON beside it\n")
    return report


def _gated(report: Report, gate: bool) -> int:
    if not gate:
        return 0
    for sentence in report.missed:
        sys.stdout.write(f"GATE MISSED: {sentence}\n")
    return _FAILED_GATE if report.missed else 0


def _compare(options: argparse.Namespace, _opener: Opener) -> int:
    before, after = load_run(options.before), load_run(options.after)
    comparison = compare(before.scored, after.scored)
    if not comparison.changes:
        raise EvalError(f"The runs in {options.before} and {options.after} have no case in common; run the same facts.")
    page = write_comparison_page(options.after, comparison, before, after)
    sys.stdout.write(f"{render_comparison(comparison)}\nWritten to {page}\n")
    return _WORSE if comparison.is_worse else 0


def _show(options: argparse.Namespace, _opener: Opener) -> int:
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
    sure = "not weighed" if record.confidence is None else f"{record.confidence:.3f}"
    lines.append(f"  {verdict}; missing: {', '.join(outcome.missing) or 'nothing'}; confidence: {sure}")
    if record.withheld:
        lines.append(f"  had it answered: {record.withheld.text}")
    return "\n".join(lines)


def _retrieval(options: argparse.Namespace, opener: Opener) -> int:
    engine, facts = opener(briefs=True), _retrieval_facts(options.set)
    ranked = rank_articles(engine, facts)
    summaries, by_llama_index = summarize_retrieval(ranked), _by_llama_index(engine, facts)
    folder = options.out or (_default_folder() if options.set == "test" else _default_folder() / options.set)
    file = write_retrieval(folder, summaries, by_llama_index, ranked)
    sys.stdout.write(f"{render_retrieval(summaries, by_llama_index)}\nWritten to {file}\n")
    return 0


def _retrieval_facts(name: str) -> tuple[Fact, ...]:
    return load_facts([RETRIEVAL_FILES[name]])


def _by_llama_index(engine: Measured, facts: Sequence[Fact]) -> list[LlamaSummary]:
    from evals.llama import evaluate  # noqa: PLC0415 - LlamaIndex takes a second to import, and only this needs it

    return evaluate(cast("Engine", engine), facts)  # our retriever asks an engine for no more than is measured here


def _calibrate(_options: argparse.Namespace, _opener: Opener) -> int:
    """Fit on the `dev` questions, say by cross-validation how well that generalises, and write the weights."""
    # Which reading of a follow-up is weighed is chosen as in an answer, by the weights that are there.
    engine = Engine.open(Settings.from_environment(), weights=_weights_there())
    gathered = gather(engine, cases(unknown_to(load_split("test"), load_split("dev"))), cases(made_up().facts))
    WEIGHTS_FILE.write_text(to_json(gathered), encoding="utf-8")
    sys.stdout.write(f"Written to {WEIGHTS_FILE}\n{described(gathered)}\n")
    return 0


def _weights_there() -> Weights:
    """The shipped weights, or unfitted ones where those were fitted for other features than the program has."""
    try:
        return shipped_weights()
    except StoreError:
        return UNFITTED


def _embeddings(options: argparse.Namespace, _opener: Opener) -> int:
    """Measure on the `test` questions; the real engine is opened, since its index and model are what is measured."""
    engine = Engine.open(Settings.from_environment())
    report = measure(engine, _retrieval_facts("test"), options.data, with_peers=options.peers)
    file = write(options.out or _default_folder(), report)
    sys.stdout.write(f"{render_embeddings(report)}\nWritten to {file}\n")
    return 0


def _default_folder() -> Path:
    return Settings.from_environment().library_dir / "evals"
