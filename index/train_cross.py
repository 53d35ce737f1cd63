"""Train the cross-encoder: `python -m index.train_cross --out DIR`; half an hour on two cores.

It starts from the reader of questions, which can read, and learns from the practice documents of `corpus/practice/` and
from the questions of `corpus/contrasts/`: a sentence that answers a question beside others of the same document that do
not, and beside questions that only seem to be answered.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from corpus.load import load_corpus
from corpus.practice import load_practice
from index.cross_encoder import CROSS_FOLDER, FORMAT_VERSION, Pair, Words, pair_of, read_cross
from index.cross_examples import Shelf, Text, of_corpus, of_practice
from index.cross_network import CrossNetwork
from index.embed import BundledEmbedder
from index.learning import shuffled, take_steps
from index.network_files import write_network
from index.reader import READER_FOLDER, read_reader
from index.reader_examples import mistyped
from index.reader_network import half_is_quick

_LIKE_LENGTHS: Final = 8  # batches that are put in the order of their lengths together


@dataclass(frozen=True, slots=True)
class Options:
    """What is trained and for how long; `practice` is the share of questions on practice documents."""

    width: int = 384
    layers: int = 2
    steps: int = 1700
    questions: int = 24
    others: int = 2  # sentences beside the right one
    practice: float = 0.75
    slips: float = 0.05
    rate: float = 3e-4
    seed: int = 0


@dataclass(frozen=True, slots=True)
class _Group:
    """A question beside sentences, of which the first answers if any does."""

    pairs: tuple[Pair, ...]
    answered: bool


class Training:
    """A network in training, and where chance stands."""

    def __init__(
        self, options: Options, embedder: BundledEmbedder, practice: Sequence[Text], own: Sequence[Text]
    ) -> None:
        torch.manual_seed(options.seed)
        self.options, self.random = options, np.random.default_rng(options.seed)
        self.words = Words(embedder)
        self.shelves = [Shelf(texts, embedder, self.random) for texts in (practice, own)]
        self.network = CrossNetwork(embedder.dimension, options.width, options.layers)

    def learn(self) -> None:
        """Take the steps."""
        options = self.options
        optimizer = torch.optim.AdamW(self.network.parameters(), weight_decay=0.02)
        losses = map(self._loss, self._batches())
        take_steps(self.network, [optimizer], [[options.rate]], options.steps, losses)

    def _loss(self, groups: Sequence[_Group]) -> Tensor:
        """Each sentence by itself, and the right one among those beside it."""
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half_is_quick()):
            scores = self.network(self.words.lay([pair for group in groups for pair in group.pairs]))
        scores = scores.float().view(len(groups), -1)
        answered = torch.tensor([group.answered for group in groups])
        wanted = torch.zeros_like(scores)
        wanted[:, 0] = answered.float()
        alone = functional.binary_cross_entropy_with_logits(scores, wanted)
        first = torch.zeros(int(answered.sum()), dtype=torch.long)
        among = functional.cross_entropy(scores[answered], first, reduction="sum")
        return alone + among / max(1, len(first))  # a batch may have no question that is answered

    def _batches(self) -> Iterator[list[_Group]]:
        """Draw questions, those of about one length together."""
        size = self.options.questions
        drawn = [self._drawn(shelf) for shelf in self.shelves]
        while True:
            of_practice = self.random.random(size * _LIKE_LENGTHS) < self.options.practice
            many = [next(drawn[0] if one else drawn[1]) for one in of_practice]
            many.sort(key=lambda group: max(map(len, group.pairs)))
            for number in self.random.permutation(_LIKE_LENGTHS):
                yield many[number * size : (number + 1) * size]

    def _drawn(self, shelf: Shelf) -> Iterator[_Group]:
        """Draw a shelf's questions, each as it might be typed this time, with the sentences beside it."""
        for (place,) in shuffled(self.random, len(shelf), 1):
            asked, beside = shelf.drawn(int(place), self.options.others)
            typed = mistyped(asked.question, self.options.slips, self.random)
            yield _Group(tuple(pair_of(typed, each) for each in beside), asked.answered)

    def write(self, folder: Path, embedder: str) -> None:
        """Write the cross-encoder's folder."""
        training = asdict(self.options) | {"questions_known": [len(shelf) for shelf in self.shelves]}
        config = {"embedder": embedder, "layers": self.options.layers, "training": training}
        write_network(folder, self.network.tensors(), config, FORMAT_VERSION)


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, and write the cross-encoder's folder."""
    parser = argparse.ArgumentParser(prog="python -m index.train_cross", description=__doc__)
    parser.add_argument("--steps", type=int, help="how many batches to learn from")
    parser.add_argument(
        "--start", type=Path, help="a cross-encoder's folder to go on from, as when questions were added"
    )
    parser.add_argument("--out", type=Path, default=CROSS_FOLDER, help="folder to write (default: the shipped one)")
    given = parser.parse_args(arguments)
    options = Options() if given.steps is None else replace(Options(), steps=given.steps)
    embedder = BundledEmbedder()
    training = Training(options, embedder, list(of_practice(load_practice())), list(of_corpus(load_corpus())))
    if given.start is None:
        training.network.start_from(read_reader(READER_FOLDER).tensors)
    else:
        training.network.go_on_from(read_cross(given.start).tensors)
    training.learn()
    training.write(given.out, embedder.model_id)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
