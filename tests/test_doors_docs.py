"""Health, metrics and the documentation page of a running server, and that all of it is said in three languages."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from html import escape
from itertools import pairwise
from pathlib import Path

import httpx
import pytest
from doors_server import doors_app, running

from assistant.engine import Engine
from assistant.messages import Phrase
from assistant.settings import Settings
from corpus.detect import detect_language
from corpus.types import LANGUAGES, Language
from web.doors import guide, phrases
from web.doors.app import open_doors
from web.doors.docs_page import docs_html
from web.doors.metrics import Metrics
from web.server import new_app

ROOT = Path(__file__).resolve().parent.parent
QUESTIONS = (
    "Konvensiyanı neçə dövlət imzalayıb?",
    "Кто подписал Конвенцию от имени Азербайджана?",
    "How many countries signed the Convention?",
    "What is the weather in Paris?",
)


@pytest.fixture(scope="module")
def client(engine: Engine) -> Iterator[httpx.Client]:
    with running(doors_app(engine)) as address, httpx.Client(base_url=address, trust_env=False) as client:
        yield client


def test_health(client: httpx.Client, engine: Engine) -> None:
    found = client.get("/health")
    assert found.json() == {
        "status": "ok", "corpus_hash": engine.corpus.fingerprint, "documents": len(engine.corpus.documents),
    }  # fmt: skip
    assert found.headers["cache-control"] == "no-store"
    assert client.head("/health").status_code == 200


def test_metrics_count_answers_and_hold_no_question(engine: Engine) -> None:
    with running(doors_app(engine)) as address, httpx.Client(base_url=address, trust_env=False) as client:
        for question in QUESTIONS:
            client.post("/api/ask", json={"question": question})
        response = client.get("/metrics")
    assert response.headers["content-type"].startswith("text/plain; version=")
    counts = dict(line.rsplit(" ", 1) for line in response.text.splitlines() if not line.startswith("#"))
    labels = 'door="api",language="{}",mode="extractive",status="{}"'
    for language in LANGUAGES:
        assert counts[f"assistant_answers_total{{{labels.format(language, 'answered')}}}"] == "1.0"
    assert counts[f"assistant_answers_total{{{labels.format('en', 'refused')}}}"] == "1.0"
    assert counts['assistant_answer_seconds_count{door="api"}'] == "4.0"
    assert counts['assistant_answer_seconds_bucket{door="api",le="+Inf"}'] == "4.0"
    for question in QUESTIONS:
        assert not any(word in response.text for word in question.split() if len(word) > 6)


def test_what_is_no_door_is_left_to_the_chat(client: httpx.Client) -> None:
    assert client.get("/healthy").status_code == 404
    assert client.get("/healthy").content == b""  # the chat's own guard


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_documentation_page(client: httpx.Client, language: Language) -> None:
    page = client.get("/docs", params={"lang": language}, headers={"accept-language": "xx"})
    assert f'<html lang="{language}">' in page.text
    assert "<script" not in page.text
    assert re.findall(r'(?:src|href)="(?!/)[^"]*"', page.text) == []
    document = client.get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            assert f"<h2><code>{method.upper()} {path}</code></h2>" in page.text
            assert escape(guide.OPERATIONS[operation["operationId"]][language]) in page.text
    assert page.text.count("curl ") == len(guide.OPERATIONS)
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")


def test_the_documentation_page_escapes_the_address(engine: Engine) -> None:
    app = new_app()
    open_doors(app, engine, Metrics())
    document = {"paths": {"/api/ask": {"post": {"operationId": "ask"}}}}
    assert "&lt;script&gt;/api/ask" in docs_html(document, "en", "<script>/")
    with running(app) as address:
        page = httpx.get(f"{address}docs", headers={"host": 'x"><script>'}, trust_env=False)
    assert "<script" not in page.text


def test_what_the_guide_says_can_be_done(client: httpx.Client) -> None:
    text = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    commands = [shlex.split(command.replace("\\\n", "")) for command in re.findall(r"^curl (?:.+\\\n)*.+", text, re.M)]
    statuses = []
    for _, *words in commands:
        path = next(word for word in words if word.startswith("http")).removeprefix("http://127.0.0.1:7860")
        sent = [value for flag, value in pairwise(words) if flag in {"-d", "--data-urlencode"}]
        if "-G" in words:
            statuses.append(client.get(path, params=dict(value.split("=", 1) for value in sent)).status_code)
        else:
            statuses.append(client.post(path, json=json.loads(sent[0])).status_code)
    assert statuses == [200] * 4
    paths = set(client.get("/openapi.json").json()["paths"])
    named = {path.partition("?")[0] for path in re.findall(r"^\| `[A-Z]+ (\S+)`", text, re.M)}
    assert named == {path.replace("{document_id}", "{id}") for path in paths if not path.startswith("/v1/")}
    assert {field.name for field in fields(Settings)} >= {
        name.lower() for name in re.findall(r"^\| `ASSISTANT_(\w+)`", text, re.M)
    }


def test_every_phrase_is_there_in_three_languages_with_the_same_gaps() -> None:
    own: list[Phrase] = [value for value in vars(phrases).values() if isinstance(value, dict) and "en" in value]
    own += [value for value in vars(guide).values() if isinstance(value, dict) and "en" in value]
    own += [*guide.OPERATIONS.values(), *guide.FIELDS.values()]
    assert len(own) > 60
    for phrase in own:
        assert set(phrase) == set(LANGUAGES)
        assert len({tuple(sorted(re.findall(r"\{\w+\}", text))) for text in phrase.values()}) == 1, phrase
    for language in LANGUAGES:
        assert detect_language(guide.INTRODUCTION[language]) == language
        assert detect_language(phrases.FAILED[language]) == language
