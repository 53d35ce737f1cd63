"""Questions as n-grams: which numbers they share, and which they must not."""

from __future__ import annotations

import numpy as np
import pytest

from index.grams import BUCKETS, gram_ids
from index.reading import parted, words_read


def grams(question: str, before: str = "") -> set[int]:
    return set(gram_ids(words_read(question, before)).tolist())


def likeness(first: set[int], other: set[int]) -> float:
    return len(first & other) / len(first | other)


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Konvensiyanı neçə ölkə imzalayıb?", "konvensiyani nece olke imzalayib"),
        ("Сколько стран подписали?", "skolko stran podpisali"),
        ("How many countries signed?", "HOW MANY COUNTRIES SIGNED"),
    ],
)
def test_what_is_typed_otherwise_is_nearly_the_same(written: str, typed: str) -> None:
    assert likeness(grams(written), grams(typed)) > 0.8


@pytest.mark.parametrize(
    ("asked", "misspelt", "other"),
    [
        ("Who signed the Convention?", "Who signed the Convenion?", "Where is the tower?"),
        ("Кто подписал Конвенцию?", "Кто подписал Конвецию?", "Где стоит башня?"),
        ("Konvensiyanı kim imzalayıb?", "Konvensiyanı kim imzlayıb?", "Qüllə harada durur?"),
    ],
)
def test_a_misspelt_word_keeps_most_of_its_letters(asked: str, misspelt: str, other: str) -> None:
    assert likeness(grams(asked), grams(misspelt)) > 0.45
    assert likeness(grams(asked), grams(other)) < 0.1


@pytest.mark.parametrize(
    ("one", "turned"),
    [
        ("Did Azerbaijan ask Russia?", "Did Russia ask Azerbaijan?"),
        ("Спросил ли суд прокурора?", "Спросил ли прокурора суд?"),
        ("Məhkəmə nazirdən soruşdu?", "Nazirdən məhkəmə soruşdu?"),
    ],
)
def test_the_order_of_words_tells(one: str, turned: str) -> None:
    assert grams(one) != grams(turned)
    assert likeness(grams(one), grams(turned)) > 0.5


@pytest.mark.parametrize("question", ["And when?", "А когда?", "Bəs nə vaxt?"])
def test_what_was_asked_before_is_told_from_the_question(question: str) -> None:
    alone, after, swapped = grams(question), grams(question, "Who signed?"), grams("Who signed?", question)
    assert alone < after
    assert not (after - alone) & grams("Who signed?")
    assert likeness(after, swapped) < 0.1


def test_numbers_are_in_range_and_a_question_of_no_words_has_one() -> None:
    assert len(gram_ids(words_read("???"))) == 1
    found = gram_ids(words_read("Konvensiyanı neçə ölkə imzalayıb? " * 9))
    assert found.dtype == np.int64
    assert 0 <= found.min() <= found.max() < BUCKETS


def test_a_cut_question_is_parted_at_the_mark() -> None:
    assert parted(words_read("Where?", "Who signed?")) == (["where"], ["who", "signed"])
    assert parted(words_read("Where (in Hanoi)?")) == (["where", "in", "hanoi"], [])
