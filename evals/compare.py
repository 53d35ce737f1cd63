"""Two runs beside each other: what got better, what got worse, and whether the difference is more than chance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.types import LANGUAGES
from evals.metrics import Difference, Share, paired_difference, share
from evals.summary import Scored, passes
from evals.types import ORIGINAL, Record

Pair = tuple[Scored, Scored]  # the same case in the earlier run and in the later one
_MEASURES: Final[dict[str, Callable[[Record], bool]]] = {
    "as it should be": lambda record: record.case.variant == ORIGINAL,
    "facts right": lambda record: record.case.variant == ORIGINAL and record.case.answerable,
    "unanswerable refused": lambda record: record.case.variant == ORIGINAL and not record.case.answerable,
    "follow-ups": lambda record: record.case.variant == ORIGINAL and bool(record.case.history),
    "typed otherwise": lambda record: record.case.variant != ORIGINAL,
}


@dataclass(frozen=True, slots=True)
class Change:
    """How one measure changed in one language, over the cases that both runs asked."""

    measure: str
    language: str
    before: Share
    after: Share
    difference: Difference

    @property
    def is_worse(self) -> bool:
        """Whether the whole interval lies below zero: more than chance."""
        return self.difference.high is not None and self.difference.high < 0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one run to the other; `left_out` counts cases that only one run asked, or asked otherwise."""

    changes: tuple[Change, ...]
    better: tuple[Pair, ...]
    worse: tuple[Pair, ...]
    left_out: int

    @property
    def is_worse(self) -> bool:
        """Whether any measure got worse by more than chance in any language."""
        return any(change.is_worse for change in self.changes)


def compare(before: Sequence[Scored], after: Sequence[Scored]) -> Comparison:
    """Compare two runs case by case: the same question after the same history, with the same required facts."""
    earlier = {_key(record): (record, outcome) for record, outcome in before}
    later = {_key(record): (record, outcome) for record, outcome in after}
    pairs = [(earlier[key], pair) for key, pair in later.items() if key in earlier]
    return Comparison(
        changes=tuple(_changes(pairs)),
        better=tuple(pair for pair in pairs if passes(pair[1]) and not passes(pair[0])),
        worse=tuple(pair for pair in pairs if passes(pair[0]) and not passes(pair[1])),
        left_out=len(earlier.keys() ^ later.keys()),
    )


def _key(record: Record) -> tuple[object, ...]:
    """What makes two cases one: not the split, since held-out questions become development questions."""
    case, fact = record.case, record.case.fact
    asked = (fact.id, case.language, case.variant, case.question, case.history)
    return (*asked, fact.kind, fact.must, fact.documents, fact.articles)


def _changes(pairs: Sequence[Pair]) -> list[Change]:
    found = []
    for measure, counts in _MEASURES.items():
        for language in LANGUAGES:
            own = [pair for pair in pairs if pair[1][0].case.language == language and counts(pair[1][0])]
            if own:
                before, after = [passes(pair[0]) for pair in own], [passes(pair[1]) for pair in own]
                difference = paired_difference(before, after)
                found.append(Change(measure, language, share(before), share(after), difference))
    return found
