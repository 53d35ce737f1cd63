"""Reading answers that were saved: JSON, JSON lines, a list, or a page with the record inside it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

RECORD_ID: Final = "answer-record"  # of the <script> in a saved page
_CHECKED_FIELDS: Final = ("kind", "title", "publisher", "url", "published", "language")


class UnusableError(ValueError):
    """A file holds no saved answer; the message says what is wrong and how to mend it."""


@dataclass(frozen=True, slots=True)
class SavedCitation:
    """A citation as it was saved; `document_sha256` None where it was not recorded."""

    marker: int
    document_id: str
    start: int
    end: int
    quote: str
    document_sha256: str | None
    location: Mapping[str, Any] | None
    told: Mapping[str, str | None]  # what it tells of its document, by field


@dataclass(frozen=True, slots=True)
class SavedAnswer:
    """An answer as it was saved; `name` tells it from others in its file, `corpus_sha256` None if not recorded."""

    name: str
    text: str
    mode: str
    corpus_sha256: str | None
    citations: tuple[SavedCitation, ...]


def read_saved(path: Path) -> list[SavedAnswer]:
    """Read every answer of a file; UnusableError at the first that cannot be used."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UnusableError(f"{path} cannot be read: {error.strerror}. Name a saved answer.") from error
    except UnicodeDecodeError as error:
        raise UnusableError(
            f"{path} is not UTF-8 ({error.reason} at byte {error.start}). Name a saved answer."
        ) from error
    found = [_answer(path, name, data) for name, data in _objects(path, text)]
    if not found:
        raise UnusableError(f"{path} is empty. Name a file that `assistant ask --json` or the web chat has saved.")
    return found


def _objects(path: Path, text: str) -> list[tuple[str, Any]]:
    if text.lstrip().startswith("<"):
        return [("", _parsed(path, "the record in the page", _in_page(path, text)))]
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
        return [(f"line {number}", _parsed(path, f"line {number}", line)) for number, line in lines]
    if isinstance(whole, list):
        return [(f"answer {number}", item) for number, item in enumerate(whole, start=1)]
    return [("", whole)]


def _parsed(path: Path, place: str, text: str) -> Any:  # noqa: ANN401 - any JSON may stand in the file
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnusableError(f"{path}: {place} is not JSON ({error}). Save the answer again.") from error


class _RecordFinder(HTMLParser):
    """Collects the text of the script that holds the record."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.inside = False
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin to collect at the script with the record's id."""
        wanted = {("type", "application/json"), ("id", RECORD_ID)}
        self.inside = tag == "script" and wanted <= set(attrs)

    def handle_endtag(self, tag: str) -> None:
        """Stop collecting."""
        self.inside = False

    def handle_data(self, data: str) -> None:
        """Collect."""
        if self.inside:
            self.found.append(data)


def _in_page(path: Path, text: str) -> str:
    finder = _RecordFinder()
    finder.feed(text)
    finder.close()
    if not finder.found:
        raise UnusableError(
            f'{path} is a page without a record (<script type="application/json" id="{RECORD_ID}">). '
            "Save the answer from the web chat again."
        )
    return "".join(finder.found)


def _answer(path: Path, name: str, data: Any) -> SavedAnswer:  # noqa: ANN401 - any JSON may stand in the file
    try:
        if not isinstance(data, dict):
            raise UnusableError("it is no JSON object")
        corpus = data.get("corpus")
        return SavedAnswer(
            name=" ".join(part for part in (name, f"({data['id']})" if "id" in data else "") if part),
            text=_text(data, "answer"),
            mode=_text(data, "mode"),
            corpus_sha256=_optional(corpus, "sha256") if isinstance(corpus, dict) else None,
            citations=tuple(_citation(item) for item in _list(data, "citations")),
        )
    except UnusableError as error:
        place = f"{path}, {name}" if name else f"{path}"
        raise UnusableError(f"{place}: {error}. Give an answer as `assistant ask --json` writes it.") from error


def _citation(data: Any) -> SavedCitation:  # noqa: ANN401 - as above
    if not isinstance(data, dict):
        raise UnusableError("a citation is no JSON object")
    location = data.get("location")
    if location is not None and not isinstance(location, dict):
        raise UnusableError("the field 'location' of a citation is neither an object nor null")
    return SavedCitation(
        marker=_number(data, "marker"),
        document_id=_text(data, "document_id"),
        start=_number(data, "start"),
        end=_number(data, "end"),
        quote=_text(data, "quote"),
        document_sha256=_optional(data, "document_sha256"),
        location=location,
        told={field: _optional(data, field) for field in _CHECKED_FIELDS if field in data},
    )


def _text(data: Mapping[str, Any], field: str) -> str:
    value = data.get(field)
    if not isinstance(value, str):
        raise UnusableError(f"the field {field!r} is {'missing' if value is None else 'no text'}")
    return value


def _optional(data: Mapping[str, Any], field: str) -> str | None:
    return None if data.get(field) is None else _text(data, field)


def _number(data: Mapping[str, Any], field: str) -> int:
    value = data.get(field)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise UnusableError(f"the field {field!r} is {'missing' if value is None else 'no whole number'}")
    return value


def _list(data: Mapping[str, Any], field: str) -> list[Any]:
    value = data.get(field)
    if not isinstance(value, list):
        raise UnusableError(f"the field {field!r} is {'missing' if value is None else 'no list'}")
    return value
