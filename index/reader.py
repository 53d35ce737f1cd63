"""The reader of questions: which sentence a question asks of, and whether that answers it or only seems to.

A small transformer over the bundled model's word vectors, in numpy alone. Word vectors added up know what a question is
about; who does what to whom, and what of it is asked for, stands in how the words go together. `index.train_reader`
trains it on the questions of `corpus/contrasts/`. Beside it the n-gram reader reads the same, and what both make of a
question is told.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from index.embed import BundledEmbedder, Embedder
from index.gram_reader import GRAMS_FOLDER, GramReader, RowsOf
from index.model_files import ModelError, check_trained_over, read_checked, read_config
from index.network_files import CONFIG_FILE, packed, unpacked
from index.reading import hash_lines, sentence_hash, words_read
from index.transformer import Rows, Tensors, linear, mean_of_filled, normed, through_layer

READER_FOLDER: Final = Path(__file__).parent / "reader"
FORMAT_VERSION: Final = 1
_WEIGHTS_FILE: Final = "reader.safetensors"
_WORDS_FILE: Final = "words.txt"
_SENTENCES_FILE: Final = "sentences.txt"
_TRAIN_BESIDE: Final = "train it again: python -m index.train_grams"
_LEAST: Final = 1e-4  # probability that counts as none
_READ_KEPT: Final = 64  # questions
_CONFIG_FIELDS: Final = frozenset({"embedder", "heads", "layers", "weights_sha256", "words_sha256", "sentences_sha256"})
_MEND: Final = "put the folder back as it was published, or train it again: python -m index.train_reader"


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

    tensors: Tensors
    words: Mapping[str, int]
    sentences: Mapping[str, int]
    config: Mapping[str, Any]


class QuestionReader:
    """Reads questions by the bundled model's word vectors; safe to share between threads."""

    def __init__(
        self, embedder: BundledEmbedder, path: Path = READER_FOLDER, grams: Path | None = GRAMS_FOLDER
    ) -> None:
        """Read the folders of the transformer and of the n-gram reader beside it; `grams` None: read without one."""
        self._embedder = embedder
        self._data = read_reader(path)
        check_trained_over(path, self._data.config, embedder.model_id, _MEND)
        self._layers = int(self._data.config["layers"])
        self._beside = None if grams is None else GramReader(embedder, grams)
        if self._beside and self._beside.sentences_sha256 != self._data.config["sentences_sha256"]:
            raise ModelError(f"{grams} knows other sentences than {path}: {_TRAIN_BESIDE}")
        self._kept: dict[tuple[str, str], Told] = {}  # a store that is full is put away whole, so it needs no lock

    def read(self, question: str, before: str = "") -> Told:
        """Say which sentences a question, alone or after another, asks of."""
        return self.read_all([(question, before)])[0]

    def read_all(self, asked: Sequence[tuple[str, str]]) -> list[Told]:
        """Read questions, each with the one before it or "", in one go: several cost little more than one.

        What was read a short while ago is remembered, since the readings of a follow-up share the words of its own.
        """
        kept = self._kept if len(self._kept) < _READ_KEPT else {}
        new = [each for each in dict.fromkeys(asked) if each not in kept]
        kept = kept | dict(zip(new, self._read(new), strict=True))
        self._kept = kept
        return [kept[each] for each in asked]

    def _read(self, asked: Sequence[tuple[str, str]]) -> list[Told]:
        if not asked:
            return []
        cut = [words_read(*each) for each in asked]
        rows_of = self._rows_of(cut)
        scores = linear(self._encoded(cut, rows_of), self._data.tensors, "head")
        if self._beside:
            scores = (scores + self._beside.scores(cut, rows_of)) / np.float32(2)
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        answers, misses = np.split(chances, 2, axis=1)
        return [Told(*each, self._data.sentences) for each in zip(answers, misses, strict=True)]

    def _rows_of(self, cut: Sequence[Sequence[str]]) -> RowsOf:
        """Give the vectors of the words of questions, each worked out once for both readers."""
        places = {word: place for place, word in enumerate(dict.fromkeys(word for each in cut for word in each))}
        rows = self._embedder.word_rows(list(places))
        return lambda said: rows[[places[word] for word in said]]

    def _encoded(self, cut: Sequence[Sequence[str]], rows_of: RowsOf) -> Rows:
        """Return a unit row for each question, cut into words; shorter ones are filled up to the longest."""
        tensors = self._data.tensors
        longest = max(map(len, cut))
        filled = np.arange(longest + 1) <= np.array([[len(each)] for each in cut])
        state = np.zeros((len(cut), longest + 1, len(tensors["begin"])), dtype=np.float32)
        of_word = linear(rows_of([word for each in cut for word in each]), tensors, "project")
        own = [self._data.words.get(word, 0) for each in cut for word in each]
        state[:, 1:][filled[:, 1:]] = of_word + tensors["own.weight"][own]
        state[:, 0] = tensors["begin"]
        state = normed(state + tensors["place"][: longest + 1], tensors, "norm")
        for layer in range(self._layers):
            state = through_layer(state, filled, tensors, f"layers.{layer}")
        vectors = mean_of_filled(state, filled)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def reader_for(embedder: Embedder) -> QuestionReader | None:
    """Return the shipped reader, None for an embedder whose word vectors it was not trained over."""
    if not isinstance(embedder, BundledEmbedder):
        return None
    trained_over = read_config(READER_FOLDER / CONFIG_FILE, _CONFIG_FIELDS, FORMAT_VERSION, _MEND)["embedder"]
    return QuestionReader(embedder) if trained_over == embedder.model_id else None


def write_reader(
    folder: Path,
    tensors: Mapping[str, Rows],
    known_words: Sequence[str],
    sentences: Sequence[Sequence[str]],
    config: Mapping[str, Any],
) -> None:
    """Round matrices to 8 bits a row and write the folder; `sentences` are, for each number, its texts by language."""
    weights = packed(tensors)
    listed = "\n".join(known_words).encode()
    hashes = hash_lines(sentences).encode()
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
    (folder / CONFIG_FILE).write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_reader(folder: Path) -> ReaderData:
    """Read a reader's folder; ModelError if a file is missing, damaged, or of another format."""
    config = read_config(folder / CONFIG_FILE, _CONFIG_FIELDS, FORMAT_VERSION, _MEND)
    weights, listed, hashes = (
        read_checked(folder / name, config[f"{what}_sha256"], _MEND)
        for name, what in ((_WEIGHTS_FILE, "weights"), (_WORDS_FILE, "words"), (_SENTENCES_FILE, "sentences"))
    )
    tensors = unpacked(weights, folder / _WEIGHTS_FILE, _MEND)
    known = {
        word: number for number, word in enumerate(listed.decode().split("\n"), start=1)
    }  # row 0 is of all other words
    numbers = {name: number for number, line in enumerate(hashes.decode().split("\n")) for name in line.split()}
    return ReaderData(tensors, known, numbers, config)
