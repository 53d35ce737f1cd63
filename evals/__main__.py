"""`python -m evals run | retrieval | embeddings | score | show`, over the real assistant."""

from __future__ import annotations

import sys

from assistant.engine import Engine
from assistant.settings import Settings
from evals.command import main


def open_engine(*, briefs: bool) -> Engine:
    """Open the assistant as the environment sets it, with or without the verified statements."""
    return Engine.open(Settings.from_environment(), briefs=briefs)


if __name__ == "__main__":
    sys.exit(main(None, open_engine))
