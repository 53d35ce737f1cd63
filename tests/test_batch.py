"""The batch: read whole before the first answer, written whole or not at all, line for line as the contract has it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from answers import ask

from assistant.batch import BatchError, BatchItem, answer_to_json, read_batch, write_batch
from assistant.engine import Engine
from assistant.types import Answer, Question
from corpus.types import Language

ANSWER_KEYS = ["id", "question", "language", "answer", "abstained", "mode", "elapsed_ms", "citations"]
CITATION_KEYS = [
    "marker", "document_id", "kind", "title", "publisher", "url", "published", "language", "location", "start", "end",
    "quote",
]  # fmt: skip
GOOD = '{"id": "q1", "question": "How many countries signed it?"}'


def plain_answer(text: str) -> Answer:
    return Answer(text, "az", "Cavab ədəd: İ 🙂", False, "greeting", "extractive", 1.5, text)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "in.jsonl"


def read(file: Path, text: str, forced: Language | None = None) -> list[BatchItem]:
    file.write_bytes(text.encode())
    return read_batch(file, forced)


def test_items_in_order(file: Path) -> None:
    lines = [
        '{"id": "b", "question": "Сколько?", "language": "ru"}',
        '{"id": 2, "question": "Bəs prezident?", "history": ["Nə vaxt?", ""], "language": null, "more": [1]}',
        '{"id": "a", "question": "When?", "history": null}',
        '{"id": "a", "question": "When?", "history": []}',
    ]
    assert read(file, "\n".join(lines)) == [
        BatchItem("b", Question("Сколько?", (), "ru")),
        BatchItem(2, Question("Bəs prezident?", ("Nə vaxt?", ""))),
        BatchItem("a", Question("When?")),
        BatchItem("a", Question("When?")),
    ]


@pytest.mark.parametrize("text", [f"\ufeff{GOOD}\n", f"{GOOD}\r\n", f"\n\r\n  \n{GOOD}\n\n", GOOD])
def test_marks_line_ends_and_blank_lines_do_not_matter(file: Path, text: str) -> None:
    assert read(file, text) == [BatchItem("q1", Question("How many countries signed it?"))]


def test_a_line_separator_inside_a_question_ends_no_line(file: Path) -> None:
    [item] = read(file, '{"id": "1", "question": "a\u2028b\x85c"}')
    assert item.question.text == "a\u2028b\x85c"


def test_a_forced_language_wins(file: Path) -> None:
    items = read(file, '{"id": 1, "question": "a", "language": "ru"}\n{"id": 2, "question": "a"}', "az")
    assert [item.question.language for item in items] == ["az", "az"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("{", "Expecting property name"),
        ("nonsense", "Expecting value"),
        ("[" * 100_000, "recursion"),
        ('["id", "question"]', "must be a JSON object"),
        ('"question"', "must be a JSON object"),
        ("null", "must be a JSON object"),
        ('{"question": "When?"}', "'id' must be a text or a whole number, not missing"),
        ('{"id": "1"}', "'question' must be a text, not missing"),
        ('{"id": "1", "question": 5}', "'question' must be a text, not 5"),
        ('{"id": "1", "question": ["When?"]}', "'question' must be a text"),
        ('{"id": true, "question": "When?"}', "'id' must be a text or a whole number, not true"),
        ('{"id": 1.5, "question": "When?"}', "'id' must be a text or a whole number, not 1.5"),
        ('{"id": {}, "question": "When?"}', "'id' must be"),
        ('{"id": "1", "question": "When?", "language": "fr"}', "'language' must be one of az, en, ru, not 'fr'"),
        ('{"id": "1", "question": "When?", "language": ["ru"]}', "'language' must be one of"),
        ('{"id": "1", "question": "When?", "history": "Where?"}', "'history' must be a list of texts"),
        ('{"id": "1", "question": "When?", "history": [1]}', "'history' must be a list of texts"),
        ('{"id": "1", "question": ""}', "The question is empty"),
        ('{"id": "1", "question": " \\u200b?"}', "The question is empty"),
        (json.dumps({"id": "1", "question": "я" * 10_000}), "has 10000 characters; the limit is 2000"),
    ],
)
def test_a_malformed_line_is_named(file: Path, line: str, wrong: str) -> None:
    with pytest.raises(BatchError) as caught:
        read(file, f"{GOOD}\n\n{line}\n{GOOD}")
    message = str(caught.value)
    assert message.startswith(f"{file}, line 3: ")
    assert wrong in message
    assert len(message) < 400
    assert "\n" not in message


@pytest.mark.parametrize("text", ["", "\n", "\ufeff", " \r\n\t\n"])
def test_a_file_without_questions(file: Path, text: str) -> None:
    with pytest.raises(BatchError, match=r"has no questions\. Give it a line such as \{"):
        read(file, text)


def test_files_that_cannot_be_read(tmp_path: Path, file: Path) -> None:
    with pytest.raises(BatchError, match=r"cannot be read: No such file"):
        read_batch(tmp_path / "none.jsonl")
    with pytest.raises(BatchError, match=r"cannot be read: Is a directory"):
        read_batch(tmp_path)
    file.write_bytes(GOOD.encode() + b"\n\xff\xfe")
    with pytest.raises(BatchError, match=rf"is not UTF-8 \(.* at byte {len(GOOD) + 1}\)"):
        read_batch(file)


def test_answers_are_written_in_order(tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    answers: list[tuple[str | int, Answer]] = [
        ("b", plain_answer("Nə?")),
        (2, plain_answer("Что?")),
        ("b", plain_answer("A\nb?")),
    ]
    write_batch(out, iter(answers))
    lines = out.read_text(encoding="utf-8").split("\n")
    assert lines.pop() == ""
    assert [(row["id"], row["question"]) for row in map(json.loads, lines)] == [
        ("b", "Nə?"),
        (2, "Что?"),
        ("b", "A\nb?"),
    ]
    assert "ədəd: İ 🙂" in lines[0]  # readable, not \u escapes
    assert out.stat().st_mode & 0o777 == 0o644
    assert list(tmp_path.iterdir()) == [out]


def stopping() -> Iterator[tuple[str, Answer]]:
    yield "1", plain_answer("When?")
    raise KeyboardInterrupt


@pytest.mark.parametrize("old", [None, "the old answers\n"])
def test_a_run_that_stops_leaves_what_was_there(tmp_path: Path, old: str | None) -> None:
    out = tmp_path / "out.jsonl"
    if old is not None:
        out.write_text(old, encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        write_batch(out, stopping())
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ([] if old is None else [old])


def unasked() -> Iterator[tuple[str, Answer]]:
    raise AssertionError("answered although the answers cannot be written")
    yield


def test_files_that_cannot_be_written(tmp_path: Path) -> None:
    regular = tmp_path / "file"
    regular.write_text("kept", encoding="utf-8")
    for out, wrong in [
        (tmp_path, "it is a folder. Name a file."),
        (regular / "out.jsonl", "Not a directory"),
        (tmp_path / "none" / "out.jsonl", "No such file or directory"),
    ]:
        with pytest.raises(BatchError, match=r"The answers cannot be written to") as caught:
            write_batch(out, unasked())
        assert wrong in str(caught.value)
    assert list(tmp_path.iterdir()) == [regular]
    assert regular.read_text(encoding="utf-8") == "kept"


@pytest.mark.parametrize(
    ("question", "location"),
    [
        ("How many countries signed the Convention?", None),
        ("Сколько государств подписали Конвенцию?", None),
        ("Konvensiyanı neçə dövlət imzalayıb?", None),
        ("ст. 41 п. 1", {"article": 41, "paragraph": None}),
        ("What is the weather in Baku today?", None),
    ],
)
def test_the_contract_of_a_line(engine: Engine, tmp_path: Path, question: str, location: Any) -> None:  # noqa: ANN401
    answer = ask(engine, question)
    out = tmp_path / "out.jsonl"
    write_batch(out, [("q1", answer)])
    row = json.loads(out.read_text(encoding="utf-8"))
    assert list(row) == ANSWER_KEYS
    assert list(answer_to_json(answer)) == ANSWER_KEYS[1:]
    assert [row["id"], row["question"], row["language"], row["answer"], row["abstained"], row["mode"]] == [
        "q1", question, answer.language, answer.text, answer.abstained, "extractive",
    ]  # fmt: skip
    assert isinstance(row["elapsed_ms"], float)
    assert len(row["citations"]) == len(answer.citations)
    for citation, expected in zip(row["citations"], answer.citations, strict=True):
        assert list(citation) == CITATION_KEYS
        assert citation["quote"] == engine.document(citation["document_id"]).text[citation["start"] : citation["end"]]
        assert citation["marker"] == expected.marker
    assert [citation["location"] for citation in row["citations"]][:1] == ([location] if answer.citations else [])
