"""Measuring the embedding model: rankings and shares by hand, tables as they are printed, sentences for what fails."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest
from conftest import BagOfWords

from assistant.engine import Engine
from corpus.load import Corpus
from corpus.types import LANGUAGES, Language, Location, Passage
from evals import command
from evals.embedding_peers import HashedNgrams, ngrams, peer_folder
from evals.embedding_report import Measured, Report, measure, missed, render, write
from evals.embedding_speed import SetSpeed, Speed, measure_speed, timed
from evals.embeddings import Cell, Robustness, bitext, cells, is_found, rankings, robustness, searching, typed
from evals.metrics import Share, share
from evals.types import EvalError, Fact
from evals.variants import misspell
from index.bitext import BitextScore
from index.build import build_index
from index.types import Hit

QUESTIONS: dict[Language, str] = {
    "az": "Mərkəzi kim təyin edir?",
    "en": "Who designates the centre?",
    "ru": "Кто назначает центр?",
}
FACT = Fact("network", "own", "retrieval", QUESTIONS, {}, articles=(41,))
NONE = Share(None, None, None, 0)


@pytest.fixture(scope="module")
def small(small_corpus: Corpus) -> Engine:
    """An engine whose Convention has one article, in Russian alone."""
    embedder = BagOfWords()
    return Engine(small_corpus, build_index(small_corpus, embedder), embedder)


def hit(article: int, dense: int | None, lexical: int | None) -> Hit:
    name = f"convention-az:{article}"
    return Hit(Passage(name, "convention-az", "az", 0, 1, "ə", Location(article), ()), 1.0 / article, dense, lexical)


def found(value: float) -> Share:
    return Share(value, value, value, 20)


def nine(hybrid: float) -> tuple[Cell, ...]:
    return tuple(Cell(one, two, found(0.5), found(0.75), found(hybrid)) for one in LANGUAGES for two in LANGUAGES)


def a_report(*, hybrid: float = 0.95, changed: float = 0.9, rate: float = 10_000.0, load: float = 0.1) -> Report:
    scores = tuple(BitextScore("dev_ə", one, two, 0.25) for one in LANGUAGES for two in LANGUAGES if one != two)
    model = Measured("ours", 256, scores, nine(hybrid))
    speed = Speed(load, 123_000_000, (SetSpeed("questions", 1_234, 7.25, rate, 20_000.0),))
    ways = (Robustness("ascii", "az", found(0.95), found(changed)),)
    return Report(model, ways, speed, (Measured("other", 64, scores, nine(0.4)),), ("Left out: a peer.",))


def test_each_side_ranks_alone_what_it_has_ranked() -> None:
    hits = [hit(41, 3, None), hit(7, 1, 2), hit(42, 2, 1), hit(9, None, 3)]
    dense, lexical, hybrid = rankings(hits)
    assert [item.passage.location for item in dense] == [Location(7), Location(42), Location(41)]
    assert [item.passage.location for item in lexical] == [Location(42), Location(7), Location(9)]
    assert hybrid == hits
    assert rankings([]) == ([], [], [])


def test_the_right_article_is_among_five_distinct_ones() -> None:
    repeated = [hit(1, None, None)] * 9 + [hit(number, None, None) for number in (2, 3, 4, 5, 6)]
    assert is_found(repeated, (5,))
    assert not is_found(repeated, (6,))
    assert is_found(repeated, (68, 2))
    assert not is_found([], (1,))


def test_passages_are_filtered_by_their_language(small: Engine) -> None:
    shares = {(cell.question, cell.passages): cell.hybrid.value for cell in cells(searching(small), [FACT])}
    assert len(shares) == 9
    assert shares["ru", "ru"] == 1.0
    assert {value for (_, passages), value in shares.items() if passages != "ru"} == {0.0}


def test_a_question_without_the_passages_words_is_found_by_neither_side_alone(small: Engine) -> None:
    strange = Fact("strange", "own", "retrieval", {"en": "🙂 !", "ru": "сеть"}, {}, articles=(41,))
    by_place = {(cell.question, cell.passages): cell for cell in cells(searching(small), [strange])}
    assert [getattr(by_place["en", "ru"], side).value for side in ("dense", "lexical", "hybrid")] == [0.0, 0.0, 0.0]
    assert by_place["ru", "ru"].lexical.value == 1.0
    assert by_place["az", "ru"].hybrid == NONE  # nothing is asked in Azerbaijani


def test_mistyped_questions_are_compared_with_the_same_ones_as_written(small: Engine) -> None:
    ways = {(item.way, item.language): item for item in robustness(searching(small), [FACT])}
    assert set(ways) == {("ascii", "az"), ("misspelt", "az"), ("misspelt", "en"), ("misspelt", "ru"), ("latin", "ru")}
    assert ways["latin", "ru"].original.value == 1.0
    assert ways["ascii", "az"].original == ways["misspelt", "az"].original == share([False])


@pytest.mark.parametrize(
    ("language", "way", "expected"),
    [
        ("az", "ascii", "Merkezi kim teyin edir?"),
        ("ru", "latin", "Kto naznachaet tsentr?"),
        ("en", "ascii", "Who designates the centre?"),
        ("ru", "", "Кто назначает центр?"),
    ],
)
def test_ways_of_typing(language: Language, way: str, expected: str) -> None:
    assert typed(QUESTIONS[language], language, way, "a") == expected


@pytest.mark.parametrize(
    "question", ["Mərkəzi kim təyin edir?", "Missing letters, always", "Кто назначает центр? 🙂", ""]
)
def test_each_long_word_gets_one_slip_and_short_ones_none(question: str) -> None:
    slipped = misspell(question, "a")
    assert slipped == misspell(question, "a")
    for before, after in zip(question.split(), slipped.split(), strict=True):
        is_long = len(before.strip(",?")) >= 5
        assert (before != after) == is_long
        assert abs(len(before) - len(after)) <= 1
        assert not is_long or (before[0], before[-1]) == (after[0], after[-1]) or len(before) == len(after)


def test_loss_is_in_points() -> None:
    assert Robustness("ascii", "az", found(0.95), found(0.9)).loss_points == pytest.approx(5.0)
    assert Robustness("latin", "ru", found(0.5), found(0.75)).loss_points == pytest.approx(-25.0)


def test_what_reaches_its_target_exactly_is_not_missed() -> None:
    assert missed(a_report()) == []


def test_what_is_missed_is_said() -> None:
    lines = missed(a_report(hybrid=0.9375, changed=0.8, rate=9_999.0, load=0.3))
    assert lines[0] == "hybrid, az questions, az passages: 0.938, wanted 0.95"
    assert lines[9:] == [
        "ascii, az: 15.0 points lost, 5 allowed",
        "questions: 9,999 texts/s the first time, wanted 10,000",
        "loading: 0.30 s, wanted under 0.3 s",
    ]


def test_the_tables() -> None:
    text = render(a_report())
    for line in (
        "dev_ə  0.250  0.250  0.250  0.250  0.250  0.250",
        "       az→en  az→ru  en→az  en→ru  ru→az  ru→en",
        "Recall@5 of the right article, lexical, 20 questions a language",
        "ru         0.950        0.950        0.950",
        "ascii  az        0.950       0.900     5.0",
        "questions  1,234  7.2         10,000               20,000",
        "loaded in 0.10 s; peak memory 123 MB",
        "other  64          0.500       0.500          0.400        0.400",
        "other dev_ə  0.250  0.250  0.250  0.250  0.250  0.250",
        "No target is missed.",
        "Left out: a peer.",
    ):
        assert line in text.splitlines()


def test_the_report_is_written_as_json(tmp_path: Path) -> None:
    content = json.loads(write(tmp_path / "ə", a_report(changed=0.5)).read_text(encoding="utf-8"))
    assert content["model"]["cells"][1]["hybrid"]["value"] == 0.95
    assert content["missed"] == ["ascii, az: 45.0 points lost, 5 allowed"]


def test_without_data_the_translations_are_left_out_and_the_rest_is_measured(small: Engine) -> None:
    report = measure(small, [FACT], None, with_peers=False)
    assert (report.model.model, report.model.bitext, report.peers) == ("bag-of-words", (), ())
    assert [item.name for item in report.speed.sets] == ["sentences of the corpus", "questions"]
    text = render(report)
    assert "--data DIR" in text.splitlines()[-1]
    assert "accuracy@1" not in text


def test_translations_are_scored_in_six_directions(tmp_path: Path) -> None:
    rows = ["az\ten\tru", "a b\ta b\tc d", "c d\tc d\ta b"]
    (tmp_path / "dev_x.tsv.xz").write_bytes(lzma.compress("\n".join(rows).encode()))
    scores = {(score.source, score.target): score.accuracy for score in bitext(tmp_path, BagOfWords())}
    right = {direction for direction, accuracy in scores.items() if accuracy == 1.0}
    assert right == {("az", "en"), ("en", "az")}
    assert sorted(scores.values()) == [0.0] * 4 + [1.0] * 2


@pytest.mark.parametrize("content", [b"no xz", lzma.compress("az\ten\tru\nə\n".encode())[:-9], lzma.compress(b"\xff")])
def test_a_damaged_set_is_an_error_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dev_x.tsv.xz").write_bytes(content)
    with pytest.raises(EvalError, match=r"is damaged .*: fetch it again\.$"):
        bitext(tmp_path, BagOfWords())


def test_a_folder_without_sets_is_told_by_the_command(
    tmp_path: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("evals.command.Engine.open", lambda _settings: engine)

    def opener(*, briefs: bool, open_gate: bool = False) -> Engine:
        raise AssertionError((briefs, open_gate))

    assert command.main(["embeddings", "--data", str(tmp_path)], opener) == 2
    assert "holds no dev_*.tsv" in capsys.readouterr().err


def test_speed_is_measured_here_and_in_a_process_of_its_own() -> None:
    texts = {"questions": list(QUESTIONS.values()), "none": []}
    for speed in (timed(texts), measure_speed(texts)):
        assert [(item.name, item.texts, round(item.words_each, 2)) for item in speed.sets] == [("questions", 3, 3.67)]
        assert min(speed.load_seconds, speed.sets[0].first_per_second, speed.sets[0].again_per_second) > 0
        assert 10_000_000 < speed.peak_bytes < 100_000_000_000


def test_hashed_ngrams_compare_letters_in_any_script() -> None:
    rows = HashedNgrams().embed_passages(["суд", "суд", "суды", "məhkəmə", "🙂"])
    shared = set(ngrams("суд")) & set(ngrams("суды"))
    assert shared == {"<су", "суд", "<суд"}
    likeness = len(shared) / (len(ngrams("суд")) * len(ngrams("суды"))) ** 0.5
    assert rows @ rows[0] == pytest.approx(np.array([1.0, 1.0, likeness, 0.0, 0.0]), abs=1e-6)


def test_the_peers_folder_is_the_one_that_holds_its_modules() -> None:
    assert peer_folder(lambda: [Path("a/x.py"), Path("a/model/modules.json")]) == Path("a/model")
    assert peer_folder(lambda: []) is None
