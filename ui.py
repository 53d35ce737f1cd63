"""The web chat: `python ui.py [--host HOST] [--port PORT]`, then open the printed address in a browser."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from assistant.engine import Engine
from corpus.settings import Settings
from corpus.types import CorpusError
from index.embed import ModelError
from index.types import StoreError
from web.chat import Chat
from web.page import build_page, mount
from web.server import AddressError, address_of, listen, new_app, serve


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the chat until interrupted; return 0, 2 for an address that cannot be used, 3 for an index that cannot."""
    options = _parser().parse_args(arguments)
    try:
        with listen(options.host, options.port) as listener:
            engine = Engine.open(Settings.from_environment())
            engine.warm()
            chat = Chat(engine)
            app = mount(new_app(), build_page(chat))
            sys.stdout.write(f"The chat is open on {address_of(listener)} (Ctrl+C stops it)\n")
            sys.stdout.flush()
            serve(app, listener)
    except AddressError as error:
        return _fail(error, 2)
    except (CorpusError, ModelError, StoreError) as error:
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
