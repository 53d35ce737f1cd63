"""The n-gram reader: a second reader of questions, which knows each turn of phrase that it has met.

It adds up the rows of a question's n-grams and the vectors of its words, and knows nothing of order beyond three words.
That makes it another mind than the transformer of `index.reader`: it errs elsewhere, and the two together err less than
either. `index.train_grams` trains it in minutes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors

from index.embed import BundledEmbedder
from index.grams import BUCKETS, gram_ids
from index.model_files import ModelError, check_trained_over, pack, quantise, read_checked, unpack
from index.network_files import read_network, write_network
from index.reading import hash_lines, parted
from index.transformer import Rows, Tensors, linear

GRAMS_FOLDER: Final = Path(__file__).parent / "grams"
FORMAT_VERSION: Final = 1
GRAM_SCALE: Final = 4.0  # of the mean of the n-grams' rows
WORD_SCALE: Final = 2.0  # of the mean of the words' vectors
RowsOf = Callable[[Sequence[str]], Rows]  # words -> their vectors, (words, dimension)
_ROWS_FILE: Final = "grams.safetensors"
_CONFIG_FIELDS: Final = frozenset({"embedder", "width", "rows_sha256", "sentences_sha256", "weights_sha256"})
_MEND: Final = "put the folder back as it was published, or train it again: python -m index.train_grams"


class GramReader:
    """Reads questions by their n-grams; safe to share between threads."""

    def __init__(self, embedder: BundledEmbedder, path: Path = GRAMS_FOLDER) -> None:
        self._embedder = embedder
        files = read_network(path, _CONFIG_FIELDS, FORMAT_VERSION, _MEND)
        check_trained_over(path, files.config, embedder.model_id, _MEND)
        self._tensors = files.tensors
        self._width = int(files.config["width"])
        self._packed, self._scales = _read_rows(path / _ROWS_FILE, files.config["rows_sha256"], self._width)
        self.sentences_sha256: str = files.config["sentences_sha256"]

    def scores(self, cut: Sequence[Sequence[str]], rows_of: RowsOf | None = None) -> Rows:
        """Return a row for each question, cut as by `words_read`: log-odds, up to a constant, of what it asks of.

        First that it asks what each sentence says, then that the sentence only seems to answer. `rows_of` gives the
        vectors of its words, where they were worked out before.
        """
        of_grams = np.array([self._mean_row(gram_ids(each)) for each in cut])
        of_words = word_means(cut, rows_of or self._embedder.word_rows, self._embedder.dimension)
        state = GRAM_SCALE * of_grams + linear(of_words, self._tensors, "words")
        return linear(np.asarray(state, dtype=np.float32), self._tensors, "head")

    def _mean_row(self, ids: NDArray[np.int64]) -> Rows:
        rows = unpack(self._packed[ids], self._width) * self._scales[ids, None]
        return np.asarray(rows.mean(axis=0), dtype=np.float32)


def word_means(cut: Sequence[Sequence[str]], rows_of: RowsOf, dimension: int) -> Rows:
    """Return, for each question, the mean vectors of its words and of those before it; (questions, 2 * dimension).

    `rows_of` gives the vectors of words, float32 (words, dimension).
    """
    means = np.zeros((len(cut), 2, dimension), dtype=np.float32)
    for number, each in enumerate(cut):
        for side, said in enumerate(parted(each)):
            if said:
                means[number, side] = WORD_SCALE * rows_of(said).mean(axis=0)
    return means.reshape(len(cut), -1)


def write_gram_reader(
    folder: Path, rows: Rows, tensors: Tensors, sentences: Sequence[Sequence[str]], config: Mapping[str, Any]
) -> None:
    """Round the n-grams' rows to six levels and the other matrices to 8 bits, and write the folder."""
    rounded, scales = quantise(rows)
    stored = save_tensors({"rows": pack(rounded), "scales": scales})
    found = dict(config) | {
        "width": rows.shape[1],
        "rows_sha256": hashlib.sha256(stored).hexdigest(),
        "sentences_sha256": hashlib.sha256(hash_lines(sentences).encode()).hexdigest(),
    }
    write_network(folder, tensors, found, FORMAT_VERSION)
    (folder / _ROWS_FILE).write_bytes(stored)


def _read_rows(path: Path, sha256: str, width: int) -> tuple[NDArray[np.uint8], Rows]:
    try:
        stored = load_tensors(read_checked(path, sha256, _MEND))
        packed, scales = stored["rows"], stored["scales"]
    except (SafetensorError, KeyError) as error:
        raise ModelError(f"{path} holds no rows of n-grams ({error}): {_MEND}") from error
    if len(packed) != BUCKETS or unpack(packed[:1], width).shape[1] != width:
        raise ModelError(f"{path} holds {packed.shape} bytes, not {BUCKETS} rows of {width} numbers: {_MEND}")
    return packed, scales
