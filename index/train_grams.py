"""Train the n-gram reader: `python -m index.train_grams [--out DIR]`.

It learns what the transformer of `index.train_reader` learns: of the questions in `corpus/contrasts/` and those asked
after another in `corpus/conversations/`, which sentence each asks of, and whether that answers it. Ten minutes on two
cores, anew each time; it needs no other model than the bundled one.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from corpus.load import Corpus, load_conversations, load_corpus
from index.embed import BundledEmbedder
from index.gram_reader import GRAM_SCALE, GRAMS_FOLDER, word_means, write_gram_reader
from index.grams import BUCKETS, gram_ids
from index.learning import shuffled, take_steps
from index.reader_examples import SHARES, Later, Shares, Typist, classes, examples
from index.transformer import Rows

_START_SPREAD: Final = 0.1
_CACHED_WORDS: Final = 2**18
_FEWEST_GRAMS: Final = 6  # of a question of which some are dropped


@dataclass(frozen=True, slots=True)
class Options:
    """What is trained and for how long; `dropped` is the share of a question's n-grams that it is read without."""

    width: int = 128
    epochs: float = 6.0
    batch: int = 256
    rate: float = 0.01
    dropped: float = 0.15
    smoothing: float = 0.02
    shares: Shares = SHARES
    seed: int = 0


class Network(nn.Module):
    """The mean of the n-grams' rows and that of the words' vectors, turned to the same width; scores by their sum."""

    def __init__(self, dimension: int, width: int, classes: int) -> None:
        super().__init__()
        self.grams = nn.EmbeddingBag(BUCKETS, width, mode="mean", sparse=True)
        self.words = nn.Linear(2 * dimension, width)
        self.head = nn.Linear(width, classes)
        nn.init.normal_(self.grams.weight, 0, _START_SPREAD)
        nn.init.zeros_(self.head.weight)

    def forward(self, grams: Sequence[NDArray[np.int64]], words: Tensor) -> Tensor:
        """Return the scores of questions by their n-grams and `word_means`; (questions, classes)."""
        starts = np.cumsum([0, *map(len, grams[:-1])])
        of_grams = self.grams(torch.from_numpy(np.concatenate(grams)), torch.from_numpy(starts))
        return self.head(GRAM_SCALE * of_grams + self.words(words))  # type: ignore[no-any-return]


class Training:
    """A network in training: its questions, and where chance stands."""

    def __init__(self, options: Options, embedder: BundledEmbedder, corpus: Corpus, later: Later) -> None:
        torch.manual_seed(options.seed)
        self.random = np.random.default_rng(options.seed)
        self.options = options
        self.asked, self.sentences = examples(corpus, later)
        self.network = Network(embedder.dimension, options.width, 2 * len(self.sentences))
        self._embedder = embedder
        self._row_of = lru_cache(maxsize=_CACHED_WORDS)(lambda word: embedder.word_rows([word])[0])
        self._classes = classes(self.asked, len(self.sentences))
        self._typist = Typist(self.asked, options.shares, self.random)

    def learn(self) -> None:
        """Learn which sentence each question asks of, and whether that answers it."""
        steps = int(self.options.epochs * len(self.asked) / self.options.batch)
        rate = self.options.rate
        rows, *others = self.network.parameters()
        # A step touches a few thousand of the rows, so the others are left alone.
        optimizers = [torch.optim.SparseAdam([rows], lr=rate), torch.optim.AdamW(others, lr=rate, weight_decay=0)]
        take_steps(self.network, optimizers, [[rate], [rate]], steps, self._losses())

    def _losses(self) -> Iterator[Tensor]:
        for places in shuffled(self.random, len(self.asked), self.options.batch):
            cut = [self._typist.words(self.asked[place]) for place in places]
            words = word_means(cut, self._rows_of, self._embedder.dimension)
            scores = self.network([self._some(gram_ids(each)) for each in cut], torch.from_numpy(words))
            wanted = torch.from_numpy(self._classes[places])
            yield functional.cross_entropy(scores, wanted, label_smoothing=self.options.smoothing)

    def _rows_of(self, said: Sequence[str]) -> Rows:
        return np.array([self._row_of(word) for word in said])

    def _some(self, grams: NDArray[np.int64]) -> NDArray[np.int64]:
        if len(grams) <= _FEWEST_GRAMS:
            return grams
        return grams[self.random.random(len(grams)) >= self.options.dropped]

    def write(self, folder: Path, embedder: str) -> None:
        """Write the reader's folder."""
        tensors = {name: tensor.numpy() for name, tensor in self.network.state_dict().items()}
        rows = tensors.pop("grams.weight")
        training = {"options": asdict(self.options), "questions": len(self.asked), "sentences": len(self.sentences)}
        write_gram_reader(folder, rows, tensors, self.sentences, {"embedder": embedder, "training": training})


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, and write the reader's folder."""
    parser = argparse.ArgumentParser(prog="python -m index.train_grams", description=__doc__)
    parser.add_argument("--epochs", type=float, help="how often it sees each question")
    parser.add_argument("--out", type=Path, default=GRAMS_FOLDER, help="folder to write (default: the shipped one)")
    options = parser.parse_args(arguments)
    embedder, corpus = BundledEmbedder(), load_corpus()
    chosen = replace(Options(), epochs=options.epochs or Options().epochs)
    training = Training(chosen, embedder, corpus, load_conversations(corpus))
    training.learn()
    training.write(options.out, embedder.model_id)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
