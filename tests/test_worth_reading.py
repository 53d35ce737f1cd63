"""Which passages are read: the best of the Convention, of all else, and of documents that were added."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.added import Added, under
from assistant.engine import Engine
from assistant.worth_reading import worth_reading
from corpus.split import sentences
from corpus.types import LANGUAGES, Language
from evals.made_up import grown, made_up
from index.types import Hit

_ASKED: dict[Language, str] = {
    "en": "When did the Amber Trail laboratory start work?",
    "ru": "Когда начала работу лаборатория «Янтарный след»?",
    "az": "«Kəhrəba izi» laboratoriyası nə vaxt işə başlayıb?",
}


@pytest.fixture(scope="module")
def with_added(engine: Engine) -> Engine:
    return grown(engine)


def hits(engine: Engine, question: str, language: Language) -> tuple[list[Hit], list[Hit]]:
    """What search finds, and what it finds among added documents."""
    ranked = engine._ranked(question, language)
    return list(ranked), list(engine._ranked(question, language, engine._added.holds))


def test_the_shipped_articles_are_no_additions(engine: Engine, with_added: Engine) -> None:
    assert not engine._added
    assert engine._added.documents == set()
    assert with_added._added
    assert with_added._added.documents == {item.id for item in made_up().documents}
    bare = replace(engine, corpus=replace(engine.corpus, asks={}))
    assert bare._added.documents == {item.id for item in engine.corpus.documents if item.kind == "article"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_each_kind_the_best_are_read_in_their_order(with_added: Engine, language: Language) -> None:
    question = _ASKED[language]
    ranked, added = hits(with_added, question, language)
    read = worth_reading(ranked, added[:20])
    assert read[-20:] == added[:20]
    treaty = [hit for hit in ranked if hit.passage.location is not None][:14]
    others = [hit for hit in ranked if hit.passage.location is None][:14]
    assert read[:-20] == [*treaty, *others]


@pytest.mark.parametrize("language", LANGUAGES)
def test_passages_are_added_whose_sentences_are_near_under_their_title(with_added: Engine, language: Language) -> None:
    question = _ASKED[language]
    _, found = hits(with_added, question, language)
    query = with_added._vector(question)
    said = [
        (hit.passage.id, under(document.title, document.text[item.start : item.end]))
        for document in made_up().documents
        for hit in found
        if hit.passage.document_id == document.id
        for item in sentences(document.text)
        if hit.passage.start <= item.start < hit.passage.end
    ]
    cosines = with_added.embedder.embed_passages([text for _, text in said]) @ query
    near = {said[number][0] for number in np.argsort(-cosines)[:16]}
    best = with_added._added.best(found, query)
    assert best[:14] == found[:14]
    assert best[14:] == [hit for hit in found[14:] if hit.passage.id in near]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_in_another_language_is_read_though_ours_have_everyday_wordings(
    with_added: Engine, language: Language
) -> None:
    judged = with_added.judge(with_added.understand(_ASKED[language], language)).judged
    assert any("начала работу 14 октября 2026 года" in item.candidate.text for item in judged)


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_large_library_the_added_passages_that_search_found_are_read(
    with_added: Engine, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = with_added.understand(_ASKED[language], language)
    assert not with_added._added.is_large
    ranked, _ = hits(with_added, question.text, language)
    monkeypatch.setattr("assistant.added._LARGE", len(with_added.index.passages) - 1)
    monkeypatch.setattr(with_added, "_added", Added(with_added.corpus, with_added.index.passages, with_added._vectors))
    assert with_added._added.is_large
    added = [hit for hit in ranked if with_added._added.holds(hit.passage)]
    assert with_added._hits(question)[-14:] == added[:14]
