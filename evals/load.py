"""Known facts from YAML files: checked when read, with errors that name file, fact and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

import yaml

from corpus.types import ARTICLE_COUNT, LANGUAGES, Language
from evals.types import KINDS, EvalError, Fact, FactKind, Split

FACTS: Final = Path(__file__).resolve().parent / "facts"
RETRIEVAL_FILES: Final = {"dev": FACTS / "dev_convention_articles.yaml", "test": FACTS / "convention_articles.yaml"}
ADDED: Final = Path(__file__).resolve().parent / "added"
NAMES_FILE: Final = FACTS / "names.yaml"
_FIELDS: Final = frozenset(
    {"id", "kind", "questions", "history", "must", "documents", "articles", "why"},
)


def load_split(split: str) -> tuple[Fact, ...]:
    """Load the facts that come with the project: of `dev`, of `test`, or of both with `all`."""
    wanted = ("dev", "test") if split == "all" else (split,)
    files = [path for prefix in wanted for path in sorted(FACTS.glob(f"{prefix}_*.yaml"))]
    return load_facts(file for file in files if file not in RETRIEVAL_FILES.values())


def load_added() -> tuple[Fact, ...]:
    """Load the facts on the made-up documents of `added/`, on which the gate for added documents is fitted."""
    return load_facts(sorted(ADDED.glob("*.yaml")))


def load_facts(files: Iterable[Path]) -> tuple[Fact, ...]:
    """Load files of facts, in order; the names they share come from names.yaml; ids must be unique over all."""
    names = load_names(NAMES_FILE)
    facts: list[Fact] = []
    seen: dict[str, Path] = {}
    for file in files:
        for fact in _load_file(file, names):
            if fact.id in seen:
                places = f"in {seen[fact.id]} and in {file}"
                raise EvalError(f"The id {fact.id!r} stands twice, {places}; give one of the two another id.")
            seen[fact.id] = file
            facts.append(fact)
    return tuple(facts)


def load_names(file: Path) -> dict[str, tuple[str, ...]]:
    """Load the shared names: name -> alternatives in the three languages."""
    content = _read_yaml(file)
    if not isinstance(content, dict):
        raise EvalError(f"{file} holds no mapping; write lines such as `hanoi: [Hanoi, Ханой, Hanoy]`.")
    return {str(name): tuple(str(word) for word in words) for name, words in content.items()}


def _load_file(file: Path, names: Mapping[str, tuple[str, ...]]) -> list[Fact]:
    content = _read_yaml(file)
    if not isinstance(content, list):
        raise EvalError(f"{file} holds no list of facts; begin each fact with `- id: …`.")
    split: Split = "dev" if file.name.startswith("dev_") else "test" if file.name.startswith("test_") else "own"
    return [_Entry(file, number, entry, names).fact(split) for number, entry in enumerate(content, start=1)]


def _read_yaml(file: Path) -> Any:  # noqa: ANN401 - what a file holds is known only after it is checked
    try:
        return yaml.load(file.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a kind of SafeLoader
    except FileNotFoundError:
        raise EvalError(f"There is no file {file}; check the name given to --facts.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise EvalError(f"{file} cannot be read ({error}); it must be a UTF-8 text file.") from error
    except yaml.YAMLError as error:
        raise EvalError(f"{file} is not valid YAML: {_said(error)}. Mend that place.") from error


def _said(error: yaml.YAMLError) -> str:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"line {error.problem_mark.line + 1}, column {error.problem_mark.column + 1}: {error.problem}"
    return " ".join(str(error).split())


class _Loader(yaml.SafeLoader):
    """Takes no field twice: YAML would silently keep the second alone."""


def _mapping(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    seen = set()
    for key, _ in node.value:
        if not isinstance(key, yaml.ScalarNode):
            continue
        if key.value in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the field {key.value!r} stands twice", key.start_mark)
        seen.add(key.value)
    return loader.construct_mapping(node, deep=True)


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One entry of a file while it is checked; it knows where it stands, so that its errors can say so."""

    file: Path
    number: int
    entry: Any
    names: Mapping[str, tuple[str, ...]]

    def fact(self, split: Split) -> Fact:
        if not isinstance(self.entry, dict):
            raise self._error(f"is {self.entry!r}, no mapping", "write `- id: …` and its fields below")
        if unknown := sorted(str(field) for field in self.entry if field not in _FIELDS):
            raise self._error(f"has the unknown field {unknown[0]!r}", f"use only {', '.join(sorted(_FIELDS))}")
        if not isinstance(self.entry.get("id"), str) or not self.entry["id"].strip():
            raise self._error("has no id", "give it a short name, for example `id: signatories-count`")
        kind = self._kind()
        fact = Fact(
            self.entry["id"], split, kind, self._questions(), self._history(), self._must(),
            tuple(self._strings("documents")), self._articles(), str(self.entry.get("why", "")), self.file.stem,
        )  # fmt: skip
        self._check_proof(fact)
        return fact

    def _error(self, what: str, remedy: str) -> EvalError:
        name = self.entry.get("id") if isinstance(self.entry, dict) else None
        return EvalError(f"{self.file}, fact {name or f'number {self.number}'}: {what}; {remedy}.")

    def _kind(self) -> FactKind:
        kind = self.entry.get("kind")
        if kind not in KINDS:
            raise self._error(f"has the kind {kind!r}", f"use one of {', '.join(KINDS)}")
        return cast("FactKind", kind)

    def _questions(self) -> dict[Language, str]:
        given = self.entry.get("questions")
        if not isinstance(given, dict) or not given:
            raise self._error("has no questions", "write `questions: {en: …, ru: …, az: …}`")
        self._check_languages("questions", given)
        for language, question in given.items():
            if not isinstance(question, str) or not question.strip():
                raise self._error(f"has the {language} question {question!r}", "write the question in quotation marks")
        return {language: given[language] for language in LANGUAGES if language in given}

    def _history(self) -> dict[Language, tuple[str, ...]]:
        given = self.entry.get("history", {})
        if not isinstance(given, dict) or not all(_is_strings(turns) for turns in given.values()):
            raise self._error(
                "has a history that is no lists of questions", "write `history: {en: […], ru: […], az: […]}`"
            )
        self._check_languages("history", given)
        if given and set(given) != set(self.entry["questions"]):
            raise self._error("has a history in other languages than its questions", "give both in the same languages")
        return {language: tuple(turns) for language, turns in given.items()}

    def _check_languages(self, field: str, given: Mapping[str, object]) -> None:
        if unknown := [language for language in given if language not in LANGUAGES]:
            raise self._error(f"has {field} in {unknown[0]!r}", f"use only {', '.join(LANGUAGES)}")

    def _must(self) -> tuple[tuple[str, ...], ...]:
        groups = self.entry.get("must", [])
        if not isinstance(groups, list):
            raise self._error(
                "has a `must` that is no list", 'write `must:` and below it lines such as `- any: ["74"]`'
            )
        return tuple(self._group(group) for group in groups)

    def _group(self, group: object) -> tuple[str, ...]:
        if not isinstance(group, dict) or not group or not set(group) <= {"any", "name"}:
            raise self._error(f"has the `must` group {group!r}", 'write `- any: ["74"]` or `- name: hanoi`')
        name, alternatives = group.get("name"), group.get("any", [])
        if name is not None and name not in self.names:
            raise self._error(f"uses the unknown name {name!r}", f"add it to {NAMES_FILE.name} or write `any: […]`")
        if not _is_strings(alternatives):
            raise self._error(
                f"has the alternatives {alternatives!r}", 'write them in quotation marks: ["74", "2024-12-24"]'
            )
        return (*(self.names[name] if name is not None else ()), *alternatives)

    def _strings(self, field: str) -> Sequence[str]:
        given = self.entry.get(field, [])
        if not _is_strings(given):
            raise self._error(f"has {field} that are no list of names", f"write `{field}: [name, …]`")
        return cast("Sequence[str]", given)

    def _articles(self) -> tuple[int, ...]:
        given = self.entry.get("articles", [])
        if not isinstance(given, list) or not all(type(n) is int and 1 <= n <= ARTICLE_COUNT for n in given):
            raise self._error(
                f"has the articles {given!r}", f"write numbers from 1 to {ARTICLE_COUNT}, as `articles: [41]`"
            )
        return tuple(given)

    def _check_proof(self, fact: Fact) -> None:
        if fact.kind == "retrieval" and not fact.articles:
            raise self._error("names no article", "say which article answers it, as `articles: [41]`")
        if fact.kind in {"retrieval", "unanswerable"}:
            return
        if not all(fact.must) or not fact.must:
            raise self._error("says not what its answer must hold", 'write `must:` with lines such as `- any: ["74"]`')
        if not fact.documents and not fact.articles:
            raise self._error("says not what may prove it", "write `documents: […]` or `articles: […]`")


def _is_strings(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(item, str) and item.strip() for item in given)
