"""Train the reader of questions: `python -m index.train_reader --data DIR --teacher DIR --cache DIR --out DIR`.

First the network learns to read: from layers of an English sentence-transformers model, which it follows for texts in
three languages, by their English originals. Then it learns, of the questions in `corpus/contrasts/` and those asked
after another in `corpus/conversations/`, which sentence each asks of, and whether that answers it. An hour on two
cores. With `--start DIR` it goes on from a reader that can read already, as when questions were added.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from corpus.load import Corpus, load_conversations, load_corpus
from corpus.text import words
from index.embed import BundledEmbedder
from index.learning import shuffled, take_steps
from index.reader import READER_FOLDER, ReaderData, read_reader, write_reader
from index.reader_examples import SHARES, Later, Shares, Typist, classes, examples
from index.reader_network import Network, Words, half_is_quick, start_from
from index.reading import AFTER, sentence_hash, words_read
from index.teacher import teacher_vectors
from index.training_data import read_parallel
from index.transformer import HEADS

_PAIRS: Final = ("en-az", "en-ru")
_ENGLISH_WORDS: Final = 20_000  # commonest ones, by which our word vectors are turned to the teacher's
_SEEN_TIMES: Final = 3
_SHARPNESS: Final = 20.0
_DISTANCE_WEIGHT: Final = 4.0
_HEAD_SCALE: Final = 16.0
_ROWS_AT_ONCE: Final = 256
_LIKE_LENGTHS: Final = 16  # batches whose questions are put in the order of their lengths together


@dataclass(frozen=True, slots=True)
class Options:
    """What is trained and for how long; `layers` are the numbers of the teacher's layers to start from."""

    layers: tuple[int, ...] = (0, 2, 4)
    width: int = 384
    own_words: int = 4500
    pairs_of_languages: int = 30_000
    shortest_words: int = 4
    longest_words: int = 18
    reading_steps: int = 700
    reading_batch: int = 192
    reading_rate: float = 4e-4
    epochs: float = 5.0
    batch: int = 96
    rate: float = 2.5e-4
    head_faster: float = 8.0
    smoothing: float = 0.05
    shares: Shares = SHARES
    seed: int = 0


class Training:
    """A network in training: its words, its questions, and where chance stands."""

    def __init__(
        self, options: Options, embedder: BundledEmbedder, corpus: Corpus, later: Later, start: ReaderData | None = None
    ) -> None:
        torch.manual_seed(options.seed)
        self.random = np.random.default_rng(options.seed)
        self.options = options
        self.asked, self.sentences = examples(corpus, later)
        self.start = start
        self.words = Words(embedder, self._own_words())
        self.network = Network(embedder.dimension, options.width, len(options.layers), len(self.words.known))
        if start is not None:
            self.network.go_on_from(start.tensors)
        self.head = nn.Linear(options.width, 2 * len(self.sentences))
        self.classes = classes(self.asked, len(self.sentences))
        self._typist = Typist(self.asked, options.shares, self.random)

    def _own_words(self) -> list[str]:
        """Words that get a row of their own: those that have one, then the commonest of the questions."""
        counts = Counter(word for item in self.asked for word in words(f"{item.text} {item.before}"))
        known = [AFTER] if self.start is None else [*self.start.words, AFTER]
        common = sorted(counts, key=lambda word: (-counts[word], word))
        return list(dict.fromkeys([*known, *common]))[: self.options.own_words]

    def vectors(self, read: Sequence[Sequence[str]]) -> Tensor:
        """Return the network's unit rows of questions that are cut into words."""
        batch = self.words.batch(read)
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half_is_quick()):
            return self.network(batch)  # type: ignore[no-any-return]

    def learn_to_read(self, data: Path, teacher: Path, cache: Path) -> None:
        """Follow an English model: each text, in whichever language, is drawn to the vector of its English original."""
        from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds to import

        pairs = [*self._parallel(data), *((item.text,) * 2 for item in self.asked if item.language == "en")]
        english = list(dict.fromkeys(original for original, _ in pairs))
        rows = torch.from_numpy(teacher_vectors(teacher, english, cache))
        counts = Counter(word for text in english for word in words(text))
        common = [word for word, count in counts.most_common(_ENGLISH_WORDS) if count >= _SEEN_TIMES and word.isalpha()]
        start_from(self.network, SentenceTransformer(str(teacher)), self.options.layers, self.words, common)
        places = {text: place for place, text in enumerate(english)}
        taught = list(dict.fromkeys((text, places[original]) for original, said in pairs for text in (original, said)))
        optimizer = torch.optim.AdamW(self.network.parameters(), weight_decay=0.01)
        steps, size = self.options.reading_steps, self.options.reading_batch
        take_steps(self.network, [optimizer], [[self.options.reading_rate]], steps, self._reading(taught, rows, size))

    def _reading(self, taught: Sequence[tuple[str, int]], rows: Tensor, size: int) -> Iterator[Tensor]:
        for chosen in shuffled(self.random, len(taught), size):
            targets = torch.tensor([taught[place][1] for place in chosen])
            found, wanted = self.vectors([words_read(taught[place][0]) for place in chosen]), rows[targets]
            same = (targets[:, None] == targets[None, :]) & ~torch.eye(len(targets), dtype=torch.bool)
            scores = (_SHARPNESS * found @ wanted.T).masked_fill(same, -1e4)
            distance = (1 - (found * wanted).sum(dim=1)).mean()
            yield _DISTANCE_WEIGHT * distance + functional.cross_entropy(scores, torch.arange(len(targets)))

    def _parallel(self, data: Path) -> Iterator[tuple[str, str]]:
        text = read_parallel(data)
        for name in _PAIRS:
            taken = 0
            for english, other in self.random.permutation(text.pairs[name]):
                if self.options.shortest_words <= len(words(text.texts[english])) <= self.options.longest_words:
                    yield text.texts[english], text.texts[other]
                    taken += 1
                if taken == self.options.pairs_of_languages:
                    break

    def learn_to_tell(self) -> None:
        """Learn which sentence each question asks of, and whether that answers it."""
        self._start_head()
        size = self.options.batch
        steps = int(self.options.epochs * len(self.asked) / size)
        body, head = ({"params": part.parameters()} for part in (self.network, self.head))
        optimizer = torch.optim.AdamW([body, head], weight_decay=0.02)
        rates = [self.options.rate, self.options.rate * self.options.head_faster]
        take_steps(self.network, [optimizer], [rates], steps, self._telling(size))

    def _telling(self, size: int) -> Iterator[Tensor]:
        lengths = np.array([len(item.text) + len(item.before) for item in self.asked])
        for many in shuffled(self.random, len(self.asked), size * _LIKE_LENGTHS):
            ordered = many[np.argsort(lengths[many], kind="stable")]
            parts = np.array_split(ordered, max(1, len(ordered) // size))
            for number in self.random.permutation(len(parts)):
                read = [self._typist.words(self.asked[place]) for place in parts[number]]
                scores, wanted = self.head(self.vectors(read)), torch.from_numpy(self.classes[parts[number]])
                yield functional.cross_entropy(scores, wanted, label_smoothing=self.options.smoothing)

    @torch.no_grad()
    def _start_head(self) -> None:
        """Start each row of the head from what a reader had learnt, or else from the mean of its questions."""
        self.network.eval()
        self.head.bias.zero_()
        known = self._take_over_head(self.start) if self.start is not None else set()
        places = [place for place, item in enumerate(self.asked) if item.sentence not in known]
        rows = torch.zeros(self.head.weight.shape)
        for start in range(0, len(places), _ROWS_AT_ONCE):
            some = places[start : start + _ROWS_AT_ONCE]
            found = self.vectors([words_read(item.text, item.before) for item in (self.asked[place] for place in some)])
            rows.index_add_(0, torch.from_numpy(self.classes[some]), found)
        new = rows.any(dim=1)
        self.head.weight[new] = _HEAD_SCALE * functional.normalize(rows[new], dim=1)

    def _take_over_head(self, start: ReaderData) -> set[int]:
        """Copy the rows of the sentences that the reader knew; give those sentences' numbers."""
        before, found = len(start.tensors["head.bias"]) // 2, set()
        for number, texts in enumerate(self.sentences):
            known = next((start.sentences[name] for name in map(sentence_hash, texts) if name in start.sentences), None)
            if known is not None:
                rows, taken = [number, number + len(self.sentences)], [known, known + before]
                self.head.weight[rows] = torch.from_numpy(start.tensors["head.weight"][taken])
                self.head.bias[rows] = torch.from_numpy(start.tensors["head.bias"][taken])
                found.add(number)
        return found

    def write(self, folder: Path, embedder: str) -> None:
        """Write the reader's folder."""
        head = {f"head.{name}": tensor.numpy() for name, tensor in self.head.state_dict().items()}
        config = {"embedder": embedder, "heads": HEADS, "layers": len(self.options.layers)}
        training = {"options": asdict(self.options), "questions": len(self.asked), "sentences": len(self.sentences)}
        tensors = self.network.tensors() | head
        write_reader(folder, tensors, self.words.known, self.sentences, config | {"training": training})


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, and write the reader's folder."""
    parser = argparse.ArgumentParser(prog="python -m index.train_reader", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder of the parallel text")
    parser.add_argument("--teacher", type=Path, help="folder of an English sentence-transformers model")
    parser.add_argument("--cache", type=Path, help="folder for the teacher's vectors")
    parser.add_argument("--start", type=Path, help="a reader's folder to go on from, instead of the three above")
    parser.add_argument("--epochs", type=float, help="how often it sees each question")
    parser.add_argument("--rate", type=float, help="the highest rate of learning")
    parser.add_argument("--out", type=Path, default=READER_FOLDER, help="folder to write (default: the shipped one)")
    options = parser.parse_args(arguments)
    to_read = [options.data, options.teacher, options.cache]
    if (options.start is None) == (None in to_read):
        parser.error("give --start DIR to go on from a reader, or --data, --teacher and --cache to train one anew")
    embedder, corpus = BundledEmbedder(), load_corpus()
    start = read_reader(options.start) if options.start else None
    chosen = replace(Options(), epochs=options.epochs or Options().epochs, rate=options.rate or Options().rate)
    training = Training(chosen, embedder, corpus, load_conversations(corpus), start)
    if start is None:
        training.learn_to_read(*to_read)
    training.learn_to_tell()
    training.write(options.out, embedder.model_id)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
