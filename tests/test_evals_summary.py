"""A run summed up, by hand: measures in each language, ways of typing, gates of each split, published figures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.types import LANGUAGES, Language
from evals.gates import GATES_FILE, Gates, failed_gates, load_gates
from evals.metrics import Share, score
from evals.publish import latest, publish
from evals.retrieval import Ranked, summarize_retrieval
from evals.runs import Report, Run
from evals.summary import Scored, Summary, summarize
from evals.types import Case, Cited, EvalError, Fact, FactKind, Record

WORDS: dict[Language, str] = {
    "az": "Mənbələrə görə, imzalayanların sayı belədir: 74 [1]",
    "en": "According to the sources, the number of those who signed is: 74 [1]",
    "ru": "По данным источников, число подписавших таково: 74 [1]",
}
PROOF = (Cited(1, "mine", "article", "t", None, None, None, "74", "74"),)


def asked(
    name: str,
    passed: bool,
    language: Language,
    kind: FactKind = "how_many",
    *,
    variant: str = "original",
    after: str = "",
) -> Scored:
    must = () if kind == "unanswerable" else (("74",),)
    fact = Fact(name, "own", kind, {language: "?"}, {}, must, ("mine",))
    case = Case(fact, language, variant, "?", (after,) if after else ())
    refused = passed is (kind == "unanswerable")
    text = "" if refused else WORDS[language]
    record = Record(case, language, text, refused, 10.0, () if refused else PROOF, ())
    return record, score(record)


def in_language(language: Language) -> list[Scored]:
    """Four facts of which three are right, one of them a false premise and one a follow-up; two to refuse, one is."""
    return [
        asked("a", True, language),
        asked("b", False, language),
        asked("c", True, language, "false_premise"),
        asked("d", True, language, after="Earlier?"),
        asked("e", True, language, "unanswerable"),
        asked("f", False, language, "unanswerable"),
    ]


EVERYTHING = [pair for language in LANGUAGES for pair in in_language(language)]
TYPED = [asked("a", True, "ru", variant="latin"), asked("b", False, "ru", variant="latin"),
         asked("c", False, "ru", "false_premise", variant="latin"),
         asked("e", True, "ru", "unanswerable", variant="latin")]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_measures_by_hand(language: Language) -> None:
    summary = summarize(EVERYTHING)
    (found,) = (item for item in summary.languages if item.language == language)
    expected = {
        "right": (3 / 4, 4),
        "premises": (1.0, 1),
        "follow_ups": (1.0, 1),
        "refused": (1 / 2, 2),
        "refusal_precision": (1 / 2, 2),  # b and e were refused, and only e was to be
        "balanced": ((3 / 4 + 1 / 2) / 2, 6),
        "citation_precision": (1.0, 3),
        "citation_recall": (1.0, 3),
        "quotes_exact": (1.0, 6),
        "language_match": (1.0, 6),
    }
    assert {name: (getattr(found, name).value, getattr(found, name).count) for name in expected} == expected
    kinds = {group.name: group.share.value for group in summary.kinds if group.language == language}
    assert kinds == {"false_premise": 1.0, "how_many": 2 / 3, "unanswerable": 1 / 2}


def test_what_typing_costs_is_counted_on_the_same_facts() -> None:
    (found,) = summarize([*EVERYTHING, *TYPED]).robustness
    # a, b and c were typed in Latin letters; as written, a and c are right, so typed, only a
    assert (found.name, found.language, found.typed.count) == ("latin", "ru", 3)
    assert found.written.value == pytest.approx(2 / 3)
    assert found.typed.value == pytest.approx(1 / 3)
    assert found.lost.value == pytest.approx(-1 / 3)
    assert summarize(EVERYTHING).robustness == ()


GATES = Gates(
    {
        "test": {"right": 0.75, "balanced": 0.6, "follow_ups": 0.9, "quotes_exact": 1.0, "language_match": 1.0,
                 "parity": 0.1},
        "dev": {"right": 0.9, "balanced": 0.7, "follow_ups": 0.9, "quotes_exact": 1.0, "language_match": 1.0,
                "parity": 0.1},
    },
    {"right": 0.97},
)  # fmt: skip


def test_each_split_has_gates_of_its_own() -> None:
    summary = summarize(EVERYTHING)
    assert failed_gates(summary, GATES.of("test")) == []
    assert failed_gates(summary, GATES.of("dev")) == [
        sentence
        for language in LANGUAGES
        for sentence in (
            f"{language}: right is 0.750, below its gate of 0.900.",
            f"{language}: balanced is 0.625, below its gate of 0.700.",
        )
    ]
    assert GATES.of("own") == GATES.of("all") == GATES.of("test")


def test_a_language_behind_the_others_misses_parity() -> None:
    worse = [asked("a", False, "az") if pair[0].case.fact.id == "a" and pair[0].case.language == "az" else pair
             for pair in EVERYTHING]  # fmt: skip
    lenient = {**GATES.of("test"), "right": 0.0, "balanced": 0.0}
    said = failed_gates(summarize(worse), lenient)
    assert said == ["az: right is 0.500, more than 0.100 behind the best language at 0.750."]
    assert failed_gates(summarize(worse), lenient | {"parity": 0.25}) == []


def test_the_shipped_gates_ask_for_exact_quotes_everywhere() -> None:
    gates = load_gates(GATES_FILE)
    assert {split: of["quotes_exact"] for split, of in gates.splits.items()} == {"dev": 1.0, "test": 1.0}
    assert gates.aims["right"] >= max(of["right"] for of in gates.splits.values())


# ---- what is published -------------------------------------------------------------------------------


def report(summary: Summary, scored: list[Scored]) -> Report:
    run = Run({"split": "test", "date": "2026-02-23"}, tuple(scored))
    return Report(run, summary, (), GATES, (), None, None, None, "")


SEARCHED = summarize_retrieval([
    Ranked(f"f{number}", language, "?", (41,), found)
    for language in LANGUAGES
    for number, found in enumerate([(41,), (42, 41), (1, 2, 3, 41), ()])
])  # fmt: skip


def test_published_figures_by_hand(tmp_path: Path) -> None:
    scored = [*EVERYTHING, *TYPED]
    file = publish(latest(report(summarize(scored), scored), SEARCHED), tmp_path / "latest.json")
    content = json.loads(file.read_text(encoding="utf-8"))
    assert (content["format"], content["split"], content["date"]) == (1, "test", "2026-02-23")
    assert content["counts"] == {"facts": 4, "unanswerable": 2, "articles": 4}
    assert content["aims"] == {"right": 0.97}
    values = {name: {of[language]["value"] for language in LANGUAGES} for name, of in content["measures"].items()}
    assert values == {
        "right": {0.75}, "refused": {0.5}, "balanced": {0.625}, "follow_ups": {1.0}, "citation_precision": {1.0},
        "citation_recall": {1.0}, "quotes_exact": {1.0}, "language_match": {1.0}, "article_first": {0.25},
        "article_in_three": {0.5},
    }  # fmt: skip
    for measure in content["measures"].values():
        for figure in measure.values():
            assert 0 <= figure["low"] <= figure["value"] <= figure["high"] <= 1


def test_only_a_run_in_all_languages_is_published() -> None:
    scored = [pair for pair in EVERYTHING if pair[0].case.language != "az"]
    with pytest.raises(EvalError, match="no question in 'az'; only one in all three languages"):
        latest(report(summarize(scored), scored), SEARCHED)


def test_a_measure_without_cases_is_not_published() -> None:
    scored = [pair for pair in EVERYTHING if not pair[0].case.history]
    assert "follow_ups" not in latest(report(summarize(scored), scored), SEARCHED)["measures"]


def test_a_share_of_fractions_is_their_mean() -> None:
    half = replace(EVERYTHING[0][1], citation_precision=0.5)
    summary = summarize([(EVERYTHING[0][0], half), EVERYTHING[2]])
    assert summary.languages[0].citation_precision.value == 0.75
    assert isinstance(summary.languages[0].citation_recall, Share)
