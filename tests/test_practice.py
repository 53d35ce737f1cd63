"""Practice documents: what a file of them holds, what is said of a line that fits nowhere, and those we ship."""

from __future__ import annotations

from pathlib import Path

import pytest
from made_articles import ARTICLES, ASKED

from corpus.detect import detect_language
from corpus.practice import PRACTICE, PracticeDocument, load_practice
from corpus.text import words
from corpus.types import LANGUAGES, CorpusError
from evals.made_up import PRACTICE as HELD

_FILE = """@ ru | Школа открыта
= Школа открыта в мае.

az? Məktəb nə vaxt açılıb?
en?   When did the school open?
ru? когда открыли школу
ru? В каком месяце?
az! Məktəb nə vaxt bağlanıb?
= Ведёт её Анна.
en! Who pays Anna?
@ az | Başlıq
= Cümlə.
"""


def test_a_file_is_read_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(_FILE, encoding="utf-8")
    school, other = load_practice(tmp_path)
    assert (school.language, school.title) == ("ru", "Школа открыта")
    assert [sentence.text for sentence in school.sentences] == ["Школа открыта в мае.", "Ведёт её Анна."]
    first, second = school.sentences
    assert first.asks == {
        "az": ["Məktəb nə vaxt açılıb?"],
        "en": ["When did the school open?"],
        "ru": ["когда открыли школу", "В каком месяце?"],
    }
    assert first.misses == {"az": ["Məktəb nə vaxt bağlanıb?"], "en": [], "ru": []}
    assert second.misses["en"] == ["Who pays Anna?"]
    assert (other.language, [sentence.text for sentence in other.sentences]) == ("az", ["Cümlə."])


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("@ de | Titel", 13),
        ("@ ru Без черты", 13),
        ("@ ru |", 13),
        ("=", 13),
        ("de? Wer?", 13),
        ("en: Who?", 13),
        ("en?", 13),
        ("Who?", 13),
    ],
)
def test_a_line_that_fits_nowhere_is_named(tmp_path: Path, line: str, number: int) -> None:
    (tmp_path / "one.txt").write_text(f"{_FILE}{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=rf"one\.txt, line {number}: .* cannot stand here\. `@ ru \| Title` begins"):
        load_practice(tmp_path)


@pytest.mark.parametrize("line", ["= A sentence.", "en? Who?"])
def test_nothing_stands_before_the_first_document(tmp_path: Path, line: str) -> None:
    (tmp_path / "one.txt").write_text(line, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"line 1: "):
        load_practice(tmp_path)


def test_a_document_without_sentences_and_a_missing_folder(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("@ en | Only a title", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"'Only a title' has no sentence; write `= Sentence\.` below it"):
        load_practice(tmp_path)
    with pytest.raises(CorpusError, match=r"none is missing.*train in a clone"):
        load_practice(tmp_path / "none")


@pytest.fixture(scope="module", params=[PRACTICE, HELD], ids=["learnt from", "held for the gate"])
def shipped(request: pytest.FixtureRequest) -> list[PracticeDocument]:
    return load_practice(request.param)


def test_every_sentence_is_asked_of_in_every_language(shipped: list[PracticeDocument]) -> None:
    assert {document.language for document in shipped} == set(LANGUAGES)
    for document in shipped:
        for sentence in document.sentences:
            for language in LANGUAGES:
                assert len(sentence.asks[language]) >= 2, (document.title, sentence.text, language)
                assert sentence.misses[language], (document.title, sentence.text, language)


def test_questions_and_sentences_are_in_the_language_that_they_are_said_to_be(shipped: list[PracticeDocument]) -> None:
    for document in shipped:
        assert detect_language(" ".join(sentence.text for sentence in document.sentences)) == document.language
        for language in LANGUAGES:
            asked = [text for sentence in document.sentences for text in sentence.asks[language]]
            assert detect_language(" ".join(asked)) == language, document.title


def test_nothing_is_learnt_from_what_the_gate_is_fitted_on_or_the_tests_ask() -> None:
    learnt, held = ([document.title for document in load_practice(folder)] for folder in (PRACTICE, HELD))
    assert len(set(learnt)) == len(learnt)
    assert not set(learnt) & set(held)
    questions = {
        " ".join(words(text))
        for document in [*load_practice(PRACTICE), *load_practice(HELD)]
        for sentence in document.sentences
        for side in (sentence.asks, sentence.misses)
        for texts in side.values()
        for text in texts
    }
    assert not questions & {" ".join(words(asked.question)) for asked in ASKED}
    titles = {" ".join(words(text.split("\n")[0])) for text in ARTICLES.values()}
    assert not titles & {" ".join(words(title)) for title in [*learnt, *held]}
