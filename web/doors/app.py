"""The doors as one application beside the chat's: routes, the OpenAPI document, its page, errors, headers, limits."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.messages import Phrase
from corpus.types import Language
from web.doors import phrases
from web.doors.api import api_router
from web.doors.completions import completions_router
from web.doors.docs_page import POLICY, docs_html
from web.doors.errors import Problem, language_of, wrong_field
from web.doors.guide import INTRODUCTION, TITLE, VERSION
from web.doors.mcp_server import http_app
from web.doors.metrics import Counted, Metrics
from web.doors.service import Engine

MAX_BODY_BYTES: Final = 1_000_000  # twenty questions of the longest, in the widest script and escaped, take half of it
_PATHS: Final = frozenset({"/health", "/metrics", "/openapi.json", "/docs", "/mcp", "/mcp/", "/api", "/v1"})
_FOLDERS: Final = ("/api/", "/v1/")
_HEADERS: Final = (
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", POLICY.encode()),
)
_CODES: Final = {404: "no_address", 405: "no_method"}
_LOGGER: Final = logging.getLogger(__name__)


def is_door(path: str) -> bool:
    """Whether an address is that of a door."""
    return path in _PATHS or path.startswith(_FOLDERS)


class Doors:
    """ASGI middleware: sends what is for a door there, with strict headers, and passes everything else on."""

    def __init__(self, app: ASGIApp, doors: ASGIApp) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Choose between the doors and the rest."""
        if scope["type"] != "http" or not is_door(scope["path"]):
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        problem = _size_problem(scope)
        answer = self._doors if problem is None else _response(problem, scope["path"])
        await answer(scope, receive, send_guarded)


def _size_problem(scope: Scope) -> Problem | None:
    """Return what is wrong with the size of a request's body: too large, or not given."""
    if scope["method"] != "POST":
        return None
    language = language_of(scope["query_string"], scope["headers"])
    length = dict(scope["headers"]).get(b"content-length", b"")
    if not length.isdigit():
        return Problem(411, "no_length", phrases.NO_LENGTH[language])
    if int(length) <= MAX_BODY_BYTES:
        return None
    return Problem(413, "too_large", phrases.TOO_LARGE[language].format(limit=MAX_BODY_BYTES))


def open_doors(app: FastAPI, engine: Engine, metrics: Metrics) -> None:
    """Put the doors in front of an application; they open and close with it."""
    doors = FastAPI(title=TITLE["en"], description=INTRODUCTION["en"], version=VERSION, docs_url=None, redoc_url=None)
    doors.include_router(api_router(Counted(engine, metrics, "api"), metrics))
    doors.include_router(completions_router(Counted(engine, metrics, "openai")))
    mcp, manager = http_app(Counted(engine, metrics, "mcp"), MAX_BODY_BYTES)
    doors.router.routes.append(Route("/mcp", mcp, methods=["POST"]))
    _add_docs(doors)
    _add_errors(doors)
    app.add_middleware(Doors, doors=doors)
    around = app.router.lifespan_context

    @contextlib.asynccontextmanager
    async def lifespan(running: FastAPI) -> AsyncIterator[object]:
        async with around(running) as state, manager.run():
            yield state

    app.router.lifespan_context = lifespan  # type: ignore[assignment]


def _add_docs(doors: FastAPI) -> None:
    @doors.get("/docs", include_in_schema=False)
    def docs(request: Request) -> Response:
        page = docs_html(doors.openapi(), _language(request), str(request.base_url))
        return HTMLResponse(page, headers={"vary": "Accept-Language"})


def _add_errors(doors: FastAPI) -> None:
    """Let every error be JSON with a sentence in the client's language."""

    async def told(request: Request, error: Exception) -> Response:
        assert isinstance(error, Problem)  # noqa: S101 - it is registered for nothing else
        return _response(error, request.url.path)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)  # noqa: S101 - it is registered for nothing else
        about, message = wrong_field(error.errors()[0], _language(request, error.body))
        status = 400 if about is None or request.url.path.startswith("/v1/") else 422
        return _response(Problem(status, "invalid_request", message, about), request.url.path)

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)  # noqa: S101 - it is registered for nothing else
        allowed = (error.headers or {}).get("Allow", "")
        said: dict[int, Phrase] = {404: phrases.NO_ADDRESS, 405: phrases.NO_METHOD, 400: phrases.NOT_JSON}
        message = said.get(error.status_code, phrases.FAILED)[_language(request)].format(allowed=allowed)
        code = _CODES.get(error.status_code, "invalid_request")
        problem = Problem(error.status_code, code, message, headers=error.headers or {})
        return _response(problem, request.url.path)

    async def failed(request: Request, error: Exception) -> Response:
        _LOGGER.error("a request to %s could not be answered", request.url.path, exc_info=error)
        return _response(Problem(500, "failed", phrases.FAILED[_language(request)]), request.url.path)

    handlers = ((Problem, told), (RequestValidationError, invalid), (HTTPException, refused), (Exception, failed))
    for kind, handler in handlers:
        doors.add_exception_handler(kind, handler)


def _language(request: Request, body: object = None) -> Language:
    return language_of(request.scope["query_string"], request.scope["headers"], body)


def _response(problem: Problem, path: str) -> Response:
    headers = dict(problem.headers)
    return Response(problem.content(path), problem.status, headers, media_type="application/json")
