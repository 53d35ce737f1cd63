"""The HTTP API: /api/ask, /api/search, /api/documents, /health, /metrics."""

from __future__ import annotations

from typing import Annotated, Any, Final

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import JSONResponse

from assistant.types import MAX_QUESTION_CHARS, Question, QuestionError
from corpus.types import Kind, Language
from web.doors import schemas, service
from web.doors.errors import language_of
from web.doors.guide import field_text, operation_text
from web.doors.metrics import CONTENT_TYPE, Metrics
from web.doors.service import Engine, Filter

_PROBLEM: Final = {"model": schemas.ProblemResponse}
_REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    code: {**_PROBLEM, "description": text}
    for code, text in (
        (400, "The body is not JSON"),
        (401, "A password is needed"),
        (422, "Something that was sent is missing or wrong"),
        (429, "Too many requests; Retry-After says how many seconds to wait"),
    )
}
_ASKED: Final[dict[int | str, dict[str, Any]]] = {
    **_REFUSED,
    411: {**_PROBLEM, "description": "The size of the body is not given"},
    413: {**_PROBLEM, "description": "The body is too large"},
}
_ONE: Final[dict[int | str, dict[str, Any]]] = {
    **_REFUSED,
    404: {**_PROBLEM, "description": "There is no such document"},
}

DocumentLanguage = Annotated[
    str | None, Query(pattern="^[a-z]{2}$", max_length=2, description=field_text("document_language"))
]
DocumentKind = Annotated[Kind | None, Query(description=field_text("kind"))]
ReplyLanguage = Annotated[Language | None, Query(description=field_text("language"))]
DocumentId = Annotated[str, Path(max_length=200, description=field_text("document_id"))]
QueryText = Annotated[str, Query(min_length=1, max_length=MAX_QUESTION_CHARS, description=field_text("q"))]
Count = Annotated[int, Query(ge=1, le=schemas.MAX_RESULTS, description=field_text("count"))]


def api_router(engine: Engine, metrics: Metrics) -> APIRouter:
    """Return the routes of the API over an engine."""
    router = APIRouter()
    _add_questions(router, engine)
    _add_documents(router, engine)
    _add_operations(router, engine, metrics)
    return router


def _add_questions(router: APIRouter, engine: Engine) -> None:
    @router.post(
        "/api/ask",
        operation_id="ask",
        summary=operation_text("ask"),
        response_model=schemas.AskResponse,
        responses=_ASKED,
    )
    def ask(request: schemas.AskRequest) -> Response:
        question = Question(request.question, tuple(request.history), request.language)
        try:
            answer = engine.answer(question)
        except QuestionError:  # its message is in English
            raise service.not_taken(request.question, request.language) from None
        return JSONResponse(service.answer_json(answer, request.id))

    @router.get(
        "/api/search",
        operation_id="search",
        summary=operation_text("search"),
        response_model=schemas.SearchResponse,
        responses=_REFUSED,
    )
    def search(
        q: QueryText,
        language: ReplyLanguage = None,
        count: Count = 10,
        document_language: DocumentLanguage = None,
        kind: DocumentKind = None,
    ) -> Response:
        return JSONResponse(service.search(engine, q, language, count, Filter(document_language, kind)))


def _add_documents(router: APIRouter, engine: Engine) -> None:
    @router.get(
        "/api/documents",
        operation_id="documents",
        summary=operation_text("documents"),
        response_model=schemas.DocumentsResponse,
        responses=_REFUSED,
    )
    def documents(document_language: DocumentLanguage = None, kind: DocumentKind = None) -> Response:
        return JSONResponse(service.documents(engine.corpus, Filter(document_language, kind)))

    @router.get(
        "/api/documents/{document_id}",
        operation_id="document",
        summary=operation_text("document"),
        response_model=schemas.DocumentResponse,
        responses=_ONE,
    )
    def document(document_id: DocumentId, request: Request) -> Response:
        language = language_of(request.scope["query_string"], request.scope["headers"])
        return JSONResponse(service.document(engine, document_id, language))


def _add_operations(router: APIRouter, engine: Engine, metrics: Metrics) -> None:
    @router.get(
        "/health", operation_id="health", summary=operation_text("health"), response_model=schemas.HealthResponse
    )
    def health() -> Response:
        corpus = engine.corpus
        return JSONResponse(
            {"status": "ok", "corpus_hash": corpus.fingerprint, "documents": len(corpus.documents)},
            headers={"cache-control": "no-store"},
        )

    router.add_api_route("/health", health, methods=["HEAD"], include_in_schema=False)

    @router.get(
        "/metrics",
        operation_id="metrics",
        summary=operation_text("metrics"),
        response_class=Response,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, 401: _REFUSED[401]},
    )
    def read_metrics() -> Response:
        return Response(metrics.text(), media_type=CONTENT_TYPE)
