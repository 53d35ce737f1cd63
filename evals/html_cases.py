"""Lists of cases on the pages of a run: what was asked, answered, required and cited; filterable."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

from evals.citing import may_prove
from evals.html_parts import LANGUAGE_NAMES, in_order
from evals.report import wrong
from evals.summary import Scored
from evals.types import ORIGINAL, Case, Cited, Record, Score

# What went wrong, as filters name it -> how the sentences of `report.wrong` that say so begin or end.
_FAULTS: Final = {
    "refused": "refused",
    "answered instead of refusing": "answered what",
    "something is missing": " is missing",
    "not proved": "no citation proves it",
    "wrong yes or no": "agrees to",
    "too long": "too long",
    "quote not exact": "a quote does not stand",
    "language": "answered in",
}
_WAS: Final = "was: "


@dataclass(frozen=True, slots=True)
class Shown:
    """A case to show, what to say of it, and whether that is good news."""

    pair: Scored
    said: tuple[str, ...]
    mended: bool = False


def mended(before: Scored, after: Scored) -> Shown:
    """Give a case that came out as it should, with what was wrong before."""
    return Shown(after, tuple(f"{_WAS}{sentence}" for sentence in wrong(*before)), mended=True)


def failing(scored: Iterable[Scored]) -> list[Shown]:
    """Give the cases that did not come out as they should."""
    found = [Shown(pair, tuple(wrong(*pair))) for pair in scored]
    return [shown for shown in found if shown.said]


def case_list(name: str, cases: Sequence[Shown]) -> str:
    """List cases, with filters by language, kind, fault and words; `name` is the list's id on the page."""
    if not cases:
        return "<p>None.</p>"
    return f'{_filters(name, cases)}<div class="cases" id="{name}">{"".join(map(_case, cases))}</div>'


def _filters(name: str, cases: Sequence[Shown]) -> str:
    asked = [shown.pair[0].case for shown in cases]
    present = {fault for shown in cases for fault in _faults(shown.said)}
    choices: dict[str, tuple[str, dict[str, str]]] = {
        "language": ("Language", {one: LANGUAGE_NAMES[one] for one in in_order(case.language for case in asked)}),
        "kind": ("Kind", _same(sorted({case.fact.kind for case in asked}))),
        "faults": ("What was wrong", _same(fault for fault in _FAULTS if fault in present)),
        "variant": ("Typed", _same(sorted({case.variant for case in asked}))),
    }
    selects = "".join(
        f'<label>{label}<select name="{field}"><option value="">all</option>{_options(options)}</select></label>'
        for field, (label, options) in choices.items()
        if len(options) > 1
    )
    search = '<label class="grow">Words in question, answer or id<input type="search"></label>'
    return f'<form class="filters" data-of="{name}" hidden>{selects}{search}<output class="soft"></output></form>'


def _same(names: Iterable[str]) -> dict[str, str]:
    return {name: name for name in names}


def _options(options: dict[str, str]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in options.items())


def _faults(said: Iterable[str]) -> list[str]:
    sentences = [sentence.removeprefix(_WAS) for sentence in said]
    return [
        fault
        for fault, words in _FAULTS.items()
        if any(sentence.startswith(words) or sentence.endswith(words) for sentence in sentences)
    ]


def _case(shown: Shown) -> str:
    record, outcome = shown.pair
    case = record.case
    variant = "" if case.variant == ORIGINAL else f", {case.variant}"
    faults = "|".join(_faults(shown.said))
    data = f'data-language="{case.language}" data-kind="{case.fact.kind}" data-faults="{faults}"'
    said = escape("; ".join(shown.said))
    return (
        f'<details class="case" {data} data-variant="{case.variant}"><summary>'
        f'<span class="tag {case.language}">{case.language}</span>'
        f'<span class="asked">{escape(case.question)}</span>'
        f'<span class="kind">{escape(case.fact.kind + variant)}</span>'
        f'<span class="said{" mended" if shown.mended else ""}">{said}</span></summary>'
        f'<div class="body" lang="{case.language}">{_body(record, outcome)}</div></details>\n'
    )


def _body(record: Record, outcome: Score) -> str:
    case = record.case
    parts = [_part("Asked before", "<br>".join(escape(turn) for turn in case.history))]
    parts.append(_part("Refusal" if record.abstained else "Answer", escape(record.text)))
    parts.append(_required(record, outcome))
    parts.append(_quotes("Cited", record.citations, case))
    parts.append(_quotes("Nearest, shown with the refusal", record.nearest, case))
    if record.withheld:
        parts.append(_part("What it would have said, had it answered", escape(record.withheld.text)))
    parts.append(_part("Why it cannot be answered", escape(case.fact.why)) if not case.answerable else "")
    sure = "no evidence was weighed" if record.confidence is None else f"confidence {record.confidence:.3f}"
    known = f"<code>{escape(case.fact.id)}</code> · {sure} · {record.elapsed_ms:.1f} ms"
    return "".join([*parts, f"<p lang=en><small class=soft>{known}</small></p>"])


def _part(title: str, content: str) -> str:
    return f"<h4 lang=en>{title}</h4><p>{content}</p>" if content else ""


def _required(record: Record, outcome: Score) -> str:
    fact = record.case.fact
    if not fact.must:
        return ""
    missing = set() if record.abstained else set(outcome.missing)  # a refusal's nearest quotes answer nothing
    groups = "".join(_group(group, record.abstained, group[0] in missing) for group in fact.must)
    proof = escape(", ".join([*fact.documents, *(f"article {number}" for number in fact.articles)]))
    return (
        f'<h4 lang=en>Required (any one of each)</h4><ul class="groups">{groups}</ul>'
        f"<p lang=en><small class=soft>to be proved from {proof}</small></p>"
    )


def _group(group: Sequence[str], is_refusal: bool, is_missing: bool) -> str:
    kind, sign = ("open", "") if is_refusal else ("absent", "✗ ") if is_missing else ("present", "✓ ")
    return f'<li class="{kind}" title="{escape(" | ".join(group))}">{sign}{escape(" | ".join(_own(group)))}</li>'


def _own(group: Sequence[str]) -> list[str]:
    """The first few alternatives; the rest is in the tooltip."""
    return [*group[:4], *(["…"] if len(group) > 4 else [])]


def _quotes(title: str, quotes: Sequence[Cited], case: Case) -> str:
    if not quotes:
        return ""
    items = "".join(
        f"<li value={cited.marker}>“{escape(cited.quote)}” <small class=soft lang=en>{escape(_place(cited))}"
        f"{', may prove it' if case.answerable and may_prove(cited, case) else ''}</small></li>"
        for cited in quotes
    )
    return f"<h4 lang=en>{title}</h4><ol>{items}</ol>"


def _place(cited: Cited) -> str:
    return cited.document_id if cited.article is None else f"{cited.document_id}, article {cited.article}"
