"""Where sources differ, who asks is told so, beside what one of them writes; who asks of one source is not."""

from __future__ import annotations

import pytest
from answers import ask

from assistant.engine import Engine

_ON_FIRST = "brief-sources-differ-on-first"
_ON_COMPLETION = "brief-sources-differ-on-completion"


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Is Azerbaijan the first country to ratify the Convention?", _ON_FIRST),
        ("Is Azerbaijan the first country to ratify?", _ON_FIRST),
        ("Является ли Азербайджан первой страной, ратифицировавшей Конвенцию?", _ON_FIRST),
        ("Azərbaycan ratifikasiya edən ilk ölkədirmi?", _ON_FIRST),
        ("Has Azerbaijan completed the ratification?", _ON_COMPLETION),
        ("Завершил ли Азербайджан ратификацию?", _ON_COMPLETION),
    ],
)
def test_who_asks_whether_it_is_so_is_told_first_that_sources_differ(engine: Engine, question: str, topic: str) -> None:
    answer = ask(engine, question)
    assert answer.text.startswith(answer.citations[0].quote)
    assert answer.citations[0].document_id == f"{topic}-{answer.language}"
    heard = {citation.publisher for citation in answer.citations if citation.kind == "article"}
    omm = {"Operative Information Center (OMM)"} if topic == _ON_FIRST else set()
    assert heard == {"Trend", "Day.Az"} | omm


@pytest.mark.parametrize(
    "question",
    [
        "What does the Operative Information Center write: the first country or among the first?",
        "Что пишет OMM: первая страна или среди первых?",
        "OMM nə yazır: ilk ölkə, yoxsa ilk ölkələr sırasında?",
        "When did parliament approve the law?",
        "Когда парламент одобрил закон?",
        "Parlament qanunu nə vaxt təsdiq edib?",
    ],
)
def test_who_asks_of_one_source_or_of_something_else_is_answered_first(engine: Engine, question: str) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered"
    assert not answer.citations[0].document_id.startswith("brief-sources-differ")
