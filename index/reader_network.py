"""The reader of questions as a torch network, for training; `index.reader` computes the same in numpy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from index.embed import BundledEmbedder
from index.reading import MAX_WORDS
from index.transformer import HEADS, NORM_EPSILON

_DROPPED: Final = 0.1
_RIDGE: Final = 1.0
_CACHED_WORDS: Final = 2**18


@lru_cache(maxsize=1)
def half_is_quick() -> bool:
    """Whether this processor multiplies 16-bit numbers itself; where it does not, they take thirty times as long."""
    return bool(torch.ops.mkldnn._is_mkldnn_bf16_supported()) and torch.cpu._is_avx512_bf16_supported()


@dataclass(frozen=True, slots=True)
class Batch:
    """Questions as padded words: unit rows (questions, words, dimension), own numbers, how many words each has."""

    rows: Tensor
    own: Tensor
    lengths: Tensor


class Words:
    """Turns texts into batches; `known` are the words that have a row of their own."""

    def __init__(self, embedder: BundledEmbedder, known: Sequence[str]) -> None:
        self.known = tuple(known)
        self.dimension = embedder.dimension
        self._numbers = {word: number for number, word in enumerate(known, start=1)}
        self.row = lru_cache(maxsize=_CACHED_WORDS)(lambda word: embedder.word_rows([word])[0])

    def batch(self, cut: Sequence[Sequence[str]]) -> Batch:
        """Pad questions, cut into words as `index.reader.words_read` does, to the longest."""
        longest = max(1, *map(len, cut))
        rows = np.zeros((len(cut), longest, self.dimension), dtype=np.float32)
        own = np.zeros((len(cut), longest), dtype=np.int64)
        for number, found in enumerate(cut):
            for place, word in enumerate(found):
                rows[number, place] = self.row(word)
                own[number, place] = self._numbers.get(word, 0)
        return Batch(torch.from_numpy(rows), torch.from_numpy(own), torch.tensor([len(found) for found in cut]))


class Layer(nn.Module):
    """Attention and a feed-forward part, each added to what came in and normalised after."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)
        self.n1, self.n2 = (nn.LayerNorm(width, eps=NORM_EPSILON) for _ in range(2))
        self._dropout = nn.Dropout(_DROPPED)

    def forward(self, state: Tensor, mask: Tensor) -> Tensor:
        """Return the state after the layer; (questions, words, width)."""
        count, longest, width = state.shape
        parts = self.qkv(state).view(count, longest, 3, HEADS, width // HEADS).permute(2, 0, 3, 1, 4)
        queries, keys, values = parts
        attended = functional.scaled_dot_product_attention(queries, keys, values, attn_mask=mask)
        joined = attended.transpose(1, 2).reshape(count, longest, width)
        state = self.n1(state + self._dropout(self.out(joined)))
        wide = functional.gelu(self.up(state), approximate="tanh")
        return self.n2(state + self._dropout(self.down(wide)))  # type: ignore[no-any-return]


class Network(nn.Module):
    """Word rows, projected, with a beginning and places, through layers; their mean as a unit vector."""

    def __init__(self, dimension: int, width: int, layers: int, known_words: int) -> None:
        super().__init__()
        self.project = nn.Linear(dimension, width)
        self.begin = nn.Parameter(torch.zeros(width))
        self.place = nn.Parameter(torch.zeros(MAX_WORDS + 1, width))
        self.own = nn.Embedding(known_words + 1, width, padding_idx=0)
        nn.init.zeros_(self.own.weight)
        self.norm = nn.LayerNorm(width, eps=NORM_EPSILON)
        self.layers = nn.ModuleList(Layer(width) for _ in range(layers))
        self._dropout = nn.Dropout(_DROPPED)

    def forward(self, batch: Batch) -> Tensor:
        """Return a unit row for each question; (questions, width)."""
        there = self.project(batch.rows) + self.own(batch.own)
        count, longest, width = there.shape
        state = torch.cat([self.begin.expand(count, 1, width), there], dim=1) + self.place[: longest + 1]
        state = self._dropout(self.norm(state))
        filled = torch.arange(longest + 1)[None, :] <= batch.lengths[:, None]
        for layer in self.layers:
            state = layer(state, filled[:, None, None, :])
        weights = filled[..., None].float()
        return functional.normalize((state.float() * weights).sum(dim=1) / weights.sum(dim=1), dim=1)

    @torch.no_grad()
    def go_on_from(self, tensors: Mapping[str, NDArray[np.float32]]) -> None:
        """Start from a trained network of the same size; words that it had no row for start at zero."""
        own = np.zeros(tuple(self.own.weight.shape), dtype=np.float32)
        own[: len(tensors["own.weight"])] = tensors["own.weight"]
        taken = {name: torch.from_numpy(np.array(tensors[name])) for name in self.state_dict() if name != "own.weight"}
        self.load_state_dict(taken | {"own.weight": torch.from_numpy(own)})

    def tensors(self) -> dict[str, NDArray[np.float32]]:
        """Return the trained numbers by name, as `index.reader` takes them."""
        return {name: tensor.numpy() for name, tensor in self.state_dict().items()}


@torch.no_grad()
def start_from(network: Network, teacher: Any, chosen: Sequence[int], texts: Words, common: Sequence[str]) -> None:  # noqa: ANN401 - a SentenceTransformer
    """Start from some layers of an English BERT; our word vectors are turned to its word embeddings by ridge."""
    body, tokenizer = teacher[0].auto_model, teacher.tokenizer
    given, embeddings = body.embeddings, body.embeddings.word_embeddings.weight
    ours = np.array([texts.row(word) for word in common])
    pieces = (tokenizer(word, add_special_tokens=False)["input_ids"] for word in common)
    theirs = np.array([embeddings[piece].mean(dim=0).numpy() for piece in pieces])
    mean = theirs.mean(axis=0)
    turned = np.linalg.solve(ours.T @ ours + _RIDGE * np.eye(ours.shape[1]), ours.T @ (theirs - mean))
    network.project.weight.copy_(torch.tensor(turned.T))
    network.project.bias.copy_(torch.tensor(mean))
    network.begin.copy_(embeddings[tokenizer.cls_token_id])
    network.place.copy_(given.position_embeddings.weight[: MAX_WORDS + 1] + given.token_type_embeddings.weight[0])
    network.norm.load_state_dict(given.LayerNorm.state_dict())
    for layer, number in zip(network.layers, chosen, strict=True):
        layer.load_state_dict(_layer_of(body.encoder.layer[number].state_dict()))


def _layer_of(bert: Mapping[str, Tensor]) -> dict[str, Tensor]:
    attention = ("query", "key", "value")
    found = {
        f"qkv.{kind}": torch.cat([bert[f"attention.self.{part}.{kind}"] for part in attention])
        for kind in ("weight", "bias")
    }
    names = {
        "out": "attention.output.dense", "n1": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "n2": "output.LayerNorm",
    }  # fmt: skip
    return found | {
        f"{ours}.{kind}": bert[f"{theirs}.{kind}"] for ours, theirs in names.items() for kind in ("weight", "bias")
    }
