"""Putting cases to the assistant and keeping what it says: the slow side, apart from the scoring."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Final, Protocol

from assistant.types import Answer, Citation, Question
from corpus.types import Document
from evals.types import ORIGINAL, Case, Cited, EvalError, Fact, Record, Withheld
from evals.variants import variants

CONFIG_FILE: Final = "config.json"
ANSWERS_FILE: Final = "answers.jsonl"


class Answering(Protocol):
    """What is needed of the engine."""

    def answer(self, question: Question) -> Answer:
        """Answer a question."""

    def document(self, document_id: str) -> Document:
        """Give a document, or raise KeyError."""


class Weighed(Protocol):
    """The best evidence for a question."""

    @property
    def probability(self) -> float:
        """The probability that it answers."""


class Weighing(Protocol):
    """What is needed of an engine that says how sure it is."""

    def best_evidence(self, question: Question) -> Weighed | None:
        """Give the best evidence, whether or not it is enough; None where none is weighed."""


def cases(facts: Iterable[Fact], *, with_variants: bool = False) -> list[Case]:
    """Make the cases of facts: each language's question as written and, if asked for, its variants."""
    made = []
    for fact in facts:
        for language, question in fact.questions.items():
            forms = {ORIGINAL: question}
            if with_variants:
                forms |= variants(question, language, fact.id)
            history = fact.history.get(language, ())
            made += [Case(fact, language, name, text, history) for name, text in forms.items()]
    return made


def generate(engine: Answering, asked: Sequence[Case]) -> Iterator[Record]:
    """Ask the cases in order; one question is put beforehand, so that loading is not measured as answering."""
    if asked:
        engine.answer(Question(asked[0].question))
    for case in asked:
        yield _ask(engine, case)


def _ask(engine: Answering, case: Case) -> Record:
    started = time.perf_counter()
    answer = engine.answer(Question(case.question, case.history))
    elapsed_ms = (time.perf_counter() - started) * 1000
    citations = tuple(_cited(engine, citation) for citation in answer.citations)
    nearest = tuple(_cited(engine, citation) for citation in answer.nearest)
    return Record(case, answer.language, answer.text, answer.abstained, elapsed_ms, citations, nearest)


def with_confidence(engine: Weighing, records: Iterable[Record]) -> Iterator[Record]:
    """Add how sure the assistant was of each question as written; apart from asking, so that no time is blurred."""
    for record in records:
        case = record.case
        if case.variant == ORIGINAL:
            best = engine.best_evidence(Question(case.question, case.history))
            record = replace(record, confidence=None if best is None else best.probability)  # noqa: PLW2901
        yield record


def with_withheld(open_engine: Answering, records: Iterable[Record]) -> Iterator[Record]:
    """Add to each refused fact, as written, what an engine that refuses nothing says of it."""
    for record in records:
        case = record.case
        if record.abstained and case.answerable and case.variant == ORIGINAL:
            said = _ask(open_engine, case)
            withheld = None if said.abstained else Withheld(said.language, said.text, said.citations)
            record = replace(record, withheld=withheld)  # noqa: PLW2901
        yield record


def _cited(engine: Answering, citation: Citation) -> Cited:
    """Keep a citation together with what really stands at its offsets."""
    try:
        source: str | None = engine.document(citation.document_id).text[citation.start : citation.end]
    except KeyError:
        source = None
    article = citation.location.article if citation.location else None
    return Cited(
        citation.marker, citation.document_id, citation.kind, citation.title, citation.publisher, citation.published,
        article, citation.quote, source,
    )  # fmt: skip


def write_run(folder: Path, config: dict[str, Any], records: Iterable[Record]) -> None:
    """Write a run: its config, and one record a line."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / CONFIG_FILE).write_text(json.dumps(config, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    lines = (json.dumps(asdict(record), ensure_ascii=False) + "\n" for record in records)
    (folder / ANSWERS_FILE).write_text("".join(lines), encoding="utf-8")


def read_run(folder: Path) -> tuple[dict[str, Any], list[Record]]:
    """Read a run back: its config and its records."""
    try:
        config = json.loads((folder / CONFIG_FILE).read_text(encoding="utf-8"))
        lines = (folder / ANSWERS_FILE).read_text(encoding="utf-8").splitlines()
        return config, [_record(json.loads(line)) for line in lines]
    except FileNotFoundError as error:
        raise EvalError(
            f"There is no run in {folder} ({error.filename} is missing); make one with `evals run`."
        ) from None
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise EvalError(f"The run in {folder} is damaged ({error!r}); make it again with `evals run`.") from error


def _record(data: dict[str, Any]) -> Record:
    case = data["case"]
    fact = case["fact"]
    fact["history"] = {language: tuple(turns) for language, turns in fact["history"].items()}
    fact["must"] = tuple(tuple(group) for group in fact["must"])
    fact["documents"], fact["articles"] = tuple(fact["documents"]), tuple(fact["articles"])
    case["fact"], case["history"] = Fact(**fact), tuple(case["history"])
    data["case"] = Case(**case)
    for field in ("citations", "nearest"):
        data[field] = tuple(Cited(**cited) for cited in data[field])
    if withheld := data.get("withheld"):
        data["withheld"] = Withheld(**{**withheld, "citations": tuple(Cited(**one) for one in withheld["citations"])})
    return Record(**data)
