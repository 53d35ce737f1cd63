"""Which article is spoken of: what other articles say of one, and what a follow-up was asked after."""

from __future__ import annotations

import pytest

from assistant.engine import Engine
from assistant.types import Question


@pytest.mark.parametrize(
    "question",
    [
        "May a State reserve non-application of articles 29 and 30 to a system that serves a closed user group?",
        "Может ли государство сделать оговорку о неприменении статей 29 и 30 к системе закрытой группы пользователей?",
        "Dövlət qapalı istifadəçi qrupuna xidmət edən sistemə 29 və 30-cu maddələrin tətbiq edilməməsi barədə "
        "qeyd-şərt edə bilər?",
    ],
)
def test_what_another_article_says_of_the_named_ones_is_found(engine: Engine, question: str) -> None:
    best = engine.best_evidence(Question(question))
    assert best is not None
    assert best.candidate.article == 23


@pytest.mark.parametrize(
    ("before", "question", "article"),
    [
        (["Are witnesses protected against retaliation?"], "Their relatives as well?", 33),
        (["Защищены ли свидетели от мести?"], "А их родственники?", 33),
        (["Şahidlər qisasdan qorunurmu?"], "Bəs onların qohumları?", 33),
        (["Does article 25 allow to order data kept for 90 days?", "thanks"], "And whom may they order to?", 25),
        (["When did parliament approve the law?"], "And the President?", None),
    ],
)
def test_a_follow_up_knows_the_article_that_was_asked_about(
    engine: Engine, before: list[str], question: str, article: int | None
) -> None:
    evidence = engine.evidence(Question(question, tuple(before)))
    assert evidence is not None
    beside = {item.candidate.article for item in evidence.judged if item.features.beside}
    assert beside == ({article} if article else set())


def test_a_question_that_stands_alone_knows_of_no_article_before(engine: Engine) -> None:
    asked = Question("When was the UN Convention against Cybercrime adopted?", ("What does article 25 say?",))
    evidence = engine.evidence(asked)
    assert evidence is not None
    assert not any(item.features.beside for item in evidence.judged)
