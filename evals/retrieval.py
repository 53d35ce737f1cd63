"""Whether search finds the right article of the Convention: first, among the first three, at all; MRR and NDCG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log2
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

    def search(self, text: str, language: Language, count: int = 40) -> Sequence[Found]:
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

    @property
    def ndcg(self) -> float:
        """The gain of the expected articles, each worth 1 / log2(rank + 1), as a share of the best order's."""
        ranks = (rank for rank, article in enumerate(self.articles, start=1) if article in self.expected)
        return sum(map(_gain, ranks)) / sum(map(_gain, range(1, len(self.expected) + 1)))


def _gain(rank: int) -> float:
    return 1 / log2(rank + 1)


@dataclass(frozen=True, slots=True)
class RetrievalSummary:
    """How search fares in one language; the means count a miss as 0."""

    language: str
    first: Share
    in_first_three: Share
    found: Share
    mean_reciprocal_rank: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class LlamaSummary:
    """What LlamaIndex measures of the same search in one language (`evals.llama`), as means over the questions."""

    language: str
    hit_rate: float
    mrr: float
    ndcg: float


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
        own = [item for item in ranked if item.language == language]
        ranks = [item.rank for item in own]
        if own:
            first = share([rank == 1 for rank in ranks])
            in_three = share([rank is not None and rank <= 3 for rank in ranks])
            found = share([rank is not None for rank in ranks])
            reciprocal = sum(1 / rank for rank in ranks if rank) / len(ranks)
            ndcg = sum(item.ndcg for item in own) / len(own)
            summaries.append(RetrievalSummary(language, first, in_three, found, reciprocal, ndcg))
    return summaries
