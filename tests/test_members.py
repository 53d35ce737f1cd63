"""Whether a country is among those that signed: the list that names it is the answer, and silence is no "no"."""

from __future__ import annotations

import pytest
from answers import ask

from assistant.engine import Engine
from corpus.load import load_corpus

_LIST = "brief-signatories-named"


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Did the United Kingdom sign?", "the United Kingdom"),
        ("Has Poland signed the Convention?", "Poland"),
        ("Was it signed by Spain and Sweden?", "Sweden"),
        ("Подписала ли Швеция Конвенцию?", "Швеция"),
        ("Есть ли подпись Польши под конвенцией?", "Польша"),
        ("Великобритания подписала?", "Великобритания"),
        ("Avstraliya imzalayıb?", "Avstraliya"),
        ("Konvensiyanı Belçika imzalayıbmı?", "Belçika"),
        ("Türkiyə və Çin imzalayıb?", "Türkiyə"),
    ],
)
def test_who_is_asked_of_stands_in_the_list(engine: Engine, question: str, named: str) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered", answer.text
    assert named in answer.citations[0].quote
    assert any(citation.kind == "article" for citation in answer.citations)


@pytest.mark.parametrize(
    ("earlier", "text", "named"),
    [
        ("Has Belgium signed the Convention?", "And what about the United Kingdom?", "the United Kingdom"),
        ("Подписала ли Бельгия Конвенцию?", "А Испания?", "Испания"),
        ("Belçika Konvensiyanı imzalayıb?", "Bəs İsveç?", "İsveç"),
    ],
)
def test_another_country_is_asked_of_after_the_first(engine: Engine, earlier: str, text: str, named: str) -> None:
    answer = ask(engine, text, earlier)
    assert answer.status == "answered", answer.text
    assert named in answer.citations[0].quote


@pytest.mark.parametrize(
    "question",
    [
        "Did Germany sign?", "США подписали?", "Yaponiya imzalayıb?",
        "Did France and Germany sign?", "Подписали ли Франция и США?", "Fransa və Almaniya imzalayıb?",
        "Has France ratified the Convention?", "Ратифицировала ли Конвенцию Франция?", "Fransa ratifikasiya edib?",
        "Who signed for France?", "Кто подписал за Францию?", "Fransa adından kim imzalayıb?",
        "Did France sign the Budapest Convention?", "Франция подписала Будапештскую конвенцию?",
        "Fransa Budapeşt konvensiyasını imzalayıb?",
    ],
)  # fmt: skip
def test_who_is_not_listed_and_what_is_not_said_of_the_listed_is_refused(engine: Engine, question: str) -> None:
    assert ask(engine, question).abstained


def test_the_list_names_what_is_asked_of() -> None:
    text = load_corpus().brief(_LIST.removeprefix("brief-")).statement["en"]
    assert "Poland" in text and "Germany" not in text
