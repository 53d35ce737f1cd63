"""The conversations in progress, in memory only: nothing of them is written anywhere."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from assistant.types import Answer

MAX_CONVERSATIONS: Final = 1_000  # the least recently used go first; at some 2 kB an answer, 100 MB at the very most
MAX_TURNS: Final = 50


@dataclass(frozen=True, slots=True)
class Turn:
    """One exchange of a conversation; `number` counts from 1 and is never given twice in it; the time is in UTC."""

    number: int
    answer: Answer
    answered_at: datetime


class Conversations:
    """Turns by conversation id; safe to use from many threads."""

    def __init__(self, max_conversations: int = MAX_CONVERSATIONS, max_turns: int = MAX_TURNS) -> None:
        self._max_conversations = max_conversations
        self._max_turns = max_turns
        self._turns: OrderedDict[str, tuple[Turn, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def turns(self, conversation: str) -> tuple[Turn, ...]:
        """Return the turns that are kept of a conversation, oldest first; none if it is unknown."""
        with self._lock:
            if conversation in self._turns:
                self._turns.move_to_end(conversation)
            return self._turns.get(conversation, ())

    def turn(self, conversation: str, number: int) -> Turn | None:
        """Return one turn; None if the conversation is unknown or the turn is no longer kept."""
        return next((turn for turn in self.turns(conversation) if turn.number == number), None)

    def add(self, conversation: str, turn: Turn) -> None:
        """Append a turn; the oldest turns and the conversations out of use longest make room."""
        with self._lock:
            turns = self._turns.pop(conversation, ())
            self._turns[conversation] = (*turns, turn)[-self._max_turns :]
            while len(self._turns) > self._max_conversations:
                self._turns.popitem(last=False)

    def forget(self, conversation: str) -> None:
        """Drop a conversation; nothing happens if it is unknown."""
        with self._lock:
            self._turns.pop(conversation, None)
