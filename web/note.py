"""What is told of how an answer came about: that a language model failed, or that sentences of it were dropped."""

from __future__ import annotations

from html import escape

from assistant.types import Answer


def note_html(answer: Answer) -> str:
    """Return an answer's note as a paragraph; nothing where there is none."""
    return f'<p class="note" lang="{answer.language}">{escape(answer.note)}</p>' if answer.note else ""
