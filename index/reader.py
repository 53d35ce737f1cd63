"""The reader of questions: which sentence a question asks of, and whether that answers it or only seems to.

A small transformer over the bundled model's word vectors, in numpy alone. Word vectors added up know what a question is
about; who does what to whom, and what of it is asked for, stands in how the words go together. `index.train_reader`
trains it on the questions of `corpus/contrasts/`.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors

from corpus.text import words
from index.embed import BundledEmbedder, Embedder
from index.model_files import ModelError, read_checked, read_config

READER_FOLDER: Final = Path(__file__).parent / "reader"
FORMAT_VERSION: Final = 1
HEADS: Final = 12
MAX_WORDS: Final = 32  # of a question; what stands behind them is not read
AFTER: Final = "("  # stands, as a word, between a follow-up and the question before it; no text has such a word
_WEIGHTS_FILE: Final = "reader.safetensors"
_WORDS_FILE: Final = "words.txt"
_SENTENCES_FILE: Final = "sentences.txt"
_CONFIG_FILE: Final = "config.json"
NORM_EPSILON: Final = 1e-6
_LEAST: Final = 1e-4  # probability that counts as none
_READ_KEPT: Final = 64
_HASH_CHARS: Final = 16
_LEVELS: Final = 127
_CONFIG_FIELDS: Final = frozenset({"embedder", "heads", "layers", "weights_sha256", "words_sha256", "sentences_sha256"})
_MEND: Final = "put the folder back as it was published, or train it again: python -m index.train_reader"

Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Told:
    """What the reader makes of a question: a probability for each known sentence, all of them together 1.

    `answers[k]`: it asks what sentence k says; `misses[k]`: it asks of sentence k's subject what no source says.
    `numbers` are those of the sentences, by hash of their text.
    """

    answers: Rows
    misses: Rows
    numbers: Mapping[str, int]

    @property
    def answered(self) -> float:
        """The probability that one of the known sentences answers."""
        return float(self.answers.sum())

    def knows(self, sentence: str) -> bool:
        """Whether a sentence is one that the reader was trained on."""
        return sentence_hash(sentence) in self.numbers

    def of(self, sentence: str) -> tuple[float, float]:
        """Return, from 0 to 1, how likely a sentence answers and only seems to; zeros for one that is not known.

        Orders of magnitude count: a probability of 0.01 is 0.5, one of 0.0001 or less is 0.
        """
        number = self.numbers.get(sentence_hash(sentence))
        if number is None:
            return 0.0, 0.0
        return _magnitude(self.answers[number]), _magnitude(self.misses[number])


def _magnitude(probability: float) -> float:
    return max(0.0, 1 + math.log10(max(float(probability), _LEAST)) / -math.log10(_LEAST))


@dataclass(frozen=True, slots=True)
class ReaderData:
    """The network's tensors by name, the words with a row of their own, and the sentences by hash of their text."""

    tensors: Mapping[str, Rows]
    words: Mapping[str, int]
    sentences: Mapping[str, int]
    config: Mapping[str, Any]


class QuestionReader:
    """Reads questions by the bundled model's word vectors; safe to share between threads."""

    def __init__(self, embedder: BundledEmbedder, path: Path = READER_FOLDER) -> None:
        self._embedder = embedder
        self._data = read_reader(path)
        trained_over = self._data.config["embedder"]
        if trained_over != embedder.model_id:
            raise ModelError(f"{path} was trained over {trained_over}, and the model is {embedder.model_id}: {_MEND}")
        self._heads = int(self._data.config["heads"])
        self._layers = int(self._data.config["layers"])
        # The readings of a follow-up have the same words of its own: they are read once.
        self.read = lru_cache(maxsize=_READ_KEPT)(self._read)

    def _read(self, question: str, before: str = "") -> Told:
        """Say which sentences a question, alone or after another, asks of; float32, one number a known sentence."""
        tensors = self._data.tensors
        scores = tensors["head.weight"] @ self._encoded(words_read(question, before)) + tensors["head.bias"]
        chances = np.exp(scores - scores.max())
        answers, misses = np.split(chances / chances.sum(), 2)
        return Told(answers, misses, self._data.sentences)

    def _encoded(self, cut: Sequence[str]) -> Rows:
        tensors = self._data.tensors
        own = tensors["own.weight"][[self._data.words.get(word, 0) for word in cut]]
        there = self._embedder.word_rows(cut) @ tensors["project.weight"].T + tensors["project.bias"] + own
        state = np.vstack([tensors["begin"], there]) + tensors["place"][: len(cut) + 1]
        state = self._normed(state, "norm")
        for layer in range(self._layers):
            state = self._through(state, f"layers.{layer}")
        vector = state.mean(axis=0)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)

    def _through(self, state: Rows, name: str) -> Rows:
        state = self._normed(state + self._attended(state, name), f"{name}.n1")
        return self._normed(
            state + self._linear(_gelu(self._linear(state, f"{name}.up")), f"{name}.down"), f"{name}.n2"
        )

    def _attended(self, state: Rows, name: str) -> Rows:
        count, width = state.shape
        parts = self._linear(state, f"{name}.qkv").reshape(count, 3, self._heads, width // self._heads)
        queries, keys, values = parts.transpose(1, 2, 0, 3)
        scores = queries @ keys.transpose(0, 2, 1) / np.float32((width // self._heads) ** 0.5)
        chances = np.exp(scores - scores.max(axis=-1, keepdims=True))
        chances /= chances.sum(axis=-1, keepdims=True)
        joined = (chances @ values).transpose(1, 0, 2).reshape(count, width)
        return self._linear(joined, f"{name}.out")

    def _linear(self, state: Rows, name: str) -> Rows:
        tensors = self._data.tensors
        return np.asarray(state @ tensors[f"{name}.weight"].T + tensors[f"{name}.bias"])

    def _normed(self, state: Rows, name: str) -> Rows:
        tensors = self._data.tensors
        apart = state - state.mean(axis=-1, keepdims=True)
        spread = np.sqrt((apart * apart).mean(axis=-1, keepdims=True) + np.float32(NORM_EPSILON))
        return np.asarray(apart / spread * tensors[f"{name}.weight"] + tensors[f"{name}.bias"])


def words_read(question: str, before: str = "") -> list[str]:
    """Cut a question, and the one that it was asked after, into the words that are read.

    >>> words_read("And where?", "When was it signed?")
    ['and', 'where', '(', 'when', 'was', 'it', 'signed']
    """
    behind = [AFTER, *words(before)] if before else []
    return [*words(question), *behind][:MAX_WORDS]


def reader_for(embedder: Embedder) -> QuestionReader | None:
    """Return the shipped reader, None for an embedder whose word vectors it was not trained over."""
    if not isinstance(embedder, BundledEmbedder):
        return None
    trained_over = read_config(READER_FOLDER / _CONFIG_FILE, _CONFIG_FIELDS, FORMAT_VERSION, _MEND)["embedder"]
    return QuestionReader(embedder) if trained_over == embedder.model_id else None


def _gelu(state: Rows) -> Rows:
    inner = np.float32(np.sqrt(2 / np.pi)) * (state + np.float32(0.044715) * state * state * state)
    return np.asarray(np.float32(0.5) * state * (1 + np.tanh(inner)))


@lru_cache(maxsize=8192)
def sentence_hash(text: str) -> str:
    """Name a sentence by its text.

    >>> sentence_hash("Azerbaijan signed it.")
    '2e7f9b2a91ab0e4f'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_CHARS]


def write_reader(
    folder: Path,
    tensors: Mapping[str, Rows],
    known_words: Sequence[str],
    sentences: Sequence[Sequence[str]],
    config: Mapping[str, Any],
) -> None:
    """Round matrices to 8 bits a row and write the folder; `sentences` are, for each number, its texts by language."""
    stored: dict[str, NDArray[Any]] = {}
    for name, tensor in tensors.items():
        if tensor.ndim == 2:
            scales = np.maximum(np.abs(tensor).max(axis=1), np.float32(1e-12)) / _LEVELS
            stored[name] = np.rint(tensor / scales[:, None]).astype(np.int8)
            stored[f"{name}.scale"] = scales.astype(np.float32)
        else:
            stored[name] = tensor.astype(np.float32)
    weights = save_tensors(stored)
    listed = "\n".join(known_words).encode()
    hashes = "\n".join(" ".join(sentence_hash(text) for text in texts) for texts in sentences).encode()
    found = dict(config) | {
        "format_version": FORMAT_VERSION,
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
        "words_sha256": hashlib.sha256(listed).hexdigest(),
        "sentences_sha256": hashlib.sha256(hashes).hexdigest(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _WEIGHTS_FILE).write_bytes(weights)
    (folder / _WORDS_FILE).write_bytes(listed)
    (folder / _SENTENCES_FILE).write_bytes(hashes)
    (folder / _CONFIG_FILE).write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_reader(folder: Path) -> ReaderData:
    """Read a reader's folder; ModelError if a file is missing, damaged, or of another format."""
    config = read_config(folder / _CONFIG_FILE, _CONFIG_FIELDS, FORMAT_VERSION, _MEND)
    weights, listed, hashes = (
        read_checked(folder / name, config[f"{what}_sha256"], _MEND)
        for name, what in ((_WEIGHTS_FILE, "weights"), (_WORDS_FILE, "words"), (_SENTENCES_FILE, "sentences"))
    )
    try:
        stored = load_tensors(weights)
    except SafetensorError as error:
        raise ModelError(f"{folder / _WEIGHTS_FILE} is no reader of ours ({error}): {_MEND}") from error
    tensors = {
        name: tensor * stored[f"{name}.scale"][:, None] if tensor.dtype == np.int8 else tensor
        for name, tensor in stored.items()
        if not name.endswith(".scale")
    }
    known = {
        word: number for number, word in enumerate(listed.decode().split("\n"), start=1)
    }  # row 0 is of all other words
    numbers = {name: number for number, line in enumerate(hashes.decode().split("\n")) for name in line.split()}
    return ReaderData(tensors, known, numbers, config)
