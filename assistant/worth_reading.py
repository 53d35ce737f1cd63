"""Which passages are read for a question: those that search finds best, or those of the articles that it names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import Final

from assistant.candidates import Candidate, Sentences, cited
from corpus.types import Language, Passage
from index.types import Hit

_PASSAGES_RANKED: Final = 400  # of which the best of each kind are read
_PASSAGES_READ: Final = 14  # passages of each kind whose sentences are judged: recall is near full, and it stays quick


def worth_reading(ranked: Iterable[Hit], added: Iterable[Hit] = ()) -> list[Hit]:
    """Return the best passages of the Convention, the best of all else, and those given of documents added later.

    Passages of one article support one another in search, and would else crowd out a single fitting statement.
    """
    of_treaty: list[Hit] = []
    others: list[Hit] = []
    for hit in islice(ranked, _PASSAGES_RANKED):
        kind = others if hit.passage.location is None else of_treaty
        if len(kind) < _PASSAGES_READ:
            kind.append(hit)
        if len(of_treaty) == len(others) == _PASSAGES_READ:
            break
    return [*of_treaty, *others, *added]


def of_articles(
    sentences: Sentences, passages: Sequence[Passage], named: Collection[int], language: Language
) -> list[Candidate]:
    """Take the sentences of articles that a question names, and what other articles say of them."""
    own = [passage for passage in passages if _is_in(passage, named)]
    others = [passage for passage in passages if not _is_in(passage, named) and _may_cite(passage, named)]
    beside = sentences.of_passages(others, language)
    citing = [item for item in beside if cited(item.text).intersection(named)]
    return sentences.of_passages(own, language) + citing


def _may_cite(passage: Passage, articles: Collection[int]) -> bool:
    return passage.location is not None and any(str(article) in passage.text for article in articles)


def _is_in(passage: Passage, articles: Collection[int]) -> bool:
    return passage.location is not None and passage.location.article in articles
