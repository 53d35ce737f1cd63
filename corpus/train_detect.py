"""Training of the language profiles: which words and letter groups of Latin script speak for which language.

    python -m corpus.train_detect PARALLEL_FOLDER

A logistic regression over short spans of folded text (one to four words), so that it learns Azerbaijani typed with
and without its letters; the Russian side is transliterated in several ways, because that is how it is typed in Latin
script. The largest weights are kept, fitted once more, rounded, and written to `language_profiles.json`. The two
development sets are held out: the accuracy printed at the end is measured on them.
"""

from __future__ import annotations

import csv
import json
import lzma
import random
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from corpus.detect import PROFILES_PATH, WEIGHT_SCALE, detect_language, word_features
from corpus.text import words
from corpus.types import LANGUAGES, Language

HELD_OUT: Final = ("dev_sib200", "dev_xwmt")
MAX_ROWS_PER_SOURCE: Final = 12_000  # so that no one source's vocabulary drowns the others
MAX_SPAN_WORDS: Final = 4
MIN_FEATURE_COUNT: Final = 6
MAX_FEATURES: Final = 16_000  # about 350 KB of JSON; twice as many gain less than half a point
SEED: Final = 7

_COMMON: Final = dict(zip("абвгдезиклмнопрстуф", "abvgdeziklmnoprstuf", strict=True)) | {"ё": "yo", "ъ": ""}
# People transliterate by feel: each row draws one way for each letter.
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "ж": ("zh", "j"), "й": ("y", "i", "j"), "х": ("kh", "h", "x"), "ц": ("ts", "c"), "ч": ("ch",), "ш": ("sh",),
    "щ": ("shch", "sch", "sh"), "ы": ("y", "i"), "ь": ("", "'"), "э": ("e",), "ю": ("yu", "iu", "ju"),
    "я": ("ya", "ia", "ja"),
}  # fmt: skip


def transliterate(text: str, rng: random.Random) -> str:
    """Write Russian in Latin letters, one of the usual ways."""
    table = _COMMON | {letter: rng.choice(ways) for letter, ways in _CHOICES.items()}
    return "".join(table.get(char, char) for char in text.lower())


def read_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of one `.tsv.xz` file by column name."""
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def latin_texts(paths: Iterable[Path], rng: random.Random) -> list[tuple[Language, str]]:
    """Return (language, text in Latin script) of every row and side; Turkish has no class and is left out."""
    texts: list[tuple[Language, str]] = []
    for path in paths:
        rows = [row for row in read_rows(path) if "az" in row]
        for row in rng.sample(rows, min(len(rows), MAX_ROWS_PER_SOURCE)):
            for language in LANGUAGES:
                side = row.get(language) or ""
                texts.append((language, transliterate(side, rng) if language == "ru" else side))
    return [(language, text) for language, text in texts if text.isprintable() and words(text)]


def spans(texts: list[tuple[Language, str]], rng: random.Random) -> list[tuple[Language, list[str]]]:
    """Cut each text into spans of one to four words, drawn at random."""
    cut: list[tuple[Language, list[str]]] = []
    for language, text in texts:
        tokens = [word for word in words(text) if word.isascii() and word.isalpha()]
        while tokens:
            length = rng.randint(1, MAX_SPAN_WORDS)
            cut.append((language, tokens[:length]))
            tokens = tokens[length:]
    return cut


def fit(data: list[tuple[Language, list[str]]], vocabulary: dict[str, int], strength: float) -> NDArray[np.float64]:
    """Return the weights, one row a language and one column a feature, of a regression on those features."""
    rows, columns = [], []
    for row, (_, tokens) in enumerate(data):
        known = [vocabulary[name] for word in tokens for name in word_features(word) if name in vocabulary]
        rows.extend([row] * len(known))
        columns.extend(known)
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(data), len(vocabulary)))
    labels = np.array([LANGUAGES.index(language) for language, _ in data])
    model = LogisticRegression(C=strength, max_iter=60, class_weight="balanced", fit_intercept=False)
    weights: NDArray[np.float64] = np.asarray(model.fit(matrix, labels).coef_, dtype=np.float64)
    return np.asarray(weights - weights.mean(axis=0), dtype=np.float64)


def train(data: list[tuple[Language, list[str]]]) -> dict[str, list[int]]:
    """Fit on every frequent feature, keep the most telling, fit again: feature -> rounded weights by language."""
    counts = Counter(name for _, tokens in data for word in tokens for name in word_features(word))
    names = sorted(name for name, count in counts.items() if count >= MIN_FEATURE_COUNT)
    weights = fit(data, {name: column for column, name in enumerate(names)}, strength=0.5)
    telling = np.abs(weights).max(axis=0) * np.log1p([counts[name] for name in names])
    kept = sorted(names[column] for column in np.argsort(-telling, kind="stable")[:MAX_FEATURES])
    final = fit(data, {name: column for column, name in enumerate(kept)}, strength=2.0)
    rounded = np.rint(final * WEIGHT_SCALE).astype(int)
    return {name: rounded[:, column].tolist() for column, name in enumerate(kept) if rounded[:, column].any()}


def report(texts: list[tuple[Language, str]]) -> str:
    """Return the accuracy of `detect_language` on held-out texts cut to 1, 2, 3, 5 and 10 words, by language."""
    lines = ["words   " + "".join(f"{language:>8}" for language in LANGUAGES)]
    for length in (1, 2, 3, 5, 10):
        tried: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for language, text in texts:
            tokens = [word for word in words(text) if word.isalpha()]
            for start in range(0, len(tokens) - length + 1, length):
                tried[language] += 1
                right[language] += detect_language(" ".join(tokens[start : start + length])) == language
        lines.append(f"{length:<8}" + "".join(f"{right[one] / max(1, tried[one]):8.4f}" for one in LANGUAGES))
    return "\n".join(lines)


def main(folder: Path) -> None:
    """Train on the folder's files, write the profiles, print the accuracy on the held-out ones."""
    rng = random.Random(SEED)  # noqa: S311 - sampling, not secrecy
    sources = sorted(path for path in folder.glob("*.tsv.xz") if path.name.split(".")[0] not in HELD_OUT)
    held_out = [folder / f"{name}.tsv.xz" for name in HELD_OUT]
    profiles = train(spans(latin_texts(sources, rng), rng))
    PROFILES_PATH.write_text(json.dumps(profiles, separators=(",", ":"), ensure_ascii=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(profiles)} features, {PROFILES_PATH.stat().st_size} bytes\n")
    sys.stdout.write(report(latin_texts(held_out, rng)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
