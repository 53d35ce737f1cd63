"""Our store and search beside the peers': the same texts, the same embedder, the questions put in turn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from benchmarks.peers import LlamaIndexPeer, Peer, TxtaiPeer, has_txtai
from benchmarks.timing import median, milliseconds, seconds
from benchmarks.types import Row
from corpus.types import Language, Passage
from index.embed import Embedder
from index.vectors import VectorIndex

COUNT: Final = 10  # hits asked for, of each
_WARM_UP: Final = 3
_INDEXING_RUNS: Final = 3

Asked = tuple[str, Language]
Search = Callable[[str, Language], object]


def compare_stores(
    embedder: Embedder, passages: Sequence[Passage], search: Search, texts: Sequence[str], asked: Sequence[Asked]
) -> tuple[list[Row], list[str]]:
    """Return the rows against each peer that is there, and a line for one that is not.

    The shipped passages are searched by our whole hybrid search; the short `texts` by vectors alone, as theirs are.
    """
    rows: list[Row] = []
    for make in _peers(embedder):
        rows += _on_passages(make(), passages, search, asked)
        rows += _on_texts(make(), embedder, texts, asked)
    return rows, [] if has_txtai() else ["txtai skipped: it is not installed."]


def _peers(embedder: Embedder) -> list[Callable[[], Peer]]:
    makers: list[Callable[[], Peer]] = [lambda: LlamaIndexPeer(embedder, COUNT)]
    return [*makers, lambda: TxtaiPeer(embedder)] if has_txtai() else makers


def _on_passages(peer: Peer, passages: Sequence[Passage], search: Search, asked: Sequence[Asked]) -> list[Row]:
    peer.index([passage.text for passage in passages])
    ours, theirs = _in_turn(search, peer, asked)
    return [
        Row(f"hybrid search, {len(passages):,} shipped passages, p50", ours, "ms", peer=peer.name, peer_value=theirs)
    ]


def _on_texts(peer: Peer, embedder: Embedder, texts: Sequence[str], asked: Sequence[Asked]) -> list[Row]:
    index = VectorIndex.from_vectors(embedder.embed_passages(texts))
    peer.index(texts)
    our_seconds, their_seconds = _indexing_in_turn(peer, embedder, texts)
    ours, theirs = _in_turn(lambda text, _: index.top(embedder.embed_queries([text])[0], COUNT), peer, asked)
    many = f"{len(texts):,} short texts, vectors alone"
    ours_per_s, theirs_per_s = len(texts) / our_seconds, len(texts) / their_seconds
    return [
        Row(f"indexing {many}", ours_per_s, "texts/s", None, peer.name, theirs_per_s, more_is_better=True),
        Row(f"search, {many}, p50", ours, "ms", peer=peer.name, peer_value=theirs),
    ]


def _indexing_in_turn(peer: Peer, embedder: Embedder, texts: Sequence[str]) -> tuple[float, float]:
    ours, theirs = [], []
    for _ in range(_INDEXING_RUNS):
        ours.append(seconds(lambda: VectorIndex.from_vectors(embedder.embed_passages(texts)))[0])
        theirs.append(seconds(lambda: peer.index(texts))[0])
    return median(ours), median(theirs)


def _in_turn(search: Search, peer: Peer, asked: Sequence[Asked]) -> tuple[float, float]:
    """Return both medians in ms; ours and theirs take turns, so that a busy moment of the machine falls on both."""
    for text, language in asked[:_WARM_UP]:
        search(text, language)
        peer.search(text, COUNT)
    ours, theirs = [], []
    for text, language in asked:
        ours.append(milliseconds(partial(search, text, language)))
        theirs.append(milliseconds(partial(peer.search, text, COUNT)))
    return median(ours), median(theirs)
