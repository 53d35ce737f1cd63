"""Other stores of vectors, each given our embedder, so that storing and searching are what is compared."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from typing import Any, Final, Protocol

import numpy as np
from llama_index.core import VectorStoreIndex
from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from llama_index.core.schema import TextNode
from numpy.typing import NDArray

from index.embed import Embedder

_BATCH: Final = 2048  # its own 10 would compare the batches


class Peer(Protocol):
    """A store of texts that is searched by a text."""

    name: str

    def index(self, texts: Sequence[str]) -> None:
        """Embed and store texts; a text's number is its place."""

    def search(self, query: str, count: int) -> list[int]:
        """Return the numbers of the nearest texts, best first."""


class _OurEmbedding(BaseEmbedding):  # the library has no types for mypy
    """The bundled embedder as LlamaIndex wants one."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.model_id, embed_batch_size=_BATCH)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        vector: list[float] = self._embedder.embed_queries([query])[0].tolist()
        return vector

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed_passages(texts).tolist()
        return vectors


class LlamaIndexPeer:
    """A plain `VectorStoreIndex`, in memory, as LlamaIndex makes it when nothing else is said."""

    name = "LlamaIndex VectorStoreIndex"

    def __init__(self, embedder: Embedder, count: int) -> None:
        self._embedding = _OurEmbedding(embedder)
        self._count = count
        self._retriever: BaseRetriever | None = None

    def index(self, texts: Sequence[str]) -> None:
        """Embed and store texts."""
        nodes = [TextNode(id_=str(number), text=text) for number, text in enumerate(texts)]
        index = VectorStoreIndex(nodes, embed_model=self._embedding)
        self._retriever = index.as_retriever(similarity_top_k=self._count)

    def search(self, query: str, count: int) -> list[int]:
        """Return the numbers of the nearest texts; `count` is that of the retriever at most."""
        found = self._retriever.retrieve(query) if self._retriever else []
        return [int(hit.node.node_id) for hit in found[:count]]


class TxtaiPeer:
    """txtai's embeddings database over FAISS, where it is installed; it is no dependency of ours."""

    name = "txtai"

    def __init__(self, embedder: Embedder) -> None:
        library: Any = importlib.import_module("txtai")

        def rows(texts: Sequence[str]) -> NDArray[np.float32]:
            return embedder.embed_passages(texts)

        # Its external method takes rows from a plain function, and from nothing else that can be called.
        self._database = library.Embeddings(method="external", transform=rows, backend="faiss")

    def index(self, texts: Sequence[str]) -> None:
        """Embed and store texts."""
        self._database.index((number, text, None) for number, text in enumerate(texts))

    def search(self, query: str, count: int) -> list[int]:
        """Return the numbers of the nearest texts, best first."""
        return [int(number) for number, _ in self._database.search(query, count)]


def has_txtai() -> bool:
    """Tell whether txtai can be imported."""
    return importlib.util.find_spec("txtai") is not None
