"""`python -m benchmarks.load [--people 50] [--seconds 60]`: many people in the web chat at once, on this machine.

Starts the real server and speaks to it as its page does: opens the page, asks, waits for the answer, reads, asks again.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
import numpy as np

from benchmarks.machine import described, share_of_a_core
from benchmarks.types import BenchmarkError
from evals.generate import cases
from evals.load import load_split
from evals.types import Case

_ROOT: Final = Path(__file__).resolve().parent.parent
_PATIENCE_SECONDS: Final = 30  # after which an answer counts as lost
_MEGABYTE: Final = 1_000_000
_AT_MOST: Final = {"people": 1_000, "seconds": 600}  # a load test is bounded


@dataclass
class Seen:
    """What the people saw: the milliseconds of each page and answer, what went wrong, the server's memory in bytes."""

    pages: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the load test; return 0, or 1 if anything was lost."""
    options = _parser().parse_args(arguments)
    share_before = share_of_a_core()
    with _server() as (address, process):
        seen = asyncio.run(_everybody(address, process.pid, options))
    machine = described([share_before, share_of_a_core()])
    sys.stdout.write(
        f"{options.people} people for {options.seconds} s, reading {options.pause:g} s between questions\n"
    )
    sys.stdout.write("\n".join([*_table(seen), f"Measured on {machine}."]) + "\n")
    return 1 if seen.errors else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description="Many people in the chat at once.")
    parser.add_argument("--people", type=_bounded("people"), default=50, help="how many (default: 50)")
    parser.add_argument("--seconds", type=_bounded("seconds"), default=60, help="for how long (default: 60)")
    parser.add_argument("--pause", type=float, default=2.0, help="seconds of reading, on average (default: 2)")
    return parser


def _bounded(name: str) -> Any:  # noqa: ANN401 - what argparse takes as a type
    def count(given: str) -> int:
        if not given.isdigit() or not 1 <= int(given) <= _AT_MOST[name]:
            raise argparse.ArgumentTypeError(f"{given!r} is no number from 1 to {_AT_MOST[name]}")
        return int(given)

    return count


@contextlib.contextmanager
def _server() -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """Start the server on a free port; give its address and its process; end it."""
    command = [sys.executable, "ui.py", "--port", "0"]
    unlimited = {**os.environ, "ASSISTANT_QUESTIONS_PER_MINUTE": "0"}  # they all have one address
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8") as log,
        subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=log, text=True, env=unlimited) as process,
    ):
        try:
            line = process.stdout.readline() if process.stdout else ""
            address = next((word for word in line.split() if word.startswith("http://")), None)
            if address is None:
                log.seek(0)
                raise BenchmarkError(f"The server did not start: {line}{log.read()}")
            yield address, process
        finally:
            process.terminate()
            process.wait(20)


async def _everybody(address: str, pid: int, options: argparse.Namespace) -> Seen:
    """Let the people come one after another in the first second, and go when the time is over."""
    questions = cases(load_split("dev"))  # takes seconds, which are nobody's time
    seen, until = Seen(), time.monotonic() + options.seconds
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=_PATIENCE_SECONDS, limits=limits) as client:
        events = _events((await client.get("/config")).json())
        people = [_Person(client, events, questions, seen, number) for number in range(options.people)]
        visits = [person.visit(until, options.pause, number / options.people) for number, person in enumerate(people)]
        watching = asyncio.create_task(_watch(pid, seen))
        await asyncio.gather(*visits)
        watching.cancel()
        seen.memory.append(_memory(pid))
    return seen


def _events(config: dict[str, Any]) -> dict[str, tuple[int, int]]:
    """Return the page's events by name: what the server calls each, and what triggers it."""
    return {
        name: (dependency["id"], component)
        for dependency in config["dependencies"]
        for component, name in dependency["targets"]
        if name in {"start", "ask"}
    }


async def _watch(pid: int, seen: Seen) -> None:
    while True:
        seen.memory.append(_memory(pid))
        await asyncio.sleep(1)


def _memory(pid: int) -> int:
    command = ["ps", "-o", "rss=", "-p", str(pid)]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(told.stdout) * 1024


class _Person:
    """Somebody with a conversation, who asks what nobody else asks at that moment."""

    def __init__(
        self,
        client: httpx.AsyncClient,
        events: dict[str, tuple[int, int]],
        questions: Sequence[Case],
        seen: Seen,
        number: int,
    ) -> None:
        self._client, self._events, self._seen = client, events, seen
        self._random = random.Random(number)  # noqa: S311 - the same questions and pauses in each run
        self._name = f"{number:032x}"
        picked = self._random.sample(questions, len(questions))
        self._questions = itertools.cycle(picked)

    async def visit(self, until: float, pause: float, delay: float) -> None:
        """Open the page, then ask and read until the time is over."""
        await asyncio.sleep(delay)
        try:
            await self._open()
            while time.monotonic() < until:
                await self._ask()
                await asyncio.sleep(self._random.uniform(0.5, 1.5) * pause)
        except (httpx.HTTPError, BenchmarkError, TimeoutError) as error:
            self._seen.errors.append(repr(error))

    async def _open(self) -> None:
        begun = time.perf_counter()
        (await self._client.get("/")).raise_for_status()
        await self._call("start", {"call": "1", "search": "?lang=az", "kept": "", "conversation": self._name})
        self._seen.pages.append((time.perf_counter() - begun) * 1000)

    async def _ask(self) -> None:
        case = next(self._questions)
        asked = {"call": "2", "question": case.question, "conversation": self._name, "language": case.language}
        begun = time.perf_counter()
        value = await self._call("ask", asked)
        self._seen.answers.append((time.perf_counter() - begun) * 1000)
        if 'data-status=\\"failed' in value:
            self._seen.errors.append(f"no answer to {case.question!r}")

    async def _call(self, event: str, data: dict[str, str]) -> str:
        """Trigger an event as the page does, and return what came of it."""
        function, component = self._events[event]
        session = self._name[-12:]
        joined = await self._client.post(
            "/gradio_api/queue/join",
            json={
                "data": [],
                "event_data": data,
                "fn_index": function,
                "trigger_id": component,
                "session_hash": session,
            },
        )
        joined.raise_for_status()
        async with asyncio.timeout(_PATIENCE_SECONDS):
            return await self._outcome(session)

    async def _outcome(self, session: str) -> str:
        """Read what the server sends until it has nothing more to say; BenchmarkError where that is no answer."""
        outcome: dict[str, Any] = {}
        async with self._client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
            async for line in stream.aiter_lines():
                told = json.loads(line.removeprefix("data:")) if line.startswith("data:") else {}
                if told.get("msg") == "process_completed":
                    outcome = told
        if not outcome.get("success"):
            raise BenchmarkError(f"There was no answer: {outcome}")
        return json.dumps(outcome["output"])


def _table(seen: Seen) -> Iterator[str]:
    for name, times in (("page opened", seen.pages), ("answer", seen.answers)):
        if times:
            middle, high, worst = np.percentile(times, [50, 95, 100])
            yield f"{name:12} {len(times):6} times   p50 {middle:6.0f} ms   p95 {high:6.0f} ms   worst {worst:6.0f} ms"
    yield f"errors       {len(seen.errors):6}" + "".join(f"\n  {error}" for error in seen.errors[:5])
    third = max(len(seen.memory) // 3, 1)
    first, last = (float(np.median(part)) / _MEGABYTE for part in (seen.memory[:third], seen.memory[-third:]))
    yield f"memory of the server: {first:.0f} MB in the first third, {last:.0f} MB in the last"


if __name__ == "__main__":
    sys.exit(main())
