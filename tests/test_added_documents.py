"""Documents added at run time are answered from at once, asked in any of the three languages, with no code touched."""

from __future__ import annotations

import pytest
from answers import ask, assert_stands
from made_articles import ARTICLES, ASKED, NOT_YET, REFUSED, Asked

from assistant.engine import Engine
from assistant.settings import Settings
from corpus.__main__ import main as corpus_main
from corpus.types import LANGUAGES, Language
from index.__main__ import main as index_main

WORKING = [asked for asked in ASKED if asked.question not in NOT_YET]
OPEN = [asked for asked in ASKED if asked.question in NOT_YET]


def name_of(asked: Asked) -> str:
    return f"{asked.language}-of-{asked.source}-{asked.question}"


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    """What a maintainer types: `corpus add` three times, `index build`; then the engine as it is opened everywhere."""
    folder = tmp_path_factory.mktemp("added")
    settings = Settings(folder / "index", folder / "library")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ASSISTANT_INDEX_DIR", str(settings.index_dir))
        patch.setenv("ASSISTANT_LIBRARY_DIR", str(settings.library_dir))
        for language, text in ARTICLES.items():
            (folder / f"{language}.txt").write_text(text, encoding="utf-8")
            assert corpus_main(["add", str(folder / f"{language}.txt")]) == 0
        assert index_main(["build"]) == 0
    return Engine.open(settings)


def assert_answered(grown: Engine, asked: Asked) -> None:
    answer = ask(grown, asked.question)
    assert (answer.status, answer.language) == ("answered", asked.language)
    citation = next(item for item in answer.citations if asked.quote in item.quote)
    assert (citation.language, citation.kind) == (asked.source, "article")
    assert_stands(grown, citation)
    assert ARTICLES[asked.source].startswith(citation.title)


def test_the_documents_are_there_in_their_languages(grown: Engine) -> None:
    titles = {text.split("\n")[0]: language for language, text in ARTICLES.items()}
    found = {item.title: item.language for item in grown.corpus.documents if item.title in titles}
    assert found == titles


def test_every_pair_of_languages_is_asked() -> None:
    assert {(asked.language, asked.source) for asked in ASKED} == {(a, b) for a in LANGUAGES for b in LANGUAGES}
    assert {(asked.language, asked.source) for asked in WORKING} >= {(language, language) for language in LANGUAGES}
    assert {asked.question for asked in ASKED} > NOT_YET


@pytest.mark.parametrize("asked", WORKING, ids=name_of)
def test_an_added_fact_is_answered(grown: Engine, asked: Asked) -> None:
    assert_answered(grown, asked)


@pytest.mark.parametrize("asked", OPEN, ids=name_of)
def test_what_is_not_answered_is_at_least_not_answered_wrongly(grown: Engine, asked: Asked) -> None:
    """A refusal, or the document that was meant: never a fact of another."""
    answer = ask(grown, asked.question)
    assert answer.abstained or all(ARTICLES[asked.source].startswith(item.title) for item in answer.citations)


@pytest.mark.parametrize(("language", "question"), REFUSED)
def test_what_the_added_documents_do_not_say(grown: Engine, language: Language, question: str) -> None:
    answer = ask(grown, question)
    assert (answer.status, answer.language) == ("refused", language)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        ("How many countries signed the Convention?", "74"),
        ("Когда парламент принял закон?", "10 февраля 2026"),
        ("Konvensiyada neçə fəsil və neçə maddə var?", "68"),
    ],
)
def test_what_was_known_stays_known(grown: Engine, question: str, fact: str) -> None:
    assert fact in ask(grown, question).text.split("\n")[0]
