"""The engine as a LlamaIndex chat engine, for use in any LlamaIndex program.

Apart from the engine on purpose: importing LlamaIndex takes longer than a cold answer may.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from llama_index.core.base.llms.types import ChatMessage, ChatResponse, ChatResponseAsyncGen, ChatResponseGen
from llama_index.core.base.llms.types import MessageRole as Role
from llama_index.core.chat_engine.types import AgentChatResponse, BaseChatEngine, StreamingAgentChatResponse
from llama_index.core.schema import NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode

from assistant.engine import Engine
from assistant.pieces import pieces
from assistant.types import Answer, Citation, Question
from corpus.types import Language


class QuotingChatEngine(BaseChatEngine):
    """Answers with quotes from the sources; earlier questions of the conversation are understood.

    The response's `source_nodes` are the cited quotes with their offsets, its `metadata` says whether it is a refusal.
    A question that cannot be taken raises QuestionError and is not kept.

    >>> QuotingChatEngine(engine).chat("Neçə dövlət imzalayıb?")  # doctest: +SKIP
    """

    def __init__(self, engine: Engine, language: Language | None = None) -> None:
        self._engine = engine
        self._language = language
        self._history: list[ChatMessage] = []

    @property
    def chat_history(self) -> list[ChatMessage]:
        """The conversation so far."""
        return list(self._history)

    def reset(self) -> None:
        """Forget the conversation."""
        self._history = []

    def chat(self, message: str, chat_history: list[ChatMessage] | None = None) -> AgentChatResponse:
        """Answer a question; `chat_history`, if given, takes the place of the conversation so far."""
        answer = self._engine.answer(self._question(message, chat_history))
        self._keep(message, answer.text)
        return AgentChatResponse(answer.text, source_nodes=_nodes(answer), metadata=_metadata(answer))

    async def achat(self, message: str, chat_history: list[ChatMessage] | None = None) -> AgentChatResponse:
        """Answer a question without blocking the event loop."""
        return await asyncio.to_thread(self.chat, message, chat_history)

    def stream_chat(self, message: str, chat_history: list[ChatMessage] | None = None) -> StreamingAgentChatResponse:
        """Answer a question piece by piece; the exchange is kept when the stream was read to its end."""
        growing = pieces(self._engine.stream(self._question(message, chat_history)))
        first = next(growing)
        response = StreamingAgentChatResponse(source_nodes=_nodes(first[1]), is_writing_to_memory=False)
        response.chat_stream = self._stream(message, first, growing, response)
        return response

    async def astream_chat(
        self, message: str, chat_history: list[ChatMessage] | None = None
    ) -> StreamingAgentChatResponse:
        """Answer a question piece by piece without blocking the event loop."""
        response = await asyncio.to_thread(self.stream_chat, message, chat_history)
        if response.chat_stream is not None:
            response.achat_stream = _awaited(response.chat_stream)
        return response

    def _question(self, message: str, chat_history: list[ChatMessage] | None) -> Question:
        if chat_history is not None:
            self._history = list(chat_history)
        earlier = (item.content for item in self._history if item.role == Role.USER)
        return Question(message, tuple(text for text in earlier if text), self._language)

    def _stream(
        self,
        message: str,
        first: tuple[str, Answer],
        rest: Iterator[tuple[str, Answer]],
        response: StreamingAgentChatResponse,
    ) -> ChatResponseGen:
        piece, answer = first
        yield _chunk(piece, answer)
        for piece, answer in rest:
            response.source_nodes = _nodes(answer)
            yield _chunk(piece, answer)
        self._keep(message, answer.text)

    def _keep(self, message: str, text: str) -> None:
        self._history += [ChatMessage(message, role=Role.USER), ChatMessage(text, role=Role.ASSISTANT)]


async def _awaited(chunks: ChatResponseGen) -> ChatResponseAsyncGen:
    """Give what a generator gives, each piece waited for in a thread."""
    while (chunk := await asyncio.to_thread(next, chunks, None)) is not None:
        yield chunk


def _chunk(piece: str, answer: Answer) -> ChatResponse:
    return ChatResponse(message=ChatMessage(answer.text, role=Role.ASSISTANT), delta=piece)


def _nodes(answer: Answer) -> list[NodeWithScore]:
    """Return the quotes that an answer cites, in the order of their marks; a refusal cites none."""
    return [NodeWithScore(node=_node(item)) for item in answer.citations]


def _node(item: Citation) -> TextNode:
    return TextNode(
        text=item.quote,
        start_char_idx=item.start,
        end_char_idx=item.end,
        metadata={
            "marker": item.marker,
            "document_id": item.document_id,
            "kind": item.kind,
            "edition": item.edition,
            "language": item.language,
            "title": item.title,
            "publisher": item.publisher,
            "published": item.published,
            "url": item.url,
            "article": item.location.article if item.location else None,
            "paragraph": item.location.paragraph if item.location else None,
        },
        relationships={NodeRelationship.SOURCE: RelatedNodeInfo(node_id=item.document_id)},
    )


def _metadata(answer: Answer) -> dict[str, Any]:
    return {
        "abstained": answer.abstained,
        "status": answer.status,
        "language": answer.language,
        "mode": answer.mode,
        "standalone_question": answer.standalone_question,
    }
