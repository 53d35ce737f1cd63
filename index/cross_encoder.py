"""The cross-encoder: whether a sentence, of any document, answers a question; both are read together, word by word.

The reader of questions knows the sentences that it was trained on. This one reads a question beside a sentence that it
has never seen, such as one of a document that a maintainer has added, in the same or another language, and tells how
well the one answers the other. `index.train_cross` trains it. In numpy, over the bundled model's word vectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from corpus.text import words
from index.embed import BundledEmbedder, Embedder
from index.model_files import check_trained_over, read_config
from index.network_files import CONFIG_FILE, NetworkFiles, read_network
from index.transformer import Rows, linear, mean_of_filled, normed, through_layer

CROSS_FOLDER: Final = Path(__file__).parent / "cross"
FORMAT_VERSION: Final = 2
BEGIN, QUESTION, SENTENCE, TITLE, BEFORE = range(5)  # what a place belongs to
LONGEST: Final = {QUESTION: 24, SENTENCE: 40, TITLE: 14, BEFORE: 16}  # words that are read of each
MARKS: Final = 6  # numbers told of each word beside its vector
SAME_WORD: Final = 0.98  # cosine from which two words are the same, in whichever alphabet
_MEND: Final = "put the folder back as it was published, or train it again: python -m index.train_cross"
_CONFIG_FIELDS: Final = frozenset({"embedder", "layers", "weights_sha256"})
_WORDS_KEPT: Final = 2**15


class Said(NamedTuple):
    """A sentence with the title of its document and the sentence before it, empty where there is none."""

    text: str
    title: str = ""
    before: str = ""  # tells what "it" is in the sentence


def said_after(before: str, text: str, title: str) -> Said:
    """Put a sentence together with what stands before it; the title is not told twice."""
    return Said(text, title, "" if before == title else before)


@dataclass(frozen=True, slots=True)
class Pair:
    """A question and a sentence with what stands before it, each cut into folded words."""

    question: tuple[str, ...]
    sentence: tuple[str, ...]
    title: tuple[str, ...]
    before: tuple[str, ...]

    def __len__(self) -> int:
        """How many words are read."""
        return sum(len(cut) for _, cut in self.parts)

    @property
    def parts(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The texts in the order in which they are read, each with what it is."""
        return (QUESTION, self.question), (SENTENCE, self.sentence), (TITLE, self.title), (BEFORE, self.before)


@dataclass(frozen=True, slots=True)
class Laid:
    """Pairs laid side by side: (pairs, places) arrays, the first place the beginning's; `part` is BEGIN where empty."""

    rows: Rows  # (pairs, places, dimension), unit rows
    part: NDArray[np.int64]
    place: NDArray[np.int64]  # from 0 within its part
    marks: Rows  # (pairs, places, MARKS)
    filled: NDArray[np.bool_]


def pair_of(question: str, said: Said) -> Pair:
    """Cut a question, a sentence and what stands before it into the words that are read.

    >>> pair_of("Who runs it?", Said("Ali runs it.", "The lab")).sentence
    ('ali', 'runs', 'it')
    """
    return Pair(
        tuple(words(question)[: LONGEST[QUESTION]]),
        tuple(words(said.text)[: LONGEST[SENTENCE]]),
        tuple(words(said.title)[: LONGEST[TITLE]]),
        tuple(words(said.before)[: LONGEST[BEFORE]]),
    )


class Words:
    """What is told of words: their vectors, whether the embedder knows them, whether they have a digit."""

    def __init__(self, embedder: BundledEmbedder) -> None:
        self.dimension = embedder.dimension
        self._embedder = embedder
        self._of = lru_cache(maxsize=_WORDS_KEPT)(self._read)

    def _read(self, word: str) -> tuple[Rows, float, float]:
        row = self._embedder.word_rows([word])[0]
        return row, float(self._embedder.knows(word)), float(any(char.isdigit() for char in word))

    def lay(self, pairs: Sequence[Pair]) -> Laid:
        """Lay pairs side by side, padded to the longest."""
        longest = 1 + max(map(len, pairs), default=0)
        rows = np.zeros((len(pairs), longest, self.dimension), dtype=np.float32)
        part, place = (np.zeros((len(pairs), longest), dtype=np.int64) for _ in range(2))
        own = np.zeros((len(pairs), longest, 2), dtype=np.float32)
        for number, pair in enumerate(pairs):
            at = 1
            for kind, cut in pair.parts:
                for order, word in enumerate(cut):
                    rows[number, at], *own[number, at] = self._of(word)
                    part[number, at], place[number, at] = kind, order
                    at += 1
        filled = part > 0
        filled[:, 0] = True
        return Laid(rows, part, place, np.concatenate([_met(rows, part), own], axis=2), filled)


def _met(rows: Rows, part: NDArray[np.int64]) -> Rows:
    """Say of each word how near the nearest of the other side is, and whether it is the same; (pairs, places, 4).

    Of a word of the question first among the sentence's words, then among those that stand before it, the title's and
    the sentence's; of theirs among the question's.
    """
    cosines = rows @ rows.transpose(0, 2, 1)
    asked, said, around = part == QUESTION, part == SENTENCE, part >= TITLE
    across = _across(asked, said) | _across(said | around, asked), _across(asked, around)
    nearest = [np.where(each, cosines, 0).max(axis=2) for each in across]
    return np.stack([mark for each in nearest for mark in (each, each > SAME_WORD)], axis=2).astype(np.float32)


def _across(seeking: NDArray[np.bool_], sought: NDArray[np.bool_]) -> NDArray[np.bool_]:
    return np.asarray(seeking[:, :, None] & sought[:, None, :])


class CrossEncoder:
    """Reads questions beside sentences; safe to share between threads."""

    def __init__(self, embedder: BundledEmbedder, path: Path = CROSS_FOLDER) -> None:
        self._data = read_cross(path)
        check_trained_over(path, self._data.config, embedder.model_id, _MEND)
        self._words = Words(embedder)
        self._layers = int(self._data.config["layers"])

    def scores(self, question: str, sentences: Sequence[Said]) -> Rows:
        """Return the log-odds that each sentence answers; (len(sentences),)."""
        if not sentences:
            return np.zeros(0, dtype=np.float32)
        laid = self._words.lay([pair_of(question, said) for said in sentences])
        tensors = self._data.tensors
        state = linear(laid.rows, tensors, "project") + linear(laid.marks, tensors, "marks")
        state += tensors["part.weight"][laid.part] + tensors["place.weight"][laid.place]
        state[:, 0] = tensors["begin"]
        state = normed(state, tensors, "norm")
        for layer in range(self._layers):
            state = through_layer(state, laid.filled, tensors, f"layers.{layer}")
        sides = [mean_of_filled(state, laid.part == kind) for kind in (QUESTION, SENTENCE)]
        told = np.tanh(linear(np.concatenate([state[:, 0], *sides], axis=1), tensors, "hidden"))
        return np.asarray(linear(told, tensors, "head")[:, 0])


def read_cross(folder: Path) -> NetworkFiles:
    """Read a cross-encoder's folder; ModelError if a file is missing, damaged, or of another format."""
    return read_network(folder, _CONFIG_FIELDS, FORMAT_VERSION, _MEND)


def cross_encoder_for(embedder: Embedder) -> CrossEncoder | None:
    """Return the shipped cross-encoder; None if the bundled model is another than it was trained over.

    It reads by the bundled model's word vectors, whichever embedder the index was built with.
    """
    bundled = embedder if isinstance(embedder, BundledEmbedder) else BundledEmbedder()
    config = read_config(CROSS_FOLDER / CONFIG_FILE, _CONFIG_FIELDS, FORMAT_VERSION, _MEND)
    return CrossEncoder(bundled) if config["embedder"] == bundled.model_id else None
