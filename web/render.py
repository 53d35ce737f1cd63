"""An answer as HTML: the question, the answer with its numbered markers, the sources below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Final
from urllib.parse import urlencode

from assistant.messages import DIFFERENT, NEAREST, REFUSAL
from assistant.types import Answer, Citation
from web.passage import Library, citation_html
from web.texts import Texts

_MARKER: Final = re.compile(r"\[(\d{1,3})\]")


def turn_html(number: int, answer: Answer, texts: Texts, library: Library, as_of: str) -> str:
    """Return one exchange as a list item; `number` makes its ids unique, `as_of` is the corpus's date as written."""
    return (
        f'<li class="turn" data-status="{_status(answer)}">{_question_html(answer, texts)}'
        f'<div class="answer">{_heading(answer, texts)}{_understood(answer, texts)}'
        f'<div class="text" lang="{answer.language}">{text_html(answer, number)}</div>'
        f"{_sources(number, answer, texts, library)}{_nearest(number, answer, texts, library)}"
        f'<p class="asof">{escape(as_of)}</p></div></li>'
    )


def failure_html(question: str, message: str, language: str) -> str:
    """Return an exchange that brought no answer: the question and one sentence that says why."""
    return (
        f'<li class="turn" data-status="failed"><h2 class="question">{escape(question)}</h2>'
        f'<div class="answer"><p class="failure" lang="{language}">{escape(message)}</p></div></li>'
    )


def _question_html(answer: Answer, texts: Texts) -> str:
    address = "?" + urlencode({"lang": texts.language, "q": answer.standalone_question})
    return (
        f'<h2 class="question"><span lang="{answer.language}">{escape(answer.question)}</span>\u00a0'
        f'<a class="permalink" href="{escape(address)}" title="{escape(texts.link)}">'
        f'<span aria-hidden="true">#</span><span class="hidden">{escape(texts.link)}</span></a></h2>'
    )


def _verdict(answer: Answer) -> str:
    """Return the sentence by which a refusal or a correction begins; empty for any other answer."""
    verdicts = (phrase[answer.language] for phrase in (REFUSAL, DIFFERENT))
    return next((verdict for verdict in verdicts if answer.text.startswith(verdict)), "")


def _status(answer: Answer) -> str:
    """Return what the exchange looks like: its status, or a correction of what the question took for granted."""
    return "corrected" if answer.status == "answered" and _verdict(answer) else answer.status


def _heading(answer: Answer, texts: Texts) -> str:
    """Return the verdict, or a heading for those who cannot see the answer's shape."""
    if verdict := _verdict(answer):
        return f'<h3 class="verdict" lang="{answer.language}">{escape(verdict)}</h3>'
    return f'<h3 class="hidden">{escape(texts.answer)}</h3>'


def _understood(answer: Answer, texts: Texts) -> str:
    """Return the follow-up as it was understood, where it is not what was typed."""
    if _plain(answer.standalone_question) == _plain(answer.question):
        return ""
    return (
        f'<p class="understood">{escape(texts.understood)} '
        f'<q lang="{answer.language}">{escape(answer.standalone_question)}</q></p>'
    )


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip("?.! ").casefold()


def text_html(answer: Answer, number: int) -> str:
    """Return the answer's lines as paragraphs: quotes in their own language, markers as links to their sources."""
    lines = (line.strip() for line in _told(answer).split("\n"))
    return "".join(f"<p>{_line_html(line, answer, number)}</p>" for line in lines if line)


def _told(answer: Answer) -> str:
    """Return the text without what is shown in another way: the verdict, and a refusal's nearest passages."""
    text = answer.text.removeprefix(_verdict(answer))
    return text.partition(f"\n{NEAREST[answer.language]}\n")[0] if answer.nearest else text


def _line_html(line: str, answer: Answer, number: int) -> str:
    """Wrap the first quote that the line holds, longest first; the text around it is searched for the others."""
    for citation in sorted(answer.citations, key=lambda item: (-len(item.quote), item.marker)):
        before, quote, after = line.partition(citation.quote) if citation.quote else (line, "", "")
        if quote:
            quoted = f'<q lang="{escape(citation.language)}">{escape(quote)}</q>'
            return f"{_line_html(before, answer, number)}{quoted}{_line_html(after, answer, number)}"
    known = {citation.marker for citation in answer.citations}
    parts = _MARKER.split(line.replace(" [", "\u00a0["))  # a marker stays on the line of what it proves
    return "".join(
        _marker_html(int(part), number, known) if position % 2 else escape(part) for position, part in enumerate(parts)
    )


def _marker_html(marker: int, number: int, known: set[int]) -> str:
    if marker not in known:
        return f"[{marker}]"
    target = f"t{number}-c{marker}"
    return (
        f'<a class="marker" href="#{target}" aria-controls="{target}" aria-expanded="false">'
        f'<span class="bracket">[</span>{marker}<span class="bracket">]</span></a>'
    )


def _sources(number: int, answer: Answer, texts: Texts, library: Library) -> str:
    if not answer.citations:
        return ""
    rows = _rows(answer.citations, f"t{number}-c", answer, texts, library)
    return f'<section class="sources"><h3>{escape(texts.sources)}</h3>{rows}</section>'


def _nearest(number: int, answer: Answer, texts: Texts, library: Library) -> str:
    if not answer.nearest:
        return ""
    rows = _rows(answer.nearest, f"t{number}-n", answer, texts, library)
    return f'<section class="sources nearest"><h3>{escape(texts.nearest)}</h3>{rows}</section>'


def _rows(citations: Sequence[Citation], prefix: str, answer: Answer, texts: Texts, library: Library) -> str:
    return "".join(
        citation_html(citation, f"{prefix}{citation.marker}", texts, library, answer.language) for citation in citations
    )
