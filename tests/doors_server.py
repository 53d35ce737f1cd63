"""A running server with the doors over the real engine, on a free port of this machine, for tests of clients."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator

import uvicorn
from fastapi import FastAPI
from starlette.types import ASGIApp

from web.doors.app import open_doors
from web.doors.metrics import Metrics
from web.doors.service import Engine
from web.limits import Access, Gate
from web.server import address_of, listen, new_app

OPEN = Access(None, 0, frozenset())  # no password, no limit, any name


def doors_app(engine: Engine, access: Access = OPEN) -> FastAPI:
    """The server as ui.py makes it, but without the chat's page."""
    app, metrics = new_app(), Metrics()
    open_doors(app, engine, metrics)
    app.add_middleware(Gate, access=access, turned_away=metrics.count_turned_away)
    return app


@contextlib.contextmanager
def running(app: ASGIApp) -> Iterator[str]:
    """Serve an application in a thread until the block ends; yield its address, which ends in a slash."""
    with listen("127.0.0.1", 0) as listener:
        config = uvicorn.Config(app, log_level="critical", access_log=False, server_header=False)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive(), "the server did not start"
                time.sleep(0.01)
            yield address_of(listener)
        finally:
            server.should_exit = True
            thread.join(20)
