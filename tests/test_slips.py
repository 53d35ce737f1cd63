"""What slips cost, and which words sound alike."""

from __future__ import annotations

import pytest

from assistant.slips import DOUBLED, LOST, SWAPPED, heard, slip_cost
from corpus.types import Language


@pytest.mark.parametrize(
    ("typed", "meant", "cost"),
    [
        ("commmittee", "committee", DOUBLED),
        ("articlle", "article", DOUBLED),
        ("полномоч", "полномочь", DOUBLED),  # a soft sign
        ("wihch", "which", SWAPPED),
        ("olkdeir", "olkedir", SWAPPED),
        ("mdde", "madde", LOST),
        ("конвенция", "конвенция", 0.0),
        ("", "да", 2 * LOST),
    ],
)
def test_what_a_slip_costs(typed: str, meant: str, cost: float) -> None:
    assert slip_cost(typed, meant) == pytest.approx(cost)


def test_a_near_key_is_likelier_than_a_far_one() -> None:
    assert slip_cost("treatt", "treaty") < slip_cost("treatm", "treaty")
    assert slip_cost("стптья", "статья") < slip_cost("стхтья", "статья")
    assert slip_cost("bahar", "bazar") > slip_cost("bazat", "bazar")


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "какоы", "какой"),
        ("ru", "находица", "находиться"),
        ("ru", "ето", "это"),
        ("ru", "ddos", "ддос"),
        ("en", "extradishion", "extradition"),
        ("az", "beynalxalk", "beynalxalq"),
    ],
)
def test_words_that_sound_alike(language: Language, one: str, other: str) -> None:
    assert heard(one, language) == heard(other, language)


def test_words_that_do_not_sound_alike() -> None:
    assert heard("глава", "ru") != heard("слава", "ru")
    assert heard("treaty", "en") != heard("treat", "en")
