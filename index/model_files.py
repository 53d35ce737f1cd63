"""The bundled model's folder: writing it, reading it, and refusing one that is damaged.

`model.safetensors` holds `rows`, two 4-bit numbers to a byte, and `scales`, a number for each row;
`vocabulary.txt` one feature a line in the rows' order; `config.json` what they are and their SHA-256.
"""

from __future__ import annotations

import hashlib
import json
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
FORMAT_VERSION: Final = 1
WEIGHTS_FILE: Final = "model.safetensors"
VOCABULARY_FILE: Final = "vocabulary.txt"
CONFIG_FILE: Final = "config.json"
# Four bits, symmetric: -7 to 7. The rows of a sentence's features are added up, and their rounding errors cancel.
_LEVELS: Final = 7
_SCALES_TRIED: Final = np.linspace(0.3, 1.0, 15, dtype=np.float32)
_MEND: Final = "put the folder back as it was published, or train it again: python -m index.train --data DIR --out DIR"


class ModelError(Exception):
    """A model or its input cannot be read; the message says what, where and how to mend it."""


@dataclass(frozen=True, slots=True)
class ModelData:
    """A model, read and checked: row r of a feature is `rows[r] * scales[r]`."""

    model_id: str
    dimension: int
    rows: NDArray[np.int8]
    scales: NDArray[np.float32]
    vocabulary: Vocabulary


def quantise(rows: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round float rows to whole numbers from -7 to 7 and a scale a row, the one of 15 with the least squared error.

    >>> quantise(np.array([[7.0, -3.1, 0.2]], dtype=np.float32))[0]
    array([[ 7, -3,  0]], dtype=int8)
    """
    largest = np.maximum(np.abs(rows).max(axis=1), np.float32(1e-12))
    best_error = np.full(len(rows), np.inf, dtype=np.float32)
    best_rows, best_scales = np.zeros(rows.shape, dtype=np.int8), np.zeros(len(rows), dtype=np.float32)
    for share in _SCALES_TRIED:
        scales = largest * share / _LEVELS
        rounded = np.clip(np.rint(rows / scales[:, None]), -_LEVELS, _LEVELS)
        error = np.square(rounded * scales[:, None] - rows).sum(axis=1)
        better = error < best_error
        best_rows[better], best_scales[better] = rounded[better].astype(np.int8), scales[better]
        best_error[better] = error[better]
    return best_rows, best_scales


def pack(rows: NDArray[np.int8]) -> NDArray[np.uint8]:
    """Put two 4-bit numbers in a byte: the left half of the columns low, the right half high."""
    half = rows.shape[1] // 2
    bits = rows.view(np.uint8)
    packed: NDArray[np.uint8] = (bits[:, :half] & 0x0F) | (bits[:, half:] << 4)
    return packed


def unpack(packed: NDArray[np.uint8]) -> NDArray[np.int8]:
    """Undo `pack`; the shifts of signed bytes carry the sign."""
    half = packed.shape[1]
    rows = np.empty((len(packed), 2 * half), dtype=np.int8)
    signed = packed.view(np.int8)
    np.right_shift(np.left_shift(signed, 4), 4, out=rows[:, :half])
    np.right_shift(signed, 4, out=rows[:, half:])
    return rows


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
        "bits": 4,
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
    config = _read_config(folder / CONFIG_FILE)
    weights = _read_checked(folder / WEIGHTS_FILE, config["weights_sha256"])
    features = _read_checked(folder / VOCABULARY_FILE, config["vocabulary_sha256"]).decode().split("\n")
    vocabulary = Vocabulary(features, int(config["hashed_rows"]))
    try:
        tensors = load_tensors(weights)
        rows, scales = unpack(tensors["rows"]), tensors["scales"]
    except (SafetensorError, KeyError) as error:
        raise ModelError(f"{folder / WEIGHTS_FILE} is no model of ours ({error}): {_MEND}") from error
    expected = (len(vocabulary), int(config["dimension"]))
    if rows.shape != expected or scales.shape != expected[:1]:
        raise ModelError(f"{folder} holds {rows.shape} numbers where config.json says {expected}: {_MEND}")
    model_id = f"{config['name']}-{config['weights_sha256'][:12]}"
    return ModelData(model_id, rows.shape[1], rows, scales, vocabulary)


def _read_config(path: Path) -> dict[str, Any]:
    try:
        config = json.loads(_read(path))
    except ValueError as error:
        raise ModelError(f"{path} is not JSON ({error}): {_MEND}") from error
    needed = {"name", "format_version", "dimension", "hashed_rows", "weights_sha256", "vocabulary_sha256"}
    if not isinstance(config, dict) or not needed <= config.keys():
        raise ModelError(f"{path} lacks one of {', '.join(sorted(needed))}: {_MEND}")
    if config["format_version"] != FORMAT_VERSION:
        raise ModelError(f"{path} has format {config['format_version']}, this program reads {FORMAT_VERSION}: {_MEND}")
    return config


def _read_checked(path: Path, sha256: str) -> bytes:
    content = _read(path)
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise ModelError(f"{path} is damaged (SHA-256 {found[:12]}, config.json says {sha256[:12]}): {_MEND}")
    return content


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read ({error.strerror or error}): {_MEND}") from error
