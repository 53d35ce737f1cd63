"""Documents that came later: which of their passages are read, by search and by the meaning of their sentences.

What has everyday wordings in each language would crowd them out, so they are read as a kind of their own. A passage of
several sentences is near to no question in another language; a sentence with its document's title above it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.load import Corpus
from corpus.types import Passage
from index.types import Hit

_PASSAGES_READ: Final = 14  # best ones by search …
_SENTENCES_NEAR: Final = 16  # … and those of the sentences nearest in meaning
_LARGE: Final = 5_000  # passages; in a larger library only what search finds first is read

Rows = NDArray[np.float32]


class Added:
    """The added documents among the passages of an index: articles beside whose sentences stand no questions of ours.

    `embed` gives the unit rows of texts. Threads may share it.
    """

    def __init__(self, corpus: Corpus, passages: Sequence[Passage], embed: Callable[[Sequence[str]], Rows]) -> None:
        articles = (document.id for document in corpus.documents if document.kind == "article")
        self.documents = frozenset(articles) - corpus.asks.keys()
        self.is_large = len(passages) > _LARGE
        self._corpus, self._embed = corpus, embed
        self._passages = [passage for passage in passages if self.holds(passage)]

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.documents)

    def holds(self, passage: Passage) -> bool:
        """Whether a passage is of an added document."""
        return passage.document_id in self.documents

    def best(self, hits: Iterable[Hit], query: Rows) -> list[Hit]:
        """Return the best of the added passages that search found, then those with sentences near to a query's row."""
        found = [hit for hit in hits if self.holds(hit.passage)]
        near = frozenset[str]() if self.is_large else self._near(query)
        beside = [hit for hit in found[_PASSAGES_READ:] if hit.passage.id in near]
        return [*found[:_PASSAGES_READ], *beside]

    def _near(self, query: Rows) -> frozenset[str]:
        passages, rows = self._sentences
        nearest = np.argsort(-(rows @ query), kind="stable")[:_SENTENCES_NEAR]
        return frozenset(passages[number] for number in nearest)

    @cached_property
    def _sentences(self) -> tuple[list[str], Rows]:
        """The passage of each sentence, and the rows of the sentences under their titles."""
        there = [(passage, sentence) for passage in self._passages for sentence in passage.sentences]
        texts = []
        for passage, sentence in there:
            document = self._corpus.document(passage.document_id)
            texts.append(under(document.title, document.text[sentence.start : sentence.end]))
        return [passage.id for passage, _ in there], self._embed(texts)


def under(heading: str, text: str) -> str:
    """Put a heading above a text, as both are read together."""
    return f"{heading}\n{text}"
