"""`python -m web feedback export FILE.yaml`: what visitors said of answers, as cases for the evals."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from assistant.asking import kind_of
from corpus.console import exit_code
from corpus.settings import Settings
from web.opinions import Opinion, Opinions, OpinionsError

FILE_NAME: Final = "feedback.sqlite"  # in the library's folder, beside what the user added
_HEAD: Final = """\
# What visitors said of answers, exported by `python -m web feedback export`. Nobody has checked it yet.
# Cases that visitors found helpful stand as facts: the answer has to keep its first quote, from one of its sources.
# What they found not helpful stands below as comments: only a person can say what is right, so give each one its
# `must` and `documents` (or `kind: unanswerable`), take the `#` away, and run `python -m evals run --facts FILE`.
"""
# What a question asks for -> the kind of a known fact; whatever else is asked counts as "which".
_KIND_NAMES: Final = "who when where how_many whether list define summary"
_KINDS: Final = frozenset(_KIND_NAMES.split())


class ExportError(Exception):
    """The cases cannot be written; the message says why and what to do."""


def open_opinions(settings: Settings) -> Opinions:
    """Return the opinions of the library's folder; no file is made before the first is stored."""
    return Opinions(settings.library_dir / FILE_NAME)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `export FILE.yaml` or `clear`; return 0, or 2 for a file that cannot be used."""
    options = _parser().parse_args(arguments)
    opinions = open_opinions(Settings.from_environment())

    def run() -> int:
        if options.command == "clear":
            sys.stdout.write(f"Deleted {opinions.clear()} opinions.\n")
            return 0
        found = opinions.all()
        _write(options.file, cases_yaml(found))
        sys.stdout.write(f"Wrote {options.file}: {len(found)} opinions.\n")
        return 0

    return exit_code(run, {OpinionsError: 2, ExportError: 2})


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="web feedback", description="What visitors said of answers.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    export = commands.add_parser("export", help="write the opinions as cases for the evals")
    export.add_argument("file", type=Path, metavar="FILE.yaml", help="a new file")
    commands.add_parser("clear", help="delete every opinion that is stored")
    return parser


def _write(file: Path, text: str) -> None:
    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError:
        raise ExportError(f"{file} exists, and maybe somebody has worked on it; give another name.") from None
    except OSError as error:
        raise ExportError(f"{file} cannot be written ({error.strerror}); check the folder and its rights.") from error


def cases_yaml(opinions: Iterable[Opinion]) -> str:
    """Return the opinions as a file of facts, those on one question together; the file loads as it stands."""
    facts: list[str] = []
    to_judge: list[str] = []
    for name, given in sorted(_by_question(opinions).items()):
        helpful = [opinion for opinion in given if opinion.helpful]
        case = _case(name, given, helpful[0] if helpful else given[0])
        is_fact = len(helpful) * 2 > len(given) and ("must" in case or case["kind"] == "unanswerable")
        (facts if is_fact else to_judge).append(_block(case) if is_fact else _commented(case, given))
    return "\n".join([_HEAD, *(facts or ["[]\n"]), *to_judge])


def _by_question(opinions: Iterable[Opinion]) -> dict[str, list[Opinion]]:
    """Return the opinions by a name for what was asked: the language, the question and what it leans on."""
    found: dict[str, list[Opinion]] = {}
    for opinion in sorted(opinions, key=lambda opinion: opinion.id):
        asked = json.dumps([opinion.language, opinion.question, opinion.history], ensure_ascii=False)
        found.setdefault(f"feedback-{hashlib.sha256(asked.encode()).hexdigest()[:12]}", []).append(opinion)
    return found


def _case(name: str, given: Sequence[Opinion], shown: Opinion) -> dict[str, Any]:
    """Return a fact as a file of facts holds it; without `must` where the answer quoted nothing."""
    kind = kind_of(shown.question)
    case: dict[str, Any] = {
        "id": name,
        "kind": "unanswerable" if shown.status == "refused" else kind if kind in _KINDS else "which",
        "questions": {shown.language: shown.question},
    }
    if shown.history:
        case["history"] = {shown.language: list(shown.history)}
    if shown.status == "answered" and shown.lead:
        case |= {"must": [{"any": [shown.lead]}], "documents": list(shown.documents), "articles": list(shown.articles)}
    helpful = sum(opinion.helpful for opinion in given)
    case["why"] = f"Visitors: {helpful} of {len(given)} found it helpful." + "".join(
        f" “{opinion.note}”" for opinion in given if opinion.note
    )
    return case


def _block(case: dict[str, Any]) -> str:
    text: str = yaml.safe_dump([case], allow_unicode=True, sort_keys=False, width=110)
    return text


def _commented(case: dict[str, Any], given: Sequence[Opinion]) -> str:
    """Return a case to be judged by a person: as comments, with what was answered."""
    wanting = {key: value for key, value in case.items() if key not in {"must", "documents", "articles"}}
    answers = sorted({opinion.answer for opinion in given})
    text = _block(wanting) + "".join(
        f"# was answered: {json.dumps(answer, ensure_ascii=False)}\n" for answer in answers
    )
    return "".join(f"# {line}\n" for line in text.splitlines())
