"""Scores of a whole run: per language, per kind, per way of typing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.types import LANGUAGES
from evals.metrics import Difference, Share, balanced_accuracy, paired_difference, percentile, share
from evals.types import ORIGINAL, Record, Score

Scored = tuple[Record, Score]


@dataclass(frozen=True, slots=True)
class LanguageSummary:
    """How one question language fares, over the questions as written; times are in milliseconds."""

    language: str
    right: Share
    correct: Share
    cited: Share
    citation_precision: Share
    citation_recall: Share
    premises: Share
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
class Robustness:
    """How facts fare that are typed otherwise, beside the same facts as written; `lost` is the paired difference."""

    name: str
    language: str
    written: Share
    typed: Share
    lost: Difference


@dataclass(frozen=True, slots=True)
class Summary:
    """All that a run shows."""

    languages: tuple[LanguageSummary, ...]
    kinds: tuple[Group, ...]
    variants: tuple[Group, ...]
    robustness: tuple[Robustness, ...]


def summarize(scored: Sequence[Scored]) -> Summary:
    """Sum up a run; groups come in the order of their names, languages in theirs."""
    written = [pair for pair in scored if pair[0].case.variant == ORIGINAL]
    languages = tuple(_language(language, _of(written, language)) for language in LANGUAGES if _of(written, language))
    kinds = _groups(written, {record.case.fact.kind for record, _ in written}, lambda record: record.case.fact.kind)
    names = {record.case.variant for record, _ in scored} - {ORIGINAL}
    variants = _groups(scored, _with_answerable(names), _variant_name) if names else ()
    return Summary(languages, kinds, variants, _robustness(scored, sorted(names)))


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
        citation_precision=share(_known(outcome.citation_precision for _, outcome in facts)),
        citation_recall=share(_known(outcome.citation_recall for _, outcome in facts)),
        premises=share([outcome.right for record, outcome in facts if record.case.fact.kind == "false_premise"]),
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


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def _robustness(scored: Sequence[Scored], names: Iterable[str]) -> tuple[Robustness, ...]:
    """Compare each way of typing with the question as written, over the facts that have both."""
    facts = [pair for pair in scored if pair[0].case.answerable]
    right = {_key(record, record.case.variant): outcome.right for record, outcome in facts}
    found = []
    for name in names:
        for language in LANGUAGES:
            typed = [
                (right[_key(record, ORIGINAL)], outcome.right)
                for record, outcome in _of(facts, language)
                if record.case.variant == name and _key(record, ORIGINAL) in right
            ]
            if typed:
                before, after = zip(*typed, strict=True)
                found.append(Robustness(name, language, share(before), share(after), paired_difference(before, after)))
    return tuple(found)


def _key(record: Record, variant: str) -> tuple[str, str, str]:
    return record.case.fact.id, record.case.language, variant
