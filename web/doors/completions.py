"""Chat completions as OpenAI's API has them, so that any chat client can ask: whole or streamed, with the sources."""

from __future__ import annotations

import json
import logging
import time
import uuid
from collections.abc import Iterator
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.pieces import pieces
from assistant.types import MAX_HISTORY, MAX_QUESTION_CHARS, Answer, Question, QuestionError
from corpus.split import count_tokens
from corpus.types import Language
from web.doors import phrases, service
from web.doors.errors import Problem, language_of, shown
from web.doors.guide import field_text, operation_text
from web.doors.service import Engine

MODEL: Final = "convention-assistant"
_MAX_MESSAGES: Final = 1_000
_LOGGER: Final = logging.getLogger(__name__)


class Part(BaseModel):
    """A piece of a message; only texts are read."""

    type: str
    text: str | None = None


class Message(BaseModel):
    """A message of the conversation."""

    role: Literal["system", "developer", "user", "assistant", "tool", "function"]
    content: str | list[Part] | None = None

    def text(self) -> str:
        """Return the message's text, its parts joined."""
        if isinstance(self.content, str):
            return self.content
        return "\n".join(part.text for part in self.content or () if part.type == "text" and part.text)


class StreamOptions(BaseModel):
    """What a stream has beside the answer."""

    include_usage: bool = False


class CompletionRequest(BaseModel):
    """A conversation whose last message is the question; settings of language models are passed over."""

    model_config = ConfigDict(extra="allow")

    model: str = Field(max_length=200, description=field_text("model"), examples=[MODEL])
    messages: Annotated[list[Message], Field(min_length=1, max_length=_MAX_MESSAGES)] = Field(
        description=field_text("messages"), examples=[[{"role": "user", "content": "How many countries signed it?"}]]
    )
    stream: bool | None = Field(default=None, description=field_text("stream"))
    stream_options: StreamOptions | None = Field(default=None, description=field_text("stream_options"))
    n: int | None = Field(default=None, ge=1, le=1, description=field_text("n"))
    language: Language | None = Field(default=None, description=field_text("language"))


class OpenAIErrorDetail(BaseModel):
    """What is wrong, as OpenAI says it."""

    message: str
    type: str
    param: str | None
    code: str | None


class OpenAIError(BaseModel):
    """Why a request was not answered."""

    error: OpenAIErrorDetail


_REFUSED: Final[dict[int | str, dict[str, Any]]] = {
    "4XX": {"model": OpenAIError, "description": "The request was not answered"}
}
_STREAM: Final[dict[str, Any]] = {"text/event-stream": {"schema": {"type": "string"}}}


def completions_router(engine: Engine) -> APIRouter:
    """Return the routes that OpenAI's clients use."""
    router = APIRouter()

    @router.get(
        "/v1/models", operation_id="models", summary=operation_text("models"), response_model=None, responses=_REFUSED
    )
    def models() -> Response:
        model = {"id": MODEL, "object": "model", "created": 0, "owned_by": MODEL}
        return JSONResponse({"object": "list", "data": [model]})

    @router.post(
        "/v1/chat/completions",
        operation_id="chat_completions",
        summary=operation_text("chat_completions"),
        response_model=None,
        responses={200: {"content": {"application/json": {"schema": {"type": "object"}}, **_STREAM}}, **_REFUSED},
    )
    def complete(completion: CompletionRequest, request: Request) -> Response:
        language = completion.language or language_of(
            request.scope["query_string"], request.scope["headers"], {"question": completion.messages[-1].text()}
        )
        question = _question(completion, language)
        try:
            if completion.stream:
                return _streamed(engine, question, completion)
            answer = engine.answer(question)
        except QuestionError:
            raise _no_question(language) from None
        return JSONResponse(_whole(answer, completion, engine))

    return router


def _question(completion: CompletionRequest, language: Language) -> Question:
    """Read the question and the earlier ones from the messages; a Problem if the last message is no question."""
    if completion.model != MODEL:
        message = phrases.NO_MODEL[language].format(model=shown(completion.model), name=MODEL)
        raise Problem(404, "model_not_found", message, "model")
    asked = completion.messages[-1].text()
    if completion.messages[-1].role != "user" or not asked.strip():
        raise _no_question(language)
    if len(asked) > MAX_QUESTION_CHARS:
        message = phrases.FIELD_LONG[language].format(field="messages", limit=MAX_QUESTION_CHARS)
        raise Problem(400, "string_above_max_length", message, "messages")
    earlier = [message.text()[:MAX_QUESTION_CHARS] for message in completion.messages[:-1] if message.role == "user"]
    return Question(asked, tuple(earlier[-MAX_HISTORY:]), completion.language)


def _no_question(language: Language) -> Problem:
    return Problem(400, "no_question", phrases.LAST_IS_NO_QUESTION[language], "messages")


def _extra(answer: Answer) -> dict[str, Any]:
    """Return what OpenAI's answers do not have: the quotes that prove this one, and whether it is a refusal."""
    whole = service.answer_json(answer)
    names = ("citations", "nearest", "abstained", "mode", "language", "standalone_question")
    return {name: whole[name] for name in names}


def _head(kind: str, completion_id: str) -> dict[str, Any]:
    return {"id": completion_id, "object": kind, "created": int(time.time()), "model": MODEL}


def _usage(completion: CompletionRequest, text: str) -> dict[str, int]:
    """Count tokens as tiktoken's cl100k_base cuts them, although no language model may have read one."""
    prompt, answer = sum(count_tokens(message.text()) for message in completion.messages), count_tokens(text)
    return {"prompt_tokens": prompt, "completion_tokens": answer, "total_tokens": prompt + answer}


def _whole(answer: Answer, completion: CompletionRequest, engine: Engine) -> dict[str, Any]:
    text = service.answer_text(answer, engine)
    message = {"role": "assistant", "content": text, "refusal": None}
    return {
        **_head("chat.completion", _new_id()),
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}],
        "usage": _usage(completion, text),
        **_extra(answer),
    }


def _new_id() -> str:
    return f"chatcmpl-{uuid.uuid4().hex}"


def _streamed(engine: Engine, question: Question, completion: CompletionRequest) -> Response:
    """Begin a stream; QuestionError before its first byte if the question cannot be taken."""
    growing = pieces(engine.stream(question))
    first = next(growing)

    def all_pieces() -> Iterator[tuple[str, Answer]]:
        yield first
        yield from growing

    events = _events(all_pieces(), completion, engine)
    return StreamingResponse(events, media_type="text/event-stream", headers={"cache-control": "no-store"})


def _events(found: Iterator[tuple[str, Answer]], completion: CompletionRequest, engine: Engine) -> Iterator[str]:
    """Give the server-sent events of an answer: its pieces, its sources, its quotes, and the end."""
    head = _head("chat.completion.chunk", _new_id())
    sent: list[str] = []
    yield _chunk(head, {"role": "assistant", "content": ""})
    try:
        for piece, answer in found:
            last = answer
            if piece:
                sent.append(piece)
                yield _chunk(head, {"content": piece})
        if sources := service.sources_text(last, engine):
            sent.append(sources)
            yield _chunk(head, {"content": sources})
    except Exception:  # the door's outer boundary: the status is sent already, so the stream has to say it
        _LOGGER.exception("an answer could not be streamed")
        problem = Problem(500, "failed", phrases.FAILED[last.language])
        yield _event(problem.body("/v1/"))
        return
    yield _event({**head, "choices": [_choice({}, "stop")], **_extra(last)})
    if completion.stream_options and completion.stream_options.include_usage:
        yield _event({**head, "choices": [], "usage": _usage(completion, "".join(sent))})
    yield "data: [DONE]\n\n"


def _choice(delta: dict[str, Any], finish_reason: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finish_reason}


def _chunk(head: dict[str, Any], delta: dict[str, Any]) -> str:
    return _event({**head, "choices": [_choice(delta)]})


def _event(data: dict[str, Any]) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
