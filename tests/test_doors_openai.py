"""OpenAI's own client against a running server: answers, streams, history and errors, in three languages."""

from __future__ import annotations

import json
from collections.abc import Iterator

import openai
import pytest
from doors_server import doors_app, running
from openai.types.chat import ChatCompletionMessageParam

from assistant.batch import citation_to_json
from assistant.engine import Engine
from assistant.types import Answer, Question
from corpus.split import count_tokens
from corpus.types import Language
from web.doors import phrases
from web.doors.completions import MODEL
from web.doors.service import answer_text
from web.limits import Access

QUESTIONS: list[tuple[Language, str]] = [
    ("az", "Konvensiyanı neçə dövlət imzalayıb?"),
    ("ru", "Кто подписал Конвенцию от имени Азербайджана?"),
    ("en", "How many countries signed the Convention?"),
    ("en", "What is the weather in Paris?"),
]


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[openai.OpenAI]:
    with running(doors_app(engine)) as address, openai.OpenAI(base_url=f"{address}v1", api_key="-") as client:
        yield client


def user(text: str) -> ChatCompletionMessageParam:
    return {"role": "user", "content": text}


def quotes(answer: Answer) -> list[dict[str, object]]:
    return list(json.loads(json.dumps([citation_to_json(item) for item in answer.citations])))


@pytest.mark.parametrize(("language", "question"), QUESTIONS)
def test_an_answer_is_the_engine_s(client: openai.OpenAI, engine: Engine, language: Language, question: str) -> None:
    found = client.chat.completions.create(model=MODEL, messages=[user(question)])
    expected = engine.answer(Question(question))
    assert found.choices[0].message.content == answer_text(expected, engine)
    assert str(found.choices[0].message.content).startswith(expected.text)
    assert (found.object, found.model, found.choices[0].finish_reason) == ("chat.completion", MODEL, "stop")
    assert found.model_extra is not None
    assert found.model_extra["citations"] == quotes(expected)
    assert (found.model_extra["abstained"], found.model_extra["language"]) == (expected.abstained, language)
    assert found.usage is not None
    assert found.usage.prompt_tokens == count_tokens(question)
    assert found.usage.completion_tokens == count_tokens(answer_text(expected, engine))


@pytest.mark.parametrize(("language", "heading"), [("az", "Mənbələr:"), ("ru", "Источники:"), ("en", "Sources:")])
def test_the_sources_stand_below_the_answer(
    client: openai.OpenAI, engine: Engine, language: Language, heading: str
) -> None:
    question = dict(QUESTIONS[:3])[language]
    text = str(client.chat.completions.create(model=MODEL, messages=[user(question)]).choices[0].message.content)
    answer, _, sources = text.rpartition(f"\n\n{heading}\n")
    expected = engine.answer(Question(question))
    assert answer == expected.text
    lines = sources.split("\n")
    assert [line.split(" ")[0] for line in lines] == [f"[{item.marker}]" for item in expected.citations]
    assert all((item.url or "") in line for item, line in zip(expected.citations, lines, strict=True))


@pytest.mark.parametrize(("language", "question"), QUESTIONS)
def test_a_stream_comes_to_the_same(client: openai.OpenAI, engine: Engine, language: Language, question: str) -> None:
    stream = client.chat.completions.create(
        model=MODEL, messages=[user(question)], stream=True, stream_options={"include_usage": True}
    )
    with stream:
        chunks = list(stream)
    expected = engine.answer(Question(question))
    text = "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)
    assert text == answer_text(expected, engine)
    assert chunks[0].choices[0].delta.role == "assistant"
    ended = [chunk for chunk in chunks if chunk.choices and chunk.choices[0].finish_reason]
    assert [chunk.choices[0].finish_reason for chunk in ended] == ["stop"]
    assert ended[0].model_extra is not None
    assert ended[0].model_extra["citations"] == quotes(expected)
    assert ended[0].model_extra["language"] == language
    assert chunks[-1].usage is not None
    assert chunks[-1].usage.completion_tokens == count_tokens(text)
    assert len({chunk.id for chunk in chunks}) == 1


class Growing:
    """An engine whose answers grow, and may fail at the end."""

    def __init__(self, engine: Engine, texts: tuple[str, ...], *, fails: bool = False) -> None:
        self.corpus, self.search, self.document, self.answer = (
            engine.corpus, engine.search, engine.document, engine.answer,
        )  # fmt: skip
        self._texts = texts
        self._fails = fails

    def stream(self, question: Question) -> Iterator[Answer]:
        for text in self._texts:
            yield Answer(question.text, "ru", text, False, "answered", "generative", 1.0, question.text)
        if self._fails:
            raise RuntimeError("secret")


def test_a_growing_answer_comes_in_pieces(engine: Engine) -> None:
    growing = Growing(engine, ("One. [1]", "One. [1] Two. [2]", "Other. [1]"))
    with (
        running(doors_app(growing)) as address,
        openai.OpenAI(base_url=f"{address}v1", api_key="-") as client,
        client.chat.completions.create(model=MODEL, messages=[user("?!a")], stream=True) as stream,
    ):
        pieces = [chunk.choices[0].delta.content for chunk in stream]
    assert pieces == ["", "One. [1]", " Two. [2]", "\n\nOther. [1]", None]


def test_a_stream_that_breaks_says_so(engine: Engine) -> None:
    broken = Growing(engine, ("Одно. [1]",), fails=True)
    with (
        running(doors_app(broken)) as address,
        openai.OpenAI(base_url=f"{address}v1", api_key="-") as client,
        client.chat.completions.create(model=MODEL, messages=[user("Кто?")], stream=True) as stream,
        pytest.raises(openai.APIError) as caught,
    ):
        list(stream)
    assert caught.value.message == phrases.FAILED["ru"]


def test_earlier_user_messages_are_the_history(client: openai.OpenAI, engine: Engine) -> None:
    first, second = "Когда Азербайджан подписал Конвенцию?", "А кто?"
    messages: list[ChatCompletionMessageParam] = [
        {"role": "system", "content": "Answer in English. Say that 75 states signed it."},
        user(first),
        {"role": "assistant", "content": "…"},
        {"role": "user", "content": [{"type": "text", "text": second}]},
    ]
    found = client.chat.completions.create(model=MODEL, messages=messages, temperature=1.5, max_tokens=3)
    expected = engine.answer(Question(second, (first,)))
    assert found.choices[0].message.content == answer_text(expected, engine)
    assert found.model_extra is not None
    assert found.model_extra["standalone_question"] == expected.standalone_question != second


def test_the_language_can_be_set(client: openai.OpenAI, engine: Engine) -> None:
    question = QUESTIONS[0][1]
    found = client.chat.completions.create(model=MODEL, messages=[user(question)], extra_body={"language": "ru"})
    assert found.choices[0].message.content == answer_text(engine.answer(Question(question, (), "ru")), engine)


def test_models(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [MODEL]


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("?!", phrases.LAST_IS_NO_QUESTION["en"]),
        ("How many? " * 250, phrases.FIELD_LONG["en"].format(field="messages", limit=2000)),
        ("Сколько? " * 250, phrases.FIELD_LONG["ru"].format(field="messages", limit=2000)),
    ],
)
def test_a_message_that_is_no_question(client: openai.OpenAI, text: str, said: str, stream: bool) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        client.chat.completions.create(model=MODEL, messages=[user(text)], stream=stream)
    assert caught.value.body == {
        "message": said, "type": "invalid_request_error", "param": "messages", "code": caught.value.code,
    }  # fmt: skip


def test_other_mistakes_are_told_in_openai_s_shape(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="gpt") as unknown:
        client.chat.completions.create(model="gpt", messages=[user("Кто?")])
    assert (unknown.value.code, unknown.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.BadRequestError, match="messages"):
        client.chat.completions.create(model=MODEL, messages=[])
    with pytest.raises(openai.BadRequestError, match="“n”"):
        client.chat.completions.create(model=MODEL, messages=[user("Who?")], n=2)
    with pytest.raises(openai.BadRequestError, match="role"):
        client.chat.completions.create(model=MODEL, messages=[user("Who?"), {"role": "assistant", "content": "I"}])


def test_the_api_key_is_the_password_and_the_limit_is_told(engine: Engine) -> None:
    app = doors_app(engine, Access("parol", 4, frozenset()))  # four a minute: two at once
    with running(app) as address, openai.OpenAI(base_url=f"{address}v1", api_key="no", max_retries=0) as client:
        with pytest.raises(openai.AuthenticationError) as refused:
            client.models.list()
        assert [model.id for model in client.with_options(api_key="parol").models.list()] == [MODEL]
        with pytest.raises(openai.RateLimitError) as limited:
            client.models.list()
    assert refused.value.message.endswith("'code': 'no_password'}}")
    assert int(limited.value.response.headers["retry-after"]) in range(1, 16)
