"""Plain tables and JSON of a run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from evals.compare import Comparison, Pair
from evals.curve import Curve
from evals.metrics import Difference, Share
from evals.retrieval import LlamaSummary, Ranked, RetrievalSummary
from evals.runs import COVERAGES, Report
from evals.summary import Group, Scored, Summary
from evals.types import Record, Score

REPORT_FILE: Final = "report.json"
RETRIEVAL_REPORT_FILE: Final = "retrieval.json"
ROWS: Final = (
    ("facts answered and cited", "right"),
    ("  answer correct", "correct"),
    ("  properly cited", "cited"),
    ("  citation precision", "citation_precision"),
    ("  citation recall", "citation_recall"),
    ("  short enough", "short"),
    ("false premises corrected", "premises"),
    ("follow-ups", "follow_ups"),
    ("unanswerable refused", "refused"),
    ("refusals that were due", "refusal_precision"),
    ("balanced accuracy", "balanced"),
    ("quotes exact", "quotes_exact"),
    ("language match", "language_match"),
    ("markers sound", "markers_sound"),
)


def render(report: Report) -> str:
    """Write a run as plain tables."""
    summary = report.summary
    parts = [_language_table(summary), "Right by kind (unanswerable: refused)\n" + _group_table(summary.kinds)]
    if summary.variants:
        parts.append("Right by way of typing\n" + _group_table(summary.variants))
        parts.append("Facts typed otherwise, less the same facts as written\n" + _robustness_table(summary))
    if report.curves:
        parts.append("Answers wrong where a share of the facts is answered\n" + _curve_table(report.curves))
    if report.summary_without_briefs and report.without_briefs:
        parts.append("Without our statements\n" + _language_table(report.summary_without_briefs))
        parts.append("Without our statements (before) and with them (after)\n" + _change_table(report.without_briefs))
    if report.baseline:
        parts.append("Changes against the earlier run\n" + render_comparison(report.baseline))
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _robustness_table(summary: Summary) -> str:
    head = ["typed", "language", "facts", "as written", "typed so", "difference"]
    rows = [
        [item.name, item.language, str(item.typed.count), _value(item.written), _value(item.typed), change(item.lost)]
        for item in summary.robustness
    ]
    return table([head, *rows])


def _curve_table(found: Sequence[Curve]) -> str:
    head = ["facts answered", *(f"{coverage:.0%}" for coverage in COVERAGES), "as it stands"]
    rows = [
        [curve.language, *(_number(curve.risk_at(coverage)) for coverage in COVERAGES), _standing(curve)]
        for curve in found
    ]
    return table([head, *rows])


def _standing(curve: Curve) -> str:
    return f"{curve.risk:.3f} at {curve.coverage:.0%}"


def _value(share: Share) -> str:
    return _number(share.value)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def change(difference: Difference) -> str:
    """Write a difference with its interval: `+0.02 [−0.01, +0.05]`; a dash where there is no case."""
    if difference.value is None or difference.low is None or difference.high is None:
        return "–"
    return f"{signed(difference.value)} [{signed(difference.low)}, {signed(difference.high)}]"


def signed(value: float) -> str:
    """Write a difference with its sign.

    >>> signed(0.0213), signed(-0.5), signed(-0.00001)
    ('+0.021', '−0.500', '0.000')
    """
    text = f"{value:+.3f}"
    return "0.000" if float(text) == 0 else text.replace("-", "−")


def render_comparison(comparison: Comparison) -> str:
    """Write what changed between two runs as plain text: measures, then the cases that got worse and better."""
    parts = [_change_table(comparison)]
    if comparison.left_out:
        parts.append(f"Left out, since only one run has them, or asked otherwise: {comparison.left_out} cases.")
    for name, pairs in (("Worse", comparison.worse), ("Better", comparison.better)):
        lines = [f"{name}: {len(pairs)}", *(_changed_case(pair, name == "Worse") for pair in pairs)]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _change_table(comparison: Comparison) -> str:
    head = ["", "language", "cases", "before", "after", "difference", ""]
    rows = [
        [item.measure, item.language, str(item.after.count), _value(item.before), _value(item.after),
         change(item.difference), "worse, by more than chance" if item.is_worse else ""]
        for item in comparison.changes
    ]  # fmt: skip
    return table([head, *rows])


def _changed_case(pair: Pair, is_worse: bool) -> str:
    record, outcome = pair[1] if is_worse else pair[0]
    said, case = "; ".join(wrong(record, outcome)), record.case
    return f"  {case.fact.id} [{case.language}, {case.variant}] {'now' if is_worse else 'was'}: {said}"


def _language_table(summary: Summary) -> str:
    head = ["", *(language.language for language in summary.languages)]
    rows = [[label, *(show(getattr(language, field)) for language in summary.languages)] for label, field in ROWS]
    rows.append(["latency p50 / p95, ms", *(_times(item.p50_ms, item.p95_ms) for item in summary.languages)])
    return table([head, *rows])


def _group_table(groups: Sequence[Group]) -> str:
    languages = sorted({group.language for group in groups})
    by_name: dict[str, dict[str, Share]] = {}
    for group in groups:
        by_name.setdefault(group.name, {})[group.language] = group.share
    rows = [[name, *(show(of.get(lang)) for lang in languages)] for name, of in by_name.items()]
    return table([["", *languages], *rows])


def render_retrieval(summaries: Sequence[RetrievalSummary], by_llama_index: Sequence[LlamaSummary]) -> str:
    """Write how search fares as a plain table, by our measures and by LlamaIndex's."""
    rows = [[""] + [item.language for item in summaries]]
    rows.append(["right article first", *(show(item.first) for item in summaries)])
    rows.append(["right article in first three", *(show(item.in_first_three) for item in summaries)])
    rows.append(["right article found", *(show(item.found) for item in summaries)])
    rows.append(["mean reciprocal rank", *(f"{item.mean_reciprocal_rank:.3f}" for item in summaries)])
    rows.append(["NDCG", *(f"{item.ndcg:.3f}" for item in summaries)])
    for label, field in (("hit rate", "hit_rate"), ("mean reciprocal rank", "mrr"), ("NDCG", "ndcg")):
        rows.append([f"{label}, by LlamaIndex", *(f"{getattr(item, field):.3f}" for item in by_llama_index)])
    return table(rows) + "\n"


def show(share: Share | None) -> str:
    """Write a share with its interval and count: `0.95 [0.91–0.98] n=120`; a dash where there is no case."""
    if share is None or share.value is None:
        return "–"
    return f"{share.value:.3f} [{share.low:.2f}–{share.high:.2f}] n={share.count}"


def _times(p50_ms: float | None, p95_ms: float | None) -> str:
    return "–" if p50_ms is None or p95_ms is None else f"{p50_ms:.1f} / {p95_ms:.1f}"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Line cells up in columns.

    >>> print(table([["a", "bb"], ["ccc", "d"]]))
    a    bb
    ccc  d
    """
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def failures(scored: Iterable[Scored]) -> list[dict[str, Any]]:
    """List the cases that did not come out as they should, with what was wrong."""
    found = []
    for record, outcome in scored:
        if said := wrong(record, outcome):
            case = record.case
            place = {"id": case.fact.id, "language": case.language, "variant": case.variant, "kind": case.fact.kind}
            found.append({**place, "question": case.question, "wrong": said})
    return found


def wrong(record: Record, outcome: Score) -> list[str]:
    """Say what is wrong with an answer; an empty list if nothing is."""
    found = _wrong_answer(outcome) if record.case.answerable else _wrong_refusal(outcome)
    if not outcome.quotes_exact:
        found.append("a quote does not stand in its source")
    if not outcome.language_matches:
        found.append(f"answered in {record.language}, or in words of another language")
    return found


def _wrong_refusal(outcome: Score) -> list[str]:
    return [] if outcome.refused else ["answered what the sources do not say"]


def _wrong_answer(outcome: Score) -> list[str]:
    if outcome.refused:
        return ["refused"]
    checks = (
        (outcome.correct or bool(outcome.missing), "agrees to the false or denies the true"),
        (outcome.cited, "no citation proves it"),
        (outcome.short, "too long"),
    )
    missing = [f"{group!r} is missing" for group in outcome.missing]
    return missing + [what for holds, what in checks if not holds]


def write_report(folder: Path, report: Report) -> Path:
    """Write a run's numbers and failures as JSON; give the file."""
    content = {
        "config": report.config,
        "summary": asdict(report.summary),
        "summary_without_briefs": asdict(report.summary_without_briefs) if report.summary_without_briefs else None,
        "curves": [asdict(curve) for curve in report.curves],
        "missed_gates": report.missed,
        "failures": failures(report.scored),
    }
    return _write(folder / REPORT_FILE, content)


def write_retrieval(
    folder: Path,
    summaries: Sequence[RetrievalSummary],
    by_llama_index: Sequence[LlamaSummary],
    ranked: Sequence[Ranked],
) -> Path:
    """Write how search fares as JSON, with the questions whose article was not first; give the file."""
    missed = [{**asdict(item), "rank": item.rank} for item in ranked if item.rank != 1]
    ours, theirs = [asdict(item) for item in summaries], [asdict(item) for item in by_llama_index]
    return _write(folder / RETRIEVAL_REPORT_FILE, {"summary": ours, "llama_index": theirs, "missed": missed})


def _write(file: Path, content: Mapping[str, Any]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return file
