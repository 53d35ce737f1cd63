"""Scores of a whole run: per language, per kind, per variant; and whether they pass the gates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.types import LANGUAGES
from evals.metrics import Share, balanced_accuracy, percentile, share
from evals.types import ORIGINAL, Record, Score

Scored = tuple[Record, Score]


@dataclass(frozen=True, slots=True)
class LanguageSummary:
    """How one question language fares, over the questions as written; times are in milliseconds."""

    language: str
    right: Share
    correct: Share
    cited: Share
    follow_ups: Share
    refused: Share
    refusal_precision: Share
    balanced: Share
    quotes_exact: Share
    language_match: Share
    markers_sound: Share
    short: Share
    p50_ms: float | None
    p95_ms: float | None


@dataclass(frozen=True, slots=True)
class Group:
    """The share that is right (for `unanswerable`: refused) in one group of cases."""

    name: str
    language: str
    share: Share


@dataclass(frozen=True, slots=True)
class Summary:
    """All that a run shows."""

    languages: tuple[LanguageSummary, ...]
    kinds: tuple[Group, ...]
    variants: tuple[Group, ...]


def summarize(scored: Sequence[Scored]) -> Summary:
    """Sum up a run; groups come in the order of their names, languages in theirs."""
    written = [pair for pair in scored if pair[0].case.variant == ORIGINAL]
    languages = tuple(_language(language, _of(written, language)) for language in LANGUAGES if _of(written, language))
    kinds = _groups(written, {record.case.fact.kind for record, _ in written}, lambda record: record.case.fact.kind)
    names = {record.case.variant for record, _ in scored} - {ORIGINAL}
    variants = _groups(scored, _with_answerable(names), _variant_name) if names else ()
    return Summary(languages, kinds, variants)


def passes(pair: Scored) -> bool:
    """Whether a case came out as it should: right, or refused where nothing answers it."""
    record, outcome = pair
    return outcome.right if record.case.answerable else outcome.refused


def _of(scored: Iterable[Scored], language: str) -> list[Scored]:
    return [pair for pair in scored if pair[0].case.language == language]


def _language(language: str, scored: Sequence[Scored]) -> LanguageSummary:
    facts = [pair for pair in scored if pair[0].case.answerable]
    unanswerable = [outcome.refused for record, outcome in scored if not record.case.answerable]
    times = [record.elapsed_ms for record, _ in scored]
    return LanguageSummary(
        language=language,
        right=share([outcome.right for _, outcome in facts]),
        correct=share([outcome.correct for _, outcome in facts]),
        cited=share([outcome.cited for _, outcome in facts]),
        follow_ups=share([passes(pair) for pair in scored if pair[0].case.history]),
        refused=share(unanswerable),
        refusal_precision=share([not record.case.answerable for record, outcome in scored if outcome.refused]),
        balanced=balanced_accuracy([not outcome.refused for _, outcome in facts], unanswerable),
        quotes_exact=share([outcome.quotes_exact for _, outcome in scored]),
        language_match=share([outcome.language_matches for _, outcome in scored]),
        markers_sound=share([outcome.markers_sound for _, outcome in scored]),
        short=share([outcome.short for _, outcome in facts]),
        p50_ms=percentile(times, 50),
        p95_ms=percentile(times, 95),
    )


def _groups(scored: Sequence[Scored], names: Iterable[str], name_of: Callable[[Record], str]) -> tuple[Group, ...]:
    found = []
    for name in sorted(names):
        members = [pair for pair in scored if name_of(pair[0]) == name]
        for language in LANGUAGES:
            own = _of(members, language)
            if own:
                found.append(Group(name, language, share([passes(pair) for pair in own])))
    return tuple(found)


def _variant_name(record: Record) -> str:
    return f"{record.case.variant}, {'facts' if record.case.answerable else 'to refuse'}"


def _with_answerable(names: Iterable[str]) -> set[str]:
    return {f"{name}, {what}" for name in (*names, ORIGINAL) for what in ("facts", "to refuse")}


def failed_gates(summary: Summary, gates: Mapping[str, float]) -> list[str]:
    """Say which gates a run fails, in whole sentences; an empty list is a pass."""
    failed = []
    for language in summary.languages:
        for gate in ("right", "refused", "quotes_exact", "language_match"):
            reached: Share = getattr(language, gate)
            if reached.value is not None and reached.value < gates[gate]:
                failed.append(
                    f"{language.language}: {gate} is {reached.value:.3f}, below its gate of {gates[gate]:.3f}."
                )
    return failed + _parity(summary, gates["parity"])


def _parity(summary: Summary, most_behind: float) -> list[str]:
    shares = {language.language: language.right.value for language in summary.languages}
    reached = {language: value for language, value in shares.items() if value is not None}
    best = max(reached.values(), default=0.0)
    return [
        f"{language}: right is {value:.3f}, more than {most_behind:.3f} behind the best language at {best:.3f}."
        for language, value in sorted(reached.items())
        if best - value > most_behind + 1e-9  # a difference that only rounding makes is none
    ]
