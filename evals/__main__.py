"""`python -m evals run | retrieval | embeddings | score | compare | show`, over the real assistant."""

from __future__ import annotations

import sys

from assistant.engine import Engine
from assistant.settings import Settings
from evals.command import main


def open_engine(*, briefs: bool, open_gate: bool = False) -> Engine:
    """Open the assistant as the environment sets it; an open gate refuses nothing that has any evidence at all."""
    settings = Settings.from_environment()
    if open_gate:
        return Engine.open(settings, briefs=briefs, answer_from=sys.float_info.min)
    return Engine.open(settings, briefs=briefs)


if __name__ == "__main__":
    sys.exit(main(None, open_engine))
