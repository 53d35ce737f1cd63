"""Two runs compared: which cases changed, by how much, and whether that is more than chance."""

from dataclasses import replace

import pytest

from corpus.types import LANGUAGES, Language
from evals.compare import compare
from evals.metrics import paired_difference, score
from evals.summary import Scored
from evals.types import Case, Cited, Fact, Record

PROOF = (Cited(1, "mine", "article", "t", None, None, None, "74", "74"),)


def asked(
    number: int, passed: bool, language: Language = "en", kind: str = "fact", variant: str = "original"
) -> Scored:
    if kind == "fact":
        fact = Fact(f"f{number}", "own", "how_many", {language: "?"}, {}, (("74",),), ("mine",))
    else:
        fact = Fact(f"u{number}", "own", "unanswerable", {language: "?"}, {})
    history = ("before",) if kind == "follow-up" else ()
    case = Case(fact, language, variant, "?", history)
    is_refusal = passed is (kind != "fact")
    record = Record(case, language, "" if is_refusal else "74 [1]", is_refusal, 1.0, () if is_refusal else PROOF, ())
    return record, score(record)


def run(*passed: bool, **how: object) -> list[Scored]:
    return [asked(number, one, **how) for number, one in enumerate(passed)]  # type: ignore[arg-type]


def test_a_paired_difference_by_hand() -> None:
    assert paired_difference([], []).value is None
    same = paired_difference([True, False, True], [True, False, True])
    assert (same.value, same.low, same.high) == (0.0, 0.0, 0.0)  # whatever is resampled, nothing changed
    better = paired_difference([False, False], [True, True])
    assert (better.value, better.low, better.high, better.count) == (1.0, 1.0, 1.0, 2)
    # changes 0 and 1: the mean of two draws is 0, 0.5 or 1 with chances 1/4, 1/2, 1/4
    half = paired_difference([False, True], [True, True])
    assert (half.value, half.low, half.high) == (0.5, 0.0, 1.0)


def test_a_paired_interval_is_that_of_the_changes() -> None:
    before = [True] * 60 + [False] * 40
    after = [True] * 60 + [True] * 10 + [False] * 30
    found = paired_difference(before, after)
    assert found.value == pytest.approx(0.1)
    # ten changes of a hundred: 0.1 ± 1.96 * sqrt(0.1 * 0.9 / 100) = 0.041 … 0.159; unpaired, it would reach below zero
    assert found.low == pytest.approx(0.041, abs=0.012)
    assert found.high == pytest.approx(0.159, abs=0.012)
    assert found == paired_difference(before, after)


def test_what_got_better_and_worse() -> None:
    found = compare(run(True, False, True), run(True, True, False))
    assert [pair[1][0].case.fact.id for pair in found.better] == ["f1"]
    assert [pair[1][0].case.fact.id for pair in found.worse] == ["f2"]
    assert [(item.measure, item.language) for item in found.changes] == [
        ("as it should be", "en"),
        ("facts right", "en"),
    ]
    for item in found.changes:
        assert item.before.value == pytest.approx(2 / 3)
        assert item.after.value == pytest.approx(2 / 3)
        assert item.difference.value == 0.0
    assert (found.left_out, found.is_worse) == (0, False)


def test_worse_is_only_what_chance_does_not_explain() -> None:
    before = run(*[True] * 40)
    assert not compare(before, run(*[True] * 39, False)).is_worse
    assert compare(before, run(*[True] * 30, *[False] * 10)).is_worse


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_language_getting_worse_is_enough(language: Language) -> None:
    before = [pair for one in LANGUAGES for pair in run(*[True] * 40, language=one)]
    after = [pair for one in LANGUAGES for pair in run(*[True] * 30, *[one != language] * 10, language=one)]
    found = compare(before, after)
    assert found.is_worse
    assert {item.language for item in found.changes if item.is_worse} == {language}


def test_refusals_follow_ups_and_typing_have_measures_of_their_own() -> None:
    kinds = [*run(True), *run(True, kind="unanswerable"), *run(True, kind="follow-up"), *run(True, variant="typo")]
    renamed = [
        (replace(r, case=replace(r.case, fact=replace(r.case.fact, id=str(n)))), s) for n, (r, s) in enumerate(kinds)
    ]
    found = {item.measure: item.after.count for item in compare(renamed, renamed).changes}
    assert found == {
        "as it should be": 3, "facts right": 1, "unanswerable refused": 2, "follow-ups": 1, "typed otherwise": 1,
    }  # fmt: skip


def test_cases_that_are_not_the_same_are_left_out_but_a_split_may_change() -> None:
    (record, outcome) = asked(0, True)
    other = replace(record, case=replace(record.case, question="otherwise?"))
    stricter = replace(record, case=replace(record.case, fact=replace(record.case.fact, must=(("75",),))))
    for changed in (other, stricter):
        found = compare([(record, outcome)], [(changed, outcome)])
        assert (found.changes, found.left_out) == ((), 2)
    moved = replace(record, case=replace(record.case, fact=replace(record.case.fact, split="dev", why="seen")))
    assert compare([(record, outcome)], [(moved, outcome)]).left_out == 0
