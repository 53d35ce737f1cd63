"""The HTTP API fuzzed from its own OpenAPI document: it never fails, and says nothing that the document does not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
import requests
import schemathesis
from doors_server import doors_app, running
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from assistant.engine import Engine

EXAMPLES = 30  # of each operation, fitting and not: a few hundred requests, in some twenty seconds
TAKES_NOTHING = {"GET /health", "GET /metrics", "GET /v1/models"}
OPERATIONS = {
    "POST /api/ask", "GET /api/search", "GET /api/documents", "GET /api/documents/{document_id}",
    "POST /v1/chat/completions", *TAKES_NOTHING,
}  # fmt: skip


@pytest.fixture(scope="module")
def api(engine: Engine) -> Iterator[BaseSchema]:
    with running(doors_app(engine)) as address:
        yield schemathesis.openapi.from_url(f"{address}openapi.json")


def test_every_operation_is_in_the_document(api: BaseSchema) -> None:
    found = {result.ok().label for result in api.get_all_operations() if isinstance(result, Ok)}
    assert found == OPERATIONS


@pytest.mark.parametrize(
    ("label", "mode"),
    [
        *product(sorted(OPERATIONS - TAKES_NOTHING), GenerationMode),
        *product(sorted(TAKES_NOTHING), [GenerationMode.POSITIVE]),
    ],
)
def test_no_request_breaks_the_server(api: BaseSchema, label: str, mode: GenerationMode) -> None:
    method, _, path = label.partition(" ")
    operation = api[path][method]
    sent = 0

    with requests.Session() as session:

        @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
        @given(case=operation.as_strategy(generation_mode=mode))
        def send(case: schemathesis.Case[Any]) -> None:
            nonlocal sent
            sent += 1
            # A question without a word fits the document and is refused all the same: no schema says what a word is.
            case.call_and_validate(session=session, excluded_checks=[positive_data_acceptance])

        send()
    assert sent >= (1 if label in TAKES_NOTHING else EXAMPLES)
