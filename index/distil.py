"""Teach a trained model what answers what: `python -m index.distil --data DIR --teacher DIR --wordnet DIR --out DIR`.

Parallel text teaches translation alone. Here each text, in whichever language, is also drawn towards the vector that an
English teacher gives to its English original, and learns pairs of one meaning from `index.lessons`. Without `--start`
the model is first trained by `index.train`, so that one command leads from the data to the folder.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray

from corpus.text import words
from index.features import Bags, Vocabulary, word_features
from index.lessons import TEACHER_ALONE, Lessons, collect
from index.model_files import WEIGHTS_FILE, read_model, write_model
from index.teacher import projected, teacher_vectors
from index.train import (
    Batch,
    Batches,
    Options,
    Phase,
    Table,
    finding_loss,
    learn,
    text_vectors,
    train,
    training_record,
    whole_words,
)
from index.training_data import ParallelText, read_parallel

_SLIPS_OF_WORD: Final = 4
_SLIP_CHARS: Final = 5  # shorter words are typed right, and a slip makes another word of them
_CYRILLIC: Final = "абвгдежзийклмнопрстуфхцчшщыьэюя"
_LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ROTATED_BY: Final = 20_000
_PHRASES: Final = frozenset({"definition", "example", "keywords", "wordings", "own"})
# Keywords are said of an article: no sentence of it is a wrong one.
_OF_ARTICLES: Final = frozenset({"keywords"})


@dataclass(frozen=True, slots=True)
class LessonOptions(Options):
    """The options of the second stage; a kind's weight stands beside the language pairs' ones."""

    steps: int = 1200
    learning_rate: float = 0.01
    settling_steps: int = 200
    # Of a text's distance from its teacher's vector, and of finding that vector among the batch's.
    distance_weight: float = 4.0
    teacher_weight: float = 1.0
    slips: float = 0.1
    joined_phrases: float = 0.1
    pair_weights: dict[str, float] = field(
        default_factory=lambda: {
            "en-az": 1.5, "en-ru": 1.2, "az-ru": 1.5, "en-tr": 0.4, "az-tr": 0.4, "definition": 0.5, "example": 0.5,
            "synonym": 0.5, "word": 0.5, "own translation": 10.0, "keywords": 10.0, "wordings": 8.0,
            "concept": 1.5, "own": 5.0,
        }
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class LessonBatch(Batch):
    """A batch with the teacher's vector of each text, zeros where it has none; `alone`: only the teacher counts."""

    targets: NDArray[np.float32]
    alone: bool


class LessonBatches(Batches):
    """Draws batches of one kind each, some words with a slip, and looks up what the teacher says of their texts."""

    def __init__(
        self, lessons: Lessons, taught: NDArray[np.float32], vocabulary: Vocabulary, options: LessonOptions
    ) -> None:
        bags, variants = with_slips(vocabulary.bags(lessons.texts), lessons.texts, vocabulary, options.seed)
        super().__init__(lessons.pairs, bags, whole_words(vocabulary), options)
        self._lessons, self._taught, self._variants, self._lesson_options = lessons, taught, variants, options

    def draw(self) -> LessonBatch:
        """Draw the next batch."""
        kind = self._kind()
        first = self._pairs[kind][self._next(kind)]
        options = self._lesson_options
        share = options.joined_phrases if kind in _PHRASES else options.joined_share
        pieces, owners = self._with_joined(kind, first, share)
        batch = self._assemble(first, pieces, owners)
        alike = self._lessons.topics if kind in _OF_ARTICLES else self._lessons.subjects
        equal = batch.equal | _same(alike[first])
        np.fill_diagonal(equal, val=False)
        values = {name: getattr(batch, name) for name in Batch.__dataclass_fields__}
        return LessonBatch(
            **{**values, "equal": equal}, targets=self._targets(pieces, owners), alone=kind in TEACHER_ALONE
        )

    def _typed(self, words: NDArray[np.int64]) -> NDArray[np.int64]:
        slipped = self._random.random(len(words)) < self._lesson_options.slips
        chosen = self._random.integers(0, _SLIPS_OF_WORD, len(words))
        return np.where(slipped, self._variants[words, chosen], words)

    def _targets(self, pieces: NDArray[np.int64], owners: NDArray[np.int64]) -> NDArray[np.float32]:
        """Add up the teacher's vectors of joined texts; one that lacks a vector leaves the whole without a target."""
        english = self._lessons.english[pieces.T]
        starts = np.flatnonzero(np.diff(owners, prepend=-1))
        sums = np.add.reduceat(self._taught[english], starts, axis=1).reshape(-1, self._taught.shape[1])
        lacking = np.add.reduceat(english < 0, starts, axis=1, dtype=np.int64).reshape(-1)
        sums[lacking > 0] = 0
        targets: NDArray[np.float32] = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-9)
        return targets


def _same(subjects: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which pairs share a subject, on either side; -1 is none."""
    left, right = subjects[:, 0], subjects[:, 1]
    same = np.zeros((len(left), len(left)), dtype=bool)
    for one, other in ((left, left), (right, right), (left, right)):
        same |= (one[:, None] == other[None, :]) & (one[:, None] >= 0)
    return same


def with_slips(bags: Bags, texts: tuple[str, ...], vocabulary: Vocabulary, seed: int) -> tuple[Bags, NDArray[np.int64]]:
    """Add misspelt forms to the word table; row w of the array holds four words that stand for word w when mistyped."""
    random = np.random.default_rng(seed)
    table = list(dict.fromkeys(word for text in texts for word in words(text)))
    variants = np.repeat(np.arange(len(table))[:, None], _SLIPS_OF_WORD, axis=1)
    features: list[tuple[int, ...]] = []
    for number, word in enumerate(table):
        if len(word) >= _SLIP_CHARS and word.isalpha():
            variants[number] = len(table) + len(features) + np.arange(_SLIPS_OF_WORD)
            features += [vocabulary.word_ids(slip(word, random)) for _ in range(_SLIPS_OF_WORD)]
    lengths = np.array([len(row) for row in features], dtype=np.int64)
    added = np.array([row for ids in features for row in ids], dtype=np.int64)
    offsets = np.concatenate([bags.word_offsets, bags.word_offsets[-1] + np.cumsum(lengths)])
    return replace(bags, word_offsets=offsets, feature_ids=np.concatenate([bags.feature_ids, added])), variants


def slip(word: str, random: np.random.Generator) -> str:
    """Leave out, swap, double or replace one letter."""
    place, kind = int(random.integers(0, len(word))), int(random.integers(0, 4))
    before, letter, after = word[:place], word[place], word[place + 1 :]
    if kind == 0:
        return before + after
    if kind == 1:
        return before + after[:1] + letter + after[1:]
    if kind == 2:
        return before + letter + letter + after
    letters = _LATIN if word.isascii() else _CYRILLIC
    return before + letters[int(random.integers(0, len(letters)))] + after


def lesson_loss(batch: LessonBatch, rows: torch.Tensor, temperature: float, options: LessonOptions) -> torch.Tensor:
    """Weigh and add three: finding the other side, finding its teacher's vector, distance from it."""
    texts = text_vectors(batch, rows)
    targets = torch.from_numpy(batch.targets)
    has = (targets.abs().sum(dim=1) > 0).float()
    distance = ((1 - (texts * targets).sum(dim=1)) * has).sum() / has.sum().clamp_min(1)
    loss = options.distance_weight * distance
    if batch.alone:
        return loss
    loss = loss + finding_loss(texts, batch.equal, temperature)
    if has.min() > 0:
        (left, right), (left_target, right_target) = texts.chunk(2), targets.chunk(2)
        for text, target in ((left, right_target), (right, left_target)):
            found = finding_loss(torch.cat([text, target]), batch.equal, temperature)
            loss = loss + options.teacher_weight / 2 * found
    return loss


def grown(
    rows: NDArray[np.float32], vocabulary: Vocabulary, lessons: Lessons, min_count: int
) -> tuple[NDArray[np.float32], Vocabulary]:
    """Add an empty row for each whole word that the lessons have often enough and the vocabulary lacks."""
    counts: Counter[str] = Counter()
    for text in sorted(lessons.taught()):
        counts.update(word_features(word)[0] for word in words(text))
    known = set(vocabulary.features)
    added = [feature for feature, count in counts.items() if count >= min_count and feature not in known]
    old = len(vocabulary.features)
    empty = np.zeros((len(added), rows.shape[1]), dtype=np.float32)
    longer = np.concatenate([rows[:old], empty, rows[old:]])
    return longer, Vocabulary([*vocabulary.features, *added], vocabulary.hashed_rows)


def turned(
    rows: torch.Tensor, vocabulary: Vocabulary, lessons: Lessons, taught: NDArray[np.float32], seed: int
) -> torch.Tensor:
    """Turn the rows as a whole so that English texts come as near as they can to the teacher's vectors of them."""
    english = np.flatnonzero(lessons.english == np.arange(len(lessons.texts)))
    chosen = np.random.default_rng(seed).permutation(english)[:_ROTATED_BY]
    bags = vocabulary.bags(lessons.texts[position] for position in chosen)
    table = torch.nn.functional.embedding_bag(
        torch.from_numpy(bags.feature_ids), rows, torch.from_numpy(bags.word_offsets[:-1]), mode="sum"
    )
    texts = torch.nn.functional.embedding_bag(
        torch.from_numpy(bags.word_ids), table, torch.from_numpy(bags.text_offsets[:-1]), mode="sum"
    )
    own = torch.nn.functional.normalize(texts, dim=1).numpy()
    left, _, right = np.linalg.svd(own.T @ taught[chosen])
    return rows @ torch.from_numpy(left @ right)


def teach(
    start: tuple[NDArray[np.float32], Vocabulary],
    lessons: Lessons,
    vectors: NDArray[np.float32],
    options: LessonOptions,
) -> tuple[torch.Tensor, Vocabulary]:
    """Take a trained model through the lessons; `vectors` are the teacher's, a row for each text, zeros for none."""
    torch.set_num_threads(options.threads)
    has = np.abs(vectors).sum(axis=1) > 0
    taught = np.zeros((len(vectors), options.dimension), dtype=np.float32)
    taught[has] = projected(vectors[has], options.dimension, options.seed)
    longer, vocabulary = grown(*start, lessons, options.min_word_count)
    table = Table(turned(torch.from_numpy(longer), vocabulary, lessons, taught, options.seed))
    batches = LessonBatches(lessons, taught, vocabulary, options)

    def loss(batch: LessonBatch, rows: torch.Tensor, temperature: float) -> torch.Tensor:
        return lesson_loss(batch, rows, temperature, options)

    learn(table, batches.draw, Phase(options.steps, options.learning_rate, options.temperature), loss)
    settled = Table(table.rows)
    settling = Phase(options.settling_steps, options.settling_rate, options.temperature, rounded=True)
    learn(settled, batches.draw, settling, loss)
    return settled.rows, vocabulary


def _asked(model: Path, lessons: Lessons, cache: Path) -> NDArray[np.float32]:
    """Return the teacher's vector of each text that is another's English original, zeros for the others."""
    english = np.unique(lessons.english[lessons.english >= 0])
    found = teacher_vectors(model, [lessons.texts[position] for position in english], cache)
    vectors = np.zeros((len(lessons.texts), found.shape[1]), dtype=np.float32)
    vectors[english] = found
    return vectors


def _start(folder: Path | None, data: ParallelText, seed: int) -> tuple[NDArray[np.float32], Vocabulary]:
    if folder is None:
        rows, vocabulary = train(data, Options(seed=seed))
        return rows.numpy(), vocabulary
    model = read_model(folder)
    return model.rows(np.arange(len(model.vocabulary))), model.vocabulary


def _record(given: argparse.Namespace, data: ParallelText, lessons: Lessons, options: LessonOptions) -> dict[str, Any]:
    """Add to the record of `index.train` what the lessons came from."""
    files = sorted([*given.teacher.glob("*.safetensors"), *(given.wordnet.glob("[di]*.*") if given.wordnet else ())])
    record = training_record(data, options)
    record["pairs"] = {kind: len(pairs) for kind, pairs in lessons.pairs.items()}
    record["lessons_sha256"] = {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
    if given.start is not None:
        record["start_sha256"] = hashlib.sha256((given.start / WEIGHTS_FILE).read_bytes()).hexdigest()
    return record


def main(arguments: list[str] | None = None) -> int:
    """Train, teach and write a model folder; the exit status is 0 when it is written."""
    parser = argparse.ArgumentParser(prog="python -m index.distil", description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the parallel text, *.tsv.xz")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of an English sentence-transformers model")
    parser.add_argument("--wordnet", type=Path, help="folder of WordNet 3.0's files; without it, no definitions")
    parser.add_argument("--start", type=Path, help="folder of a trained model; without it, one is trained first")
    parser.add_argument("--cache", type=Path, required=True, help="folder to keep the teacher's vectors in")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the model to")
    parser.add_argument("--seed", type=int, default=LessonOptions().seed)
    given = parser.parse_args(arguments)
    options = LessonOptions(seed=given.seed)
    data = read_parallel(given.data)
    lessons = collect(data, given.wordnet, options.seed)
    vectors = _asked(given.teacher, lessons, given.cache)
    rows, vocabulary = teach(_start(given.start, data, options.seed), lessons, vectors, options)
    write_model(given.out, rows.numpy(), vocabulary, _record(given, data, lessons, options))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
