"""Train the bundled model: `python -m index.train --data DIR --out DIR`; two cores, no GPU, under an hour.

In-batch contrastive learning (each text must find its translation among the batch's, both ways) over the rows of
`index.features`. Only the rows that a batch touches are updated, so that a step costs the batch, not the table.
sentence-transformers' trainer updates every row at each step, several times slower here; its loss is the same one
(MultipleNegativesSymmetricRankingLoss), with equal texts in a batch not counted as wrong.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch.nn import functional

from index.features import Bags, Vocabulary
from index.model_files import write_model
from index.training_data import Pairs, ParallelText, choose_vocabulary, is_whole, read_parallel

_REPORT_STEPS: Final = 200
_WARMUP_STEPS: Final = 50
_FORBIDDEN_LOGIT: Final = -1e4
# Half of the step of the best uniform six-level rounding of a normal distribution (0.73 of its spread).
_SCALE_OF_SPREAD: Final = 0.367
_MOMENTS: Final = (0.9, 0.999)


@dataclass(frozen=True, slots=True)
class Options:
    """What the run depends on, with the data: all of it is written into the model's config.json."""

    seed: int = 0
    threads: int = 2
    epochs: float = 5.0
    batch_pairs: int = 1024
    dimension: int = 256
    rows: int = 150_000
    hashed_rows: int = 2048
    min_word_count: int = 3
    min_word_count_with_helper: int = 9
    learning_rate: float = 0.02
    # At the end the rows settle at the six levels that they are stored with.
    settling_steps: int = 400
    settling_rate: float = 0.002
    temperature: float = 0.05
    # Half of the items are two or three pairs in a row: the data is short labels, the use is whole sentences.
    joined_share: float = 0.5
    joined_at_most: int = 3
    # Dropping a word's own row at times teaches its n-grams to stand in for it, as they must for unseen words.
    drop_words: float = 0.1
    drop_whole_rows: float = 0.15
    drop_gram_rows: float = 0.1
    initial_scale: float = 0.1
    # Smooth inverse frequency: the start of the token weights, which then are learnt as the rows' lengths.
    inverse_frequency: float = 1e-3
    pair_weights: dict[str, float] = field(
        default_factory=lambda: {"en-az": 1.5, "en-ru": 1.0, "az-ru": 1.5, "en-tr": 0.7, "az-tr": 0.5}
    )


@dataclass(frozen=True, slots=True)
class Phase:
    """Steps at a rate that falls to 0; `rounded` computes with the rows as they will be stored."""

    steps: int
    learning_rate: float
    temperature: float
    rounded: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Two sides of aligned texts as flat arrays: `batch_pairs` left texts, then as many right ones.

    `words_of_texts` are positions among the batch's distinct words, `features_of_words` among its distinct rows.
    """

    rows: NDArray[np.int64]
    features_of_words: NDArray[np.int64]
    word_offsets: NDArray[np.int64]
    kept: NDArray[np.float32]
    words_of_texts: NDArray[np.int64]
    text_offsets: NDArray[np.int64]
    equal: NDArray[np.bool_]


AnyBatch = TypeVar("AnyBatch", bound=Batch)


class Batches:
    """Draws batches of one language pair each, in proportion to the pairs' numbers and weights."""

    def __init__(self, pairs: Pairs, bags: Bags, whole: NDArray[np.bool_], options: Options) -> None:
        self._pairs = {name: pairs[name] for name in options.pair_weights if len(pairs.get(name, ()))}
        shares = np.array([len(pairs) * options.pair_weights[name] for name, pairs in self._pairs.items()])
        self._bags, self._whole, self._options = bags, whole, options
        self._random = np.random.default_rng(options.seed)
        self._shares = shares / shares.sum()
        self._waiting = {name: np.zeros(0, dtype=np.int64) for name in self._pairs}
        self.steps = int(shares.sum() / options.batch_pairs * options.epochs)

    def draw(self) -> Batch:
        """Draw the next batch."""
        name = self._kind()
        first = self._pairs[name][self._next(name)]
        pieces, owners = self._with_joined(name, first, self._options.joined_share)
        return self._assemble(first, pieces, owners)

    def _kind(self) -> str:
        return list(self._pairs)[self._random.choice(len(self._pairs), p=self._shares)]

    def _typed(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the words as they are typed: here as they are written."""
        return words

    def _next(self, name: str) -> NDArray[np.int64]:
        size = self._options.batch_pairs
        while len(self._waiting[name]) < size:
            order = self._random.permutation(len(self._pairs[name]))
            self._waiting[name] = np.concatenate([self._waiting[name], order])
        drawn, self._waiting[name] = self._waiting[name][:size], self._waiting[name][size:]
        return drawn

    def _with_joined(
        self, name: str, first: NDArray[np.int64], share: float
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Add random pairs behind a share of the first ones; `owners` says behind which, in order."""
        options, count = self._options, len(first)
        joined = self._random.random(count) < share
        extra = np.where(joined, self._random.integers(1, options.joined_at_most, count), 0)
        added = self._pairs[name][self._random.integers(0, len(self._pairs[name]), extra.sum())]
        owners = np.concatenate([np.arange(count), np.repeat(np.arange(count), extra)])
        order = np.argsort(owners, kind="stable")
        return np.concatenate([first, added])[order], owners[order]

    def _assemble(self, first: NDArray[np.int64], pieces: NDArray[np.int64], owners: NDArray[np.int64]) -> Batch:
        options, count = self._options, len(first)
        positions, lengths = slices(self._bags.text_offsets, pieces.T.reshape(-1))
        words = self._typed(self._bags.word_ids[positions])
        texts = np.repeat(np.concatenate([owners, owners + count]), lengths)
        stays = self._random.random(len(words)) >= options.drop_words
        distinct, words_of_texts = np.unique(words[stays], return_inverse=True)
        positions, lengths = slices(self._bags.word_offsets, distinct)
        features = self._bags.feature_ids[positions]
        rows, features_of_words = np.unique(features, return_inverse=True)
        drop = np.where(self._whole[features], options.drop_whole_rows, options.drop_gram_rows)
        equal = (first[:, None, 0] == first[None, :, 0]) | (first[:, None, 1] == first[None, :, 1])
        np.fill_diagonal(equal, val=False)
        return Batch(
            rows=rows,
            features_of_words=features_of_words,
            word_offsets=np.cumsum(lengths) - lengths,
            kept=(self._random.random(len(features)) >= drop).astype(np.float32),
            words_of_texts=words_of_texts,
            text_offsets=np.searchsorted(texts[stays], np.arange(2 * count)),
            equal=equal,
        )


def slices(offsets: NDArray[np.int64], ids: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the flat positions of the slices `offsets[i]:offsets[i + 1]` one after the other, and their lengths."""
    lengths = offsets[ids + 1] - offsets[ids]
    starts = offsets[ids] - (np.cumsum(lengths) - lengths)
    return np.repeat(starts, lengths) + np.arange(lengths.sum()), lengths


class Table:
    """The rows and their Adam moments; a step reads and writes only the rows that it is given."""

    def __init__(self, rows: torch.Tensor) -> None:
        self.rows = rows
        self._mean = torch.zeros_like(rows)
        self._square = torch.zeros_like(rows)
        self._steps = 0

    def update(self, ids: torch.Tensor, gradient: torch.Tensor, learning_rate: float) -> None:
        """Move rows `ids` against their gradient."""
        self._steps += 1
        first, second = _MOMENTS
        mean = self._mean[ids].mul_(first).add_(gradient, alpha=1 - first)
        square = self._square[ids].mul_(second).addcmul_(gradient, gradient, value=1 - second)
        self._mean[ids], self._square[ids] = mean, square
        spread = (square / (1 - second**self._steps)).sqrt_().add_(1e-8)
        self.rows[ids] -= learning_rate * (mean / (1 - first**self._steps)) / spread


def text_vectors(batch: Batch, rows: torch.Tensor) -> torch.Tensor:
    """Return unit vectors of a batch's texts, the left ones first."""
    words = functional.embedding_bag(
        torch.from_numpy(batch.features_of_words),
        rows,
        torch.from_numpy(batch.word_offsets),
        mode="sum",
        per_sample_weights=torch.from_numpy(batch.kept),
    )
    texts = functional.embedding_bag(
        torch.from_numpy(batch.words_of_texts), words, torch.from_numpy(batch.text_offsets), mode="sum"
    )
    return functional.normalize(texts, dim=1)


def contrastive_loss(batch: Batch, rows: torch.Tensor, temperature: float) -> torch.Tensor:
    """Return the mean cross-entropy of finding each text's translation in the batch, both directions."""
    return finding_loss(text_vectors(batch, rows), batch.equal, temperature)


def finding_loss(texts: torch.Tensor, equal: NDArray[np.bool_], temperature: float) -> torch.Tensor:
    """Return the mean cross-entropy of finding each text's other side, both directions; `equal` ones do not count."""
    left, right = texts.chunk(2)
    logits = (left @ right.T / temperature).masked_fill(torch.from_numpy(equal), _FORBIDDEN_LOGIT)
    own = torch.arange(len(left))
    return (functional.cross_entropy(logits, own) + functional.cross_entropy(logits.T, own)) / 2


def train(data: ParallelText, options: Options) -> tuple[torch.Tensor, Vocabulary]:
    """Train the rows of a vocabulary chosen from the data; the same data and options give the same rows."""
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    features = choose_vocabulary(data, options.rows, options.min_word_count, options.min_word_count_with_helper)
    vocabulary = Vocabulary(features, options.hashed_rows)
    bags = vocabulary.bags(data.texts)
    batches = Batches(data.pairs, bags, whole_words(vocabulary), options)
    table = Table(_initial_rows(bags, len(vocabulary), options))
    learn(table, batches.draw, Phase(batches.steps, options.learning_rate, options.temperature), contrastive_loss)
    settled = Table(table.rows)
    settling = Phase(options.settling_steps, options.settling_rate, options.temperature, rounded=True)
    learn(settled, batches.draw, settling, contrastive_loss)
    return settled.rows, vocabulary


def whole_words(vocabulary: Vocabulary) -> NDArray[np.bool_]:
    """Tell for each row whether it stands for a whole word."""
    return np.array([is_whole(feature) for feature in vocabulary.features] + [True] * vocabulary.hashed_rows)


def learn(
    table: Table,
    draw: Callable[[], AnyBatch],
    phase: Phase,
    loss_of: Callable[[AnyBatch, torch.Tensor, float], torch.Tensor],
) -> None:
    """Take the steps of a phase; `loss_of` a batch, its rows and the temperature is what becomes less."""
    started, losses = time.monotonic(), 0.0
    for step in range(phase.steps):
        batch = draw()
        ids = torch.from_numpy(batch.rows)
        rows = table.rows[ids]
        if phase.rounded:
            rows = rounded_rows(rows)
        rows.requires_grad_()
        loss = loss_of(batch, rows, phase.temperature)
        # The gradient at the rounded rows moves the unrounded ones: the usual straight-through step.
        (gradient,) = torch.autograd.grad(loss, rows)
        rate = phase.learning_rate * min(1.0, (step + 1) / _WARMUP_STEPS) * (1 - step / phase.steps)
        table.update(ids, gradient, rate)
        losses += loss.item()
        if (step + 1) % _REPORT_STEPS == 0:
            elapsed = time.monotonic() - started
            sys.stdout.write(f"step {step + 1} of {phase.steps}  loss {losses / _REPORT_STEPS:.3f}  {elapsed:.0f} s\n")
            sys.stdout.flush()
            losses = 0.0


def rounded_rows(rows: torch.Tensor) -> torch.Tensor:
    """Round rows to six levels, at the scale that is best for normally distributed numbers."""
    scales = _SCALE_OF_SPREAD * rows.square().mean(dim=1, keepdim=True).sqrt().clamp_min(1e-12)
    return ((rows / scales / 2).floor() * 2 + 1).clamp(-5, 5) * scales


def _initial_rows(bags: Bags, count: int, options: Options) -> torch.Tensor:
    """Start each row as noise, the shorter the more often its feature occurs."""
    occurrences = np.bincount(bags.word_ids, minlength=len(bags.word_offsets) - 1)
    weights = np.repeat(occurrences, np.diff(bags.word_offsets))
    shares = np.bincount(bags.feature_ids, weights=weights, minlength=count) / len(bags.word_ids)
    scales = options.initial_scale * options.inverse_frequency / (options.inverse_frequency + shares)
    return torch.randn(count, options.dimension) * torch.from_numpy(scales.astype(np.float32))[:, None]


def training_record(data: ParallelText, options: Options) -> dict[str, Any]:
    """Return what config.json keeps of a run: options, pairs of each language pair, and the data's SHA-256."""
    pairs = {name: len(pairs) for name, pairs in data.pairs.items()}
    return {"options": asdict(options), "pairs": pairs, "data_sha256": data.file_hashes, "torch": torch.__version__}


def main(arguments: list[str] | None = None) -> int:
    """Train and write a model folder; the exit status is 0 when it is written."""
    parser = argparse.ArgumentParser(prog="python -m index.train", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the parallel text, *.tsv.xz")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--epochs", type=float, default=Options().epochs)
    parser.add_argument("--seed", type=int, default=Options().seed)
    given = parser.parse_args(arguments)
    options = Options(seed=given.seed, epochs=given.epochs)
    data = read_parallel(given.data)
    rows, vocabulary = train(data, options)
    write_model(given.out, rows.numpy(), vocabulary, training_record(data, options))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
