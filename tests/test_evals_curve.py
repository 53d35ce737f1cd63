"""Risk against coverage, drawn by hand."""

from dataclasses import replace

import pytest

from corpus.types import Language
from evals.curve import Point, curves, would_be_right
from evals.metrics import score
from evals.summary import Scored
from evals.types import Case, Cited, Fact, Record, Withheld

QUOTE = "74 dövlət imzalayıb"


def case(*, answerable: bool = True, language: Language = "az", variant: str = "original") -> Case:
    kind = "how_many" if answerable else "unanswerable"
    must = (("74",),) if answerable else ()
    fact = Fact("f", "own", "how_many" if kind == "how_many" else "unanswerable", {language: "?"}, {}, must, ("mine",))
    return Case(fact, language, variant, "?", ())


def proof(quote: str) -> tuple[Cited, ...]:
    return (Cited(1, "mine", "article", "t", None, None, None, quote, quote),)


def answered(right: bool, confidence: float | None, of: Case | None = None) -> Scored:
    quote = QUOTE if right else "75 dövlət imzalayıb"
    record = Record(of or case(), "az", f"{quote} [1]", False, 1.0, proof(quote), (), confidence)
    return record, score(record)


def refused(confidence: float | None, *, would_be: bool | None = None, of: Case | None = None) -> Scored:
    said = None if would_be is None else Withheld("az", f"{QUOTE} [1]", proof(QUOTE if would_be else "heç nə"))
    record = Record(of or case(), "az", "", True, 1.0, (), (), confidence, said)
    return record, score(record)


RUN = [
    answered(True, 0.9),
    answered(True, 0.8),
    answered(False, 0.7),
    answered(False, 0.6, case(answerable=False)),  # it should have been refused
    refused(0.3, would_be=True),
    refused(0.2, of=case(answerable=False)),
    refused(0.1, would_be=False),
]  # five facts


def test_points_by_hand() -> None:
    (curve,) = curves(RUN)
    expected = [
        Point(0.9, 1 / 5, 0.0),
        Point(0.8, 2 / 5, 0.0),
        Point(0.7, 3 / 5, 1 / 3),
        Point(0.6, 3 / 5, 2 / 4),  # an answer more, but to nothing that can be answered
        Point(0.3, 4 / 5, 2 / 5),
        Point(0.2, 4 / 5, 3 / 6),
        Point(0.1, 5 / 5, 4 / 7),
    ]
    assert [point.threshold for point in curve.points] == [point.threshold for point in expected]
    assert [point.coverage for point in curve.points] == pytest.approx([point.coverage for point in expected])
    assert [point.risk for point in curve.points] == pytest.approx([point.risk for point in expected])
    assert (curve.language, curve.coverage, curve.risk) == ("az", 3 / 5, 0.5)
    assert curve.risk_at(0.5) == pytest.approx(1 / 3)
    assert curve.risk_at(0.4) == 0.0
    assert curve.risk_at(1.0) == pytest.approx(4 / 7)


def test_what_is_looked_up_is_sure_and_what_no_gate_would_answer_is_never_covered() -> None:
    (curve,) = curves([answered(True, None), answered(False, 0.5), refused(None), refused(0.4)])
    assert [(point.threshold, point.coverage, point.risk) for point in curve.points] == [
        (1.0, 0.25, 0.0),
        (0.5, 0.5, 0.5),
    ]
    assert curve.risk_at(0.9) is None


def test_answers_that_are_as_sure_come_together() -> None:
    (curve,) = curves([answered(False, 0.5), answered(True, 0.5)])
    assert curve.points == (Point(0.5, 1.0, 0.5),)


def test_each_language_has_its_own_and_only_questions_as_written_count() -> None:
    languages: tuple[Language, ...] = ("az", "en", "ru")
    run = [answered(True, 0.5, case(language=language)) for language in languages]
    mistyped = [answered(False, 0.9, case(language=language, variant="typo")) for language in languages]
    assert [curve.language for curve in curves([*run, *mistyped])] == ["az", "en", "ru"]
    # the answers are in Azerbaijani, which is wrong for the other two only in the language, not in the fact
    assert [curve.risk for curve in curves([*run, *mistyped])] == [0.0, 0.0, 0.0]


def test_a_run_that_kept_no_confidence_has_no_curve() -> None:
    assert curves([answered(True, None), refused(None)]) == ()
    assert curves([answered(False, 0.5, case(answerable=False))]) == ()


def test_what_was_withheld_is_scored_as_if_it_had_been_said() -> None:
    right, wrong, nothing = refused(0.1, would_be=True)[0], refused(0.1, would_be=False)[0], refused(0.1)[0]
    assert [would_be_right(record) for record in (right, wrong, nothing)] == [True, False, False]
    assert not score(right).right
    withheld = right.withheld
    assert withheld is not None
    assert score(replace(right, abstained=False, text=withheld.text, citations=withheld.citations)).right
