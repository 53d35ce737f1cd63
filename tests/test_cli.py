"""The three command lines: what they print, their exit codes, and one sentence for whatever goes wrong."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from answers import ask
from conftest import BagOfWords

from assistant.__main__ import main as assistant_main
from assistant.engine import Engine
from assistant.settings import Settings
from corpus.__main__ import main as corpus_main
from corpus.console import exit_code
from index.__main__ import main as index_main
from index.build import build
from index.model_files import MODEL_FOLDER

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "How many countries signed the Convention?"
Main = Callable[[list[str]], int]


@pytest.fixture(autouse=True)
def environment(home: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command works in the tests' folders, where the index is built already."""
    del engine
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(home.index_dir))
    monkeypatch.setenv("ASSISTANT_LIBRARY_DIR", str(home.library_dir))
    monkeypatch.delenv("ASSISTANT_EMBEDDING_MODEL", raising=False)


@pytest.fixture
def own_index(home: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the index that a test may damage, with a library of its own."""
    folder = tmp_path / "index"
    shutil.copytree(home.index_dir, folder)
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(folder))
    monkeypatch.setenv("ASSISTANT_LIBRARY_DIR", str(tmp_path / "library"))
    return folder


def run(main: Main, *arguments: object) -> int:
    """Run a command; what argparse refuses ends as it would in a shell."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as stopped:
        assert isinstance(stopped.code, int)
        return stopped.code


def fails(main: Main, *arguments: object, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a command that must fail with a sentence and nothing on the output; return its code and the sentence."""
    code = run(main, *arguments)
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Traceback" not in printed.err
    last = printed.err.rstrip("\n").split("\n")[-1].split("\r")[-1].strip()
    assert last
    assert len(last) < 500
    return code, last


# assistant


def test_ask_prints_the_answer_and_its_sources(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(assistant_main, "ask", QUESTION) == 0
    printed = capsys.readouterr()
    answer = ask(engine, QUESTION)
    text, sources = printed.out.split("\n\n")
    assert text == answer.text
    assert [line.split(" ")[:2] for line in sources.strip().split("\n")] == [
        [f"[{citation.marker}]", citation.document_id] for citation in answer.citations
    ]
    assert printed.err == ""


def test_ask_shows_how_a_follow_up_was_understood(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(assistant_main, "ask", "And the president?", "--history", "When did parliament approve the law?") == 0
    assert capsys.readouterr().out.startswith("(When did the president approve the law?)\n")


def test_ask_json_is_one_object(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(assistant_main, "ask", "--json", "--language", "az", QUESTION) == 0
    [line] = capsys.readouterr().out.splitlines()
    printed = json.loads(line)
    expected = ask(engine, QUESTION, language="az")
    assert (printed["language"], printed["answer"]) == ("az", expected.text)
    assert [citation["quote"] for citation in printed["citations"]] == [item.quote for item in expected.citations]


@pytest.mark.parametrize("times", [1, 7])  # of so many as seven times three all phrases are computed beforehand
def test_a_batch_from_file_to_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], times: int) -> None:
    asked = [
        {"id": "b", "question": "Сколько государств подписали Конвенцию?"},
        {"id": "a", "question": "Bəs prezident?", "history": ["Parlament qanunu nə vaxt qəbul edib?"]},
        {"id": 3, "question": "What is the weather in Baku today?", "language": "ru"},
    ]
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps(item) for item in asked * times), encoding="utf-8")
    assert run(assistant_main, "ask", "--batch", source, "--out", out) == 0
    assert capsys.readouterr().out == ""
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["language"], row["abstained"]) for row in rows] == [
        ("b", "ru", False),
        ("a", "az", False),
        (3, "ru", True),
    ] * times
    assert "74" in rows[0]["answer"]
    assert "23 fevral 2026" in rows[1]["answer"]


def test_a_bad_batch_answers_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(f'{{"id": 1, "question": "{QUESTION}"}}\n{{"id": 2}}\n', encoding="utf-8")
    out.write_text("old", encoding="utf-8")
    code, message = fails(assistant_main, "ask", "--batch", source, "--out", out, capsys=capsys)
    assert (code, message.startswith(f"{source}, line 2: ")) == (2, True)
    assert out.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["ask", ""], "The question is empty."),
        (["ask", " \u200b "], "The question is empty."),
        (["ask", "a" * 10_000], "The question has 10000 characters; the limit is 2000."),
        (["ask"], "No question was given."),
        (["ask", "--batch", "in.jsonl"], "--batch and --out go together"),
        (["ask", "--out", "out.jsonl"], "--batch and --out go together"),
        (["ask", "--batch", "in.jsonl", "--out", "out.jsonl", "When?"], "--batch and --out go together"),
        (["ask", "--batch", "/none/in.jsonl", "--out", "out.jsonl"], "The batch file /none/in.jsonl cannot be read"),
        (["ask", "--language", "fr", "When?"], "assistant ask: error: argument --language: invalid choice: 'fr'"),
        ([], "assistant: error: the following arguments are required: COMMAND"),
        (["sing"], "assistant: error: argument COMMAND: invalid choice: 'sing'"),
    ],
)
def test_bad_input_to_the_assistant(arguments: list[str], expected: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, message = fails(assistant_main, *arguments, capsys=capsys)
    assert code == 2
    assert message.startswith(expected)


def test_ask_builds_a_missing_index(tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(tmp_path / "deep" / "index"))
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", QUESTION], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.startswith(ask(engine, QUESTION).text)
    assert done.stderr.startswith("Building the index")
    assert run(index_main, "status") == 0


@pytest.mark.parametrize("missing", ["config.json", "model.safetensors"])
def test_a_model_with_a_missing_file(
    missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, model)
    (model / missing).unlink()
    monkeypatch.setenv("ASSISTANT_EMBEDDING_MODEL", str(model))
    for main, arguments in [(assistant_main, ["ask", QUESTION]), (index_main, ["status"]), (index_main, ["build"])]:
        code, message = fails(main, *arguments, capsys=capsys)
        assert code == 3
        assert message.startswith(f"{model / missing} cannot be read (No such file or directory): ")


def test_a_model_folder_that_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDING_MODEL", str(tmp_path / "none"))
    assert fails(assistant_main, "ask", QUESTION, capsys=capsys) == (
        3,
        f"{tmp_path / 'none'} is no folder: name a model's folder, or a hub model as owner/name",
    )


def test_an_empty_model_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_EMBEDDING_MODEL", str(tmp_path))
    code, message = fails(assistant_main, "ask", QUESTION, capsys=capsys)
    assert code == 3
    assert message.startswith(f"the embedding model {tmp_path} cannot be loaded")


def test_a_stale_index(own_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(index_main, "status") == 0
    capsys.readouterr()
    note = tmp_path / "note.txt"
    note.write_text("The Lankaran laboratory employs 37 analysts.\n", encoding="utf-8")
    assert run(corpus_main, "add", note, "--language", "en", "--published", "2026-05-14") == 0
    assert capsys.readouterr().out.startswith("Added note-2026-05-14-en (en, 44 characters).\n")
    for main, arguments in [(assistant_main, ["ask", QUESTION]), (index_main, ["status"])]:
        code, message = fails(main, *arguments, capsys=capsys)
        assert code == 3
        assert message.startswith("The index is stale: the corpus has changed")
        assert "Run `python -m index build`" in message
    assert run(index_main, "build") == 0
    assert run(assistant_main, "ask", "How many analysts does the Lankaran laboratory employ?") == 0
    assert "37 analysts" in capsys.readouterr().out
    assert own_index.is_dir()


def damage(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("name", ["corpus.json", "vectors.faiss", "postings.bin", "manifest.json"])
def test_a_damaged_index(own_index: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    [path] = own_index.glob(f"build-*/{name}")
    damage(path)
    for main, arguments in [(assistant_main, ["ask", QUESTION]), (index_main, ["status"]), (index_main, ["verify"])]:
        code, message = fails(main, *arguments, capsys=capsys)
        assert code == 3
        assert message == (
            f"The index is damaged: {path} is not what was written. Run `python -m index build` to build it anew."
        )


def test_a_damaged_index_is_built_anew(own_index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own_index / "current").write_text("build-of-nothing", encoding="utf-8")
    code, message = fails(assistant_main, "ask", QUESTION, capsys=capsys)
    assert code == 3
    assert "the file current names no build: 'build-of-nothing'" in message
    assert run(index_main, "build") == 0
    assert run(index_main, "status") == 0
    described = capsys.readouterr().out.splitlines()
    assert described[0] == described[1]


def test_an_index_folder_that_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("kept", encoding="utf-8")
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(file / "index"))
    code, message = fails(index_main, "build", capsys=capsys)
    assert code == 3
    assert message.startswith(f"The index cannot be written to {file / 'index'}: Not a directory.")
    assert file.read_text(encoding="utf-8") == "kept"


# index


def test_the_index_is_built_once(capsys: pytest.CaptureFixture[str], home: Settings, engine: Engine) -> None:
    assert run(index_main, "build") == 0
    assert capsys.readouterr().out == f"The index in {home.index_dir} is up to date.\n"
    assert run(index_main, "status") == 0
    assert capsys.readouterr().out.startswith(
        f"{len(engine.corpus.documents)} documents, {len(engine.index.passages)} passages, "
    )


@pytest.mark.parametrize("command", ["status", "verify"])
def test_there_is_no_index(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(tmp_path))
    expected = f"There is no index in {tmp_path}. Run `python -m index build` to build it anew."
    assert fails(index_main, command, capsys=capsys) == (3, expected)


def test_verify_compares_the_index_with_one_built_anew(
    own_index: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("index.__main__.load_embedder_for_building", lambda _name: engine.embedder)
    assert run(index_main, "verify") == 0
    passages = len(engine.index.passages)
    assert capsys.readouterr().out == f"The index is what its corpus gives: {passages} passages.\n"
    build(own_index, engine.corpus, BagOfWords(engine.embedder.dimension, engine.embedder.model_id))
    assert run(index_main, "status") == 0
    capsys.readouterr()
    expected = "The index differs from one built anew. Run `python -m index build --force`."
    assert fails(index_main, "verify", capsys=capsys) == (3, expected)


def test_embed(tmp_path: Path, engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    texts = ["How many?", "Сколько?", "Neçə dövlət?"]
    source, out = tmp_path / "texts.txt", tmp_path / "vectors.npy"
    source.write_text("\r\n".join(texts), encoding="utf-8")
    assert run(index_main, "embed", "--in", source, "--out", out) == 0
    assert capsys.readouterr().out == f"3 texts embedded into {out}.\n"
    vectors = np.load(out)
    assert vectors.dtype == np.float32
    np.testing.assert_array_equal(vectors, engine.embedder.embed_passages(texts))
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_embed_without_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, message = fails(
        index_main, "embed", "--in", tmp_path / "none.txt", "--out", tmp_path / "v.npy", capsys=capsys
    )
    assert (code, message.startswith(f"{tmp_path / 'none.txt'} cannot be read")) == (3, True)
    assert list(tmp_path.iterdir()) == []


# corpus


def test_list_names_every_document(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(corpus_main, "list") == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == [document.id for document in engine.corpus.documents]
    [undated] = [line for line in lines if line.startswith("omm-undated-en")]
    assert undated.endswith("Operative Information Center (OMM) · source")


@pytest.mark.parametrize("document_id", ["trend-2026-02-10-ru", "dayaz-2026-02-10-az", "convention-en"])
def test_show_prints_what_is_quoted(document_id: str, engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(corpus_main, "show", document_id) == 0
    assert capsys.readouterr().out == engine.document(document_id).text + "\n"
    assert run(corpus_main, "show", "--json", document_id) == 0
    shown = json.loads(capsys.readouterr().out)
    assert (shown["id"], shown["text"], shown["url"]) == (document_id, engine.document(document_id).text, None) or (
        shown["kind"] == "convention"
    )


def test_show_of_an_unknown_document(capsys: pytest.CaptureFixture[str]) -> None:
    expected = "There is no document 'nope'. `python -m corpus list` lists them."
    assert fails(corpus_main, "show", "nope", capsys=capsys) == (2, expected)


def test_verify_proves_the_corpus(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(corpus_main, "verify") == 0
    printed = capsys.readouterr().out
    assert printed.startswith(f"{len(engine.corpus.documents)} documents, {len(engine.corpus.briefs)} statements ")
    assert printed.endswith(": all proved\n")


def test_add_refuses_and_keeps_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = tmp_path / "library"
    empty = tmp_path / "empty.txt"
    empty.touch()
    bad_date = tmp_path / "note.txt"
    bad_date.write_text("The law was approved by the parliament of the country.", encoding="utf-8")
    cases: list[tuple[list[object], str]] = [
        ([empty], str(empty)),
        ([tmp_path / "none.txt"], "does not exist"),
        ([tmp_path], "is not a file"),
        (["ftp://example.org/a.txt"], "is not an http or https address"),
        ([bad_date, "--published", "2026-02-30"], "The date '2026-02-30' is not a date."),
    ]
    for arguments, wrong in cases:
        code, message = fails(corpus_main, "--library", library, "add", *arguments, capsys=capsys)
        assert code == 2
        assert wrong in message
    assert not list(library.rglob("*.txt"))


def test_importing_what_is_not_the_convention(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note = tmp_path / "note.txt"
    note.write_text("Article 1. A note about nothing in particular.", encoding="utf-8")
    code, message = fails(corpus_main, "--library", tmp_path, "import-convention", note, capsys=capsys)
    assert code == 2
    assert "note.txt" in message
    assert not (tmp_path / "official").exists()


# the shell


@pytest.mark.parametrize(
    "arguments", [["corpus", "show", "convention-en"], ["corpus", "list"], ["assistant", "ask", "Article 41"]]
)
def test_a_reader_that_goes_away(arguments: list[str]) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr as errors:
        said = errors.read()
    assert (process.wait(), said) == (0, b"")


def test_ctrl_c_ends_a_command_quietly(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    assert exit_code(interrupted, {ValueError: 2}) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("encoding", ["ascii", "cp1251"])
def test_output_is_utf_8_whatever_the_locale(encoding: str, engine: Engine) -> None:
    environment = os.environ | {"PYTHONIOENCODING": encoding}
    command = [sys.executable, "-m", "corpus", "show", "dayaz-2026-02-10-az"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, env=environment, check=True)
    assert done.stdout.decode() == engine.document("dayaz-2026-02-10-az").text + "\n"
