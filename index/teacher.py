"""An English teacher's vectors, computed once and kept: what a text's English original is near to."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray

from index.embed import BundledEmbedder
from index.model_files import VOCABULARY_FILE

_LONGEST_TOKENS: Final = 64
_TEXTS_PER_BLOCK: Final = 4096
_SAMPLE: Final = 60_000


def teacher_vectors(model: Path, texts: Sequence[str], cache: Path) -> NDArray[np.float32]:
    """Embed texts by a sentence-transformers model in a folder; vectors of the same texts are read from the cache.

    A folder of our own model is its own teacher: it keeps what it knows while it learns something new, in minutes.
    """
    if (model / VOCABULARY_FILE).is_file():
        return BundledEmbedder(model).embed_passages(texts)
    key = hashlib.sha256("\n".join([model.name, *texts]).encode()).hexdigest()[:16]
    path = cache / f"teacher-{key}.npy"
    if path.is_file():
        kept: NDArray[np.float32] = np.load(path).astype(np.float32)
        return kept
    vectors = _embedded(model, texts)
    cache.mkdir(parents=True, exist_ok=True)
    np.save(path, vectors.astype(np.float16))
    return vectors


def _embedded(model: Path, texts: Sequence[str]) -> NDArray[np.float32]:
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - takes seconds, and only training needs it

    # bfloat16 halves the time; its vectors differ from float32 ones by less than 0.001.
    encoder = SentenceTransformer(str(model)).bfloat16()
    encoder.max_seq_length = _LONGEST_TOKENS
    order = sorted(range(len(texts)), key=lambda place: len(texts[place]))
    vectors: NDArray[np.float32] | None = None
    for start in range(0, len(order), _TEXTS_PER_BLOCK):
        places = order[start : start + _TEXTS_PER_BLOCK]
        found = encoder.encode([texts[place] for place in places], batch_size=64, convert_to_tensor=True)
        block = torch.nn.functional.normalize(found.float(), dim=1).cpu().numpy()
        if vectors is None:
            vectors = np.zeros((len(texts), block.shape[1]), dtype=np.float32)
        vectors[places] = block
    return vectors if vectors is not None else np.zeros((0, 1), dtype=np.float32)


def projected(vectors: NDArray[np.float32], dimension: int, seed: int) -> NDArray[np.float32]:
    """Turn unit vectors to the `dimension` directions in which they differ most; inner products hardly change."""
    chosen = np.random.default_rng(seed).permutation(len(vectors))[:_SAMPLE]
    sample = vectors[chosen]
    _, directions = np.linalg.eigh(sample.T @ sample)
    turned = vectors @ directions[:, ::-1][:, :dimension]
    turned = np.pad(turned, ((0, 0), (0, dimension - turned.shape[1])))
    lengths = np.linalg.norm(turned, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (turned / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit
