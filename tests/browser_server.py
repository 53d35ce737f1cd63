"""Helpers of the browser tests: the real server in a process of its own, and the browser that is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

from corpus.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120  # a first start builds the index; on a busy machine that takes a while
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class NoBrowserError(Exception):
    """There is no browser to test with; the message says what to install."""


def find_browser() -> str:
    """Return the path of Chromium or Chrome: $CHROMIUM, or the first that the PATH has."""
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next((path for path in (shutil.which(name) for name in names if name) if path), None)
    if found is None:
        raise NoBrowserError(
            "No Chromium or Chrome was found, and the browser tests are not skipped without one. "
            "Install it (Debian, Ubuntu: apt-get install chromium), or set CHROMIUM to its path."
        )
    return found


def environment(folder: Path) -> dict[str, str]:
    """Return the environment of a program that keeps its index and what visitors agree to have stored in a folder."""
    return {
        **os.environ,
        "ASSISTANT_INDEX_DIR": str(folder / "index"),
        "ASSISTANT_LIBRARY_DIR": str(folder / "library"),
        "ASSISTANT_QUESTIONS_PER_MINUTE": "0",  # no limit: all tests ask from one address
    }


@contextlib.contextmanager
def running_server(log: Path) -> Iterator[str]:
    """Start the real server on a free port, with an index and a library beside the log; yield its address, stop it."""
    variables = environment(log.parent)
    usual = Settings.from_environment().index_dir
    if usual.is_dir():  # where it is up to date, there is nothing left to build
        shutil.copytree(usual, log.parent / "index")
    subprocess.run([sys.executable, "-m", "index", "build"], cwd=ROOT, check=True, capture_output=True, env=variables)
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(
            [sys.executable, "ui.py", "--port", "0"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=variables,
        )
        try:
            yield _address(process, log)
        finally:
            process.terminate()
            process.communicate(timeout=20)


def _address(process: subprocess.Popen[str], log: Path) -> str:
    """Wait for the line that names the address; a server that ends or hangs instead is an error with its output."""
    assert process.stdout is not None
    stopper = threading.Timer(START_SECONDS, process.kill)
    stopper.start()
    try:
        line = process.stdout.readline()
    finally:
        stopper.cancel()
    address = next((word for word in line.split() if word.startswith("http://")), None)
    if address is None:
        raise RuntimeError(f"the server did not start: {line}{log.read_text(encoding='utf-8')}")
    return address
