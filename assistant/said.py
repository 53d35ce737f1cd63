"""What a language model says, cut into sentences as it comes: each with the passages that it cites, and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from corpus.split import sentences
from corpus.text import normalize

_MARK: Final = r"[\[【](?:passages?\s*|№\s*)?\d{1,3}(?:\s*[,;]\s*\d{1,3})*[\]】]"
_MARKS: Final = re.compile(rf"\s*(?:{_MARK})", re.IGNORECASE)
# Marks behind the full stop go before it, so that the cut does not part them from their sentence.
_MARKS_AFTER_STOP: Final = re.compile(rf"([.!?…]+[\"'”’»]*)((?:\s*{_MARK})+)(?!\s*[.!?…])", re.IGNORECASE)
_HALF_MARK: Final = re.compile(r"\s*[\[【][^\[\]【】]{0,24}$")  # at the end of what has come: the rest may follow
_OPEN_THOUGHT: Final = re.compile(r"^\s*<think(?:ing)?>.*?(?:</think(?:ing)?>|$)", re.DOTALL)
_BULLET: Final = re.compile(r"^(?:[-*•–—]|#{1,6}|\d{1,2}[.)](?=\s+\D))\s+")
_EMPHASIS: Final = re.compile(r"(?:\*\*|__)(?=\S)(.+?)(?:\*\*|__)")
_STEP_CHARS: Final = 8  # looked at once so much has come, or a server that sends letter by letter would keep us busy
_SPACE_BEFORE_STOP: Final = re.compile(r"\s+(?=[.,;:!?…](?:\s|$))")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a model, without its marks, and the numbers of the passages that it cites, in order."""

    text: str
    cites: tuple[int, ...]


def cut(pieces: Iterable[str]) -> Iterator[Said]:
    """Give each sentence once the next has begun or the text has ended.

    >>> list(cut(["74 states signed it. [1", "][2] It was adop", "ted in 2024 [3]."]))
    [Said(text='74 states signed it.', cites=(1, 2)), Said(text='It was adopted in 2024.', cites=(3,))]
    """
    raw, given, looked_at = "", 0, 0
    for piece in pieces:
        raw += piece
        if len(raw) - looked_at < _STEP_CHARS:
            continue
        looked_at = len(raw)
        *whole, _ = [*_sentences(_HALF_MARK.sub("", raw)), ""]
        for text in whole[given:-1]:
            yield _said(text)
        given = max(given, len(whole) - 1)
    yield from (_said(text) for text in _sentences(raw)[given:])


def _sentences(raw: str) -> list[str]:
    """Cut what has come, save what the model thought aloud before."""
    text = _MARKS_AFTER_STOP.sub(_before_stop, normalize(_OPEN_THOUGHT.sub("", raw)))
    found = [text[sentence.start : sentence.end] for sentence in sentences(text)]
    return [sentence for sentence in found if any(char.isalnum() for char in _MARKS.sub("", sentence))]


def _before_stop(match: re.Match[str]) -> str:
    return " ".join(match[2].split()) + match[1]


def _said(sentence: str) -> Said:
    cites = [int(number) for mark in _MARKS.findall(sentence) for number in re.findall(r"\d+", mark)]
    text = _EMPHASIS.sub(r"\1", _BULLET.sub("", _MARKS.sub("", sentence).strip()))
    return Said(_SPACE_BEFORE_STOP.sub("", text), tuple(dict.fromkeys(cites)))
