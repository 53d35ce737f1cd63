"""The verified statements with their proof: grouped as their files are, each quote with its place in its document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from corpus.digest import read_yaml
from corpus.load import Corpus
from corpus.types import Brief, Document, Location

OTHER: Final = "other"


@dataclass(frozen=True, slots=True)
class Proof:
    """A quote that proves a statement: `quote == document.text[start:end]`; its place if it is of the Convention."""

    document: Document
    start: int
    end: int
    quote: str
    location: Location | None

    @property
    def title(self) -> str:
        """The document's title, or its publisher where it bears none."""
        return own_title(self.document) or self.document.publisher or self.document.title

    @property
    def publisher(self) -> str:
        """Who published the document, where the title does not say it."""
        return "" if self.title == self.document.publisher else (self.document.publisher or "")


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement and its proof."""

    brief: Brief
    proofs: tuple[Proof, ...]

    def proofs_for(self, language: str) -> list[Proof]:
        """Return the proof with the quotes in a reader's language first."""
        return sorted(self.proofs, key=lambda proof: proof.document.language != language)


@dataclass(frozen=True, slots=True)
class Group:
    """The statements of one file of `corpus/briefs`; `name` is that of the file."""

    name: str
    statements: tuple[Statement, ...]


def own_title(document: Document) -> str:
    """Return the title that a document bears; empty where it was given its publisher and date for want of one."""
    given = ", ".join(part for part in (document.publisher, document.published) if part)
    return "" if document.title == given else document.title


def statement(corpus: Corpus, topic: str) -> Statement:
    """Return a statement with its proof; KeyError if there is none of that topic."""
    brief = corpus.brief(topic)
    return Statement(brief, tuple(_proofs(corpus, brief)))


def _proofs(corpus: Corpus, brief: Brief) -> Iterator[Proof]:
    for evidence in brief.evidence:
        document = corpus.document(evidence.document_id)
        start = document.text.find(evidence.quote)
        section = next((section for section in document.sections if section.start <= start < section.end), None)
        location = section.location if section else None
        yield Proof(document, start, start + len(evidence.quote), evidence.quote, location)


def groups(corpus: Corpus, folder: Path) -> tuple[Group, ...]:
    """Group the corpus's statements by the files of a folder, those in no file last; every one is in one group."""
    file_of = {entry["topic"]: path.stem for path in sorted(folder.glob("*.yaml")) for entry in read_yaml(path)}
    by_name: dict[str, list[Statement]] = {}
    for brief in corpus.briefs:
        by_name.setdefault(file_of.get(brief.topic, OTHER), []).append(statement(corpus, brief.topic))
    names = sorted(by_name, key=lambda name: (name == OTHER, name))
    return tuple(Group(name, tuple(by_name[name])) for name in names)
