"""The made-up documents on which the gate for added ones is fitted: their questions fit them, none is of a test."""

from __future__ import annotations

import pytest
from made_articles import ARTICLES, ASKED

from assistant.engine import Engine
from assistant.scoring import FEATURE_NAMES
from corpus.load import load_article
from corpus.practice import load_practice
from corpus.split import sentences
from corpus.text import words
from corpus.types import LANGUAGES, Document
from evals.generate import cases
from evals.load import ADDED, load_added, load_split
from evals.made_up import PRACTICE, made_up
from evals.matching import Haystack
from evals.types import Fact
from evals.weighed import gather

_ANSWER = FEATURE_NAMES.index("answers")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {path.stem: load_article(path) for path in sorted(ADDED.glob("*.txt"))}


@pytest.fixture(scope="module")
def facts() -> tuple[Fact, ...]:
    return load_added()


def test_there_are_as_many_to_answer_as_to_refuse_of_documents_in_each_language(
    documents: dict[str, Document], facts: tuple[Fact, ...]
) -> None:
    assert {document.language for document in documents.values()} == set(LANGUAGES)
    assert {fact.source for fact in facts} == documents.keys()
    answerable = [fact for fact in facts if fact.kind != "unanswerable"]
    assert len(answerable) * 2 == len(facts)
    assert all(set(fact.questions) == set(LANGUAGES) for fact in facts)
    assert all(fact.documents == (fact.source,) for fact in answerable)


def test_each_fact_stands_in_one_sentence_or_two_of_its_document(
    documents: dict[str, Document], facts: tuple[Fact, ...]
) -> None:
    for fact in facts:
        text = documents[fact.source].text
        said = [Haystack(text[item.start : item.end]) for item in sentences(text)]
        for group in fact.must:
            assert any(haystack.has_any(group) for haystack in said), (fact.id, group)


def test_they_are_of_other_things_than_the_documents_of_the_tests(documents: dict[str, Document]) -> None:
    told = {question for fact in load_added() for question in fact.questions.values()}
    assert not told & {asked.question for asked in ASKED}
    titles = {" ".join(words(document.title)) for document in documents.values()}
    assert not titles & {" ".join(words(text.split("\n")[0])) for text in ARTICLES.values()}


def test_practice_documents_become_documents_with_facts_and_near_misses() -> None:
    found, practice = made_up(), load_practice(PRACTICE)
    documents = {item.id: item for item in found.documents if item.id.startswith("practice-")}
    assert [item.title for item in documents.values()] == [item.title for item in practice]
    for document, source in zip(documents.values(), practice, strict=True):
        assert document.language == source.language
        assert document.text.split("\n")[0] == source.title
        facts = [fact for fact in found.facts if fact.source == document.id]
        asked = {question for fact in facts if fact.must for question in fact.questions.values()}
        refused = {question for fact in facts if not fact.must for question in fact.questions.values()}
        assert asked == {text for item in source.sentences for texts in item.asks.values() for text in texts}
        assert refused == {text for item in source.sentences for texts in item.misses.values() for text in texts}
        for fact in facts:
            assert (fact.kind == "unanswerable") == (not fact.must)
            assert all(text in document.text for group in fact.must for text in group)
    assert len({fact.id for fact in found.facts}) == len(found.facts)


def test_what_was_known_is_asked_beside_the_added_documents_too(engine: Engine) -> None:
    asked = cases([fact for fact in load_split("dev") if fact.kind == "who"])[:11]
    gathered = gather(engine, asked, cases(load_added())[:1])
    again = [asked[0], asked[10]]
    assert [item.fact for item in gathered.items[-2:]] == [case.fact.id for case in again]


def test_they_are_weighed_as_additions_of_which_the_reader_knows_nothing(engine: Engine) -> None:
    asked = cases([fact for fact in load_added() if fact.id == "made-up-ru-1-yes-1"])
    gathered = gather(engine, [], asked)
    assert {item.fact for item in gathered.items} == {"made-up-ru-1-yes-1"}
    assert len(gathered.items) == len(LANGUAGES)
    for item in gathered.items:
        assert item.right.any()
        assert not item.rows[item.right, _ANSWER].any()
        assert not item.wordings[item.right].any()
