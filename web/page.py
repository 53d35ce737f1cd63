"""The page in Gradio: pieces of HTML and the events between them. The only module that imports gradio."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

import gradio as gr
from fastapi import FastAPI

from web.chat import Chat
from web.chrome import trouble_phrases
from web.desk import Outcome
from web.formats import choose_language
from web.texts import TEXTS, Texts

_FOLDER: Final = Path(__file__).resolve().parent
_STYLES: Final = ("style.css", "conversation.css")
_SANS: Final = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
_MONO: Final = ("ui-monospace", "monospace")

# Fixed, so that the script can append to it: what was said stays as it is, opened sources stay open.
_CONVERSATION: Final = (
    '<ol class="turns"></ol><p class="hidden" id="announcement" role="status"></p><div id="trouble" role="alert"></div>'
)
_WORK: Final = '<p class="toast" id="done" role="status"></p>'
_MAX_DIGITS: Final = 6  # of a turn's number
_OPEN_CHATS: Final = 16  # questions answered at the same time; more wait in Gradio's queue


def build_page(chat: Chat) -> gr.Blocks:
    """Return the chat's page: its scripts trigger the events below, and show what comes back."""
    with gr.Blocks(title=TEXTS["en"].name, analytics_enabled=False, fill_width=True) as page:
        header = _piece("top")
        welcome = _piece("welcome")
        conversation = gr.HTML(
            html_template=_CONVERSATION,
            js_on_load=_script("script.js"),
            elem_id="conversation",
            apply_default_css=False,
            trouble=trouble_phrases(),
        )
        form = _piece("form")
        work = gr.HTML(html_template=_WORK, js_on_load=_script("work.js"), elem_id="work", apply_default_css=False)
        footer = _piece("bottom")
        _connect_conversation(chat, conversation, [header, welcome, conversation, form, footer])
        _connect_work(chat, work)
    return page


# "multiple": an answer shows before Gradio calls its event complete; a question asked in between must not be lost.
_QUIET: Final = {
    "show_progress": "hidden",
    "api_visibility": "private",
    "concurrency_limit": _OPEN_CHATS,
    "trigger_mode": "multiple",
}


def _connect_conversation(chat: Chat, conversation: gr.HTML, pieces: list[gr.HTML]) -> None:
    """Answer the conversation's events: open the page, answer a question, begin anew."""

    def start(event: gr.EventData, request: gr.Request) -> tuple[str, str, dict[str, Any], str, str]:
        accepted = request.headers.get("accept-language")
        opened = chat.open(_text(event, "search"), _text(event, "kept"), accepted, _text(event, "conversation"))
        value = {
            "kind": "start",
            "call": _text(event, "call"),
            "language": opened.language,
            "html": opened.turns,
            "question": opened.question,
        }
        return opened.header, opened.welcome, value, opened.form, opened.footer

    def ask(event: gr.EventData) -> Iterator[dict[str, Any]]:
        call, shown = _text(event, "call"), _number(event, "shown")
        for reply in chat.ask(_text(event, "question"), _text(event, "conversation"), _text(event, "language"), shown):
            yield {"kind": "answer" if reply.final else "partial", "call": call, "html": reply.html}

    def restart(event: gr.EventData) -> None:
        chat.forget(_text(event, "conversation"))

    failed = "() => document.dispatchEvent(new CustomEvent('chat-failed'))"
    conversation.start(start, outputs=pieces, **_QUIET).failure(fn=None, js=failed)
    conversation.ask(ask, outputs=[conversation], **_QUIET).failure(fn=None, js=failed)
    conversation.restart(restart, **_QUIET)


def _connect_work(chat: Chat, work: gr.HTML) -> None:
    """Answer what is asked of answers given: a record, a download, an opinion and its withdrawal."""
    desk = chat.desk

    def record(event: gr.EventData) -> dict[str, Any]:
        return _come(event, lambda name, turn, texts: desk.record(name, turn, _text(event, "format"), texts))

    def download(event: gr.EventData) -> dict[str, Any]:
        return _come(event, lambda name, _, texts: desk.download(name, _text(event, "format"), texts))

    def rate(event: gr.EventData) -> dict[str, Any]:
        opinion = (_text(event, "helpful") == "true", _text(event, "note"))
        consent = _text(event, "consent") == "true"
        return _come(event, lambda name, turn, texts: desk.rate(name, turn, opinion, consent, texts))

    def withdraw(event: gr.EventData) -> dict[str, Any]:
        return _come(event, desk.withdraw)

    failed = "() => document.dispatchEvent(new CustomEvent('work-failed'))"
    events = {"record": record, "whole_conversation": download, "rate": rate, "withdraw": withdraw}
    for name, answer in events.items():
        getattr(work, name)(answer, outputs=[work], **_QUIET).failure(fn=None, js=failed)


def _come(event: gr.EventData, do: Callable[[str, int, Texts], Outcome]) -> dict[str, Any]:
    """Do what was asked of a turn of a conversation, and return it as the script takes it."""
    texts = TEXTS[choose_language(_text(event, "language"), None, None)]
    outcome = do(_text(event, "conversation"), _number(event, "number"), texts)
    return {
        "call": _text(event, "call"),
        "number": _text(event, "number"),
        "wish": _text(event, "wish"),
        **asdict(outcome),
    }


def _piece(name: str) -> gr.HTML:
    return gr.HTML(elem_id=name, apply_default_css=False, js_on_load=None)


def _script(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _text(event: gr.EventData, name: str) -> str:
    """Return a field that the browser sent, as text whatever it was; empty if it is missing."""
    value = getattr(event, name, "")
    return value if isinstance(value, str) else ""


def _number(event: gr.EventData, name: str) -> int:
    """Return a field that the browser sent, as a whole number of a few digits; 0 if it is none."""
    value = _text(event, name)
    return int(value) if value.isdecimal() and len(value) <= _MAX_DIGITS else 0


def mount(app: FastAPI, page: gr.Blocks) -> FastAPI:
    """Mount the page at the root of an application, with our style and without Gradio's own pages."""
    style = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in _STYLES)
    return gr.mount_gradio_app(  # type: ignore[no-any-return]
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,
        show_error=False,
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        max_file_size="1b",
        favicon_path=str(_FOLDER / "icon.png"),
        theme=gr.themes.Base(font=_SANS, font_mono=_MONO),
        head=f"<style>{style}</style>",
    )
