"""The verified statements: reading them, and proving each against the quotes that it names as evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from corpus.digest import read_yaml
from corpus.figures import DateMention, find_dates, find_numbers
from corpus.names import AZERBAIJAN, CONVENTION, find_names
from corpus.text import normalize
from corpus.types import LANGUAGES, Brief, CorpusError, Document, Evidence, Language

# What every article is about: it need not stand in the very quote, but it must stand in the document.
_SUBJECTS: Final = frozenset({CONVENTION, AZERBAIJAN})
_TOPIC: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_FIELDS: Final = frozenset({"topic", "as_of", "statement", "evidence"})
_MARKS: Final = ("sums_up", "differs")  # may be left out


def load_briefs(folder: Path) -> tuple[Brief, ...]:
    """Read the statements of all YAML files of a folder, by file name; raise CorpusError for a broken one."""
    found: dict[str, Path] = {}
    briefs = []
    for path in sorted(folder.glob("*.yaml")):
        for brief in _read(path):
            if brief.topic in found:
                raise _broken(path, brief.topic, f"the topic stands in {found[brief.topic].name} too", "Rename one")
            found[brief.topic] = path
            briefs.append(brief)
    return tuple(briefs)


def _read(path: Path) -> Iterator[Brief]:
    entries = read_yaml(path)
    if not isinstance(entries, list):
        raise CorpusError(f"{path} is not a list of statements. Begin each statement with '- topic: ...'.")
    for number, entry in enumerate(entries, start=1):
        if not isinstance(entry, dict):
            raise CorpusError(f"{path}, statement {number}: {entry!r} has no fields. Give it {_listed(_FIELDS)}.")
        yield _brief(path, number, entry)


def _brief(path: Path, number: int, entry: Mapping[str, Any]) -> Brief:
    topic = entry.get("topic")
    if not isinstance(topic, str) or not _TOPIC.fullmatch(topic):
        remedy = "Write it in lower-case Latin letters, digits and hyphens, such as signatories-count"
        raise _broken(path, f"number {number}", f"the topic is {topic!r}", remedy)
    if entry.keys() - set(_MARKS) != _FIELDS:
        fact = f"the fields are {_listed(str(name) for name in entry)}"
        raise _broken(path, topic, fact, f"Give it exactly {_listed(_FIELDS)}")
    marks = {name: entry.get(name, False) for name in _MARKS}
    for name, value in marks.items():
        if not isinstance(value, bool):
            raise _broken(path, topic, f"{name} is {value!r}", "Write true, or leave it out")
    statement = _texts(path, topic, entry["statement"])
    evidence = tuple(_evidence(path, topic, entry["evidence"]))
    texts = {name: statement[name] for name in LANGUAGES}
    return Brief(topic, _as_of(path, topic, entry["as_of"]), texts, evidence, **marks)


def _as_of(path: Path, topic: str, value: object) -> str:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "").isoformat()
    except ValueError as error:
        raise _broken(path, topic, f"as_of is {value!r}", 'Write it as "YYYY-MM-DD", in quotes') from error


def _texts(path: Path, topic: str, value: object) -> dict[str, str]:
    if not isinstance(value, dict) or value.keys() != set(LANGUAGES):
        languages = _listed(str(name) for name in value) if isinstance(value, dict) else "missing"
        raise _broken(path, topic, f"the statement's languages are {languages}", f"Give it {_listed(LANGUAGES)}")
    for language, text in value.items():
        if not isinstance(text, str) or not text.strip():
            raise _broken(path, topic, f"the statement in {language} is {text!r}", "Write a sentence")
    return {language: normalize(text) for language, text in value.items()}


def _evidence(path: Path, topic: str, value: object) -> Iterator[Evidence]:
    if not isinstance(value, list) or not value:
        raise _broken(path, topic, f"the evidence is {value!r}", "List at least one document with a quote from it")
    for item in value:
        if not isinstance(item, dict) or item.keys() != {"document", "quote"}:
            raise _broken(path, topic, f"the evidence holds {item!r}", "Give each item a document and a quote")
        document, quote = item["document"], item["quote"]
        if not isinstance(document, str) or not isinstance(quote, str) or not quote.strip():
            raise _broken(path, topic, f"the evidence holds {item!r}", "Write the document's id and its words")
        yield Evidence(document, normalize(quote))


def _broken(path: Path, topic: str, fact: str, remedy: str) -> CorpusError:
    return CorpusError(f"{path}, statement {topic}: {fact}. {remedy}.")


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


def prove(briefs: Iterable[Brief], documents: Mapping[str, Document]) -> list[str]:
    """Return what is not proved, one sentence a problem; an empty list means that every statement holds.

    A statement holds when its quotes stand in their documents, when each of its dates, numbers and names stands in
    those quotes (or is its `as_of` date, or the publisher of a quoted document), and when its languages agree.
    """
    briefs = tuple(briefs)
    counts = Counter(brief.topic for brief in briefs)
    problems = [
        f"{topic}: {count} statements have this topic; rename them." for topic, count in counts.items() if count > 1
    ]
    return problems + [f"{brief.topic}: {problem}" for brief in briefs for problem in _problems(brief, documents)]


def _problems(brief: Brief, documents: Mapping[str, Document]) -> Iterator[str]:
    missing = [language for language in LANGUAGES if not brief.statement.get(language)]
    if missing:
        yield f"the statement is missing in {_listed(missing)}; write it."
    if not brief.evidence:
        yield "there is no evidence; quote a document."
    yield from _quote_problems(brief.evidence, documents)
    said = {language: _said(text) for language, text in brief.statement.items()}
    proof = _proof(brief, documents)
    for language, claims in said.items():
        yield from _unproved(language, claims, proof)
    yield from _disagreements(said)
    yield from _as_of_problems(brief, documents)


def _quote_problems(evidence: Iterable[Evidence], documents: Mapping[str, Document]) -> Iterator[str]:
    for item in evidence:
        document = documents.get(item.document_id)
        if document is None:
            yield f"the document {item.document_id} is unknown; name one of the corpus."
        elif not _stands(item.quote, document.text):
            yield f"{item.document_id} does not say {item.quote!r}; quote whole words exactly as they stand there."


def _stands(quote: str, text: str) -> bool:
    return bool(quote) and re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text) is not None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a text says that can be compared across languages."""

    dates: tuple[DateMention, ...]
    numbers: frozenset[str]
    names: frozenset[str]


def _said(text: str) -> _Said:
    numbers = frozenset(number.value for number in find_numbers(text))
    return _Said(tuple(find_dates(text)), numbers, frozenset(name.canonical for name in find_names(text)))


def _proof(brief: Brief, documents: Mapping[str, Document]) -> _Said:
    """Gather what the evidence says: the quotes, the publishers, the `as_of` date, and the articles' two subjects."""
    cited = [documents[item.document_id] for item in brief.evidence if item.document_id in documents]
    publishers = " | ".join(document.publisher or "" for document in cited)
    quotes = [_said(item.quote) for item in brief.evidence]
    dates = [*find_dates(brief.as_of), *(date for quote in quotes for date in quote.dates)]
    subjects = {name.canonical for document in cited for name in find_names(document.text)} & _SUBJECTS
    names = frozenset(subjects).union(_said(publishers).names, *(quote.names for quote in quotes))
    numbers = frozenset(number for quote in quotes for number in quote.numbers)
    return _Said(tuple(dates), numbers, names)


def _unproved(language: Language, claims: _Said, proof: _Said) -> Iterator[str]:
    for claim in claims.dates:
        if not any(claim.within(known) for known in proof.dates):
            yield f"the date {claim.value} ({language}) stands neither in the evidence nor in as_of."
    for number in sorted(claims.numbers - proof.numbers):
        yield f"the number {number} ({language}) does not stand in the evidence."
    for name in sorted(claims.names - proof.names):
        yield f"the name {name} ({language}) does not stand in the evidence."


def _disagreements(said: Mapping[Language, _Said]) -> Iterator[str]:
    kinds = {
        "dates": {language: {date.value for date in claims.dates} for language, claims in said.items()},
        "numbers": {language: set(claims.numbers) for language, claims in said.items()},
        "names": {language: set(claims.names) for language, claims in said.items()},
    }
    for kind, by_language in kinds.items():
        values = list(by_language.values())
        if any(value != values[0] for value in values):
            shown = "; ".join(f"{language}: {_listed(value)}" for language, value in sorted(by_language.items()))
            yield f"the languages have different {kind} ({shown}); make them say the same."


def _as_of_problems(brief: Brief, documents: Mapping[str, Document]) -> Iterator[str]:
    """Hold `as_of` to the sources: a dated one dates the statement; where none bears a date, the author chooses."""
    cited = [documents[item.document_id] for item in brief.evidence if item.document_id in documents]
    published = {document.published for document in cited if document.published}
    quoted = {date.value for item in brief.evidence for date in find_dates(item.quote)}
    if published and brief.as_of not in published | quoted:
        yield f"as_of is {brief.as_of}; its sources are of {_listed(published)}: take one of their dates."
