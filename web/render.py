"""An exchange as HTML: the question, the answer with its numbered markers, its sources beside it, the tools below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import urlencode

from assistant.messages import NEAREST
from assistant.types import Answer, Citation
from web.conversations import Turn
from web.note import note_html
from web.passage import Library, badge_html, citation_html
from web.shape import shape, verdict
from web.texts import Texts
from web.tools import feedback_html, tools_html
from web.transcript import answer_text

_MARKER: Final = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class View:
    """What every exchange of a page is shown with; `as_of` is the corpus's date as the language writes it."""

    texts: Texts
    library: Library
    as_of: str
    takes_feedback: bool = False


def turn_html(turn: Turn, view: View, helpful: bool | None = None) -> str:
    """Return one exchange as a list item; `helpful` is what its reader has said of it, if anything."""
    answer, texts = turn.answer, view.texts
    number = turn.number
    opinion = feedback_html(number, helpful, texts) if view.takes_feedback and answer.status != "greeting" else ""
    tools = tools_html(number, answer_text(answer, texts, view.as_of), texts) if answer.status != "greeting" else ""
    return (
        f'<li class="turn" data-status="{shape(answer)}" data-number="{number}">{_question_html(answer, texts)}'
        f'<div class="answer"><div class="said">{_heading(answer, texts)}{_understood(answer, texts)}'
        f'<div class="text" lang="{answer.language}">{text_html(answer, number, texts)}</div>{note_html(answer)}'
        f"{_footnote(answer, view)}</div>{_sources(number, answer, view)}{_nearest(number, answer, view)}"
        f'<div class="work">{tools}{opinion}</div></div></li>'
    )


def partial_html(answer: Answer, texts: Texts) -> str:
    """Return an exchange whose answer is still being written: its text so far, its markers not yet links."""
    lines = (line.strip() for line in answer.text.split("\n"))
    text = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    return (
        f'<li class="turn" data-status="partial">{_question_html(answer, texts)}<div class="answer"><div class="said">'
        f'<div class="text" lang="{answer.language}">{text}</div><p class="pending">{escape(texts.partial)}</p>'
        "</div></div></li>"
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


def _heading(answer: Answer, texts: Texts) -> str:
    """Return what kind of answer this is, where it is no plain one; else a heading for those who cannot see."""
    said, kind = verdict(answer), shape(answer)
    label = texts.differs if kind == "differs" else texts.corrected if kind in {"corrected", "no_such_article"} else ""
    if not label and not said:
        return f'<h3 class="hidden">{escape(texts.answer)}</h3>'
    named = f'<span class="label">{escape(label)}</span> ' if label and said else escape(label)
    spoken = f'<span lang="{answer.language}">{escape(said)}</span>' if said else ""
    return f'<h3 class="verdict">{named}{spoken}</h3>'


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


def text_html(answer: Answer, number: int, texts: Texts) -> str:
    """Return the answer's lines as paragraphs: quotes in their own language, markers as links to their sources."""
    lines = (line.strip() for line in _told(answer).split("\n"))
    return "".join(f"<p>{_line_html(line, answer, number, texts)}</p>" for line in lines if line)


def _told(answer: Answer) -> str:
    """Return the text without what is shown in another way: the verdict, and a refusal's nearest passages."""
    text = answer.text.removeprefix(verdict(answer))
    return text.partition(f"\n{NEAREST[answer.language]}\n")[0] if answer.nearest else text


def _line_html(line: str, answer: Answer, number: int, texts: Texts) -> str:
    """Wrap the first quote that the line holds, longest first; the text around it is searched for the others."""
    for citation in sorted(answer.citations, key=lambda item: (-len(item.quote), item.marker)):
        before, quote, after = line.partition(citation.quote) if citation.quote else (line, "", "")
        if quote:
            foreign = ' class="foreign"' if citation.language != answer.language else ""
            quoted = f'<q lang="{escape(citation.language)}"{foreign}>{escape(quote)}</q>'
            return f"{_line_html(before, answer, number, texts)}{quoted}{_line_html(after, answer, number, texts)}"
    known = {citation.marker: citation for citation in answer.citations}
    parts = _MARKER.split(line.replace(" [", "\u00a0["))  # a marker stays on the line of what it proves
    return "".join(
        escape(part) if position % 2 == 0 else _marker_html(int(part), number, known.get(int(part)), answer, texts)
        for position, part in enumerate(parts)
    )


def _marker_html(marker: int, number: int, citation: Citation | None, answer: Answer, texts: Texts) -> str:
    """Return a marker as a link to its source, with the language's badge where that is not the answer's."""
    if citation is None:
        return f"[{marker}]"
    target = f"t{number}-c{marker}"
    badge = badge_html(citation.language, texts) if citation.language != answer.language else ""
    return (
        f'<a class="marker" href="#{target}" aria-controls="{target}" aria-expanded="false">'
        f'<span class="bracket">[</span>{marker}<span class="bracket">]</span></a>{badge}'
    )


def _footnote(answer: Answer, view: View) -> str:
    """Return how recent the corpus is, and how the answer was made."""
    made = view.texts.generated if answer.mode == "generative" else view.texts.quoted if answer.citations else ""
    parts = "".join(f"<span>{escape(part)}</span>" for part in (view.as_of, made) if part)
    return f'<p class="asof">{parts}</p>'


def _sources(number: int, answer: Answer, view: View) -> str:
    if not answer.citations:
        return ""
    rows = _rows(answer.citations, f"t{number}-c", answer, view)
    return f'<div class="sources"><h3>{escape(view.texts.sources)}</h3>{rows}</div>'


def _nearest(number: int, answer: Answer, view: View) -> str:
    if not answer.nearest:
        return ""
    rows = _rows(answer.nearest, f"t{number}-n", answer, view)
    return f'<div class="sources nearest"><h3>{escape(view.texts.nearest)}</h3>{rows}</div>'


def _rows(citations: Sequence[Citation], prefix: str, answer: Answer, view: View) -> str:
    return "".join(
        citation_html(
            citation,
            f"{prefix}{citation.marker}",
            view.texts,
            view.library,
            answer.language,
            excerpt=answer.abstained,
        )
        for citation in citations
    )
