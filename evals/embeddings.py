"""How well the embedding model finds: translations, the Convention's articles across languages, mistyped questions."""

from __future__ import annotations

import csv
import lzma
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Final

from assistant.engine import Engine
from assistant.language import answer_language
from corpus.types import LANGUAGES, Language, Passage
from evals.metrics import Share, share
from evals.retrieval import distinct_articles
from evals.types import EvalError, Fact
from evals.variants import misspell, variants
from index.bitext import BitextScore, evaluate
from index.build import search_text
from index.embed import Embedder
from index.search import HybridIndex
from index.types import Hit
from index.vectors import VectorIndex

DEPTH: Final = 5  # distinct articles among which the right one must be
# A way of typing -> the languages that are typed so.
_WAYS: Final[tuple[tuple[str, tuple[Language, ...]], ...]] = (
    ("ascii", ("az",)),
    ("misspelt", LANGUAGES),
    ("latin", ("ru",)),
)


@dataclass(frozen=True, slots=True)
class Search:
    """An index that is searched with an embedder; `engine` takes the questions apart, as for its users."""

    engine: Engine
    embedder: Embedder
    index: HybridIndex


@dataclass(frozen=True, slots=True)
class Cell:
    """Recall@5 of the right article: questions in one language, passages of the Convention in another or the same."""

    question: Language
    passages: Language
    dense: Share
    lexical: Share
    hybrid: Share


@dataclass(frozen=True, slots=True)
class Robustness:
    """Recall@5 of hybrid search in the questions' own language, as written and as typed in some other way."""

    way: str
    language: Language
    original: Share
    changed: Share

    @property
    def loss_points(self) -> float:
        """By how many points of a hundred recall falls; negative where it rises."""
        return 100 * ((self.original.value or 0.0) - (self.changed.value or 0.0))


def bitext(folder: Path, embedder: Embedder) -> list[BitextScore]:
    """Score six directions on each `dev_*.tsv.xz` of a folder; EvalError when one of them cannot be read."""
    try:
        return evaluate(folder, embedder)
    except (lzma.LZMAError, EOFError, UnicodeDecodeError, csv.Error) as error:
        raise EvalError(
            f"A set in {folder} is damaged ({error}); a set is tab-separated UTF-8, packed with xz: fetch it again."
        ) from error


def searching(engine: Engine) -> Search:
    """Search as the engine itself does."""
    return Search(engine, engine.embedder, engine.index)


def searching_with(engine: Engine, embedder: Embedder) -> Search:
    """Search the same passages and terms with the vectors of another model."""
    passages = engine.index.passages
    texts = [search_text(engine.document(passage.document_id), passage) for passage in passages]
    vectors = VectorIndex.from_vectors(embedder.embed_passages(texts))
    return Search(engine, embedder, HybridIndex(passages, vectors, engine.index.lexical))


def cells(search: Search, facts: Iterable[Fact]) -> list[Cell]:
    """Search for each question among the passages of each language: nine cells for three languages."""
    asked = list(facts)
    return [_cell(search, asked, question, passages) for question, passages in product(LANGUAGES, LANGUAGES)]


def _cell(search: Search, facts: Sequence[Fact], question: Language, passages: Language) -> Cell:
    sides: tuple[list[bool], list[bool], list[bool]] = ([], [], [])
    for fact in facts:
        if question in fact.questions:
            hits = _hits(search, fact.questions[question], passages)
            for found, ranking in zip(sides, rankings(hits), strict=True):
                found.append(is_found(ranking, fact.articles))
    dense, lexical, hybrid = (share(found) for found in sides)
    return Cell(question, passages, dense, lexical, hybrid)


def _hits(search: Search, text: str, passages: Language) -> list[Hit]:
    """Give all passages of the Convention in a language, ranked; nobody says which language the question is in."""
    understood = search.engine.understand(text, answer_language(text, (), None))
    [vector] = search.embedder.embed_queries([understood.text])
    keep = _of_convention(search.engine, passages)
    return search.index.search(understood.text, understood.language, vector, len(search.index.passages), keep)


def _of_convention(engine: Engine, language: Language) -> Callable[[Passage], bool]:
    def keep(passage: Passage) -> bool:
        return passage.language == language and engine.document(passage.document_id).kind == "convention"

    return keep


def rankings(hits: Sequence[Hit]) -> tuple[list[Hit], list[Hit], list[Hit]]:
    """Give the hits of a search without a limit as each side alone ranks them, dense and lexical, and as both do."""
    dense = sorted((hit.dense_rank, number) for number, hit in enumerate(hits) if hit.dense_rank is not None)
    lexical = sorted((hit.lexical_rank, number) for number, hit in enumerate(hits) if hit.lexical_rank is not None)
    return [hits[number] for _, number in dense], [hits[number] for _, number in lexical], list(hits)


def is_found(hits: Iterable[Hit], articles: Sequence[int]) -> bool:
    """Whether one of the articles is among the first five distinct ones."""
    return any(article in articles for article in distinct_articles(hits)[:DEPTH])


def robustness(search: Search, facts: Iterable[Fact]) -> list[Robustness]:
    """Search for each question as it is written and as it is mistyped, among the passages of its own language."""
    asked = list(facts)
    original = {language: _own_language(search, asked, language, "") for language in LANGUAGES}
    return [
        Robustness(way, language, original[language], _own_language(search, asked, language, way))
        for way, languages in _WAYS
        for language in languages
    ]


def _own_language(search: Search, facts: Sequence[Fact], language: Language, way: str) -> Share:
    found = []
    for fact in facts:
        if language in fact.questions:
            text = typed(fact.questions[language], language, way, fact.id)
            found.append(is_found(_hits(search, text, language), fact.articles))
    return share(found)


def typed(question: str, language: Language, way: str, seed: str) -> str:
    """Give a question typed in a way; as it is, where the way changes nothing in it.

    >>> typed("Где суд?", "ru", "latin", "a"), typed("Who is it?", "en", "misspelt", "a")
    ('Gde sud?', 'Who is it?')
    """
    if way == "misspelt":
        return misspell(question, seed)
    return variants(question, language, seed).get(way, question)
