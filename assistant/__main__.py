"""`python -m assistant ask|verify`: answers with their numbered quotes, one or many, and the proof of saved ones."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from assistant.batch import BatchError, answer_to_json, read_batch, write_batch
from assistant.engine import Engine
from assistant.messages import quoted
from assistant.saved import UnusableError, read_saved
from assistant.settings import Settings
from assistant.types import Answer, Question, QuestionError
from assistant.verify import CORPUS_CHANGED, HOLDS, NOTHING_CITED, corpus_changed, problems
from corpus.console import exit_code
from corpus.load import Corpus, load_corpus
from corpus.types import LANGUAGES, CorpusError, Language
from index.embed import ModelError
from index.types import StoreError

_MANY: Final = 20  # questions in a batch from which all phrases are better computed at once, beforehand
_CODES: Final = {QuestionError: 2, BatchError: 2, StoreError: 3, CorpusError: 3, ModelError: 3}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code.

    0, 1 when a saved answer no longer holds, 2 for bad input, 3 for an index or model that is not usable.
    """
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    return exit_code(lambda: run(options), _CODES)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="assistant", description="Ask about the UN Convention against Cybercrime.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    ask = commands.add_parser("ask", help="answer a question, or a file of them")
    ask.add_argument("question", nargs="?", help="the question, in Azerbaijani, English or Russian")
    ask.add_argument("--json", action="store_true", help="print one JSON object")
    ask.add_argument("--language", choices=LANGUAGES, help="answer in this language, whatever the question's")
    ask.add_argument("--history", action="append", default=[], metavar="QUESTION", help="an earlier one (repeatable)")
    ask.add_argument("--batch", type=Path, metavar="FILE.jsonl", help="answer every line of a file")
    ask.add_argument("--out", type=Path, metavar="FILE.jsonl", help="where the answers of --batch go")
    ask.set_defaults(run=_ask)
    verify = commands.add_parser("verify", help="re-check the citations of saved answers against the corpus")
    verify.add_argument("files", nargs="+", type=Path, metavar="ANSWER", help="JSON, JSON lines, or a saved page")
    verify.add_argument("--language", choices=LANGUAGES, default="en", help="say it in this language")
    verify.set_defaults(run=_verify)
    return parser


def _ask(options: argparse.Namespace) -> int:
    if options.batch or options.out:
        return _ask_batch(options)
    if options.question is None:
        raise QuestionError('No question was given. Put it in quotes: assistant ask "How many states signed it?"')
    engine = Engine.open(Settings.from_environment())
    answer = engine.answer(Question(options.question, tuple(options.history), options.language))
    sys.stdout.write(json.dumps(answer_to_json(answer), ensure_ascii=False) if options.json else as_text(answer))
    sys.stdout.write("\n")
    return 0


def _ask_batch(options: argparse.Namespace) -> int:
    if not (options.batch and options.out) or options.question is not None:
        raise BatchError("--batch and --out go together, without a question: --batch IN.jsonl --out OUT.jsonl")
    items = read_batch(options.batch, options.language)
    engine = Engine.open(Settings.from_environment())
    engine.warm()
    if len(items) >= _MANY:
        engine.warm_wordings()
    write_batch(options.out, ((item.id, engine.answer(item.question)) for item in items))
    return 0


def _verify(options: argparse.Namespace) -> int:
    corpus = load_corpus(Settings.from_environment().library_dir)
    codes = [_verify_file(path, corpus, options.language) for path in options.files]
    return max(codes)


def _verify_file(path: Path, corpus: Corpus, language: Language) -> int:
    """Say of each answer in a file what no longer holds; 0 if all holds, 1 if something does not, 2 for no answer."""
    try:
        answers = read_saved(path)
    except UnusableError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    found = [(answer, problems(answer, corpus)) for answer in answers]
    for answer, wrong in found:
        name = " ".join(part for part in (str(path), answer.name) if part)
        holds = HOLDS[language].format(count=len(answer.citations)) if answer.citations else NOTHING_CITED[language]
        lines = [problem.text(language) for problem in wrong] or [holds]
        if corpus_changed(answer, corpus):
            lines.append(CORPUS_CHANGED[language])
        sys.stdout.write("".join(f"{name}: {line}\n" for line in lines))
    return int(any(wrong for _, wrong in found))


def as_text(answer: Answer) -> str:
    """Write an answer as a person reads it in a terminal: its text, then each source with its address."""
    lines = [answer.text]
    if answer.standalone_question != answer.question:
        lines.insert(0, f"({answer.standalone_question})")
    if answer.note:
        lines += ["", answer.note]
    if answer.citations:
        lines.append("")
    for citation in answer.citations:
        parts = [citation.document_id, citation.publisher, citation.published, citation.url]
        lines.append(f"[{citation.marker}] " + " · ".join(part for part in parts if part))
        if citation.quote not in answer.text:
            lines.append(f"    {quoted(citation.quote, citation.language)}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
