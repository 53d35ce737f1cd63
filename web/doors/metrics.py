"""Counts and times for Prometheus, never a word of a question. The only module that imports prometheus_client."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Final, Literal

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, ProcessCollector
from prometheus_client.exposition import generate_latest

from assistant.types import Answer, Question
from corpus.load import Corpus
from corpus.types import Document, Language, Passage
from index.types import Hit
from web.doors.service import Engine

Door = Literal["chat", "api", "openai", "mcp"]
CONTENT_TYPE: Final = CONTENT_TYPE_LATEST
_SECONDS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0, 60.0)  # a language model takes the last


class Metrics:
    """What one server counts."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        ProcessCollector(registry=self._registry)
        self._answers = Counter(
            "assistant_answers",
            "Questions that were answered or refused.",
            ("door", "language", "status", "mode"),
            registry=self._registry,
        )
        self._seconds = Histogram(
            "assistant_answer_seconds", "Seconds to an answer.", ("door",), buckets=_SECONDS, registry=self._registry
        )
        self._turned_away = Counter(
            "assistant_requests_turned_away",
            "Requests that were turned away before they reached a door.",
            ("reason",),
            registry=self._registry,
        )

    def count_answer(self, door: Door, answer: Answer, seconds: float) -> None:
        """Count an answer, and the seconds that it took."""
        self._answers.labels(door, answer.language, answer.status, answer.mode).inc()
        self._seconds.labels(door).observe(seconds)

    def count_turned_away(self, reason: str) -> None:
        """Count a request that was turned away."""
        self._turned_away.labels(reason).inc()

    def text(self) -> bytes:
        """Return all counts in Prometheus's text format."""
        return generate_latest(self._registry)


class Counted:
    """An engine whose answers are counted for one door."""

    def __init__(self, engine: Engine, metrics: Metrics, door: Door) -> None:
        self._engine = engine
        self._metrics = metrics
        self._door = door

    @property
    def corpus(self) -> Corpus:
        """The corpus that answers are quoted from."""
        return self._engine.corpus

    def answer(self, question: Question) -> Answer:
        """Answer a question, or refuse; QuestionError if it cannot be taken."""
        started = time.perf_counter()
        answer = self._engine.answer(question)
        self._metrics.count_answer(self._door, answer, time.perf_counter() - started)
        return answer

    def stream(self, question: Question) -> Iterator[Answer]:
        """Give growing answers, of which the last is the answer; it is counted when all were taken."""
        started = time.perf_counter()
        last: Answer | None = None
        for answer in self._engine.stream(question):
            last = answer
            yield answer
        if last is not None:
            self._metrics.count_answer(self._door, last, time.perf_counter() - started)

    def search(
        self, text: str, language: Language, count: int = 40, keep: Callable[[Passage], bool] | None = None
    ) -> list[Hit]:
        """Rank the passages for a text, best first; `keep` filters exactly."""
        return self._engine.search(text, language, count, keep)

    def document(self, document_id: str) -> Document:
        """Return a document; KeyError if it is unknown."""
        return self._engine.document(document_id)
