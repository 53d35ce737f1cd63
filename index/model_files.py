"""The bundled model's folder: writing it, reading it, and refusing one that is damaged.

`model.safetensors` holds `rows`, three six-level numbers to a byte, and `scales`, a number for each row;
`vocabulary.txt` one feature a line in the rows' order; `config.json` what they are and their SHA-256.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors

from index.features import Vocabulary

MODEL_FOLDER: Final = Path(__file__).parent / "model"
MODEL_NAME: Final = "convention-static-256"
FORMAT_VERSION: Final = 2
WEIGHTS_FILE: Final = "model.safetensors"
VOCABULARY_FILE: Final = "vocabulary.txt"
CONFIG_FILE: Final = "config.json"
# Six levels, -5 -3 -1 1 3 5: three of them fit a byte (216 of its 256 values). The rows of a sentence's hundred
# features are added up and their rounding errors cancel: retrieval is as good as with 4 bits, in two thirds of it.
_LEVELS: Final = 6
_PER_BYTE: Final = 3
_PLACES: Final = _LEVELS ** np.arange(_PER_BYTE)
_BLOCK_ROWS: Final = 1024
_SCALES_TRIED: Final = np.linspace(0.3, 1.0, 15, dtype=np.float32)
# The three numbers of each byte.
_NUMBERS: Final = (np.arange(256)[:, None] // _PLACES % _LEVELS * 2 - (_LEVELS - 1)).astype(np.float32)
_CONFIG_FIELDS: Final = frozenset({"name", "dimension", "hashed_rows", "weights_sha256", "vocabulary_sha256"})
_MEND: Final = "put the folder back as it was published, or train it again: python -m index.train --data DIR --out DIR"


class ModelError(Exception):
    """A model or its input cannot be read; the message says what, where and how to mend it."""


@dataclass(frozen=True, slots=True)
class ModelData:
    """A model, read and checked; `packed` stays packed, since a text needs few of its rows."""

    model_id: str
    dimension: int
    packed: NDArray[np.uint8]
    scales: NDArray[np.float32]
    vocabulary: Vocabulary

    def rows(self, ids: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the rows of features, float32 (len(ids), dimension)."""
        rows = unpack(self.packed[ids], self.dimension)
        rows *= self.scales[ids, None]
        return rows


def quantise(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round float rows to six levels and a scale a row, of 15 scales the one with the least squared error.

    >>> quantise(np.array([[5.0, -3.1, 0.9]], dtype=np.float32))[0]
    array([[ 5, -3,  1]], dtype=int8)
    """
    blocks = [_quantise_block(rows[start : start + _BLOCK_ROWS]) for start in range(0, len(rows), _BLOCK_ROWS)]
    return np.concatenate([whole for whole, _ in blocks]), np.concatenate([scales for _, scales in blocks])


def _quantise_block(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    highest = _LEVELS - 1
    largest = np.maximum(np.abs(rows).max(axis=1), np.float32(1e-12))
    best_error = np.full(len(rows), np.inf, dtype=np.float32)
    best_rows, best_scales = np.zeros(rows.shape, dtype=np.int8), np.zeros(len(rows), dtype=np.float32)
    for share in _SCALES_TRIED:
        scales = largest * share / highest
        rounded = np.clip(2 * np.floor(rows / scales[:, None] / 2) + 1, -highest, highest)
        error = np.square(rounded * scales[:, None] - rows).sum(axis=1)
        better = error < best_error
        best_rows[better], best_scales[better] = rounded[better].astype(np.int8), scales[better]
        best_error[better] = error[better]
    return best_rows, best_scales


def pack(rows: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Put three neighbouring numbers in a byte, as digits to the base 6; a short last byte is filled up."""
    digits = (rows.astype(np.int64) + _LEVELS - 1) // 2
    digits = np.pad(digits, ((0, 0), (0, -rows.shape[1] % _PER_BYTE)))
    return (digits.reshape(len(rows), -1, _PER_BYTE) @ _PLACES).astype(np.uint8)


def unpack(packed: NDArray[np.uint8], dimension: int) -> NDArray[np.float32]:
    """Undo `pack`, as floats."""
    return np.take(_NUMBERS, packed, axis=0).reshape(len(packed), -1)[:, :dimension]


def write_model(folder: Path, rows: NDArray[np.float32], vocabulary: Vocabulary, training: dict[str, Any]) -> None:
    """Quantise and write a model folder; `training` (data hashes, seed, options) is recorded in config.json."""
    folder.mkdir(parents=True, exist_ok=True)
    quantised, scales = quantise(rows)
    weights = save_tensors({"rows": pack(quantised), "scales": scales})
    listed = "\n".join(vocabulary.features).encode()
    config = {
        "name": MODEL_NAME,
        "format_version": FORMAT_VERSION,
        "dimension": rows.shape[1],
        "levels": _LEVELS,
        "vocabulary_features": len(vocabulary.features),
        "hashed_rows": vocabulary.hashed_rows,
        "weights_sha256": hashlib.sha256(weights).hexdigest(),
        "vocabulary_sha256": hashlib.sha256(listed).hexdigest(),
        "training": training,
    }
    modules = [{"idx": 0, "name": "0", "path": "", "type": "index.static_module.StaticModule"}]
    (folder / WEIGHTS_FILE).write_bytes(weights)
    (folder / VOCABULARY_FILE).write_bytes(listed)
    (folder / CONFIG_FILE).write_text(json.dumps(config, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    (folder / "modules.json").write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")


def read_model(folder: Path) -> ModelData:
    """Read a model folder; ModelError if a file is missing, damaged, or of another format."""
    config = read_config(folder / CONFIG_FILE, _CONFIG_FIELDS, FORMAT_VERSION)
    weights = read_checked(folder / WEIGHTS_FILE, config["weights_sha256"])
    features = read_checked(folder / VOCABULARY_FILE, config["vocabulary_sha256"]).decode().split("\n")
    vocabulary = Vocabulary(features, int(config["hashed_rows"]))
    try:
        tensors = load_tensors(weights)
        packed, scales = tensors["rows"], tensors["scales"]
    except (SafetensorError, KeyError) as error:
        raise ModelError(f"{folder / WEIGHTS_FILE} is no model of ours ({error}): {_MEND}") from error
    dimension = int(config["dimension"])
    expected = (len(vocabulary), -(-dimension // _PER_BYTE))
    if packed.shape != expected or scales.shape != expected[:1]:
        raise ModelError(f"{folder} holds {packed.shape} bytes where config.json says {expected}: {_MEND}")
    model_id = f"{config['name']}-{config['weights_sha256'][:12]}"
    return ModelData(model_id, dimension, packed, scales, vocabulary)


def read_config(path: Path, needed: Set[str], version: int, mend: str = _MEND) -> dict[str, Any]:
    """Read a folder's config.json; ModelError if it lacks something needed or has another format's version."""
    try:
        config = json.loads(read_bytes(path, mend))
    except ValueError as error:
        raise ModelError(f"{path} is not JSON ({error}): {mend}") from error
    if not isinstance(config, dict) or not needed | {"format_version"} <= config.keys():
        raise ModelError(f"{path} lacks one of {', '.join(sorted(needed | {'format_version'}))}: {mend}")
    if config["format_version"] != version:
        raise ModelError(f"{path} has format {config['format_version']}, this program reads {version}: {mend}")
    return config


def check_trained_over(path: Path, config: Mapping[str, Any], model_id: str, mend: str) -> None:
    """Raise ModelError with how to mend it if a network's folder goes with another model than that of this id."""
    trained_over = config["embedder"]
    if trained_over != model_id:
        raise ModelError(f"{path} was trained over {trained_over}, and the model is {model_id}: {mend}")


def read_checked(path: Path, sha256: str, mend: str = _MEND) -> bytes:
    """Read a file of the bytes that its config names; ModelError with how to mend it if it is missing or damaged."""
    content = read_bytes(path, mend)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ModelError(f"{path} is damaged (SHA-256 {found[:12]}, config.json says {sha256[:12]}): {mend}")
    return content


def read_bytes(path: Path, mend: str = _MEND) -> bytes:
    """Read a file; ModelError with how to mend it if it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror or error}): {mend}") from error
