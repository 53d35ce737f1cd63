"""Saved answers re-checked: what holds is said to hold, and of whatever was changed, exactly that is told."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from answers import ask

from assistant.__main__ import main
from assistant.batch import answer_to_json
from assistant.engine import Engine
from assistant.record import record
from assistant.saved import read_saved
from assistant.settings import Settings
from assistant.verify import problems
from corpus.load import Corpus
from corpus.types import LANGUAGES, Language

TIME = datetime(2026, 3, 1, 9, 30, 15, tzinfo=UTC)
QUESTIONS: dict[Language, str] = {
    "en": "How many countries signed the Convention?",
    "ru": "Когда Генеральная Ассамблея ООН приняла Конвенцию?",
    "az": "Konvensiyanı Azərbaycan adından kim imzalayıb?",
}


@pytest.fixture(autouse=True)
def environment(home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(home.index_dir))
    monkeypatch.setenv("ASSISTANT_LIBRARY_DIR", str(home.library_dir))


@pytest.fixture
def saved(engine: Engine) -> dict[str, Any]:
    """A record, to be spoilt."""
    return record(ask(engine, QUESTIONS["en"]), engine.corpus, TIME)


def kinds(data: dict[str, Any], corpus: Corpus, tmp_path: Path) -> list[str]:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    [answer] = read_saved(path)
    return [problem.kind for problem in problems(answer, corpus)]


def with_document(corpus: Corpus, document_id: str, change: Callable[[str], str]) -> Corpus:
    """The corpus with another text in one document, and so another hash."""
    documents = [
        replace(item, text=change(item.text), sha256="f" * 64) if item.id == document_id else item
        for item in corpus.documents
    ]
    return Corpus(tuple(documents), corpus.briefs, "e" * 64, corpus.terms, corpus.keywords)


def test_a_record_has_exactly_these_fields(engine: Engine, saved: dict[str, Any]) -> None:
    answer = ask(engine, QUESTIONS["en"])
    assert list(saved) == [
        "format", "question", "standalone_question", "language", "answer", "abstained", "mode", "time", "elapsed_ms",
        "corpus", "citations",
    ]  # fmt: skip
    assert saved["format"] == "convention-assistant-answer/1"
    assert (saved["time"], saved["answer"]) == ("2026-03-01T09:30:15+00:00", answer.text)
    assert saved["corpus"] == {"version": "2026-02-23", "sha256": engine.corpus.fingerprint}
    for told, citation in zip(saved["citations"], answer.citations, strict=True):
        document = engine.document(citation.document_id)
        assert told.pop("document_sha256") == document.sha256
        assert told in answer_to_json(answer)["citations"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_way_of_saving_holds(
    engine: Engine, language: Language, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = ask(engine, QUESTIONS[language])
    whole = record(answer, engine.corpus, TIME)
    inert = json.dumps(whole, ensure_ascii=False).replace("<", "\\u003c")
    page = f'<!doctype html><title>1 < 2</title><script type="application/json" id="answer-record">{inert}</script><p>'
    files = {
        "ask.json": json.dumps(answer_to_json(answer)),
        "record.json": json.dumps(whole, indent=2),
        "batch.jsonl": "\n".join(json.dumps({"id": name, **answer_to_json(answer)}) for name in "ab"),
        "list.json": json.dumps([whole, whole]),
        "page.html": page,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert main(["verify", *(str(tmp_path / name) for name in files)]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.count(f"Every citation holds ({len(answer.citations)}).") == len(printed.out.splitlines()) == 7


def test_a_refusal_has_nothing_to_prove(engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.json").write_text(json.dumps(answer_to_json(ask(engine, "What is the weather in Baku today?"))))
    assert main(["verify", str(tmp_path / "a.json")]) == 0
    assert "cites nothing" in capsys.readouterr().out


Spoil = Callable[[dict[str, Any]], object]
SPOILT: dict[str, tuple[Spoil, list[str]]] = {
    "offsets": (lambda data: data["citations"][0].update(start=1, end=9), ["moved"]),
    "far offsets": (lambda data: data["citations"][0].update(start=10**6, end=10**6 + 5), ["moved"]),
    "quote": (
        lambda data: data["citations"][0].update(quote=data["citations"][0]["quote"].replace("74", "84")),
        ["gone", "unquoted"],
    ),
    "no quote": (lambda data: data["citations"][0].update(quote=""), ["empty"]),
    "document": (lambda data: data["citations"][0].update(document_id="nowhere-en"), ["elsewhere"]),
    "hash": (lambda data: data["citations"][0].update(document_sha256="0" * 64), ["changed"]),
    "publisher": (lambda data: data["citations"][1].update(publisher="Another"), ["told"]),
    "date": (lambda data: data["citations"][1].update(published="2025-01-01"), ["told"]),
    "place": (lambda data: data["citations"][0].update(location={"article": 4, "paragraph": None}), ["told"]),
    "marker": (lambda data: data["citations"][1].update(marker=7), ["unmarked", "uncited"]),
    "two of a kind": (lambda data: data["citations"][1].update(marker=1), ["uncited", "twice"]),
    "text": (lambda data: data.update(answer=data["answer"].replace("74", "84")), ["unquoted", "unquoted"]),
    "text without a marker": (lambda data: data.update(answer=data["answer"].replace("[2]", "")), ["unmarked"]),
    "one marker more": (lambda data: data.update(answer=data["answer"] + " [3]"), ["uncited"]),
    "no citations": (lambda data: data.update(citations=[]), ["uncited", "uncited"]),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_was_spoilt_is_told(engine: Engine, saved: dict[str, Any], tmp_path: Path, name: str) -> None:
    assert kinds(saved, engine.corpus, tmp_path) == []
    spoil, expected = SPOILT[name]
    spoil(saved)
    assert kinds(saved, engine.corpus, tmp_path) == expected


def test_a_document_that_has_changed(engine: Engine, saved: dict[str, Any], tmp_path: Path) -> None:
    """Where its quote moved, it is said whereto; where it is gone, so is that."""
    citation = saved["citations"][1]
    longer = with_document(engine.corpus, citation["document_id"], lambda text: f"New first words. {text}")
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(saved), encoding="utf-8")
    [answer] = read_saved(path)
    changed, moved = problems(answer, longer)
    assert (changed.kind, moved.kind) == ("changed", "moved")
    start, end = moved.values["start"], moved.values["end"]
    assert longer.document(citation["document_id"]).text[start:end] == citation["quote"]
    assert f"at {start} to {end}" in moved.text("en")
    without = with_document(engine.corpus, citation["document_id"], lambda _: "Nothing of that.")
    assert [problem.kind for problem in problems(answer, without)] == ["changed", "gone"]


def test_the_nearest_of_several_places_is_told(engine: Engine, saved: dict[str, Any], tmp_path: Path) -> None:
    citation = saved["citations"][1]
    twice = with_document(
        engine.corpus, citation["document_id"], lambda text: f"{citation['quote']} {'x' * 9000} {citation['quote']}"
    )
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(saved), encoding="utf-8")
    [answer] = read_saved(path)
    assert [problem.values.get("start") for problem in problems(answer, twice)] == [None, 0]


def test_another_corpus_is_mentioned_but_the_citations_decide(
    saved: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved["corpus"]["sha256"] = "0" * 64
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(saved), encoding="utf-8")
    assert main(["verify", str(path)]) == 0
    holds, changed = capsys.readouterr().out.splitlines()
    assert "Every citation holds (2)." in holds
    assert "documents have been added, changed or removed" in changed


@pytest.mark.parametrize(
    ("language", "words"), [("en", "does not say"), ("ru", "нет слов"), ("az", "bu sözlər yoxdur")]
)
def test_problems_are_told_in_three_languages(
    saved: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str], language: Language, words: str
) -> None:
    good = copy.deepcopy(saved)
    saved["citations"][0]["quote"] = "Nobody signed anything."
    for name, data in (("good", good), ("bad", saved)):
        (tmp_path / f"{name}.json").write_text(json.dumps(data), encoding="utf-8")
    files = [str(tmp_path / "good.json"), str(tmp_path / "bad.json")]
    assert main(["verify", "--language", language, *files]) == 1
    good_line, bad_line, *_ = capsys.readouterr().out.splitlines()
    assert good_line.startswith(files[0])
    assert bad_line.startswith(f"{files[1]}: [1]")
    assert words in bad_line


UNUSABLE = {
    "empty": "",
    "no JSON": "hello",
    "a number": "7",
    "a list of nothing": "[]",
    "no answer": '{"citations": []}',
    "no citations": '{"answer": "x", "mode": "extractive"}',
    "a citation that is none": '{"answer": "x", "mode": "extractive", "citations": [7]}',
    "a citation without a quote": '{"answer": "x", "mode": "extractive", "citations": [{"marker": 1}]}',
    "a negative offset": '{"answer": "x", "mode": "extractive", "citations": [{"marker": 1, "document_id": "a", '
    '"start": -1, "end": 2, "quote": "q"}]}',
    "a page without a record": "<html><script>1</script></html>",
    "a page with a broken record": '<script type="application/json" id="answer-record">{</script>',
    "a broken line": '{"answer": "x", "mode": "extractive", "citations": []}\n{',
    "brackets without end": "[" * 100_000,
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_an_unusable_file(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "answer.json"
    path.write_text(UNUSABLE[name], encoding="utf-8")
    assert main(["verify", str(path)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    [line] = printed.err.splitlines()
    assert line.startswith(str(path))
    assert "Traceback" not in line


def test_a_file_that_is_not_there_or_no_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    assert main(["verify", str(tmp_path / "none.json"), str(tmp_path / "binary")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
