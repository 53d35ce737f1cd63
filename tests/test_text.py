"""Normalising, folding, casing and cutting into words, in three scripts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.text import fold, lower, normalize, words


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", ""),
        (" \n\t ", ""),
        ("A\u00a0 b\r\nc\u200b ", "A b\nc"),
        ("page one\x0cpage two", "page one\npage two"),
        ("a\u2028b\u2029c\x85d\x0be\rf", "a\nb\nc\nd\ne\nf"),
        ("I\u0307mza\u0308", "İmzä"),
        ("e\u200b\u0301", "é"),
        ("и\u0306ё е\u0308", "йё ё"),
        ("soft\u00adhyphen \u202ehidden\u202c", "softhyphen hidden"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("bell\x07\x00", "bell"),
        ("Səlam 🙂", "Səlam 🙂"),
    ],
)
def test_normalize(raw: str, expected: str) -> None:
    assert normalize(raw) == expected


@given(st.text())
def test_normalize_is_idempotent_and_composed(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert "  " not in once
    assert "\r" not in once


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert [fold(char) for char in text] == list(folded)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", ""),
        ("İIıi", "iiii"),
        ("ƏəÖöÜüĞğŞşÇç", "eeoouuggsscc"),
        ("Ёлка ЁЖ", "елка еж"),
        ("«Kiber» – “cinayət” — Trend’s", '"kiber" - "cinayet" - trend\'s'),
        ("İMZALADI", "imzaladi"),
        ("🙂 ẞ", "🙂 ß"),
    ],
)
def test_fold(raw: str, expected: str) -> None:
    assert fold(raw) == expected


def test_ascii_typing_meets_azerbaijani_spelling() -> None:
    assert fold("Kibercinayətkarlığa qarşı") == fold("KIBERCINAYETKARLIGA QARSI")


@pytest.mark.parametrize(
    ("raw", "language", "expected"),
    [
        ("IŞIQ İL", "az", "ışıq il"),
        ("IL", "en", "il"),
        ("İL", "en", "il"),
        ("ЁЛКА", "ru", "ёлка"),
        ("ƏLİYEV", "az", "əliyev"),
        ("", "az", ""),
    ],
)
def test_lower(raw: str, language: str, expected: str) -> None:
    assert lower(raw, language) == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("", []),
        ("🙂 … — !", []),
        (
            "Azerbaijan’s 24/7 centre, 2026-cı il; 10-da",
            ["azerbaijan", "24", "7", "centre", "2026", "ci", "il", "10", "da"],
        ),
        ("Подписана 74 государствами, включая Ёлку.", ["подписана", "74", "государствами", "включая", "елку"]),
        ("İ. Əliyev imzaladı", ["i", "eliyev", "imzaladi"]),
        ("snake_case rock'n'roll", ["snake", "case", "rocknroll"]),
    ],
)
def test_words(raw: str, expected: list[str]) -> None:
    assert words(raw) == expected
