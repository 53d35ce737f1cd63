"""Imports point one way, each third-party library has one room, and one module reads the environment."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "corpus": {"corpus"},
    "index": {"corpus", "index"},
    "assistant": {"corpus", "index", "assistant"},
    "evals": {"corpus", "index", "assistant", "evals"},
    "benchmarks": {"corpus", "index", "assistant", "evals", "benchmarks"},
    "web": {"corpus", "index", "assistant", "web"},
    "ui": {"corpus", "index", "assistant", "web"},
}
PATHS = sorted(chain(*((ROOT / package).rglob("*.py") for package in MAY_IMPORT), [ROOT / "ui.py"]))


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


MODULES = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in PATHS}


def imported(tree: ast.AST) -> Iterator[str]:
    """Every module that a tree imports, also inside functions; `from package import module` gives package.module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            inside = [f"{base}.{alias.name}" for alias in node.names]
            yield from (inside if all(name in MODULES for name in inside) else [base])


IMPORTS = {module: set(imported(tree)) for module, tree in MODULES.items()}


def root(module: str) -> str:
    return module.partition(".")[0]


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_one_way(module: str) -> None:
    ours = {root(name) for name in IMPORTS[module]} & MAY_IMPORT.keys()
    assert ours <= MAY_IMPORT[root(module)]


@pytest.mark.parametrize("module", MODULES)
def test_siblings_are_imported_by_their_full_names(module: str) -> None:
    assert not {name for name in IMPORTS[module] if name.startswith(".")}
    assert not IMPORTS[module] & (MAY_IMPORT.keys() - {"ui"})


def test_our_imports_have_no_cycle() -> None:
    graph = {module: names & MODULES.keys() for module, names in IMPORTS.items()}
    TopologicalSorter(graph).prepare()  # raises CycleError, which names the cycle


def users(library: str) -> set[str]:
    return {module for module, names in IMPORTS.items() if library in {root(name) for name in names}}


@pytest.mark.parametrize(
    ("library", "module"),
    [
        ("faiss", "index.vectors"),
        ("httpx", "corpus.fetch"),
        ("pypdf", "corpus.pdf"),
        ("trafilatura", "corpus.webpage"),
        ("docx", "corpus.word"),
        ("tiktoken", "corpus.split"),
        ("snowballstemmer", "corpus.stem"),
        ("openai", "assistant.llm"),
        ("mcp", "web.doors.mcp_server"),
        ("prometheus_client", "web.doors.metrics"),
    ],
)
def test_a_library_has_one_room(library: str, module: str) -> None:
    assert {user for user in users(library) if root(user) != "benchmarks"} == {module}


def test_a_language_model_is_asked_in_one_room_and_imported_only_then() -> None:
    clients = {
        module for module, names in IMPORTS.items() if any(name.startswith("llama_index.llms") for name in names)
    }
    assert clients == {"assistant.llm"}
    asking = {module for module, names in IMPORTS.items() if "assistant.llm" in names}
    body: list[ast.stmt] = [
        node for node in MODULES["assistant.served"].body if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    tops = set(imported(ast.Module(body, [])))
    assert asking == {"assistant.served"}
    assert "assistant.llm" not in tops


def test_gradio_is_in_the_web_chat_alone() -> None:
    assert {root(module) for module in users("gradio")} <= {"web", "ui"}


@pytest.mark.parametrize("library", ["torch", "sentence_transformers", "transformers"])
def test_torch_is_for_training_and_other_models_alone(library: str) -> None:
    training = {"index.train", "index.distil", "index.teacher", "index.learning", "index.reader_network"}
    training |= {"index.train_reader", "index.train_grams", "index.cross_network", "index.train_cross"}
    assert users(library) <= {*training, "index.hub", "index.static_module"}


def test_answering_does_not_import_torch_when_it_starts() -> None:
    """Follow the imports at the top of modules from the command line; those in functions run only when asked for."""
    seen: set[str] = set()
    waiting = ["assistant.__main__"]
    while waiting:
        module = waiting.pop()
        seen.add(module)
        tops = ast.Module([node for node in MODULES[module].body if isinstance(node, ast.Import | ast.ImportFrom)], [])
        waiting += [name for name in imported(tops) if name in MODULES and name not in seen]
        heavy = {root(name) for name in imported(tops)}
        assert not heavy & {"torch", "sentence_transformers", "transformers", "gradio", "tiktoken", "llama_index"}, (
            module
        )
    assert {"assistant.engine", "index.vectors", "corpus.load"} <= seen


# Beside the settings: a library that reads the environment itself is told there what to do.
MAY_TOUCH_THE_ENVIRONMENT = {"corpus.settings", "corpus.split", "index.hub", "ui", "web", "benchmarks.load"}


@pytest.mark.parametrize("module", MODULES)
def test_one_module_reads_the_environment(module: str) -> None:
    attributes = {node.attr for node in ast.walk(MODULES[module]) if isinstance(node, ast.Attribute)}
    if attributes & {"environ", "getenv", "putenv"}:
        assert module in MAY_TOUCH_THE_ENVIRONMENT
