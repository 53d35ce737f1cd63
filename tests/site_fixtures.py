"""The pages beside the chat as a fixture, for a client."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from site_reading import client_of

from assistant.engine import Engine


@pytest.fixture(scope="session")
def pages(engine: Engine) -> TestClient:
    return client_of(engine)
