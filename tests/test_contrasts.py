"""Questions that a sentence answers, and questions that it only seems to: both belong to it, and neither is shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from answers import ask
from copied_data import copied

from assistant.engine import Engine
from assistant.types import Question
from corpus.load import Corpus, load_corpus
from corpus.text import fold
from corpus.types import LANGUAGES, CorpusError, Language
from corpus.wordings import Wordings
from evals.load import load_split

_SHORT = 4  # words
_FEWEST_ASKS, _FEWEST_MISSES = 3, 5


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def lines(side: Wordings) -> set[str]:
    texts = (text for entries in side.values() for words in entries.values() for text in words.values())
    return {line for text in texts for line in text.splitlines()}


def key(question: str) -> str:
    return " ".join(re.findall(r"\w+", fold(question)))


def test_every_sentence_with_wordings_has_both_in_three_languages(corpus: Corpus) -> None:
    for document_id, entries in corpus.wordings.items():
        for start in entries:
            for language in LANGUAGES:
                asks = corpus.asks_at(document_id, start, language).splitlines()
                misses = corpus.misses_at(document_id, start, language).splitlines()
                assert len(asks) >= _FEWEST_ASKS, (document_id, start, language)
                assert len(misses) >= _FEWEST_MISSES, (document_id, start, language)


def test_no_question_stands_on_both_sides(corpus: Corpus) -> None:
    asks, misses = ({key(line) for line in lines(side)} for side in (corpus.asks, corpus.misses))
    assert not asks & misses


def test_none_is_a_held_out_question_word_for_word(corpus: Corpus) -> None:
    held_out = {
        key(question) for fact in load_split("test") if not fact.history for question in fact.questions.values()
    }
    known = {key(line) for line in lines(corpus.asks) | lines(corpus.misses)}
    assert not held_out & known


@pytest.mark.parametrize(
    ("document", "begins", "language", "ask_about", "miss_about"),
    [
        ("brief-signatories-count-en", "As of", "en", "how many", "signator"),
        ("convention-ru", "Конвенция вступает в силу на 90-й день", "ru", "вступ", "Азербайджан"),
        ("convention-az", "Konvensiya ratifikasiya, qəbul, təsdiq və ya qoşulma", "az", "qüvvə", "Azərbaycan"),
    ],
)
def test_they_stand_by_their_own_sentence(  # noqa: PLR0917 - a sentence and what stands by it
    corpus: Corpus, document: str, begins: str, language: Language, ask_about: str, miss_about: str
) -> None:
    start = corpus.document(document).text.index(begins)
    assert ask_about in corpus.asks_at(document, start, language).lower()
    assert miss_about in corpus.misses_at(document, start, language)


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("article-16.yaml", lambda text: text.replace("- asks:", "- asked:", 1), "write `asks` and `misses`"),
        ("article-20.yaml", lambda text: text.replace("    az: |", "    tr: |", 1), "in each of az, en, ru"),
        ("article-21.yaml", lambda text: text[: text.rindex("\n- asks:") + 1], "one for each sentence"),
        ("statements.yaml", lambda text: text.replace("adoption-date:", "no-such-topic:", 1), "no statement"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, change: Callable[[str], str], told: str) -> None:
    data = copied(tmp_path)
    path = data / "contrasts" / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CorpusError, match=told) as raised:
        load_corpus(None, data)
    assert name in str(raised.value)


@pytest.mark.parametrize("side", ["asks", "misses"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_knows_its_own_questions(engine: Engine, language: Language, side: str) -> None:
    start = engine.corpus.document(f"convention-{language}").sections[25].start
    at = getattr(engine.corpus, side)[f"convention-{language}"]
    place = min(number for number in at if number > start)
    known: dict[tuple[str, int], float] = {}
    for question in at[place][language].splitlines():
        evidence = engine.evidence(Question(question, language=language))
        assert evidence is not None
        known |= {item.candidate.key: getattr(item.features, side) for item in evidence.judged}
        if known.get((f"convention-{language}", place), 0.0) == pytest.approx(1, abs=1e-3):
            break
    assert known[f"convention-{language}", place] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize(
    "question",
    [
        "Why was the number of ratifications needed set at forty and not at thirty?",
        "Почему для вступления в силу выбрали именно сорок ратификаций, а не тридцать?",
        "Qüvvəyə minmək üçün niyə məhz qırx ratifikasiya seçilib, otuz yox?",
    ],
)
def test_what_a_sentence_only_seems_to_answer_is_refused_and_no_such_question_is_shown(
    engine: Engine, question: str
) -> None:
    answer = ask(engine, question)
    assert answer.abstained
    # Some questions are as short as "signatories?" or "adoption date", whose words may stand in any answer.
    shown = {line for line in lines(engine.corpus.asks) | lines(engine.corpus.misses) if len(line.split()) > _SHORT}
    assert len(shown) > 100_000
    assert not any(line in answer.text for line in shown)
