"""What visitors say of answers: stored only with consent, withdrawn, exported into cases that the evals load."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from web_fakes import ANSWERED_AT, CORPUS, FILES, LANGUAGES, SIGNED, STATEMENT, answered, refused

from corpus.types import Language
from evals.load import load_facts
from web import __main__ as web_command
from web import feedback
from web.conversations import Conversations, Turn
from web.desk import Desk
from web.feedback import FILE_NAME, cases_yaml
from web.opinions import Opinion, Opinions, OpinionsError
from web.texts import TEXTS
from web.tools import MAX_NOTE_CHARS

ENGLISH = TEXTS["en"]
TAB = "5f1c0ffee"


def opinion(name: str = "a", **changes: object) -> Opinion:
    known = Opinion(
        id=name,
        given_on="2026-03-01",
        helpful=True,
        note="",
        language="az",
        question="Onu neçə dövlət imzalayıb?",
        history=(),
        status="answered",
        answer="Onu 74 dövlət imzalayıb. [1]",
        lead="Onu 74 dövlət imzalayıb.",
        documents=("brief-signatories-az",),
        articles=(64,),
        corpus_hash="f" * 64,
    )
    return replace(known, **changes)  # type: ignore[arg-type]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "library" / FILE_NAME


@pytest.fixture
def desk(file: Path) -> Desk:
    """A desk over a conversation of three exchanges: an answer, a follow-up, a refusal."""
    conversations = Conversations()
    follow_up = replace(answered("ru", "А когда?"), standalone_question="Когда подписали Конвенцию?")
    for number, answer in enumerate((answered("en", "How many states signed it?"), follow_up, refused("az")), start=1):
        conversations.add(TAB, Turn(number, answer, ANSWERED_AT))
    return Desk(CORPUS, conversations, Opinions(file))


# ---- consent -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_written_without_consent(desk: Desk, file: Path, language: Language) -> None:
    outcome = desk.rate(TAB, 1, (True, "good"), False, TEXTS[language])
    assert (outcome.done, outcome.message) == (False, TEXTS[language].consent_needed)
    assert desk.helpful(TAB, 1) is None
    desk.withdraw(TAB, 1, TEXTS[language])
    assert not file.parent.exists()


def test_with_consent_the_answer_is_stored_and_nothing_of_its_visitor(desk: Desk, file: Path) -> None:
    outcome = desk.rate(TAB, 2, (False, "  не то  "), True, TEXTS["ru"])
    assert (outcome.done, outcome.message) == (True, TEXTS["ru"].thanks)
    assert TEXTS["ru"].helpful_off in outcome.html
    (kept,) = Opinions(file).all()
    follow_up = replace(answered("ru", "А когда?"))
    assert (kept.helpful, kept.note, kept.language) == (False, "не то", "ru")
    assert (kept.question, kept.history) == ("А когда?", ("How many states signed it?",))
    assert (kept.answer, kept.lead) == (follow_up.text, STATEMENT.statement["ru"])
    assert kept.documents == ("brief-signatories-ru", FILES["en"])
    assert kept.corpus_hash == CORPUS.fingerprint
    assert TAB.encode() not in file.read_bytes()


def test_a_second_thought_replaces_the_first_and_can_be_withdrawn(desk: Desk, file: Path) -> None:
    for helpful in (True, False):
        desk.rate(TAB, 1, (helpful, "unusual-word"), True, ENGLISH)
        assert desk.helpful(TAB, 1) is helpful
    assert len(Opinions(file).all()) == 1
    outcome = desk.withdraw(TAB, 1, ENGLISH)
    assert (outcome.done, outcome.message) == (True, ENGLISH.withdrawn)
    assert desk.helpful(TAB, 1) is None
    assert Opinions(file).all() == []
    assert b"unusual-word" not in file.read_bytes()


def test_the_same_answer_in_another_process_is_another_opinion(desk: Desk, file: Path) -> None:
    desk.rate(TAB, 1, (True, ""), True, ENGLISH)
    assert Desk(CORPUS, Conversations(), Opinions(file)).helpful(TAB, 1) is None


def test_what_cannot_be_stored_is_said(desk: Desk, file: Path, caplog: pytest.LogCaptureFixture) -> None:
    long = desk.rate(TAB, 1, (True, "ə" * (MAX_NOTE_CHARS + 1)), True, ENGLISH)
    assert long.message == ENGLISH.note_too_long.format(count="1,001", limit="1,000")
    assert desk.rate(TAB, 9, (True, ""), True, ENGLISH).message == ENGLISH.gone
    assert desk.rate("another", 1, (True, ""), True, ENGLISH).message == ENGLISH.gone
    assert not file.parent.exists()
    file.parent.mkdir()
    file.write_bytes(b"this is no database, but it is long enough to look at" * 20)
    outcome = desk.rate(TAB, 1, (True, ""), True, ENGLISH)
    assert (outcome.done, outcome.message) == (False, ENGLISH.not_stored)
    assert desk.helpful(TAB, 1) is None
    assert not desk.withdraw(TAB, 1, ENGLISH).done
    assert str(file) in caplog.text


def test_a_full_file_takes_no_more_and_loses_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("web.opinions.MAX_OPINIONS", 2)
    opinions = Opinions(file)
    for name in ("a", "b", "b"):
        opinions.keep(opinion(name))
    with pytest.raises(OpinionsError, match="holds 2 opinions, the most it may; export them"):
        opinions.keep(opinion("c"))
    assert [kept.id for kept in opinions.all()] == ["a", "b"]


def test_a_file_of_another_format_is_left_alone(file: Path) -> None:
    file.parent.mkdir()
    database = sqlite3.connect(file)
    database.execute("PRAGMA user_version = 7")
    database.close()
    with pytest.raises(OpinionsError, match="has format 7, this program writes 1; move the file away"):
        Opinions(file).all()


# ---- the export --------------------------------------------------------------------------------------


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch, file: Path) -> Iterator[Opinions]:
    monkeypatch.setenv("ASSISTANT_LIBRARY_DIR", str(file.parent))
    yield Opinions(file)


def test_what_helped_becomes_a_fact_that_the_evals_load(library: Opinions, tmp_path: Path) -> None:
    library.keep(opinion("a", note="dəqiq"))
    library.keep(opinion("b", language="en", question="And when?", history=("Who signed it?",), lead=SIGNED["en"]))
    library.keep(opinion("c", language="ru", question="Сколько стоит?", status="refused", lead="", documents=()))
    target = tmp_path / "from_visitors.yaml"
    assert feedback.main(["export", str(target)]) == 0
    facts = {language: fact for fact in load_facts([target]) for language in fact.questions}
    assert set(facts) == set(LANGUAGES)
    azerbaijani = facts["az"]
    assert (azerbaijani.kind, azerbaijani.must) == ("how_many", (("Onu 74 dövlət imzalayıb.",),))
    assert (azerbaijani.documents, azerbaijani.articles) == (("brief-signatories-az",), (64,))
    assert azerbaijani.why == "Visitors: 1 of 1 found it helpful. “dəqiq”"
    assert facts["en"].history == {"en": ("Who signed it?",)}
    assert facts["en"].kind == "when"
    assert (facts["ru"].kind, facts["ru"].must) == ("unanswerable", ())


def test_what_did_not_help_is_left_to_a_person(library: Opinions, tmp_path: Path) -> None:
    hostile = "wrong\n- id: mine\n\u2028- id: mine"
    library.keep(opinion("a", helpful=False, note=hostile, question="Почему?", language="ru"))
    library.keep(opinion("b", helpful=True, question="Почему?", language="ru"))
    target = tmp_path / "from_visitors.yaml"
    assert feedback.main(["export", str(target)]) == 0
    assert load_facts([target]) == ()
    text = target.read_text(encoding="utf-8")
    assert "Visitors: 1 of 2 found it helpful." in text
    assert "was answered: " in text
    told = "".join(line.removeprefix("# ") for line in text.splitlines(keepends=True) if "feedback-" in text)
    (case,) = yaml.safe_load(told[told.index("- id: feedback-") :])
    assert case["questions"] == {"ru": "Почему?"}
    assert "must" not in case


def test_the_export_keeps_what_somebody_worked_on(
    library: Opinions, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "cases.yaml"
    assert feedback.main(["export", str(target)]) == 0
    assert capsys.readouterr().out == f"Wrote {target}: 0 opinions.\n"
    assert load_facts([target]) == ()
    target.write_text("worked on", encoding="utf-8")
    assert feedback.main(["export", str(target)]) == 2
    assert capsys.readouterr().err == f"{target} exists, and maybe somebody has worked on it; give another name.\n"
    assert target.read_text(encoding="utf-8") == "worked on"
    assert feedback.main(["export", str(tmp_path / "no" / "cases.yaml")]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_everything_can_be_deleted(library: Opinions, capsys: pytest.CaptureFixture[str]) -> None:
    assert feedback.main(["clear"]) == 0
    library.keep(opinion("a"))
    library.keep(opinion("b"))
    assert web_command.main(["feedback", "clear"]) == 0
    assert capsys.readouterr().out == "Deleted 0 opinions.\nDeleted 2 opinions.\n"
    assert library.all() == []


def test_the_export_is_the_same_in_whatever_order_opinions_came() -> None:
    first = [opinion("a"), opinion("b", question="Nə vaxt?"), opinion("c", helpful=False, question="Kim?")]
    assert cases_yaml(first) == cases_yaml(reversed(first))
