"""The web chat: `python ui.py [--host HOST] [--port PORT]`, then open the printed address in a browser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from threading import Thread

from assistant.engine import Engine
from corpus.settings import Settings
from corpus.types import CorpusError
from index.embed import ModelError
from index.types import StoreError
from web.chat import Chat
from web.doors.app import open_doors
from web.doors.metrics import Counted, Metrics
from web.feedback import open_opinions
from web.limits import Access, Gate, exposure_warning
from web.page import build_page, mount
from web.server import AddressError, address_of, listen, new_app, serve
from web.site import not_found, site_router
from web.site_evals import ReportError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the chat until interrupted; return 0, 2 for an address that cannot be used, 3 for an index that cannot."""
    options = _parser().parse_args(arguments)
    try:
        with listen(options.host, options.port) as listener:
            settings = Settings.from_environment()
            engine = Engine.open(settings)
            engine.warm()
            Thread(target=engine.warm_wordings, name="warm", daemon=True).start()
            metrics, address = Metrics(), str(listener.getsockname()[0])
            chat = Chat(Counted(engine, metrics, "chat"), opinions=open_opinions(settings))
            app = new_app(not_found(engine.corpus))
            app.include_router(site_router(engine))
            mount(app, build_page(chat))
            open_doors(app, engine, metrics)
            app.add_middleware(Gate, access=Access.of(settings, address), turned_away=metrics.count_turned_away)
            if warning := exposure_warning(settings, address):
                sys.stderr.write(f"{warning}\n")
            sys.stdout.write(f"The chat is open on {address_of(listener)} (Ctrl+C stops it)\n")
            sys.stdout.flush()
            serve(app, listener)
    except AddressError as error:
        return _fail(error, 2)
    except (CorpusError, ModelError, ReportError, StoreError) as error:
        return _fail(error, 3)
    return 0


def _fail(error: Exception, code: int) -> int:
    sys.stderr.write(f"{error}\n")
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ui", description="Serve the web chat.")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=int, default=7860, help="port to listen on (default: 7860; 0 takes a free one)")
    return parser


if __name__ == "__main__":
    sys.exit(main())
