"""`python -m index build|status|verify|embed`: the index on disk."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from corpus.console import exit_code
from corpus.load import fingerprint, load_corpus
from corpus.settings import Settings
from corpus.types import CorpusError
from index.build import build, build_index, progress_bar
from index.embed import ModelError, embed_file
from index.hub import load_embedder, load_embedder_for_building
from index.search import HybridIndex
from index.store import check, open_store, read_manifest
from index.types import Manifest, StoreError

_ROUNDING: Final = 1e-3  # by which two ways to embed the same text may differ


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, 2 for bad input, 3 for an index or model that is not usable."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    return exit_code(lambda: run(options), {CorpusError: 2, StoreError: 3, ModelError: 3})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="index", description="The index that answers are found by.")
    settings = Settings.from_environment()
    parser.add_argument("--index", type=Path, default=settings.index_dir, help="(default: %(default)s)")
    parser.add_argument("--library", type=Path, default=settings.library_dir, help="(default: %(default)s)")
    parser.add_argument("--model", default=settings.embedding_model, help="(default: the bundled one)")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    make = commands.add_parser("build", help="build the index if it is missing, stale or damaged")
    make.add_argument("--force", action="store_true", help="build it even when it is up to date")
    make.set_defaults(run=_build)
    commands.add_parser("status", help="say what the index was built from").set_defaults(run=_status)
    commands.add_parser("verify", help="compare the index with one built anew").set_defaults(run=_verify)
    embed = commands.add_parser("embed", help="embed a text a line into a .npy file of unit rows")
    embed.add_argument("--in", dest="input", type=Path, required=True, metavar="TEXTS.txt")
    embed.add_argument("--out", dest="output", type=Path, required=True, metavar="VECTORS.npy")
    embed.set_defaults(run=_embed)
    return parser


def _build(options: argparse.Namespace) -> int:
    if not options.force and _is_sound(options):
        sys.stdout.write(f"The index in {options.index} is up to date.\n")
        return 0
    manifest = build(options.index, load_corpus(options.library), load_embedder(options.model), progress_bar)
    sys.stdout.write(_described(manifest))
    return 0


def _is_sound(options: argparse.Namespace) -> bool:
    try:
        _opened(options)
    except StoreError:
        return False
    return True


def _opened(options: argparse.Namespace) -> Manifest:
    embedder = load_embedder(options.model)
    check(read_manifest(options.index), fingerprint(options.library), embedder.model_id, embedder.dimension)
    return open_store(options.index).manifest


def _described(manifest: Manifest) -> str:
    return (
        f"{manifest.documents} documents, {manifest.passages} passages, {manifest.terms} terms; "
        f"model {manifest.model_id}, {manifest.dimension} dimensions; corpus {manifest.corpus_fingerprint[:12]}\n"
    )


def _status(options: argparse.Namespace) -> int:
    sys.stdout.write(_described(_opened(options)))
    return 0


def _verify(options: argparse.Namespace) -> int:
    _opened(options)
    stored = open_store(options.index).index
    fresh = build_index(load_corpus(options.library), load_embedder_for_building(options.model), progress_bar)
    if not _are_alike(stored, fresh):
        raise StoreError("The index differs from one built anew. Run `python -m index build --force`.")
    sys.stdout.write(f"The index is what its corpus gives: {len(fresh.passages)} passages.\n")
    return 0


def _are_alike(stored: HybridIndex, fresh: HybridIndex) -> bool:
    """Whether both hold the same passages, terms and vectors, these up to rounding."""
    if stored.passages != fresh.passages or stored.lexical.vocabulary != fresh.lexical.vocabulary:
        return False
    postings = [(getattr(stored.lexical, name), getattr(fresh.lexical, name)) for name in ("starts", "rows")]
    numbers = [(stored.lexical.weights, fresh.lexical.weights), (stored.vectors.rows(), fresh.vectors.rows())]
    return all(np.array_equal(ours, theirs) for ours, theirs in postings) and all(
        ours.shape == theirs.shape and np.allclose(ours, theirs, atol=_ROUNDING) for ours, theirs in numbers
    )


def _embed(options: argparse.Namespace) -> int:
    count = embed_file(options.input, options.output, load_embedder(options.model))
    sys.stdout.write(f"{count} texts embedded into {options.output}.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
