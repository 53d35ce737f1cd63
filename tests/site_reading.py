"""What the tests of the pages beside the chat share: an application under the strict policy, a page read as a tree."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Awaitable, Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree.ElementTree import Element, TreeBuilder

from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient

from assistant.engine import Engine
from web.site import site_router
from web.site_evals import LATEST

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'none'"
)
VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})


def site_app(engine: Engine, report: Path = LATEST) -> FastAPI:
    """The router by itself, every answer under the strict policy."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.include_router(site_router(engine, report))

    @app.middleware("http")
    async def under_policy(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        response = await call_next(request)
        response.headers["content-security-policy"] = POLICY
        return response

    return app


def client_of(engine: Engine, report: Path = LATEST) -> TestClient:
    return TestClient(site_app(engine, report), follow_redirects=False)


class _Reader(HTMLParser):
    """Builds a tree, and fails where an element is not closed as it was opened."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.builder = TreeBuilder()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        opened = self.open.pop()
        assert opened == tag, f"</{tag}> closes <{opened}>"
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        if self.open:
            self.builder.data(data)


def tree(html: str) -> Element:
    """Read a page; ids are unique, every element is closed."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    root = reader.builder.close()
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids)), "an id stands twice"
    return root


def text_of(element: Element) -> str:
    """An element's text, its white space as a browser shows it."""
    return re.sub(r"[ \n]+", " ", "".join(element.itertext())).strip()


def by_class(root: Element, name: str) -> list[Element]:
    return [element for element in root.iter() if name in element.get("class", "").split()]


def by_id(root: Element, name: str) -> Element:
    with contextlib.suppress(StopIteration):
        return next(element for element in root.iter() if element.get("id") == name)
    raise AssertionError(f"nothing has the id {name}")


def get(pages: TestClient, path: str, language: str | None = None, status: int = 200) -> Element:
    """Fetch a page in a language and read it."""
    separator = "&" if "?" in path else "?"
    response = pages.get(f"{path}{separator}lang={language}" if language else path)
    assert response.status_code == status, f"{path}: {response.status_code}"
    root = tree(response.text)
    if language:
        assert (root.get("lang"), response.headers["content-language"]) == (language, language)
    return root
