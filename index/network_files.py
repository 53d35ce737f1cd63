"""A small network on disk: matrices at 8 bits with a float32 scale a row, and a config that tells their SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load as load_tensors
from safetensors.numpy import save as save_tensors

from index.model_files import ModelError, read_checked, read_config
from index.transformer import Rows, Tensors

WEIGHTS_FILE: Final = "weights.safetensors"
CONFIG_FILE: Final = "config.json"
_LEVELS: Final = 127


@dataclass(frozen=True, slots=True)
class NetworkFiles:
    """A network's tensors by name, and its config."""

    tensors: Tensors
    config: Mapping[str, Any]


def packed(tensors: Tensors) -> bytes:
    """Round matrices to 8 bits a row; other tensors stay as they are."""
    stored: dict[str, NDArray[Any]] = {}
    for name, tensor in tensors.items():
        if tensor.ndim == 2:
            scales = np.maximum(np.abs(tensor).max(axis=1), np.float32(1e-12)) / _LEVELS
            # Row by row, whichever way the matrix lies in memory: safetensors writes the memory as it is.
            stored[name] = np.ascontiguousarray(np.rint(tensor / scales[:, None]).astype(np.int8))
            stored[f"{name}.scale"] = scales.astype(np.float32)
        else:
            stored[name] = tensor.astype(np.float32)
    weights: bytes = save_tensors(stored)
    return weights


def unpacked(weights: bytes, path: Path, mend: str) -> dict[str, Rows]:
    """Give the tensors back; ModelError, naming the file and how to `mend` it, where they are none."""
    try:
        stored = load_tensors(weights)
    except SafetensorError as error:
        raise ModelError(f"{path} is no network of ours ({error}): {mend}") from error
    return {
        # Column by column: `rows @ matrix.T`, as it is used, is then up to twice as quick.
        name: np.asfortranarray(tensor * stored[f"{name}.scale"][:, None]) if tensor.dtype == np.int8 else tensor
        for name, tensor in stored.items()
        if not name.endswith(".scale")
    }


def write_network(folder: Path, tensors: Tensors, config: Mapping[str, Any], version: int) -> None:
    """Write the weights and the config into a folder."""
    weights = packed(tensors)
    found = dict(config) | {"format_version": version, "weights_sha256": hashlib.sha256(weights).hexdigest()}
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS_FILE).write_bytes(weights)
    (folder / CONFIG_FILE).write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def read_network(folder: Path, fields: frozenset[str], version: int, mend: str) -> NetworkFiles:
    """Read a folder; ModelError if a file is missing, damaged, or of another format."""
    config = read_config(folder / CONFIG_FILE, fields, version, mend)
    weights = read_checked(folder / WEIGHTS_FILE, config["weights_sha256"], mend)
    return NetworkFiles(unpacked(weights, folder / WEIGHTS_FILE, mend), config)
