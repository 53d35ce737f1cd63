"""The language model as the engine sees it: something that writes text for a prompt, or fails."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Final, Literal, Protocol

TIMEOUT_SECONDS: Final = 30.0  # for a whole answer: a reader does not wait longer

Failure = Literal["unreachable", "slow", "refused", "cut_short", "garbage"]


class ModelFailureError(Exception):
    """The language model gave no whole answer; `failure` says in what way, the message says it for a log."""

    def __init__(self, failure: Failure, message: str) -> None:
        super().__init__(message)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is told: how to answer, and then the passages and the question."""

    system: str
    user: str


class Model(Protocol):
    """What writes the sentences that are then checked."""

    def write(self, prompt: Prompt) -> Generator[str, None, None]:
        """Give the text in pieces as they come; ModelFailureError where it does not come whole."""


@dataclass(frozen=True, slots=True)
class Server:
    """A model behind an OpenAI-compatible server; `timeout_seconds` bounds a whole answer."""

    base_url: str
    name: str
    api_key: str | None = field(default=None, repr=False)
    timeout_seconds: float = TIMEOUT_SECONDS
