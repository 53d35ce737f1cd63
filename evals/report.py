"""Plain tables and JSON of a run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from evals.metrics import Share
from evals.retrieval import Ranked, RetrievalSummary
from evals.summary import Group, Scored, Summary
from evals.types import Record, Score

REPORT_FILE: Final = "report.json"
RETRIEVAL_REPORT_FILE: Final = "retrieval.json"
_ROWS: Final = (
    ("facts answered and cited", "right"),
    ("  answer correct", "correct"),
    ("  properly cited", "cited"),
    ("  short enough", "short"),
    ("follow-ups", "follow_ups"),
    ("unanswerable refused", "refused"),
    ("refusals that were due", "refusal_precision"),
    ("balanced accuracy", "balanced"),
    ("quotes exact", "quotes_exact"),
    ("language match", "language_match"),
    ("markers sound", "markers_sound"),
)


def render(summary: Summary) -> str:
    """Write a run as plain tables: per language, per kind, and per variant if there are any."""
    parts = [_language_table(summary), "Right by kind (unanswerable: refused)\n" + _group_table(summary.kinds)]
    if summary.variants:
        parts.append("Right by way of typing\n" + _group_table(summary.variants))
    return "\n\n".join(parts) + "\n"


def _language_table(summary: Summary) -> str:
    head = ["", *(language.language for language in summary.languages)]
    rows = [[label, *(show(getattr(language, field)) for language in summary.languages)] for label, field in _ROWS]
    rows.append(["latency p50 / p95, ms", *(_times(item.p50_ms, item.p95_ms) for item in summary.languages)])
    return table([head, *rows])


def _group_table(groups: Sequence[Group]) -> str:
    languages = sorted({group.language for group in groups})
    by_name: dict[str, dict[str, Share]] = {}
    for group in groups:
        by_name.setdefault(group.name, {})[group.language] = group.share
    rows = [[name, *(show(of.get(lang)) for lang in languages)] for name, of in by_name.items()]
    return table([["", *languages], *rows])


def render_retrieval(summaries: Sequence[RetrievalSummary]) -> str:
    """Write how search fares as a plain table."""
    rows = [[""] + [item.language for item in summaries]]
    rows.append(["right article first", *(show(item.first) for item in summaries)])
    rows.append(["right article in first three", *(show(item.in_first_three) for item in summaries)])
    rows.append(["mean reciprocal rank", *(f"{item.mean_reciprocal_rank:.3f}" for item in summaries)])
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
        if wrong := _wrong(record, outcome):
            case = record.case
            place = {"id": case.fact.id, "language": case.language, "variant": case.variant, "kind": case.fact.kind}
            found.append({**place, "question": case.question, "wrong": wrong})
    return found


def _wrong(record: Record, outcome: Score) -> list[str]:
    wrong = _wrong_answer(outcome) if record.case.answerable else _wrong_refusal(outcome)
    if not outcome.quotes_exact:
        wrong.append("a quote does not stand in its source")
    if not outcome.language_matches:
        wrong.append(f"answered in {record.language}, or in words of another language")
    return wrong


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


def write_report(folder: Path, config: Mapping[str, Any], summary: Summary, scored: Sequence[Scored]) -> Path:
    """Write a run's numbers and failures as JSON; give the file."""
    return _write(folder / REPORT_FILE, {"config": config, "summary": asdict(summary), "failures": failures(scored)})


def write_retrieval(folder: Path, summaries: Sequence[RetrievalSummary], ranked: Sequence[Ranked]) -> Path:
    """Write how search fares as JSON, with the questions whose article was not first; give the file."""
    missed = [{**asdict(item), "rank": item.rank} for item in ranked if item.rank != 1]
    return _write(folder / RETRIEVAL_REPORT_FILE, {"summary": [asdict(item) for item in summaries], "missed": missed})


def _write(file: Path, content: Mapping[str, Any]) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return file
