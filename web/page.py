"""The page in Gradio: five pieces of HTML and the events between them. The only module that imports gradio."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import gradio as gr
from fastapi import FastAPI

from web.chat import Chat
from web.texts import TEXTS

_FOLDER: Final = Path(__file__).resolve().parent
_SANS: Final = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif")
_MONO: Final = ("ui-monospace", "monospace")

# Fixed, so that the script can append to it: what was said stays as it is, opened sources stay open.
_CONVERSATION: Final = '<ol class="turns"></ol><p class="hidden" id="announcement" role="status"></p>'
_OPEN_CHATS: Final = 16  # questions answered at the same time; more wait in Gradio's queue


def build_page(chat: Chat) -> gr.Blocks:
    """Return the chat's page: the script triggers `start`, `ask` and `restart`, and shows what comes back."""
    with gr.Blocks(title=TEXTS["en"].name, analytics_enabled=False, fill_width=True) as page:
        header = _piece("top")
        welcome = _piece("welcome")
        conversation = gr.HTML(
            html_template=_CONVERSATION,
            js_on_load=(_FOLDER / "script.js").read_text(encoding="utf-8"),
            elem_id="conversation",
            apply_default_css=False,
        )
        form = _piece("form")
        footer = _piece("bottom")

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

        def ask(event: gr.EventData) -> dict[str, Any]:
            html = chat.ask(_text(event, "question"), _text(event, "conversation"), _text(event, "language"))
            return {"kind": "answer", "call": _text(event, "call"), "html": html}

        def restart(event: gr.EventData) -> None:
            chat.forget(_text(event, "conversation"))

        quiet = {"show_progress": "hidden", "api_visibility": "private", "concurrency_limit": _OPEN_CHATS}
        failed = "() => document.dispatchEvent(new CustomEvent('chat-unreachable'))"
        conversation.start(start, outputs=[header, welcome, conversation, form, footer], **quiet)
        conversation.ask(ask, outputs=[conversation], **quiet).failure(fn=None, js=failed)
        conversation.restart(restart, **quiet)
    return page


def _piece(name: str) -> gr.HTML:
    return gr.HTML(elem_id=name, apply_default_css=False, js_on_load=None)


def _text(event: gr.EventData, name: str) -> str:
    """Return a field that the browser sent, as text whatever it was; empty if it is missing."""
    value = getattr(event, name, "")
    return value if isinstance(value, str) else ""


def mount(app: FastAPI, page: gr.Blocks) -> FastAPI:
    """Mount the page at the root of an application, with our style and without Gradio's own pages."""
    style = (_FOLDER / "style.css").read_text(encoding="utf-8")
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
