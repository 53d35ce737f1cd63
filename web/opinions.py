"""What visitors said of answers, in one SQLite file that is made only when somebody first agrees to be stored."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final, cast

from assistant.types import Status
from corpus.types import Language

MAX_OPINIONS: Final = 20_000  # some 60 MB; past it a visitor is told that nothing was stored, and nothing is lost
_FORMAT: Final = 1
_LISTS: Final = frozenset({"history", "documents", "articles"})  # kept as JSON
_WAIT_SECONDS: Final = 5.0  # for another thread that writes


class OpinionsError(Exception):
    """The file of opinions cannot be used; the message says which, what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """One visitor's word on one answer: no name, no address, and nothing that leads back to the conversation.

    `given_on` is the ISO day, no time; `lead` is the first quote of the answer; `corpus_hash` says over which corpus.
    """

    id: str
    given_on: str
    helpful: bool
    note: str
    language: Language
    question: str
    history: tuple[str, ...]
    status: Status
    answer: str
    lead: str
    documents: tuple[str, ...]
    articles: tuple[int, ...]
    corpus_hash: str


_COLUMNS: Final = tuple(field.name for field in fields(Opinion))
_CREATE: Final = f"CREATE TABLE IF NOT EXISTS opinion ({', '.join(_COLUMNS)}, PRIMARY KEY (id)) WITHOUT ROWID"
_INSERT: Final = f"INSERT OR REPLACE INTO opinion ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)})"  # noqa: S608


class Opinions:
    """The opinions in a file; each call opens it anew, so that any thread may call."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def keep(self, opinion: Opinion) -> None:
        """Store an opinion in the place of one with the same id; OpinionsError if there is no room or no way."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        with self._open() as database:
            database.execute(_CREATE)
            (count,) = database.execute("SELECT count(*) FROM opinion WHERE id <> ?", (opinion.id,)).fetchone()
            if count >= MAX_OPINIONS:
                raise OpinionsError(
                    f"{self._file} holds {count} opinions, the most it may; export them with "
                    "`python -m web feedback export FILE.yaml`, then delete them with `python -m web feedback clear`."
                )
            database.execute(_INSERT, _row(opinion))
            database.execute(f"PRAGMA user_version = {_FORMAT}")

    def drop(self, opinion_id: str) -> None:
        """Delete an opinion for good; nothing happens if there is none."""
        if self._file.exists():
            with self._open() as database:
                database.execute("DELETE FROM opinion WHERE id = ?", (opinion_id,))

    def clear(self) -> int:
        """Delete all opinions; return how many there were."""
        if not self._file.exists():
            return 0
        with self._open() as database:
            return database.execute("DELETE FROM opinion").rowcount

    def helpful(self, opinion_id: str) -> bool | None:
        """Return what an opinion says; None if there is none."""
        if not self._file.exists():
            return None
        with self._open() as database:
            row = database.execute("SELECT helpful FROM opinion WHERE id = ?", (opinion_id,)).fetchone()
        return None if row is None else bool(row[0])

    def all(self) -> list[Opinion]:
        """Return every opinion, by its id: an order that tells nothing of who came first."""
        if not self._file.exists():
            return []
        with self._open() as database:
            rows = database.execute(f"SELECT {', '.join(_COLUMNS)} FROM opinion ORDER BY id").fetchall()  # noqa: S608
        return [_opinion(row) for row in rows]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the file, and commit what was done if nothing failed; what is deleted is overwritten."""
        try:
            with closing(sqlite3.connect(self._file, timeout=_WAIT_SECONDS)) as database, database:
                (found,) = database.execute("PRAGMA user_version").fetchone()
                if found not in {0, _FORMAT}:
                    raise OpinionsError(
                        f"{self._file} has format {found}, this program writes {_FORMAT}; move the file away."
                    )
                database.execute("PRAGMA secure_delete = ON")
                yield database
        except sqlite3.Error as error:
            raise OpinionsError(
                f"{self._file} cannot be used ({error}); move it away if it is damaged, or make room for it."
            ) from error


def _row(opinion: Opinion) -> tuple[object, ...]:
    values = asdict(opinion)
    return tuple(json.dumps(values[name], ensure_ascii=False) if name in _LISTS else values[name] for name in _COLUMNS)


def _opinion(row: tuple[object, ...]) -> Opinion:
    values = dict(zip(_COLUMNS, row, strict=True))
    history, documents, articles = (json.loads(str(values[name])) for name in ("history", "documents", "articles"))
    return Opinion(
        id=str(values["id"]),
        given_on=str(values["given_on"]),
        helpful=bool(values["helpful"]),
        note=str(values["note"]),
        language=cast("Language", values["language"]),
        question=str(values["question"]),
        history=tuple(history),
        status=cast("Status", values["status"]),
        answer=str(values["answer"]),
        lead=str(values["lead"]),
        documents=tuple(documents),
        articles=tuple(articles),
        corpus_hash=str(values["corpus_hash"]),
    )
