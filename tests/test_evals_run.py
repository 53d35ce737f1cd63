"""A whole run over a fake assistant: asking, writing, scoring, tables, gates."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.types import Answer, Citation, Question
from corpus.types import Document, Language, Location, Passage
from evals.command import GATES_FILE, load_gates, main
from evals.generate import cases, generate, read_run, write_run
from evals.load import load_facts
from evals.retrieval import Found
from evals.types import EvalError

TEXT = "Konvensiyanı 74 dövlət imzalayıb."
FACTS = """
- id: signatories
  kind: how_many
  questions: {az: "Neçə ölkə imzalayıb?", en: "How many countries signed?", ru: "Сколько стран подписали?"}
  must: [{any: ["74"]}]
  documents: [dayaz]
- id: phone
  kind: unanswerable
  questions: {az: "Bəs telefon?", en: "And the phone?", ru: "А телефон?"}
  history: {az: ["Neçə?"], en: ["How many?"], ru: ["Сколько?"]}
  why: not in the sources
"""


class FakeHit:
    def __init__(self, article: int) -> None:
        self.passage = Passage("p", "convention-en", "en", 0, 1, "a", Location(article), ())


class FakeEngine:
    """Knows one fact; answers it in the question's language except where it is told to fail."""

    def __init__(self, *, wrong_in: Language | None = None, never_refuses: bool = False) -> None:
        self.wrong_in = wrong_in
        self.never_refuses = never_refuses
        self.asked: list[Question] = []

    def document(self, document_id: str) -> Document:
        digest = sha256(TEXT.encode()).hexdigest()
        return {"dayaz": Document("dayaz", "article", "az", "t", None, None, None, TEXT, digest)}[document_id]

    def search(self, text: str, language: Language) -> list[Found]:
        del text, language
        return [FakeHit(41)]

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        text = question.text
        language: Language = "ru" if "а" in text.lower() else "az" if any(c in text for c in "əç") else "en"
        if ("telefon" in text or "phone" in text or "телефон" in text) and not self.never_refuses:
            return Answer(text, language, "", True, "refused", "extractive", 1.0, text)
        start = 1 if language == self.wrong_in else 0
        quote = TEXT[:-1]
        cited = Citation(1, "dayaz", "article", "t", None, None, None, "az", None, start, start + len(quote), quote)
        return Answer(text, language, f"{quote} [1]", False, "answered", "extractive", 1.0, text, (cited,))


@pytest.fixture
def facts_file(tmp_path: Path) -> Path:
    file = tmp_path / "mine.yaml"
    file.write_text(FACTS, encoding="utf-8")
    return file


def run(engine: FakeEngine, *arguments: object) -> int:
    def opener(*, briefs: bool) -> FakeEngine:
        del briefs
        return engine

    return main([str(argument) for argument in arguments], opener)


def test_a_good_run_passes_its_gates_and_is_written(
    facts_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert run(FakeEngine(), "run", "--facts", facts_file, "--out", out, "--gate") == 0
    printed = capsys.readouterr().out
    assert "facts answered and cited  1.000 [1.00–1.00] n=1" in printed
    assert "GATE MISSED" not in printed
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert report["failures"] == []
    assert report["config"]["split"] == "own"
    assert [row["language"] for row in report["summary"]["languages"]] == ["az", "en", "ru"]
    assert [row["balanced"]["value"] for row in report["summary"]["languages"]] == [1.0, 1.0, 1.0]
    assert len((out / "answers.jsonl").read_text(encoding="utf-8").splitlines()) == 6


def test_missed_gates_are_named_and_the_exit_code_says_so(
    facts_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = FakeEngine(wrong_in="ru", never_refuses=True)
    assert run(engine, "run", "--facts", facts_file, "--out", tmp_path / "out", "--gate") == 1
    printed = capsys.readouterr().out
    assert "GATE MISSED: ru: quotes_exact is 0.000, below its gate of 1.000." in printed
    assert "GATE MISSED: az: refused is 0.000, below its gate of 0.860." in printed
    assert "az: quotes_exact" not in printed
    failures = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["failures"]
    assert {tuple(item["wrong"]) for item in failures if item["language"] == "ru" and item["id"] == "signatories"} == {
        ("a quote does not stand in its source",)
    }
    assert run(engine, "score", tmp_path / "out") == 0  # without --gate nothing is asked of it


def test_one_language_behind_misses_parity(
    facts_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = facts_file.read_text(encoding="utf-8").replace("Сколько стран подписали?", "А телефон какой?")
    facts_file.write_text(text, encoding="utf-8")
    assert run(FakeEngine(), "run", "--facts", facts_file, "--out", tmp_path / "out", "--gate") == 1
    assert "ru: right is 0.000, more than 0.050 behind the best language at 1.000." in capsys.readouterr().out


def test_a_run_reads_back_as_it_was_written(facts_file: Path, tmp_path: Path) -> None:
    records = list(generate(FakeEngine(), cases(load_facts([facts_file]), with_variants=True)))
    write_run(tmp_path, {"split": "own"}, records)
    assert read_run(tmp_path) == ({"split": "own"}, records)


def test_history_is_given_and_the_first_question_is_warmed_up(facts_file: Path) -> None:
    engine = FakeEngine()
    list(generate(engine, cases(load_facts([facts_file]))))
    assert [question.history for question in engine.asked[-3:]] == [("Neçə?",), ("How many?",), ("Сколько?",)]
    assert engine.asked[0].text == engine.asked[1].text
    assert list(generate(engine, [])) == []


def test_variants_are_reported_apart(facts_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FakeEngine(), "run", "--facts", facts_file, "--out", tmp_path / "out", "--variants") == 0
    printed = capsys.readouterr().out
    assert "typo, facts" in printed
    assert "latin, to refuse" in printed
    assert "facts answered and cited  1.000 [1.00–1.00] n=1" in printed


def test_showing_a_case(facts_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(FakeEngine(), "run", "--facts", facts_file, "--out", tmp_path / "out")
    capsys.readouterr()
    assert run(FakeEngine(), "show", tmp_path / "out", "signatories") == 0
    printed = capsys.readouterr().out
    assert "[ru, original] Сколько стран подписали?" in printed
    assert "not refused, correct, cited, short; missing: nothing" in printed


def test_retrieval(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FakeEngine(), "retrieval", "--out", tmp_path) == 0
    assert "right article first" in capsys.readouterr().out
    report = json.loads((tmp_path / "retrieval.json").read_text(encoding="utf-8"))
    assert all(item["expected"] != [41] for item in report["missed"])


def test_retrieval_with_the_questions_for_tuning(tmp_path: Path) -> None:
    assert run(FakeEngine(), "retrieval", "--set", "dev", "--out", tmp_path) == 0
    report = json.loads((tmp_path / "retrieval.json").read_text(encoding="utf-8"))
    assert {item["fact_id"].split("-")[0] for item in report["missed"]} == {"dev"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", "--facts", "gone.yaml"), "There is no file gone.yaml; check the name"),
        (("score", "nowhere"), "There is no run in nowhere"),
        (("show", "nowhere", "x"), "There is no run in nowhere"),
    ],
)
def test_bad_input_is_a_sentence_and_exit_code_2(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(FakeEngine(), *arguments) == 2
    assert said in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_a_sentence(facts_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(FakeEngine(), "run", "--facts", facts_file, "--out", facts_file) == 2
    assert str(facts_file) in capsys.readouterr().err


def test_facts_for_searching_are_not_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "search.yaml"
    file.write_text('- {id: a, kind: retrieval, questions: {en: "?"}, articles: [1]}\n', encoding="utf-8")
    assert run(FakeEngine(), "run", "--facts", file) == 2
    assert "for searching only (kind retrieval); ask it with" in capsys.readouterr().err


def test_a_damaged_run_and_bad_gates_are_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "answers.jsonl").write_text('{"case": 1}\n', encoding="utf-8")
    with pytest.raises(EvalError, match="is damaged"):
        read_run(tmp_path)
    gates = tmp_path / "gates.yaml"
    gates.write_text("right: 0.9\n", encoding="utf-8")
    with pytest.raises(EvalError, match="must set exactly language_match, parity"):
        load_gates(gates)
    gates.write_text(GATES_FILE.read_text(encoding="utf-8").replace("refused: 0.86", "refused: 90"), encoding="utf-8")
    with pytest.raises(EvalError, match="sets refused to 90; write a share"):
        load_gates(gates)
