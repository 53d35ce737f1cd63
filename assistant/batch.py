"""Many questions in, many answers out: JSON lines, read whole before the first answer, written whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.draft import checked
from assistant.types import Answer, Citation, Question
from corpus.types import LANGUAGES, Language


class BatchError(ValueError):
    """A batch file cannot be read or written; the message says which line and what is wrong."""


@dataclass(frozen=True, slots=True)
class BatchItem:
    """A line of a batch: its id and its question."""

    id: str | int
    question: Question


def read_batch(path: Path, forced: Language | None = None) -> list[BatchItem]:
    """Read every line; raise BatchError, with the line's number, at the first that is malformed."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise BatchError(f"The batch file {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise BatchError(f"The batch file {path} is not UTF-8 ({error.reason} at byte {error.start}).") from error
    items = [_item(path, number, line, forced) for number, line in enumerate(lines, start=1) if line.strip()]
    if not items:
        example = '{"id": "1", "question": "…"}'
        raise BatchError(f"The batch file {path} has no questions. Give it a line such as {example}.")
    return items


def _item(path: Path, number: int, line: str, forced: Language | None) -> BatchItem:
    try:
        data = json.loads(line)
        _check(data)
        checked(data["question"])
    except (ValueError, RecursionError) as error:  # a QuestionError is a ValueError
        raise BatchError(f"{path}, line {number}: {error}") from error
    history = tuple(data.get("history") or ())
    return BatchItem(data["id"], Question(data["question"], history, forced or data.get("language")))


def _check(data: Any) -> None:  # noqa: ANN401 - any JSON may stand in the file
    if not isinstance(data, Mapping):
        raise ValueError("a line must be a JSON object with an id and a question.")
    if not isinstance(data.get("question"), str):
        raise ValueError(f"the field 'question' must be a text, not {_shown(data.get('question'))}.")
    if not isinstance(data.get("id"), str | int) or isinstance(data["id"], bool):
        raise ValueError(f"the field 'id' must be a text or a whole number, not {_shown(data.get('id'))}.")
    history = data.get("history")
    if history is not None and not (isinstance(history, list) and all(isinstance(item, str) for item in history)):
        raise ValueError("the field 'history' must be a list of texts, the oldest first.")
    if data.get("language") not in (None, *LANGUAGES):
        raise ValueError(f"the field 'language' must be one of {', '.join(LANGUAGES)}, not {data['language']!r}.")


def _shown(value: object) -> str:
    return "missing" if value is None else json.dumps(value, ensure_ascii=False)[:60]


def write_batch(path: Path, answers: Iterable[tuple[str | int, Answer]]) -> None:
    """Write a line an answer, in order; the file appears when all are there."""
    if path.is_dir():
        raise BatchError(f"The answers cannot be written to {path}: it is a folder. Name a file.")
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False) as file:
            temporary = Path(file.name)
            _write_lines(file, temporary, answers)
        temporary.chmod(0o644)  # a temporary file is the owner's alone; the answers need not be
        temporary.replace(path)
    except OSError as error:
        raise BatchError(f"The answers cannot be written to {path}: {error.strerror or error}.") from error


def _write_lines(file: Any, temporary: Path, answers: Iterable[tuple[str | int, Answer]]) -> None:  # noqa: ANN401
    try:
        for item_id, answer in answers:
            line = {"id": item_id, **answer_to_json(answer)}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())
    except BaseException:
        temporary.unlink()
        raise


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """Give an answer as the contract has it, without the id that a batch adds; with a model's note if there is one."""
    told = {
        "question": answer.question,
        "language": answer.language,
        "answer": answer.text,
        "abstained": answer.abstained,
        "mode": answer.mode,
        "elapsed_ms": answer.elapsed_ms,
        "citations": [citation_to_json(item) for item in answer.citations],
    }
    return told | ({"note": answer.note, "dropped": answer.dropped} if answer.note else {})


def citation_to_json(citation: Citation) -> dict[str, Any]:
    """Give a citation as the contract has it."""
    return {key: value for key, value in asdict(citation).items() if key != "edition"}
