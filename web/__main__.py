"""`python -m web feedback export FILE.yaml|clear`: what visitors said of answers, for those who keep the page."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from web import feedback


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status."""
    parser = argparse.ArgumentParser(prog="web", description="What keeps the web chat going; `python ui.py` serves it.")
    parser.add_argument("command", choices=["feedback"], help="what visitors said of answers")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return feedback.main(parser.parse_args(arguments).rest)


if __name__ == "__main__":
    sys.exit(main())
