"""Remembered vectors are those of the embedder, whoever asks and however often."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant import remembered
from assistant.remembered import Remembered

TEXTS = ["Конвенция", "İmzalanıb", "signed", "", "imzalanıb"]


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    return np.array([[len(text), sum(map(ord, text)) % 97, 1.0] for text in texts], dtype=np.float32)


def test_rows_come_in_order_and_each_text_is_embedded_once() -> None:
    asked: list[str] = []

    def counting(texts: Sequence[str]) -> NDArray[np.float32]:
        asked.extend(texts)
        return embed(texts)

    vectors = Remembered(counting, 3)
    for texts in (TEXTS, TEXTS[::-1], [TEXTS[0]] * 3):
        assert np.array_equal(vectors(texts), embed(texts))
    assert asked == TEXTS
    assert vectors([]).shape == (0, 3)


def test_the_store_grows_and_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_FIRST", 2)
    monkeypatch.setattr(remembered, "_KEPT", 20)
    vectors = Remembered(embed, 3)
    for start in range(0, 100, 7):
        texts = [f"söz {number}" for number in range(start, start + 7)]
        assert np.array_equal(vectors(texts), embed(texts))


def test_threads_may_share_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_FIRST", 2)
    monkeypatch.setattr(remembered, "_KEPT", 50)
    vectors = Remembered(embed, 3)

    def ask(seed: int) -> bool:
        texts = [f"слово {(seed * 13 + number) % 120}" for number in range(9)]
        return np.array_equal(vectors(texts), embed(texts))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(400)))


GROUPS = [("Конвенция", "signed"), (), ("signed",), ("İmzalanıb", "Конвенция", "imzalanıb")]


def test_cosines_come_by_group() -> None:
    asked: list[str] = []

    def counting(texts: Sequence[str]) -> NDArray[np.float32]:
        asked.extend(texts)
        return embed(texts)

    vectors, questions = Remembered(counting, 3), embed(["kim", "кто?"])
    for _ in range(2):
        found = vectors.cosines(questions, GROUPS)
        for group, cosines in zip(GROUPS, found, strict=True):
            assert cosines.shape == (2, len(group))
            assert np.allclose(cosines, questions @ embed(list(group)).T if group else 0)
    assert sorted(asked) == sorted({text for group in GROUPS for text in group})


def test_groups_are_learnt_in_one_go() -> None:
    calls: list[Sequence[str]] = []

    def counting(texts: Sequence[str]) -> NDArray[np.float32]:
        calls.append(texts)
        return embed(texts)

    vectors, question = Remembered(counting, 3), embed(["кто?"])
    vectors.learn(GROUPS)
    found = vectors.cosines(question, GROUPS)
    assert len(calls) == 1
    assert np.allclose(found[3], question @ embed(list(GROUPS[3])).T)


def test_groups_stay_right_while_the_store_grows_and_begins_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_FIRST", 2)
    monkeypatch.setattr(remembered, "_KEPT", 60)
    vectors, question = Remembered(embed, 3), embed(["суд"])

    def ask(seed: int) -> bool:
        group = tuple(f"söz {(seed * 7 + number) % 150}" for number in range(1 + seed % 9))
        vectors([f"слово {seed}"])
        (found,) = vectors.cosines(question, [group])
        return np.allclose(found, question @ embed(group).T)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(400)))
