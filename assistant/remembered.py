"""Vectors of sentences and words, remembered: the same ones come up in question after question."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

import numpy as np
from numpy.typing import NDArray

_KEPT: Final = 262_144  # texts, 256 MB at most, before the store of them begins anew; the shipped corpus has 190,000
_GROUPS_IN_ONE_GO: Final = 64
_FIRST: Final = 4_096  # rows that are made room for at first

Rows = NDArray[np.float32]
Texts = tuple[str, ...]


@dataclass
class _Store:
    """Rows, the place of each text among them, and the places of whole groups of texts; read as one."""

    rows: Rows
    places: dict[str, int] = field(default_factory=dict)
    groups: dict[Texts, NDArray[np.int32]] = field(default_factory=dict)


class Remembered:
    """Embeds a text once; threads may share it, since rows that are there never change."""

    def __init__(self, embed: Callable[[Sequence[str]], Rows], dimension: int) -> None:
        self._embed = embed
        self._dimension = dimension
        self._lock = Lock()
        self._store = self._empty()

    def _empty(self) -> _Store:
        return _Store(np.zeros((_FIRST, self._dimension), dtype=np.float32))

    def __call__(self, texts: Sequence[str]) -> Rows:
        """Return the unit rows of texts, in order; float32 (len(texts), dimension)."""
        store = self._store
        try:
            return store.rows[[store.places[text] for text in texts]]
        except KeyError:
            store = self._learnt(texts)
            return store.rows[[store.places[text] for text in texts]]

    def cosines(self, asked: Rows, groups: Sequence[Texts]) -> list[Rows]:
        """Return the cosines of the rows asked about with each group's texts; float32 (len(asked), len(group)) each.

        A text of several groups is compared once, and the places of a group are looked up once for all questions.
        """
        store = self._store
        if any(group not in store.groups for group in groups):
            store = self._learnt([text for group in groups for text in group], groups)
        places = [store.groups[group] for group in groups]
        used = np.zeros(len(store.rows), dtype=bool)
        for each in places:
            used[each] = True
        numbers = np.flatnonzero(used)
        among = np.zeros(len(store.rows), dtype=np.int32)
        among[numbers] = np.arange(len(numbers), dtype=np.int32)
        product = asked @ store.rows[numbers].T
        return [product[:, among[each]] for each in places]

    def learn(self, groups: Sequence[Texts]) -> None:
        """Embed the texts of groups, many in one go, which is several times as quick as a few at a time.

        Between two goes, a fraction of a second each, whoever asks meanwhile is let in.
        """
        for start in range(0, len(groups), _GROUPS_IN_ONE_GO):
            some = groups[start : start + _GROUPS_IN_ONE_GO]
            self._learnt([text for group in some for text in group], some)

    def _learnt(self, texts: Sequence[str], groups: Sequence[Texts] = ()) -> _Store:
        """Return a store that has the texts and the groups."""
        with self._lock:
            if len(self._store.places) > _KEPT:
                self._store = self._empty()
            new = [text for text in dict.fromkeys(texts) if text not in self._store.places]
            if new:
                self._add(new)
            store = self._store
            for group in groups:
                if group not in store.groups:
                    store.groups[group] = np.array([store.places[text] for text in group], dtype=np.int32)
            return store

    def _add(self, new: Sequence[str]) -> None:
        """Put texts into a store of more rows: who reads the old one has all that it says it has."""
        store = self._store
        first = len(store.places)
        rows = store.rows
        if first + len(new) > len(rows):
            rows = np.vstack([rows, np.zeros((max(len(rows), len(new)), self._dimension), dtype=np.float32)])
        rows[first : first + len(new)] = self._embed(new)
        if rows is not store.rows:
            self._store = store = _Store(rows, dict(store.places), dict(store.groups))
        store.places.update((text, first + number) for number, text in enumerate(new))
