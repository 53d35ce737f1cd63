"""How many texts a second the bundled model embeds, and all-MiniLM where it is installed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from benchmarks.timing import median, seconds
from benchmarks.types import Row
from evals.embedding_peers import PEER_PACKAGE, files_of_peer, peer_folder
from index.embed import Embedder
from index.hub import SentenceTransformerEmbedder

_BUDGET_PER_S: Final = 10_000.0
_WARM_UP_TEXTS: Final = 64
_PEER_TEXTS: Final = 512  # it takes some seconds for these
_RUNS: Final = 3


def embedding_speed(embedder: Embedder, texts: Sequence[str]) -> tuple[Row, str | None]:
    """Return the row of the bundled model's speed, with the peer's beside it, or why there is none."""
    ours = median([texts_per_second(embedder, texts) for _ in range(_RUNS)])
    what = f"embedding, bundled model, {len(texts):,} short texts"
    folder = peer_folder(files_of_peer)
    if folder is None:
        row = Row(what, ours, "texts/s", _BUDGET_PER_S, more_is_better=True)
        return row, f"all-MiniLM skipped: the package {PEER_PACKAGE} is not installed."
    theirs = texts_per_second(SentenceTransformerEmbedder(str(folder)), texts[:_PEER_TEXTS])
    return Row(what, ours, "texts/s", _BUDGET_PER_S, "all-MiniLM-L6-v2", theirs, more_is_better=True), None


def texts_per_second(embedder: Embedder, texts: Sequence[str]) -> float:
    """Embed texts once, after a few that warm it up."""
    embedder.embed_passages(texts[:_WARM_UP_TEXTS])
    elapsed, _ = seconds(lambda: embedder.embed_passages(texts))
    return len(texts) / elapsed
