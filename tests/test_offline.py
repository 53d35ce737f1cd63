"""With the network blocked everything still works, and answering loads no machine-learning framework."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.engine import Engine
from assistant.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Konvensiyanı neçə dövlət imzalayıb?"

# Python imports `sitecustomize` when it starts: from then on only this machine itself can be reached.
BLOCKED = """
import socket

LOCAL = {"127.0.0.1", "::1", "localhost"}

def is_local(connection, address):
    return connection.family == getattr(socket, "AF_UNIX", None) or address[0] in LOCAL

class Blocked(socket.socket):
    def connect(self, address):
        if not is_local(self, address):
            raise ConnectionRefusedError(f"the network is blocked: {address}")
        return super().connect(address)

    def connect_ex(self, address):
        return super().connect_ex(address) if is_local(self, address) else 111

    def sendto(self, *arguments):
        if not is_local(self, arguments[-1]):
            raise ConnectionRefusedError(f"the network is blocked: {arguments[-1]}")
        return super().sendto(*arguments)

def getaddrinfo(host, *arguments, **options):
    if host not in LOCAL:
        raise socket.gaierror(f"the network is blocked: {host}")
    return original(host, *arguments, **options)

original = socket.getaddrinfo
socket.getaddrinfo = getaddrinfo
socket.socket = Blocked
"""


@pytest.fixture
def offline(tmp_path: Path) -> dict[str, str]:
    """The environment of a fresh machine without a network: no caches, no settings."""
    (tmp_path / "sitecustomize.py").write_text(BLOCKED, encoding="utf-8")
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("HF_", "TRANSFORMERS_", "TIKTOKEN_", "ASSISTANT_"))
    }
    return kept | {
        "PYTHONPATH": str(tmp_path),
        "HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "TMPDIR": str(tmp_path),
        "ASSISTANT_INDEX_DIR": str(tmp_path / "index"),
        "ASSISTANT_LIBRARY_DIR": str(tmp_path / "library"),
    }


def run(environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_network_is_blocked(offline: dict[str, str]) -> None:
    script = """
import socket
for reach in (
    lambda: socket.create_connection(("192.0.2.1", 80), timeout=1),
    lambda: socket.create_connection(("example.org", 80), timeout=1),
    lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"", ("192.0.2.1", 53)),
):
    try:
        reach()
    except OSError as error:
        print(error)
"""
    assert run(offline, "-c", script).count("the network is blocked") == 3


def test_the_index_is_built_and_questions_are_answered(offline: dict[str, str]) -> None:
    built = run(offline, "-m", "index", "build")
    assert " documents, " in built
    answered = json.loads(run(offline, "-m", "assistant", "ask", "--json", QUESTION))
    assert (answered["language"], answered["abstained"]) == ("az", False)
    assert "74" in answered["answer"]


def test_answering_loads_no_framework(home: Settings, engine: Engine, offline: dict[str, str]) -> None:
    del engine  # built the index
    script = f"""
import sys
from assistant.__main__ import main
code = main(["ask", {QUESTION!r}])
print(code, sorted({{name.partition(".")[0] for name in sys.modules}}), file=sys.stderr)
"""
    environment = offline | {"ASSISTANT_INDEX_DIR": str(home.index_dir), "ASSISTANT_LIBRARY_DIR": str(home.library_dir)}
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, env=environment, check=True
    )
    assert "74 dövlət" in done.stdout
    loaded = done.stderr
    assert loaded.startswith("0 [")
    heavy = ["torch", "sentence_transformers", "transformers", "gradio", "llama_index", "httpx", "tiktoken"]
    assert [name for name in heavy if f"'{name}'" in loaded] == []
    assert "'assistant'" in loaded
