"""What went wrong once: readings of a question that gave a wrong answer, or none, in one of the three languages."""

from __future__ import annotations

import pytest
from answers import ask

from assistant.engine import Engine
from corpus.treaty import find_articles, find_chapter


@pytest.mark.parametrize("question", ["number of signatories", "сколько подписавших", "imzalayanların sayı"])
def test_both_counts_of_signatories_are_said_the_newer_first(engine: Engine, question: str) -> None:
    text = ask(engine, question).text
    assert 0 <= text.index("74") < text.index("72")


@pytest.mark.parametrize(
    "question",
    [
        "What is Article 32 of the Constitution of Azerbaijan about?",
        "О чём статья 32 Конституции Азербайджана?",
        "Azərbaycan Konstitusiyasının 32-ci maddəsi nədən bəhs edir?",
        "When did Azerbaijan ratify the UN Convention against Corruption?",
        "Когда Азербайджан ратифицировал Конвенцию ООН против коррупции?",
        "Azərbaycan BMT-nin Korrupsiyaya qarşı Konvensiyasını nə vaxt ratifikasiya edib?",
    ],
)
def test_another_law_or_treaty_is_refused(engine: Engine, question: str) -> None:
    assert ask(engine, question).status == "refused"


@pytest.mark.parametrize(
    ("question", "language", "heading"),
    [
        ("Chapter V", "en", "Chapter V: International cooperation"),
        ("глава V", "ru", "Глава V: Международное сотрудничество"),
        ("V fəsil", "az", "V fəsil: Beynəlxalq əməkdaşlıq"),
    ],
)
def test_a_chapter_by_its_roman_number(engine: Engine, question: str, language: str, heading: str) -> None:
    answer = ask(engine, question)
    assert answer.language == language
    assert answer.text.startswith(heading)


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Explain the forty-eighth article", 48),
        ("О чём говорит двадцать пятая статья?", 25),
        ("Otuz altıncı maddəni izah edin", 36),
    ],
)
def test_articles_named_in_words(text: str, article: int) -> None:
    assert [reference.article for reference in find_articles(text)] == [article]


@pytest.mark.parametrize("text", ["Onun neçə fəsli var?", "nine chapters", "девять глав", "two articles"])
def test_counts_name_no_article_or_chapter(text: str) -> None:
    assert find_articles(text) == []
    assert find_chapter(text) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("The foreign minister signed the Convention for Azerbaijan, right?", "State Security Service"),
        ("Конвенцию подписали 120 стран, верно?", "74"),
        ("Konvensiyanı 120 ölkə imzalayıb, düzdür?", "74"),
    ],
)
def test_a_wrong_premise_is_corrected(engine: Engine, question: str, said: str) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered"
    assert said in answer.text


@pytest.mark.parametrize("question", ["and", "и", "və", "xyzzy", "əəəəəəəəə"])
def test_nothing_is_answered_from_nothing(engine: Engine, question: str) -> None:
    assert ask(engine, question).status == "refused"
