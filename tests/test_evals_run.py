"""A whole run over a fake assistant: asking, writing, scoring, tables, gates."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.settings import Settings
from assistant.types import Answer, Citation, Question
from corpus.load import fingerprint
from corpus.types import Document, Language, Location, Passage
from evals.command import main
from evals.gates import GATES_FILE, load_gates
from evals.generate import cases, generate, read_run, write_run
from evals.load import load_facts
from evals.provenance import facts_hash
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
        self.score = 1.0


@dataclass(frozen=True)
class FakeEvidence:
    probability: float


class FakeEngine:
    """Knows one fact; answers it in the question's language except where it is told to fail."""

    def __init__(self, *, wrong_in: Language | None = None, never_refuses: bool = False) -> None:
        self.wrong_in = wrong_in
        self.never_refuses = never_refuses
        self.asked: list[Question] = []

    def document(self, document_id: str) -> Document:
        digest = sha256(TEXT.encode()).hexdigest()
        known = {
            "dayaz": Document("dayaz", "article", "az", "t", None, None, None, TEXT, digest),
            "convention-en": Document("convention-en", "convention", "en", "t", None, None, None, TEXT, digest),
        }
        return known[document_id]

    def search(self, text: str, language: Language, count: int = 40) -> list[Found]:
        del text, language
        found: list[Found] = [FakeHit(41)]
        return found[:count]

    def best_evidence(self, question: Question) -> FakeEvidence | None:
        return None if question.history else FakeEvidence(0.75)

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
    def opener(*, briefs: bool, open_gate: bool = False) -> FakeEngine:
        del briefs
        return FakeEngine(wrong_in=engine.wrong_in, never_refuses=True) if open_gate else engine

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
    assert "GATE MISSED: az: follow_ups is 0.000, below its gate of " in printed
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
    allowed = load_gates().of("own")["parity"]
    said = f"ru: right is 0.000, more than {allowed:.3f} behind the best language at 1.000."
    assert said in capsys.readouterr().out


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


def test_a_run_says_what_it_was_made_with(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(FakeEngine(), "run", "--facts", facts_file, "--out", out, "--variants")
    config = json.loads((out / "config.json").read_text(encoding="utf-8"))
    assert set(config) == {
        "split", "facts", "facts_hash", "every", "briefs", "variants", "ablations", "date", "corpus", "model",
        "version", "commit", "python",
    }  # fmt: skip
    settings = Settings.from_environment()
    assert config["corpus"] == fingerprint(settings.library_dir)
    assert config["date"] == datetime.now(tz=UTC).date().isoformat()
    assert (config["facts"], config["variants"], config["ablations"]) == ([str(facts_file)], True, False)
    facts = load_facts([facts_file])
    assert config["facts_hash"] == facts_hash(facts) != facts_hash(facts[:1])


def test_confidence_and_what_was_withheld_are_kept(facts_file: Path, tmp_path: Path) -> None:
    text = facts_file.read_text(encoding="utf-8").replace("Сколько стран подписали?", "А телефон какой?")
    facts_file.write_text(text, encoding="utf-8")  # a fact that the engine refuses, unless its gate is open
    out = tmp_path / "out"
    run(FakeEngine(), "run", "--facts", facts_file, "--out", out)
    _, records = read_run(out)
    kept = {(record.case.fact.id, record.case.language): record for record in records}
    assert {record.confidence for (name, _), record in kept.items() if name == "signatories"} == {0.75}
    assert {record.confidence for (name, _), record in kept.items() if name == "phone"} == {None}
    withheld = {key: record.withheld.text for key, record in kept.items() if record.withheld}
    assert withheld == {("signatories", "ru"): f"{TEXT[:-1]} [1]"}
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    russian = next(curve for curve in report["curves"] if curve["language"] == "ru")
    assert russian["points"] == [{"threshold": 0.75, "coverage": 1.0, "risk": 0.0}]
    assert (russian["coverage"], russian["risk"]) == (0.0, 0.0)


def test_without_a_curve_nothing_is_asked_twice(facts_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run(FakeEngine(), "run", "--facts", facts_file, "--out", out, "--no-curve")
    _, records = read_run(out)
    assert records
    assert all(record.confidence is None and record.withheld is None for record in records)
    assert json.loads((out / "report.json").read_text(encoding="utf-8"))["curves"] == []


@pytest.mark.parametrize(("every", "ids"), [(1, {"signatories", "phone"}), (2, {"signatories"}), (9, {"signatories"})])
def test_a_quick_look_asks_each_nth_fact(facts_file: Path, tmp_path: Path, every: int, ids: set[str]) -> None:
    run(FakeEngine(), "run", "--facts", facts_file, "--out", tmp_path, "--every", every)
    config, records = read_run(tmp_path)
    assert config["every"] == every
    assert {record.case.fact.id for record in records} == ids
    assert len(records) == 3 * len(ids)


@pytest.mark.parametrize("every", ["0", "-1", "half"])
def test_no_nth_fact_is_refused_with_what_to_write(every: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run(FakeEngine(), "run", "--every", every)
    assert f"'{every}' is no whole number from 1 on; write 3 for each third fact" in capsys.readouterr().err


def test_the_same_questions_without_statements(
    facts_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"

    def opener(*, briefs: bool, open_gate: bool = False) -> FakeEngine:
        return FakeEngine(never_refuses=open_gate or not briefs)

    assert main(["run", "--facts", str(facts_file), "--out", str(out), "--ablations"], opener) == 0
    printed = capsys.readouterr().out
    assert "Without our statements (before) and with them (after)" in printed
    line = next(line for line in printed.splitlines() if line.startswith("unanswerable refused  ru"))
    assert line.split()[3:7] == ["1", "0.000", "1.000", "+1.000"]
    table = printed.partition("Without our statements\n")[2].partition("\n\n")[0]
    row = next(line for line in table.splitlines() if line.startswith("unanswerable refused"))
    assert row.split()[2::3] == ["0.000"] * 3
    assert json.loads((out / "without-briefs" / "config.json").read_text(encoding="utf-8"))["briefs"] is False
    assert main(["run", "--facts", str(facts_file), "--out", str(out)], opener) == 0
    assert "Without our statements" not in capsys.readouterr().out  # those of the run before are not shown


def test_a_baseline_may_be_the_run_that_is_replaced(
    facts_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    run(FakeEngine(wrong_in="ru", never_refuses=True), "run", "--facts", facts_file, "--out", out)
    capsys.readouterr()
    assert run(FakeEngine(), "run", "--facts", facts_file, "--out", out, "--baseline", out) == 0
    printed = capsys.readouterr().out
    assert "Worse: 0\n\nBetter: 3\n" in printed
    assert "  phone [az, original] was: answered what the sources do not say" in printed


def test_comparing_two_runs(facts_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad, other = tmp_path / "good", tmp_path / "bad", tmp_path / "other"
    run(FakeEngine(), "run", "--facts", facts_file, "--out", good)
    run(FakeEngine(never_refuses=True), "run", "--facts", facts_file, "--out", bad)
    facts_file.write_text(facts_file.read_text(encoding="utf-8").replace("id: ", "id: new-"), encoding="utf-8")
    run(FakeEngine(), "run", "--facts", facts_file, "--out", other)
    capsys.readouterr()
    assert run(FakeEngine(), "compare", good, bad) == 1  # each of the refusals is lost: that is more than chance
    printed = capsys.readouterr().out
    assert "worse, by more than chance" in printed
    assert "  phone [ru, original] now: answered what the sources do not say" in printed
    assert (bad / "compare.html").is_file()
    assert run(FakeEngine(), "compare", bad, good) == 0
    assert run(FakeEngine(), "compare", good, other) == 2
    assert "have no case in common; run the same facts." in capsys.readouterr().err


def test_showing_a_case(facts_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(FakeEngine(), "run", "--facts", facts_file, "--out", tmp_path / "out")
    capsys.readouterr()
    assert run(FakeEngine(), "show", tmp_path / "out", "signatories") == 0
    printed = capsys.readouterr().out
    assert "[ru, original] Сколько стран подписали?" in printed
    assert "not refused, correct, cited, short; missing: nothing; confidence: 0.750" in printed


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
        (("compare", "nowhere", "there"), "There is no run in nowhere"),
        (("run", "--baseline", "nowhere"), "There is no run in nowhere"),
        (("run", "--publish", "--without-briefs"), "leave --without-briefs or --publish out"),
        (("run", "--publish", "--facts", "mine.yaml"), "Figures of facts of your own are not published"),
        (("run", "--publish", "--every", "3"), "Figures of a part of the facts are not published"),
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


def test_a_document_that_is_not_there_is_named(facts_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = facts_file.read_text(encoding="utf-8").replace("documents: [dayaz]", "documents: [dayaz, 'day*', trend-eu]")
    facts_file.write_text(text, encoding="utf-8")
    assert run(FakeEngine(), "run", "--facts", facts_file) == 2
    assert "The fact 'signatories' names the document 'trend-eu', which is not in the corpus" in capsys.readouterr().err


def test_an_export_of_feedback_that_nobody_has_judged_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "visitors.yaml"
    file.write_text("[]\n\n# - id: feedback-1\n#   questions: {ru: Почему?}\n", encoding="utf-8")
    assert run(FakeEngine(), "run", "--facts", file) == 2
    assert "once a person has said what is right and taken the `#` away" in capsys.readouterr().err
    file.write_text('- {id: feedback-1, kind: "which", questions: {ru: "Почему?"}}\n', encoding="utf-8")
    assert run(FakeEngine(), "run", "--facts", file) == 2
    assert "fact feedback-1: says not what its answer must hold; write `must:`" in capsys.readouterr().err


def test_a_damaged_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    (tmp_path / "answers.jsonl").write_text('{"case": 1}\n', encoding="utf-8")
    with pytest.raises(EvalError, match="is damaged"):
        read_run(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("aims:", "aim:", "must hold exactly aims, dev and test"),
        ("  parity:", "  equality:", "test: set exactly balanced, follow_ups"),
        ("  quotes_exact: 1.0", "  quotes_exact: 100", "test: quotes_exact is 100; write a share from 0 to 1"),
        ("  article_first: 0.85", "  speed: 0.85", "aims: speed is no measure; use only right"),
    ],
)
def test_bad_gates_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    text = GATES_FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "gates.yaml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(EvalError, match=said) as error:
        load_gates(file)
    assert str(file) in str(error.value)
