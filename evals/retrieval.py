"""Whether search finds the right article of the Convention: first, among the first three, mean reciprocal rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.types import LANGUAGES, Language, Passage
from evals.metrics import Share, share
from evals.types import Fact


class Found(Protocol):
    """What is needed of a hit."""

    @property
    def passage(self) -> Passage:
        """The passage that was found."""


class Searching(Protocol):
    """What is needed of the engine."""

    def search(self, text: str, language: Language) -> Sequence[Found]:
        """Give hits, best first."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A question and the distinct articles that search gave for it, best first."""

    fact_id: str
    language: Language
    question: str
    expected: tuple[int, ...]
    articles: tuple[int, ...]

    @property
    def rank(self) -> int | None:
        """The rank, from 1, of the first expected article; None where it was not found."""
        return next((rank for rank, article in enumerate(self.articles, start=1) if article in self.expected), None)


@dataclass(frozen=True, slots=True)
class RetrievalSummary:
    """How search fares in one language; `mean_reciprocal_rank` counts a miss as 0."""

    language: str
    first: Share
    in_first_three: Share
    mean_reciprocal_rank: float


def rank_articles(engine: Searching, facts: Iterable[Fact]) -> list[Ranked]:
    """Search for each question of each fact."""
    return [
        Ranked(fact.id, language, question, fact.articles, distinct_articles(engine.search(question, language)))
        for fact in facts
        for language, question in fact.questions.items()
    ]


def distinct_articles(hits: Iterable[Found]) -> tuple[int, ...]:
    """Give the Convention's articles among hits in rank order, each once; articles of the press do not count."""
    found: dict[int, None] = {}
    for hit in hits:
        location = hit.passage.location
        if hit.passage.document_id.startswith("convention-") and location is not None and location.article:
            found.setdefault(location.article)
    return tuple(found)


def summarize_retrieval(ranked: Sequence[Ranked]) -> list[RetrievalSummary]:
    """Sum up per language."""
    summaries = []
    for language in LANGUAGES:
        ranks = [item.rank for item in ranked if item.language == language]
        if ranks:
            reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
            first = share([rank == 1 for rank in ranks])
            in_three = share([rank is not None and rank <= 3 for rank in ranks])
            summaries.append(RetrievalSummary(language, first, in_three, reciprocal))
    return summaries
