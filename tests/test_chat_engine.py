"""The engine as a LlamaIndex chat engine: the same answers, whole and in pieces, with the cited quotes as sources."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest
from llama_index.core.base.llms.types import ChatMessage
from llama_index.core.base.llms.types import MessageRole as Role
from llama_index.core.chat_engine.types import BaseChatEngine
from llama_index.core.schema import NodeRelationship, NodeWithScore, RelatedNodeInfo, TextNode

from assistant.chat_engine import QuotingChatEngine
from assistant.engine import Engine
from assistant.pieces import pieces
from assistant.types import Answer, Citation, Question, QuestionError

QUESTIONS = (
    "Konvensiyanı neçə dövlət imzalayıb?",
    "Кто подписал Конвенцию от имени Азербайджана?",
    "How many countries signed the Convention?",
    "Article 41",
    "What is the weather in Paris?",
)
FIRST, SECOND = "Когда Азербайджан подписал Конвенцию?", "А кто?"


@pytest.fixture
def chat(engine: Engine) -> QuotingChatEngine:
    return QuotingChatEngine(engine)


def said(history: list[ChatMessage]) -> list[tuple[Role, str | None]]:
    return [(item.role, item.content) for item in history]


def assert_cites(nodes: list[NodeWithScore], citations: tuple[Citation, ...], engine: Engine) -> None:
    assert len(nodes) == len(citations)
    for found, item in zip(nodes, citations, strict=True):
        node = found.node
        assert isinstance(node, TextNode)
        assert node.text == item.quote
        assert node.text == engine.document(item.document_id).text[node.start_char_idx : node.end_char_idx]
        assert node.relationships[NodeRelationship.SOURCE] == RelatedNodeInfo(node_id=item.document_id)
        place = item.location
        expected = (place.article, place.paragraph) if place else (None, None)
        assert (node.metadata["article"], node.metadata["paragraph"]) == expected
        assert (node.metadata["marker"], node.metadata["edition"]) == (item.marker, item.edition)


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_response_is_the_engine_s_answer(chat: QuotingChatEngine, engine: Engine, question: str) -> None:
    assert isinstance(chat, BaseChatEngine)
    response, expected = chat.chat(question), engine.answer(Question(question))
    assert str(response) == response.response == expected.text
    assert_cites(response.source_nodes, expected.citations, engine)
    assert response.metadata == {
        "abstained": expected.abstained,
        "status": expected.status,
        "language": expected.language,
        "mode": expected.mode,
        "standalone_question": question,
    }
    assert said(chat.chat_history) == [(Role.USER, question), (Role.ASSISTANT, expected.text)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_stream_comes_to_the_same(chat: QuotingChatEngine, engine: Engine, question: str) -> None:
    response, expected = chat.stream_chat(question), engine.answer(Question(question))
    assert chat.chat_history == []
    assert "".join(response.response_gen) == expected.text
    assert str(response) == expected.text
    assert_cites(response.source_nodes, expected.citations, engine)
    assert said(chat.chat_history) == [(Role.USER, question), (Role.ASSISTANT, expected.text)]


def test_the_asynchronous_calls_come_to_the_same(chat: QuotingChatEngine, engine: Engine) -> None:
    async def run() -> tuple[str, str]:
        whole = await chat.achat(FIRST)
        response = await chat.astream_chat(SECOND)
        streamed = "".join([piece async for piece in response.async_response_gen()])
        assert_cites(response.source_nodes, engine.answer(Question(SECOND, (FIRST,))).citations, engine)
        return str(whole), streamed

    whole, streamed = asyncio.run(run())
    assert whole == engine.answer(Question(FIRST)).text
    assert streamed == engine.answer(Question(SECOND, (FIRST,))).text
    assert [role for role, _ in said(chat.chat_history)] == [Role.USER, Role.ASSISTANT] * 2


def test_earlier_questions_are_understood_until_they_are_forgotten(chat: QuotingChatEngine, engine: Engine) -> None:
    chat.chat(FIRST)
    response, expected = chat.chat(SECOND), engine.answer(Question(SECOND, (FIRST,)))
    assert str(response) == expected.text
    assert response.metadata is not None
    assert response.metadata["standalone_question"] == expected.standalone_question != SECOND
    chat.reset()
    assert chat.chat_history == []
    assert str(chat.chat(SECOND)) == engine.answer(Question(SECOND)).text


def test_a_given_history_takes_the_place_of_the_conversation(chat: QuotingChatEngine, engine: Engine) -> None:
    chat.chat(QUESTIONS[2])
    given = [ChatMessage("Answer as you like.", role=Role.SYSTEM), ChatMessage(FIRST, role=Role.USER)]
    assert str(chat.chat(SECOND, given)) == engine.answer(Question(SECOND, (FIRST,))).text
    assert [content for _, content in said(chat.chat_history)][:3] == ["Answer as you like.", FIRST, SECOND]
    assert len(given) == 2


def test_the_language_can_be_set(engine: Engine) -> None:
    chat = QuotingChatEngine(engine, language="az")
    assert str(chat.chat(QUESTIONS[2])) == engine.answer(Question(QUESTIONS[2], (), "az")).text


@pytest.mark.parametrize("question", ["", "?!", "x" * 2001])
def test_a_question_that_cannot_be_taken_is_not_kept(chat: QuotingChatEngine, question: str) -> None:
    with pytest.raises(QuestionError):
        chat.chat(question)
    with pytest.raises(QuestionError):
        chat.stream_chat(question)
    assert chat.chat_history == []


class Growing(Engine):
    """An engine whose answer grows."""

    def __init__(self, engine: Engine) -> None:
        self.corpus, self.index, self.embedder = engine.corpus, engine.index, engine.embedder
        self.cited = engine.answer(Question(QUESTIONS[2])).citations

    def stream(self, question: Question) -> Iterator[Answer]:
        for text, count in (("One. [1]", 1), ("One. [1] Two. [2]", 2)):
            yield grown(text, self.cited[:count])


def grown(text: str, citations: tuple[Citation, ...] = ()) -> Answer:
    return Answer("?", "en", text, False, "answered", "generative", 1.0, "?", citations)


def test_a_growing_answer_comes_in_pieces_with_all_its_sources_at_the_end(engine: Engine) -> None:
    growing = Growing(engine)
    response = QuotingChatEngine(growing).stream_chat("?")
    assert list(response.response_gen) == ["One. [1]", " Two. [2]"]
    assert_cites(response.source_nodes, growing.cited[:2], engine)


def test_pieces() -> None:
    answers = [grown(text) for text in ("One.", "One.", "One. Two.", "Three.", "Three. Four.")]
    found = list(pieces(answers))
    assert [piece for piece, _ in found] == ["One.", "", " Two.", "\n\nThree.", " Four."]
    assert [answer for _, answer in found] == answers
