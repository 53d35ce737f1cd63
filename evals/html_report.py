"""The pages of a run: one file each, with nothing outside it, for a browser and for print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from evals.charts import Row, dot_plot, shares_axis
from evals.compare import Comparison
from evals.html_cases import case_list, failing
from evals.html_compare import changed_cases, changes
from evals.html_parts import (
    LANGUAGE_NAMES,
    difference_cell,
    folded,
    in_order,
    legend,
    mark,
    page,
    section,
    share_cell,
    table,
)
from evals.html_plots import curve_section, latency_section
from evals.metrics import Share
from evals.report import ROWS
from evals.runs import Report, Run
from evals.summary import Group, LanguageSummary, Summary

REPORT_PAGE: Final = "report.html"
COMPARISON_PAGE: Final = "compare.html"
_TILE: Final = (
    ("unanswerable refused", "refused"),
    ("balanced accuracy", "balanced"),
    ("follow-ups", "follow_ups"),
    ("citation precision", "citation_precision"),
    ("citation recall", "citation_recall"),
    ("quotes exact", "quotes_exact"),
    ("language match", "language_match"),
)
_DRAWN: Final = ("right", "correct", "cited", "citation_precision", "citation_recall", "premises", "follow_ups",
                 "refused", "refusal_precision", "balanced", "quotes_exact", "language_match")  # fmt: skip


def write_report_page(folder: Path, report: Report) -> Path:
    """Write the page of a run; give the file."""
    return _write(folder / REPORT_PAGE, report_page(report))


def write_comparison_page(folder: Path, comparison: Comparison, before: Run, after: Run) -> Path:
    """Write the page of two runs into the folder of the later one; give the file."""
    body = [
        section("changes", "By how much", _CHANGES, changes(comparison, "before", "after")),
        section("cases", "Which cases", "", changed_cases(comparison, "case")),
    ]
    return _write(folder / COMPARISON_PAGE, page("Two runs compared", f"{before.name} → {after.name}", body))


_CHANGES: Final = (
    "The mean over the cases that both runs asked. Intervals are of the paired bootstrap, 95 %: coloured is what is "
    "more than chance."
)


def _write(file: Path, text: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def report_page(report: Report) -> str:
    """Make the page of a run."""
    sections = [
        ("measures", "Measures", _measures(report)),
        ("kinds", "Kinds of question", _kinds(report.summary)),
        ("curve", "Risk and coverage", curve_section(report)),
        ("latency", "Latency", latency_section(report)),
        ("typing", "Typed otherwise", _typing(report.summary)),
        ("ablation", "Without statements", _ablation(report)),
        ("changes", "What changed", _baseline(report)),
        ("failing", "Failing cases", _failing(report)),
        ("made-with", "Made with", _made_with(report.config)),
    ]
    kept = [(anchor, title, content) for anchor, title, content in sections if content]
    links = "".join(f'<a href="#{anchor}">{title}</a>' for anchor, title, _ in kept)
    body = [_verdict(report), _tiles(report.summary), f"<nav aria-label=Sections>{links}</nav>"]
    asked = f"{report.run.name}: {len(report.scored)} answers"
    return page("How the assistant answers", asked, [*body, *(content for _, _, content in kept)])


def _verdict(report: Report) -> str:
    if not report.missed:
        return f'<section class="verdict"><h2>All gates hold</h2>{_which_gates(report)}</section>'
    missed = "".join(f"<li>{escape(sentence)}</li>" for sentence in report.missed)
    heading = f"<h2>Gates missed: {len(report.missed)}</h2>{_which_gates(report)}"
    return f'<section class="verdict missed">{heading}<ul>{missed}</ul></section>'


def _which_gates(report: Report) -> str:
    gates = report.gates.of(report.split)
    asked = ", ".join(f"{_plain(name)} {value:g}" for name, value in gates.items())
    return f"<p><small class=soft>evals/gates.yaml: {escape(asked)}</small></p>"


def _tiles(summary: Summary) -> str:
    return f'<div class="tiles">{"".join(map(_tile, summary.languages))}</div>'


def _tile(language: LanguageSummary) -> str:
    facts = "".join(
        f"<dt>{label}</dt><dd>{_percent(getattr(language, field))}</dd>"
        for label, field in _TILE
        if getattr(language, field).value is not None
    )
    times = (
        "" if language.p50_ms is None else f"<dt>p50, p95</dt><dd>{language.p50_ms:.0f}, {language.p95_ms:.0f} ms</dd>"
    )
    return (
        f'<div class="tile {language.language}"><h2>{LANGUAGE_NAMES[language.language]}</h2>'
        f'<div class="big">{_percent(language.right)}</div><div class="soft">of {language.right.count} facts right and '
        f"properly cited</div><dl>{facts}{times}</dl></div>"
    )


def _percent(share: Share) -> str:
    """Write a share in per cent with a digit; 100 only where nothing is missing."""
    if share.value is None:
        return "–"
    return "100 %" if share.value == 1 else f"{min(share.value * 100, 99.9):.1f} %"


def _measures(report: Report) -> str:
    languages = report.summary.languages
    labels = {field: label.strip() for label, field in ROWS}
    rows = [
        Row(
            labels[field],
            tuple(one for item in languages for one in mark(item.language, getattr(item, field))),
            report.gates.aims.get(field),
        )
        for field in _DRAWN
    ]
    explanation = "Each mark is the share in one language, with its bootstrap 95 % interval."
    return section(
        "measures", "Measures by language", explanation,
        legend([item.language for item in languages], "┆ what is aimed at"),
        _dots("Measures by language", rows), folded("The numbers", _numbers(report.summary)),
    )  # fmt: skip


def _numbers(summary: Summary) -> str:
    languages = summary.languages
    cells = [[escape(label), *(share_cell(getattr(item, field)) for item in languages)] for label, field in ROWS]
    return table(["", *(LANGUAGE_NAMES[item.language] for item in languages)], cells)


def _dots(title: str, rows: Iterable[Row]) -> str:
    kept = [row for row in rows if row.marks]
    lowest = min((one.low for row in kept for one in row.marks), default=0.0)
    return dot_plot(title, kept, shares_axis(min(lowest, 0.8)), lambda value: f"{value:.3f}")


def _kinds(summary: Summary) -> str:
    names = dict.fromkeys(group.name for group in summary.kinds)
    languages = in_order(group.language for group in summary.kinds)
    drawn = _dots("Right by kind of question", (Row(_plain(name), _of_group(summary.kinds, name)) for name in names))
    return section(
        "kinds", "Right by kind of question", "Of unanswerable questions: the share that was refused.",
        legend(languages), drawn, folded("The numbers", _group_table(summary.kinds, languages)),
    )  # fmt: skip


def _plain(name: str) -> str:
    return name.replace("_", " ")


def _of_group(groups: Sequence[Group], name: str) -> tuple[Any, ...]:
    return tuple(one for group in groups if group.name == name for one in mark(group.language, group.share))


def _group_table(groups: Sequence[Group], languages: Sequence[str]) -> str:
    by_name: dict[str, dict[str, Share]] = {}
    for group in groups:
        by_name.setdefault(group.name, {})[group.language] = group.share
    rows = [[escape(_plain(name)), *(share_cell(of.get(one)) for one in languages)] for name, of in by_name.items()]
    return table(["", *(LANGUAGE_NAMES[one] for one in languages)], rows)


def _typing(summary: Summary) -> str:
    if not summary.robustness:
        return ""
    rows = [
        [escape(f"{item.name}, {LANGUAGE_NAMES[item.language]}"), share_cell(item.written), share_cell(item.typed),
         difference_cell(item.lost)]
        for item in summary.robustness
    ]  # fmt: skip
    languages = in_order(group.language for group in summary.variants)
    return section(
        "typing", "Typed otherwise", "Facts asked as people mistype them, beside the same facts as written.",
        table(["", "as written", "typed so", "difference"], rows),
        folded("By way of typing, with those to refuse", _group_table(summary.variants, languages)),
    )  # fmt: skip


def _ablation(report: Report) -> str:
    if not report.without_briefs or not report.summary_without_briefs:
        return ""
    explanation = "The same questions to an assistant without our verified statements, and to the assistant as it is."
    return section(
        "ablation", "Without our statements", explanation, changes(report.without_briefs, "without", "with"),
        folded("All measures without our statements", _numbers(report.summary_without_briefs)),
        folded("The cases that they change", changed_cases(report.without_briefs, "ablation")),
    )  # fmt: skip


def _baseline(report: Report) -> str:
    if not report.baseline:
        return ""
    explanation = f"Against the run {report.baseline_name}. {_CHANGES}"
    return section(
        "changes", "What changed", explanation, changes(report.baseline, "before", "now"),
        changed_cases(report.baseline, "baseline"),
    )  # fmt: skip


def _failing(report: Report) -> str:
    found = failing(report.scored)
    explanation = f"{len(found)} of {len(report.scored)}. Open one to see what was asked, answered, required and cited."
    return section("failing", "Failing cases", explanation, case_list("failing-cases", found))


def _made_with(config: dict[str, Any]) -> str:
    items = "".join(f"<dt>{escape(str(name))}</dt><dd>{escape(_shown(value))}</dd>" for name, value in config.items())
    return section("made-with", "Made with", "", f'<dl class="config">{items}</dl>')


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "–"
    return "–" if value is None else str(value)
