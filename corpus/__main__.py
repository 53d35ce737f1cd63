"""`python -m corpus list|show|add|verify|import-convention`: look at the corpus, add to it, prove it."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from corpus.console import exit_code
from corpus.load import load_corpus
from corpus.settings import Settings
from corpus.types import LANGUAGES, CorpusError
from corpus.verify import verify


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code: 0, 1 when the corpus is not proved, 2 for bad input."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    return exit_code(lambda: run(options), {CorpusError: 2})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="corpus", description="The documents that the assistant may quote.")
    library = Settings.from_environment().library_dir
    parser.add_argument(
        "--library", type=Path, default=library, help="folder of added documents (default: %(default)s)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("list", help="list the documents").set_defaults(run=_list)
    show = commands.add_parser("show", help="print a document's text, exactly as it is quoted")
    show.add_argument("id")
    show.add_argument("--json", action="store_true", help="print the whole document as JSON")
    show.set_defaults(run=_show)
    commands.add_parser("verify", help="prove offsets, evidence and the digest").set_defaults(run=_verify)
    add = commands.add_parser("add", help="add a txt, md, html or pdf file, or a page from the web")
    add.add_argument("source", metavar="FILE|URL")
    add.add_argument("--language", choices=LANGUAGES, help="instead of detecting it")
    add.add_argument("--title")
    add.add_argument("--publisher")
    add.add_argument("--published", metavar="YYYY-MM-DD")
    add.set_defaults(run=_add)
    official = commands.add_parser("import-convention", help="import the official text of the Convention")
    official.add_argument("source", nargs="?", metavar="FILE|URL", help="a file, or an address (default: the UN's)")
    official.add_argument("--language", choices=("en", "ru", "fr", "es", "ar", "zh"), default="en")
    official.set_defaults(run=_import_convention)
    return parser


def _list(options: argparse.Namespace) -> int:
    documents = load_corpus(options.library).documents
    width = max(len(document.id) for document in documents)
    for document in documents:
        known = " · ".join(part for part in (document.publisher, document.published, document.edition) if part)
        sys.stdout.write(f"{document.id:<{width}}  {document.language}  {len(document.text):>7,} characters  {known}\n")
    return 0


def _show(options: argparse.Namespace) -> int:
    try:
        document = load_corpus(options.library).document(options.id)
    except KeyError as error:
        raise CorpusError(f"There is no document {options.id!r}. `python -m corpus list` lists them.") from error
    sys.stdout.write(json.dumps(asdict(document), ensure_ascii=False) if options.json else document.text)
    sys.stdout.write("\n")
    return 0


def _verify(options: argparse.Namespace) -> int:
    corpus = load_corpus(options.library)
    problems = verify(corpus)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    quotes = sum(len(brief.evidence) for brief in corpus.briefs)
    result = "all proved" if not problems else f"{len(problems)} problems"
    sys.stdout.write(
        f"{len(corpus.documents)} documents, {len(corpus.briefs)} statements in three languages "
        f"with {quotes} quotes: {result}\n"
    )
    return 1 if problems else 0


def _add(options: argparse.Namespace) -> int:
    from corpus.ingest import add  # noqa: PLC0415 - extraction libraries are slow to import, and only this needs them

    document = add(
        options.source,
        options.library,
        language=options.language,
        title=options.title,
        publisher=options.publisher,
        published=options.published,
        existing=load_corpus(options.library).documents,
    )
    sys.stdout.write(f"Added {document.id} ({document.language}, {len(document.text):,} characters).\n")
    sys.stdout.write("Run `python -m index build` to answer from it.\n")
    return 0


def _import_convention(options: argparse.Namespace) -> int:
    from corpus.convention_import import import_convention  # noqa: PLC0415 - as above

    document = import_convention(options.source, options.language, options.library)
    sys.stdout.write(f"Imported {document.id}: {len(document.text):,} characters.\n")
    sys.stdout.write("Run `python -m index build` to answer from it.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
