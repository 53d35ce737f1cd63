"""The client of an OpenAI-compatible server, through LlamaIndex; nothing else here knows either library.

Apart from the engine on purpose: importing LlamaIndex takes longer than a cold answer may, so it is imported only when
a model is asked.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
from collections.abc import Callable, Generator, Iterator
from typing import Any, Final

from llama_index.core.llms import ChatMessage, ChatResponse, MessageRole
from llama_index.llms.openai_like import OpenAILike
from openai import APIConnectionError, APIStatusError, APITimeoutError, AsyncOpenAI

from assistant.model import Failure, ModelFailureError, Prompt, Server

_MAX_TOKENS: Final = 2_000  # of an answer; three sentences need 300, and a model that thinks aloud first needs more
_CONTEXT_TOKENS: Final = 8_192  # what LlamaIndex is told of the model; the prompt stays well below
_GRACE_SECONDS: Final = 2.0  # after the deadline, for the other thread to say that it has passed
_NO_KEY: Final = "none"  # the client wants some text; local servers read none

_Item = str | ModelFailureError | None


def stream_text(served: Server, prompt: Prompt) -> Generator[str, None, None]:
    """Give a model's answer in pieces as they come; ModelFailureError unless it ends whole before the deadline.

    The talk runs on a thread with an event loop of its own, where a deadline can end it at any point, however slowly
    a server drips; a reader who stops early ends it too.
    """
    arrived: queue.SimpleQueue[_Item] = queue.SimpleQueue()
    loop = asyncio.new_event_loop()
    task = loop.create_task(_talk(served, prompt, arrived.put))
    threading.Thread(target=_run, args=(loop, task), name="language-model", daemon=True).start()
    try:
        yield from _received(arrived, served.timeout_seconds + _GRACE_SECONDS)
    finally:
        with contextlib.suppress(RuntimeError):  # the loop is closed: the talk was over
            loop.call_soon_threadsafe(task.cancel)


def _run(loop: asyncio.AbstractEventLoop, task: asyncio.Task[None]) -> None:
    try:
        with contextlib.suppress(asyncio.CancelledError):
            loop.run_until_complete(task)
        loop.run_until_complete(loop.shutdown_asyncgens())
    finally:
        loop.close()


def _received(arrived: queue.SimpleQueue[_Item], patience_seconds: float) -> Iterator[str]:
    while True:
        try:
            item = arrived.get(timeout=patience_seconds)
        except queue.Empty:
            raise ModelFailureError("slow", "the language model's thread does not answer") from None
        if item is None:
            return
        if isinstance(item, ModelFailureError):
            raise item
        yield item


async def _talk(served: Server, prompt: Prompt, put: Callable[[_Item], None]) -> None:
    """Put the pieces of an answer, then None, or the failure that ended it."""
    messages = [
        ChatMessage(role=MessageRole.SYSTEM, content=prompt.system),
        ChatMessage(role=MessageRole.USER, content=prompt.user),
    ]
    try:
        async with asyncio.timeout(served.timeout_seconds), _client(served) as client:
            await _ask(_language_model(client, served), messages, put)
        put(None)
    except Exception as error:  # noqa: BLE001 - a foreign server may send anything, and each way of failing ends the same
        put(_failure(error))


def _client(served: Server) -> AsyncOpenAI:
    key = served.api_key or _NO_KEY
    return AsyncOpenAI(base_url=served.base_url, api_key=key, timeout=served.timeout_seconds, max_retries=0)


def _language_model(client: AsyncOpenAI, served: Server) -> OpenAILike:
    return OpenAILike(
        model=served.name,
        api_base=served.base_url,
        api_key=_NO_KEY,  # the client holds the real one; without one LlamaIndex would look for it in the environment
        is_chat_model=True,
        context_window=_CONTEXT_TOKENS,
        max_tokens=_MAX_TOKENS,
        max_retries=0,
        temperature=0.0,
        async_openai_client=client,
    )


async def _ask(model: OpenAILike, messages: list[ChatMessage], put: Callable[[_Item], None]) -> None:
    """Stream an answer; a server that does not stream sends no piece, and is then asked for the whole."""
    reason, came = None, False
    async for response in await model.astream_chat(messages):
        reason = _finish_reason(response) or reason
        if response.delta:
            put(response.delta)
            came = True
    if reason is None and not came:
        whole = await model.achat(messages)
        reason = _finish_reason(whole)
        put(str(whole.message.content or ""))
    if reason != "stop":
        raise ModelFailureError("cut_short", f"the language model's answer was not finished: {reason!r}")


def _finish_reason(response: ChatResponse) -> str | None:
    choices: Any = getattr(response.raw, "choices", None)
    return getattr(choices[0], "finish_reason", None) if choices else None


def _failure(error: Exception) -> ModelFailureError:
    """Name a failure; the message holds no text of the server, which may repeat the key."""
    if isinstance(error, ModelFailureError):
        return error
    if isinstance(error, TimeoutError | APITimeoutError):
        return ModelFailureError("slow", "the language model did not finish in time")
    if isinstance(error, APIStatusError):
        return ModelFailureError("refused", f"the language model's server answered with status {error.status_code}")
    failure: Failure = "unreachable" if isinstance(error, APIConnectionError) else "garbage"
    return ModelFailureError(failure, f"the language model could not be asked: {type(error).__name__}")
