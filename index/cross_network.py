"""The cross-encoder as a torch network, for training; `index.cross_encoder` computes the same in numpy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from index.cross_encoder import LONGEST, MARKS, QUESTION, SENTENCE, Laid
from index.reader_network import Layer
from index.transformer import NORM_EPSILON

_DROPPED: Final = 0.1
_PARTS: Final = 5


class CrossNetwork(nn.Module):
    """Words of question, sentence and what stands before it, with how near the other side's are, through layers."""

    def __init__(self, dimension: int, width: int, layers: int) -> None:
        super().__init__()
        self.project, self.marks = nn.Linear(dimension, width), nn.Linear(MARKS, width)
        self.begin = nn.Parameter(torch.zeros(width))
        self.place, self.part = nn.Embedding(max(LONGEST.values()), width), nn.Embedding(_PARTS, width)
        for table in (self.place, self.part):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(width, eps=NORM_EPSILON)
        self.layers = nn.ModuleList(Layer(width) for _ in range(layers))
        self.hidden, self.head = nn.Linear(3 * width, width), nn.Linear(width, 1)
        self._dropout = nn.Dropout(_DROPPED)

    def forward(self, laid: Laid) -> Tensor:
        """Return the log-odds that each pair's sentence answers its question; (pairs,)."""
        part, place, filled = (torch.from_numpy(each) for each in (laid.part, laid.place, laid.filled))
        state = self.project(torch.from_numpy(laid.rows)) + self.marks(torch.from_numpy(laid.marks))
        state = state + self.part(part) + self.place(place)
        state = torch.cat([self.begin.expand(len(state), 1, -1).to(state.dtype), state[:, 1:]], dim=1)
        state = self._dropout(self.norm(state))
        for layer in self.layers:
            state = layer(state, filled[:, None, None, :])
        state = state.float()
        sides = [_mean(state, part == kind) for kind in (QUESTION, SENTENCE)]
        told = torch.tanh(self.hidden(torch.cat([state[:, 0], *sides], dim=1)))
        return self.head(self._dropout(told)).squeeze(1)  # type: ignore[no-any-return]

    @torch.no_grad()
    def start_from(self, reader: Mapping[str, NDArray[np.float32]]) -> None:
        """Start from the reader of questions, which reads three languages: its words, places and first layers."""
        taken = {
            name: torch.from_numpy(np.array(reader[name]))
            for name in self.state_dict()
            if name in reader and not name.startswith(("place", "head"))
        }
        self.load_state_dict(taken, strict=False)
        places = torch.from_numpy(np.array(reader["place"]))[1:]  # the first is the beginning's
        self.begin.add_(torch.from_numpy(np.array(reader["place"][0])))
        self.place.weight[: len(places)] = places
        self.marks.weight.mul_(0.1)

    @torch.no_grad()
    def go_on_from(self, tensors: Mapping[str, NDArray[np.float32]]) -> None:
        """Start from a trained network of the same size."""
        self.load_state_dict({name: torch.from_numpy(np.array(tensors[name])) for name in self.state_dict()})

    def tensors(self) -> dict[str, NDArray[np.float32]]:
        """Return the trained numbers by name, as `index.cross_encoder` takes them."""
        return {name: tensor.numpy() for name, tensor in self.state_dict().items()}


def _mean(state: Tensor, there: Tensor) -> Tensor:
    weights = there[..., None].float()
    return (state * weights).sum(dim=1) / weights.sum(dim=1).clamp(min=1)
