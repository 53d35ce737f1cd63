"""A small transformer's layers in numpy, over tensors by name and any number of texts at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

HEADS: Final = 12
NORM_EPSILON: Final = 1e-6
_NEVER: Final = np.float32(-1e9)  # the score of a place that holds no word

Rows = NDArray[np.float32]
Tensors = Mapping[str, Rows]


def through_layer(state: Rows, filled: NDArray[np.bool_], tensors: Tensors, name: str) -> Rows:
    """Return the state after a layer; float32 (texts, places, width). `filled` tells which places hold a word."""
    state = normed(state + _attended(state, filled, tensors, name), tensors, f"{name}.n1")
    wide = _gelu(linear(state, tensors, f"{name}.up"))
    return normed(state + linear(wide, tensors, f"{name}.down"), tensors, f"{name}.n2")


def _attended(state: Rows, filled: NDArray[np.bool_], tensors: Tensors, name: str) -> Rows:
    texts, places, width = state.shape
    parts = linear(state, tensors, f"{name}.qkv").reshape(texts, places, 3, HEADS, width // HEADS)
    queries, keys, values = parts.transpose(2, 0, 3, 1, 4)
    scores = queries @ keys.transpose(0, 1, 3, 2) / np.float32((width // HEADS) ** 0.5)
    scores = np.where(filled[:, None, None, :], scores, _NEVER)
    chances = np.exp(scores - scores.max(axis=-1, keepdims=True))
    chances /= chances.sum(axis=-1, keepdims=True)
    joined = (chances @ values).transpose(0, 2, 1, 3).reshape(texts, places, width)
    return linear(joined, tensors, f"{name}.out")


def linear(state: Rows, tensors: Tensors, name: str) -> Rows:
    """Multiply by a matrix and add its bias."""
    weight = tensors[f"{name}.weight"]
    flat = state.reshape(-1, weight.shape[1]) @ weight.T + tensors[f"{name}.bias"]
    return np.asarray(flat.reshape(*state.shape[:-1], weight.shape[0]))


def normed(state: Rows, tensors: Tensors, name: str) -> Rows:
    """Scale each place to mean 0 and spread 1, then as it was learnt."""
    apart = state - state.mean(axis=-1, keepdims=True)
    spread = np.sqrt((apart * apart).mean(axis=-1, keepdims=True) + np.float32(NORM_EPSILON))
    return np.asarray(apart / spread * tensors[f"{name}.weight"] + tensors[f"{name}.bias"])


def mean_of_filled(state: Rows, filled: NDArray[np.bool_]) -> Rows:
    """Return the mean of the places that hold a word; float32 (texts, width), zeros for a text of none."""
    weights = filled[..., None].astype(np.float32)
    return np.asarray((state * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1))


def _gelu(state: Rows) -> Rows:
    inner = np.float32(np.sqrt(2 / np.pi)) * (state + np.float32(0.044715) * state * state * state)
    return np.asarray(np.float32(0.5) * state * (1 + np.tanh(inner)))
