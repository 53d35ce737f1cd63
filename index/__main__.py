"""`python -m index build|status|verify|embed`: the index on disk."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.load import fingerprint, load_corpus
from corpus.settings import Settings
from corpus.types import CorpusError
from index.build import build, build_index, progress_bar
from index.embed import ModelError, embed_file
from index.hub import load_embedder, load_embedder_for_building
from index.store import check, open_store, read_manifest
from index.types import Manifest, StoreError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, 2 for bad input, 3 for an index or model that is not usable."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], None] = options.run
    try:
        run(options)
    except CorpusError as error:
        return _fail(error, 2)
    except (StoreError, ModelError) as error:
        return _fail(error, 3)
    return 0


def _fail(error: Exception, code: int) -> int:
    sys.stderr.write(f"{error}\n")
    return code


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


def _build(options: argparse.Namespace) -> None:
    if not options.force and _is_sound(options):
        sys.stdout.write(f"The index in {options.index} is up to date.\n")
        return
    manifest = build(options.index, load_corpus(options.library), load_embedder(options.model), progress_bar)
    sys.stdout.write(_described(manifest))


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


def _status(options: argparse.Namespace) -> None:
    sys.stdout.write(_described(_opened(options)))


def _verify(options: argparse.Namespace) -> None:
    _opened(options)
    stored = open_store(options.index).index
    fresh = build_index(load_corpus(options.library), load_embedder_for_building(options.model), progress_bar)
    if stored.passages != fresh.passages or stored.lexical.vocabulary != fresh.lexical.vocabulary:
        raise StoreError("The index differs from one built anew. Run `python -m index build --force`.")
    sys.stdout.write(f"The index is what its corpus gives: {len(fresh.passages)} passages.\n")


def _embed(options: argparse.Namespace) -> None:
    count = embed_file(options.input, options.output, load_embedder(options.model))
    sys.stdout.write(f"{count} texts embedded into {options.output}.\n")


if __name__ == "__main__":
    sys.exit(main())
