"""Which passages are read: the best of the Convention, of all else, and of documents that were added."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.engine import Engine
from assistant.worth_reading import worth_reading
from corpus.types import LANGUAGES, Language
from evals.weighed import grown


@pytest.fixture(scope="module")
def with_added(engine: Engine) -> Engine:
    return grown(engine)


def test_the_shipped_articles_are_no_additions(engine: Engine, with_added: Engine) -> None:
    assert not engine._added
    assert with_added._added == {item.id for item in with_added.corpus.documents if item.id.startswith("made-up")}
    bare = replace(engine, corpus=replace(engine.corpus, asks={}))
    assert bare._added == {item.id for item in engine.corpus.documents if item.kind == "article"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_each_kind_the_best_are_read_in_their_order(with_added: Engine, language: Language) -> None:
    question = {
        "en": "Who runs the centre?",
        "ru": "Кто руководит центром?",
        "az": "Mərkəzə kim rəhbərlik edir?",
    }[language]
    ranked = list(with_added._ranked(question, language))
    added = list(with_added._ranked(question, language, with_added._is_added))
    read = worth_reading(ranked, added)
    assert read[-14:] == added[:14]
    treaty = [hit for hit in ranked if hit.passage.location is not None][:14]
    others = [hit for hit in ranked if hit.passage.location is None][:14]
    assert read[:-14] == [*treaty, *others]


@pytest.mark.parametrize(
    "question",
    [
        "When did the Amber Trail laboratory start work?",
        "Когда начала работу лаборатория «Янтарный след»?",
        "«Kəhrəba izi» laboratoriyası nə vaxt işə başlayıb?",
    ],
)
def test_a_document_in_another_language_is_read_though_ours_have_everyday_wordings(
    with_added: Engine, question: str
) -> None:
    judged = with_added.judge(with_added.understand(question, "en")).judged
    assert any("начала работу 14 октября 2026 года" in item.candidate.text for item in judged)
