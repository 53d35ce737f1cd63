"""`evals run`: ask, keep what came back with what it was made with, then score what was kept."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

from assistant.settings import Settings
from evals.generate import Answering, Weighing, cases, generate, with_confidence, with_withheld, write_run
from evals.load import load_facts, load_split
from evals.provenance import facts_hash, provenance
from evals.retrieval import Searching
from evals.runs import WITHOUT_BRIEFS
from evals.types import EvalError, Fact, Record

_NEVER_PUBLISHED: Final = {
    "facts": "facts of your own",
    "without_briefs": "an assistant without its statements",
    "every": "a part of the facts",
}


class Measured(Answering, Searching, Weighing, Protocol):
    """An engine that can be asked, searched, and asked how sure it is."""


class Opener(Protocol):
    """Opens the engine: with or without the verified statements, with its gate or one that refuses nothing."""

    def __call__(self, *, briefs: bool, open_gate: bool = False) -> Measured:
        """Open it."""


def run(options: argparse.Namespace, opener: Opener, default_folder: Path) -> Path:
    """Ask the facts that are named by options, write the run, and give its folder."""
    _check_can_be_published(options)
    facts = (load_facts(options.facts) if options.facts else load_split(options.split))[:: options.every]
    _check_can_be_asked(facts)
    split = "own" if options.facts else options.split
    config = _config(options, split, facts)
    folder = options.out or default_folder / split
    engine = opener(briefs=not options.without_briefs)
    if options.facts:
        _check_documents(engine, facts)
    asked = cases(facts, with_variants=options.variants)
    records: Iterable[Record] = generate(engine, asked)
    if not options.no_curve:  # what is only asked for it takes as long as all the answers
        records = with_confidence(engine, list(records))
        records = _with_withheld(records, opener, briefs=not options.without_briefs)
    write_run(folder, config, records)
    if options.ablations:
        ablated = generate(opener(briefs=False), cases(facts))
        write_run(folder / WITHOUT_BRIEFS, config | {"briefs": False, "ablations": False}, ablated)
    return folder


def _config(options: argparse.Namespace, split: str, facts: Sequence[Fact]) -> dict[str, Any]:
    made_with = provenance(Settings.from_environment())
    return {
        "split": split,
        "facts": [str(file) for file in options.facts or ()],
        "facts_hash": facts_hash(facts),
        "every": options.every,
        "briefs": not options.without_briefs,
        "variants": options.variants,
        "ablations": options.ablations,
        **made_with,
    }


def _with_withheld(records: Iterable[Record], opener: Opener, *, briefs: bool) -> list[Record]:
    kept = list(records)
    if not any(record.abstained and record.case.answerable for record in kept):
        return kept
    return list(with_withheld(opener(briefs=briefs, open_gate=True), kept))


def _check_can_be_asked(facts: Sequence[Fact]) -> None:
    if not facts:
        raise EvalError(
            "There are no facts to ask; name a file that holds some. What `web feedback export` writes as comments is "
            "asked once a person has said what is right and taken the `#` away."
        )
    for fact in facts:
        if fact.kind == "retrieval":
            raise EvalError(
                f"The fact {fact.id!r} is for searching only (kind retrieval); ask it with `evals retrieval`."
            )


def _check_documents(engine: Answering, facts: Sequence[Fact]) -> None:
    """A misspelt document would make every answer look unproved."""
    for fact in facts:
        for name in fact.documents:
            if not any(char in name for char in "*?[") and not _is_known(engine, name):
                raise EvalError(
                    f"The fact {fact.id!r} names the document {name!r}, which is not in the corpus; "
                    "`python -m corpus list` shows those that are."
                )


def _is_known(engine: Answering, document_id: str) -> bool:
    try:
        engine.document(document_id)
    except KeyError:
        return False
    return True


def _check_can_be_published(options: argparse.Namespace) -> None:
    for option, what in _NEVER_PUBLISHED.items():
        if options.publish and getattr(options, option):
            raise EvalError(
                f"Figures of {what} are not published; leave --{option.replace('_', '-')} or --publish out."
            )
