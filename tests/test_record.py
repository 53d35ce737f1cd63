"""An answer's record: everything that checking it again takes, in a file that nothing in it can break."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from site_reading import by_id, text_of, tree
from web_fakes import ANSWERED_AT, CORPUS, LANGUAGES, STATEMENT, answered, refused

from assistant.types import Answer
from corpus.types import Language
from web.conversations import Turn
from web.record import answer_record, record_html, record_json
from web.texts import TEXTS

NEEDED = {
    "format", "question", "standalone_question", "language", "answer", "abstained", "mode", "time", "elapsed_ms",
    "corpus", "citations",
}  # fmt: skip
HOSTILE = 'Who </script><script>alert(1)</script> <!-- & "signed" \u2028 it?'


def record_of(answer: Answer) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(record_json(answer_record(Turn(1, answer, ANSWERED_AT), CORPUS)))
    return loaded


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_holds_what_was_said_and_where_it_stands(language: Language) -> None:
    answer = answered(language)
    record = record_of(answer)
    assert record.keys() >= NEEDED
    assert record["format"] == "convention-assistant-answer/1"
    assert (record["question"], record["answer"], record["language"]) == (answer.question, answer.text, language)
    assert (record["mode"], record["abstained"], record["nearest"]) == ("extractive", False, [])
    assert datetime.fromisoformat(record["time"]) == ANSWERED_AT
    assert record["corpus"] == {"version": "2026-02-23", "sha256": CORPUS.fingerprint}
    assert [citation["marker"] for citation in record["citations"]] == [1, 2]
    for citation in record["citations"]:
        document = CORPUS.document(citation["document_id"])
        assert document.text[citation["start"] : citation["end"]] == citation["quote"] != ""
        assert citation["document_sha256"] == document.sha256


def test_a_refusal_has_no_citations_and_keeps_what_was_near() -> None:
    record = record_of(refused("ru"))
    assert (record["abstained"], record["citations"]) == (True, [])
    assert [near["document_id"] for near in record["nearest"]] == [refused("ru").nearest[0].document_id]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_the_answer_its_quotes_and_their_proof(language: Language) -> None:
    answer, texts = answered(language), TEXTS[language]
    root = tree(record_html(Turn(1, answer, ANSWERED_AT), CORPUS, texts))
    assert root.get("lang") == language
    shown = text_of(root)
    for said in (answer.question, texts.record, texts.sources, texts.proof, CORPUS.fingerprint, texts.quoted):
        assert said in shown
    quotes = [text_of(element) for element in root.iter("blockquote")]
    proofs = {evidence.quote for evidence in STATEMENT.evidence}
    assert quotes[0] == answer.citations[0].quote
    assert set(quotes[1:-1]) == proofs
    assert quotes[-1] == answer.citations[1].quote
    day = {"en": "1 March 2026", "ru": "1 марта 2026 г.", "az": "1 mart 2026-cı il"}[language]
    assert texts.record_given.format(date=day, time="09:30 UTC") in shown


def test_nothing_in_an_answer_breaks_out_of_its_page() -> None:
    answer = replace(answered("en"), question=HOSTILE, standalone_question=HOSTILE)
    html = record_html(Turn(1, answer, ANSWERED_AT), CORPUS, TEXTS["en"])
    root = tree(html)
    (data,) = root.iter("script")
    assert (data.get("type"), data.get("id")) == ("application/json", "answer-record")
    assert html.count("</script>") == 1
    assert json.loads("".join(data.itertext())) == record_of(answer)
    assert HOSTILE.replace("\u2028", " ") in text_of(root).replace("\u2028", " ")
    assert by_id(root, "answer-record") is data


def test_a_follow_up_is_recorded_as_it_was_understood() -> None:
    answer = replace(answered("ru", "А когда?"), standalone_question="Когда подписали Конвенцию?")
    assert record_of(answer)["standalone_question"] == "Когда подписали Конвенцию?"
    assert "Когда подписали Конвенцию?" in record_html(Turn(1, answer, ANSWERED_AT), CORPUS, TEXTS["ru"])
