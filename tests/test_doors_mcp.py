"""The MCP SDK's own client against the server, over standard input with the network blocked and over HTTP."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from doors_server import doors_app, running
from mcp import Client, MCPError, StdioServerParameters
from mcp.server import MCPServer
from mcp_types import CallToolResult, TextContent
from test_offline import BLOCKED, ROOT

from assistant.batch import answer_to_json
from assistant.engine import Engine
from assistant.messages import NO_ARTICLE, NO_PARAGRAPH
from assistant.settings import Settings
from assistant.types import Answer, Question
from corpus.types import LANGUAGES, Language
from web.doors import mcp_server, phrases
from web.doors.app import MAX_BODY_BYTES
from web.doors.service import answer_text
from web.limits import Access

QUESTIONS: dict[Language, str] = {
    "az": "Konvensiyanı neçə dövlət imzalayıb?",
    "ru": "Кто подписал Конвенцию от имени Азербайджана?",
    "en": "How many countries signed the Convention?",
}
Server = str | StdioServerParameters | MCPServer[Any]


@pytest.fixture(scope="module")
def http_server(engine: Engine) -> Iterator[str]:
    with running(doors_app(engine)) as address:
        yield f"{address}mcp"


@pytest.fixture(params=["stdio", "http"])
def server(request: pytest.FixtureRequest, home: Settings, engine: Engine, tmp_path: Path) -> Server:
    """The server in a process of its own, which cannot reach any network, or the one that runs beside the chat."""
    del engine  # built the index
    if request.param == "http":
        return str(request.getfixturevalue("http_server"))
    (tmp_path / "sitecustomize.py").write_text(BLOCKED, encoding="utf-8")
    environment = {
        "PYTHONPATH": f"{tmp_path}:{ROOT}",
        "HOME": str(tmp_path),
        "ASSISTANT_INDEX_DIR": str(home.index_dir),
        "ASSISTANT_LIBRARY_DIR": str(home.library_dir),
    }
    return StdioServerParameters(
        command=sys.executable, args=["-m", "web.doors.mcp_server"], env=environment, cwd=str(tmp_path)
    )


def drive(server: Server, work: Callable[[Client], Awaitable[None]]) -> None:
    async def run() -> None:
        async with Client(server, read_timeout_seconds=60) as client:
            await work(client)

    asyncio.run(run())


async def call(client: Client, tool: str, **arguments: object) -> CallToolResult:
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    return result


def text_of(result: CallToolResult) -> str:
    (content,) = result.content
    assert isinstance(content, TextContent)
    return content.text


def structured(result: CallToolResult) -> dict[str, Any]:
    assert not result.is_error, text_of(result)
    assert isinstance(result.structured_content, dict)
    return result.structured_content


def test_the_tools_do_what_the_engine_does(server: Server, engine: Engine) -> None:
    async def work(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {"ask", "search", "read_article"}
        assert all(tool.description and tool.output_schema for tool in tools.values())
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in tools.values())
        for language, question in QUESTIONS.items():
            await asks(client, language, question)
            await searches(client, language, question)
            await reads(client, language)

    async def asks(client: Client, language: Language, question: str) -> None:
        result = await call(client, "ask", question=question)
        found, expected = structured(result), engine.answer(Question(question))
        contract = json.loads(json.dumps(answer_to_json(expected)))
        assert {key: found[key] for key in contract if key != "elapsed_ms"} == {
            key: value for key, value in contract.items() if key != "elapsed_ms"
        }
        assert found["language"] == language
        assert text_of(result) == answer_text(expected, engine)

    async def searches(client: Client, language: Language, question: str) -> None:
        found = structured(await call(client, "search", query=question, count=5))
        hits = engine.search(question, language, 5)
        assert [item["passage_id"] for item in found["results"]] == [hit.passage.id for hit in hits]

    async def reads(client: Client, language: Language) -> None:
        document = engine.document(f"convention-{language}")
        sections = [section for section in document.sections if section.location.article == 41]
        whole = await call(client, "read_article", article=41, language=language)
        expected = document.text[sections[0].start : sections[-1].end]
        assert structured(whole)["text"] == expected
        assert structured(whole)["edition"] == "digest"
        assert text_of(whole) == f"{expected}\n\n— {document.title}"
        second = structured(await call(client, "read_article", article=41, paragraph=2, language=language))
        (paragraph,) = (section for section in sections if section.location.paragraph == 2)
        assert (second["start"], second["end"]) == (paragraph.start, paragraph.end)
        assert second["location"] == {"article": 41, "paragraph": 2}

    drive(server, work)


def test_history_and_language(http_server: str, engine: Engine) -> None:
    async def work(client: Client) -> None:
        history = ["Когда Азербайджан подписал Конвенцию?"]
        found = structured(await call(client, "ask", question="А кто?", history=history))
        assert found["standalone_question"] == engine.answer(Question("А кто?", tuple(history))).standalone_question
        forced = structured(await call(client, "ask", question=QUESTIONS["en"], language="az"))
        assert forced["answer"] == engine.answer(Question(QUESTIONS["en"], (), "az")).text

    drive(http_server, work)


def test_filters(http_server: str) -> None:
    async def work(client: Client) -> None:
        wanted = {"document_language": "ru", "kind": "convention", "count": 50}
        found = structured(await call(client, "search", query="24/7", **wanted))
        assert {item["document_id"] for item in found["results"]} == {"convention-ru"}

    drive(http_server, work)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_done_is_said_in_the_language(http_server: str, language: Language) -> None:
    cases: list[tuple[str, dict[str, object], str]] = [
        ("read_article", {"article": 99}, NO_ARTICLE[language].format(number=99)),
        ("read_article", {"article": 41, "paragraph": 9}, NO_PARAGRAPH[language].format(article=41, paragraph=9)),
        ("ask", {"question": "?!"}, phrases.NO_QUESTION[language]),
        ("ask", {"question": "x" * 2001}, phrases.FIELD_LONG[language].format(field="question", limit=2000)),
        ("ask", {}, phrases.FIELD_MISSING[language].format(field="question")),
        ("search", {"query": "x", "count": 51}, phrases.FIELD_MOST[language].format(field="count", limit=50)),
    ]

    async def work(client: Client) -> None:
        for tool, arguments, said in cases:
            result = await call(client, tool, language=language, **arguments)
            assert (result.is_error, text_of(result)) == (True, said)

    drive(http_server, work)


def test_a_fault_of_ours_is_a_sentence(engine: Engine) -> None:
    class Broken(Engine):
        def answer(self, question: Question) -> Answer:
            raise RuntimeError(f"secret {question.text}")

    async def work(client: Client) -> None:
        result = await call(client, "ask", question=QUESTIONS["ru"])
        assert (result.is_error, text_of(result)) == (True, phrases.FAILED["ru"])

    drive(mcp_server.build_server(Broken(engine.corpus, engine.index, engine.embedder)), work)


def test_markup_and_hidden_characters_are_plain_text(http_server: str, engine: Engine) -> None:
    async def work(client: Client) -> None:
        hostile = "<script>alert(1)</script> Onu ne\u200bçə \u202edövlət\u202c imzalayıb?"
        found = structured(await call(client, "ask", question=hostile))
        assert found["question"] == "<script>alert(1)</script> Onu neçə dövlət imzalayıb?"
        assert found["answer"] == engine.answer(Question(hostile)).text

    drive(http_server, work)


def test_the_limit_is_told_in_a_sentence(engine: Engine) -> None:
    async def work(client: Client) -> None:
        await client.list_tools()
        for _ in range(20):
            await call(client, "read_article", article=1)

    with (
        running(doors_app(engine, Access(None, 10, frozenset()))) as address,
        pytest.raises(BaseExceptionGroup) as caught,
    ):
        drive(f"{address}mcp", work)
    assert caught.group_contains(MCPError, match=r"Too many requests in a short time\. Wait \d+ s", depth=None)


def test_over_http_only_posts_of_a_bounded_size_are_taken(http_server: str) -> None:
    with httpx.Client(trust_env=False) as client:
        assert client.get(http_server).status_code == 405
        assert client.delete(http_server).status_code == 405
        large = client.post(http_server, content=b" " * (MAX_BODY_BYTES + 1))
        assert large.status_code == 413
        assert large.json()["error"]["message"] == phrases.TOO_LARGE["en"].format(limit=MAX_BODY_BYTES)
        elsewhere = client.post(http_server, json={}, headers={"origin": "https://example.org"})
        assert elsewhere.status_code == 403
        assert elsewhere.json()["error"]["message"] == phrases.OTHER_ORIGIN["en"]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'"x"', b"[" * 50_000, b'{"jsonrpc":"2.0","id":' + b"1" * 5_000 + b"}", b"\xff"]
)
@pytest.mark.parametrize("version", ["2025-06-18", "2026-07-28", "x"])
def test_over_http_nonsense_is_refused(http_server: str, content: bytes, version: str) -> None:
    headers = {
        "accept": "application/json, text/event-stream",
        "content-type": "application/json",
        "mcp-protocol-version": version,
    }
    refused = httpx.post(http_server, content=content, headers=headers, trust_env=False)
    assert refused.status_code == 400
    assert refused.json()["error"]["message"]


def test_an_index_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDING_MODEL", str(tmp_path / "none"))
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(tmp_path))
    assert mcp_server.main() == 3
    assert capsys.readouterr().err.count("\n") == 1
