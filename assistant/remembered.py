"""Vectors of sentences and words, remembered: the same ones come up in question after question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

_KEPT: Final = 65_536  # texts, 64 MB at most, before the store of them begins anew
_FIRST: Final = 4_096  # rows that are made room for at first

Rows = NDArray[np.float32]


class Remembered:
    """Embeds a text once; threads may share it, since rows that are there never change."""

    def __init__(self, embed: Callable[[Sequence[str]], Rows], dimension: int) -> None:
        self._embed = embed
        self._dimension = dimension
        self._lock = Lock()
        self._store: tuple[dict[str, int], Rows] = self._empty()

    def _empty(self) -> tuple[dict[str, int], Rows]:
        return {}, np.zeros((_FIRST, self._dimension), dtype=np.float32)

    def __call__(self, texts: Sequence[str]) -> Rows:
        """Return the unit rows of texts, in order; float32 (len(texts), dimension)."""
        places, rows = self._store  # read as one: places of one store are never looked up in the rows of another
        try:
            wanted = [places[text] for text in texts]
        except KeyError:
            return self._learnt(texts)
        return rows[wanted] if wanted and max(wanted) < len(rows) else self._learnt(texts)

    def _learnt(self, texts: Sequence[str]) -> Rows:
        with self._lock:
            if len(self._store[0]) > _KEPT:
                self._store = self._empty()
            new = [text for text in dict.fromkeys(texts) if text not in self._store[0]]
            if new:
                self._add(new)
            places, rows = self._store
            return rows[[places[text] for text in texts]]

    def _add(self, new: Sequence[str]) -> None:
        places, rows = self._store
        first = len(places)
        if first + len(new) > len(rows):
            more = max(len(rows), len(new))
            rows = np.vstack([rows, np.zeros((more, self._dimension), dtype=np.float32)])
        rows[first : first + len(new)] = self._embed(new)
        self._store = (places, rows)
        places.update((text, first + number) for number, text in enumerate(new))
