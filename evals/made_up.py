"""Made-up documents that are added as a maintainer adds some: what the judge of added sentences is fitted on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

from assistant.engine import Engine
from corpus.load import load_article
from corpus.practice import PracticeDocument, load_practice
from corpus.types import LANGUAGES, Document
from evals.load import ADDED, load_added
from evals.types import Fact
from index.build import build_index

PRACTICE: Final = Path(__file__).resolve().parent / "practice"  # not among those that the cross-encoder learns from
_SENTENCES_OF_A_PARAGRAPH: Final = 3


@dataclass(frozen=True)
class MadeUp:
    """Documents of which nothing is real, and what is asked of them: facts, and questions to refuse."""

    documents: tuple[Document, ...]
    facts: tuple[Fact, ...]


@lru_cache(maxsize=1)
def made_up() -> MadeUp:
    """Read the documents of `added/` with their facts, and the practice documents of `practice/` with theirs."""
    documents = [load_article(path) for path in sorted(ADDED.glob("*.txt"))]
    facts = list(load_added())
    for number, practice in enumerate(load_practice(PRACTICE), start=1):
        document = _document(practice, f"practice-{practice.language}-{number}")
        documents.append(document)
        facts += _facts(practice, document.id)
    return MadeUp(tuple(documents), tuple(facts))


def grown(engine: Engine) -> Engine:
    """Return an engine to which the made-up documents were added."""
    corpus = replace(engine.corpus, documents=(*engine.corpus.documents, *made_up().documents))
    return replace(engine, corpus=corpus, index=build_index(corpus, engine.embedder))


def _document(practice: PracticeDocument, name: str) -> Document:
    said = [sentence.text for sentence in practice.sentences]
    starts = range(0, len(said), _SENTENCES_OF_A_PARAGRAPH)
    paragraphs = (" ".join(said[start : start + _SENTENCES_OF_A_PARAGRAPH]) for start in starts)
    text = "\n".join([practice.title, *paragraphs])
    return Document(
        id=name,
        kind="article",
        language=practice.language,
        title=practice.title,
        publisher=None,
        url=None,
        published=None,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
    )


def _facts(practice: PracticeDocument, name: str) -> Iterator[Fact]:
    """Give each question as a fact that the whole sentence proves, or as one to refuse."""
    for number, sentence in enumerate(practice.sentences):
        for language in LANGUAGES:
            for order, question in enumerate(sentence.asks[language]):
                asked = Fact(f"{name}-{number}-{language}-{order}", "own", "which", {language: question}, {})
                yield replace(asked, must=((sentence.text,),), documents=(name,), source=name)
            for order, question in enumerate(sentence.misses[language]):
                refused = f"{name}-{number}-{language}-not-{order}"
                yield Fact(refused, "own", "unanswerable", {language: question}, {}, source=name)
