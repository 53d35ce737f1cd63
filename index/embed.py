"""The bundled trilingual embedder: a table of numbers, numpy alone, nothing to download and no torch."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from index.features import Bags
from index.model_files import MODEL_FOLDER, ModelError, read_model

__all__ = ["BundledEmbedder", "Embedder", "ModelError", "embed_file", "unit_rows"]

# Texts and words are worked out in blocks that stay in the processor's cache.
_TEXTS_PER_BLOCK: Final = 16_384
_WORDS_PER_BLOCK: Final = 64


class Embedder(Protocol):
    """Turns texts into unit float32 rows whose inner product is their likeness in meaning."""

    model_id: str
    dimension: int

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for each question, in order."""

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for each passage, in order."""


class BundledEmbedder:
    """A sentence is the sum of its words, a word the sum of its features' rows; both in numpy.

    A text without a letter or digit gives a row of zeros: it is like nothing, its inner product with all is 0.
    """

    def __init__(self, path: Path = MODEL_FOLDER) -> None:
        self._data = read_model(path)
        self.model_id = self._data.model_id
        self.dimension = self._data.dimension

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for each question, in order; float32 (len(texts), dimension)."""
        return self.embed_passages(texts)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for each passage, in order; float32 (len(texts), dimension)."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), _TEXTS_PER_BLOCK):
            block = texts[start : start + _TEXTS_PER_BLOCK]
            vectors[start : start + len(block)] = self._embed_block(self._data.vocabulary.bags(block))
        return vectors

    def word_rows(self, folded: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for each folded word, in order; float32 (len(folded), dimension)."""
        rows = np.zeros((len(folded), self.dimension), dtype=np.float32)
        for number, word in enumerate(folded):
            rows[number] = self._data.rows(np.asarray(self._data.vocabulary.word_ids(word))).sum(axis=0)
        return unit_rows(rows)

    def knows(self, word: str) -> bool:
        """Tell whether a folded word was common enough in training to have a row of its own: it is no misspelling."""
        return self._data.vocabulary.knows(word)

    def _embed_block(self, bags: Bags) -> NDArray[np.float32]:
        vectors = np.zeros((len(bags.text_offsets) - 1, self.dimension), dtype=np.float32)
        if len(bags.word_ids):
            words = self._word_vectors(bags)
            filled = np.flatnonzero(np.diff(bags.text_offsets))
            vectors[filled] = np.add.reduceat(words[bags.word_ids], bags.text_offsets[filled], axis=0)
        return unit_rows(vectors)

    def _word_vectors(self, bags: Bags) -> NDArray[np.float32]:
        count = len(bags.word_offsets) - 1
        vectors = np.empty((count, self.dimension), dtype=np.float32)
        for start in range(0, count, _WORDS_PER_BLOCK):
            offsets = bags.word_offsets[start : start + _WORDS_PER_BLOCK + 1]
            features = bags.feature_ids[offsets[0] : offsets[-1]]
            rows = self._data.rows(features)
            np.add.reduceat(rows, offsets[:-1] - offsets[0], axis=0, out=vectors[start : start + len(offsets) - 1])
        return vectors


def unit_rows(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scale each row to length 1; a row of zeros stays one."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    rows = np.zeros_like(vectors)
    np.divide(vectors, lengths, out=rows, where=lengths > 0)
    return rows


def embed_file(input: Path, output: Path, embedder: Embedder) -> int:  # noqa: A002 - the command's own word
    """Embed a UTF-8 file, one text a line, into a float32 `.npy` of unit rows in the same order; return their number.

    The output appears whole or not at all. An empty line is a text too; a file without lines is an error.
    """
    texts = _read_lines(input)
    vectors = np.ascontiguousarray(embedder.embed_passages(texts), dtype=np.float32)
    temporary = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            np.save(file, vectors)
        temporary.replace(output)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ModelError(
            f"{output} cannot be written ({error.strerror}): name a file in a folder that exists"
        ) from error
    return len(texts)


def _read_lines(path: Path) -> list[str]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror}): name a text file, one text a line") from error
    except UnicodeDecodeError as error:
        raise ModelError(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8") from error
    lines = text.replace("\r\n", "\n").split("\n")
    if lines[-1] == "":
        lines.pop()
    if not lines:
        raise ModelError(f"{path} is empty: put one text on each line")
    return lines
