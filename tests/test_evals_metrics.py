"""Scores, checked by hand in the three languages."""

from dataclasses import replace

import pytest

from corpus.types import Language
from evals.matching import Haystack, is_form_of, strip_markers
from evals.metrics import balanced_accuracy, percentile, score, share, shown_chars
from evals.speech import frame, speaks
from evals.types import Case, Cited, Fact, FactKind, Record

SIGNED_RU = "Конвенция была подписана 74 государствами"


def fact(
    kind: FactKind = "how_many", must: tuple[tuple[str, ...], ...] = (("74",),), articles: tuple[int, ...] = ()
) -> Fact:
    return Fact("signatories", "own", kind, {"ru": "Сколько?"}, {}, must, ("trend-2026-02-10-*",), articles)


def cited(quote: str, document_id: str = "trend-2026-02-10-ru", **changes: object) -> Cited:
    base = Cited(1, document_id, "article", "Trend", "Trend", "2026-02-10", None, quote, quote)
    return replace(base, **changes)  # type: ignore[arg-type]


def record(
    text: str, *citations: Cited, of: Fact | None = None, language: Language = "ru", abstained: bool = False
) -> Record:
    case = Case(of or fact(), language, "original", "?", ())
    return Record(case, language, text, abstained, 1.0, citations, ())


def test_a_right_answer_in_each_language() -> None:
    texts = {
        "ru": "Подписали: 74 [1]",
        "en": "Signed by seventy-four states [1]",
        "az": "Yetmiş dörd dövlət imzalayıb [1]",
    }
    languages: tuple[Language, ...] = ("az", "en", "ru")
    for language in languages:
        outcome = score(record(texts[language], cited(SIGNED_RU), language=language))
        assert (outcome.right, outcome.missing) == (True, ())


def test_a_wrong_number_is_missing_and_a_marker_is_no_number() -> None:
    outcome = score(record("Подписали 120 стран [74]", cited("Подписали 120 стран", marker=74)))
    assert (outcome.right, outcome.correct, outcome.missing) == (False, False, ("74",))
    assert strip_markers("два [74]").split() == ["два"]


def test_a_right_answer_without_its_proof_is_not_right() -> None:
    outcome = score(record("Подписали 74 страны [1]", cited("Другое предложение")))
    assert (outcome.correct, outcome.cited, outcome.right) == (True, False, False)


def test_a_brief_alone_proves_nothing_and_beside_the_proof_does_no_harm() -> None:
    brief = cited(SIGNED_RU, "brief-signatories-ru", kind="brief")
    assert not score(record("74 [1]", brief)).cited
    assert score(record("74 [1] [2]", brief, cited(SIGNED_RU, marker=2))).right


def test_the_right_article_of_the_convention_proves_and_another_does_not() -> None:
    asked = fact(must=(("40",),), articles=(65,))
    quote = "сорокового документа"
    right = cited(quote, "convention-ru", kind="convention", article=65)
    assert score(record("Нужно 40 [1]", right, of=asked)).right
    assert not score(record("Нужно 40 [1]", replace(right, article=64), of=asked)).right


def test_a_question_for_the_article_is_proved_by_where_the_quote_stands() -> None:
    asked = fact("which", must=(("37",),), articles=(37,))
    extradition = cited("Выдача…", "convention-ru", kind="convention", article=37)
    assert score(record("Статья 37 [1]", extradition, of=asked)).right


def test_the_date_of_a_press_report_is_proved_by_its_front_matter() -> None:
    asked = fact("date_of_article", must=(("2026-02-10",),))
    assert score(record("10 февраля 2026 года [1]", cited("Баку"), of=asked)).right
    assert not score(record("11 февраля 2026 года [1]", cited("Баку"), of=asked)).correct
    assert not score(record("10 февраля 2026 года [1]", cited("Баку", published=None), of=asked)).cited


@pytest.mark.parametrize(
    ("text", "correct"),
    [
        ("Да, подписали. 74 [1]", False),
        ("Нет: подписали 74 [1]", True),
        ("Bəli, 74 [1]", False),
        ("Источники: 74 [1]", True),
    ],
)
def test_a_false_premise_must_not_be_agreed_to(text: str, correct: bool) -> None:
    assert score(record(text, cited(SIGNED_RU), of=fact("false_premise"))).correct is correct


def test_what_is_true_must_not_be_denied() -> None:
    asked = fact("whether", must=(("Китай", "Çin"),))
    quote = cited("включая Великобританию, Францию, Китай")
    assert score(record("Да [1]", quote, of=asked)).right
    assert not score(record("Нет [1]", quote, of=asked)).right


def test_an_answer_that_pours_out_passages_is_wrong_but_a_list_may_be_long() -> None:
    long = "74 [1] " + "слово " * 200
    assert not score(record(long, cited(SIGNED_RU))).right
    assert score(record(long, cited(SIGNED_RU), of=fact("list"))).right


def test_quotes_count_once_where_the_answer_holds_them_already() -> None:
    assert shown_chars(record("74: abc [1]", cited("abc"))) == 11
    assert shown_chars(record("74 [1]", cited("abc"), cited("abc", marker=2))) == 9


def test_a_quote_must_stand_at_its_offsets() -> None:
    assert score(record("74 [1]", cited(SIGNED_RU))).quotes_exact
    assert not score(record("74 [1]", cited(SIGNED_RU, source=SIGNED_RU[1:]))).quotes_exact
    assert not score(record("74 [1]", cited(SIGNED_RU, source=None))).quotes_exact
    assert not score(record("74 [1]", cited("", source=""))).quotes_exact


def test_markers_need_their_citations() -> None:
    assert score(record("74 [1]", cited(SIGNED_RU))).markers_sound
    assert not score(record("74 [2]", cited(SIGNED_RU))).markers_sound
    assert not score(record("74")).markers_sound
    assert score(record("В источниках этого нет.", abstained=True)).markers_sound


def test_a_refusal_is_never_right_for_a_fact() -> None:
    outcome = score(record("74 [1]", cited(SIGNED_RU), abstained=True))
    assert (outcome.refused, outcome.correct, outcome.cited, outcome.right) == (True, False, False, False)


@pytest.mark.parametrize(
    ("text", "alternative"),
    [
        ("24 декабря 2024 года", "2024-12-24"),
        ("2024-cü il dekabrın 24-də", "2024-12-24"),
        ("December 24, 2024", "2024-12-24"),
        ("25 and 26 October 2025", "2025-10"),
        ("üçdə iki səs", "2/3"),
        ("24/7 mərkəz", "24/7"),
        ("девяноста дней", "90"),
        ("Dövlət Təhlükəsizliyi Xidmətinin rəisi", "Dövlət Təhlükəsizliyi Xidmət"),
        ("DTX-nın rəisi", "DTX"),
        ("начальник Службы государственной безопасности", "Служба государственной безопасности"),
        ("Ильхамом Алиевым", "Алиев"),
        ("İlham Əliyevin", "Əliyev"),
        ("uşağın hüququ", "uşaq"),
        ("two countries", "country"),
    ],
)
def test_alternatives_are_found_in_any_form(text: str, alternative: str) -> None:
    assert Haystack(text).has(alternative)


@pytest.mark.parametrize(
    ("text", "alternative"),
    [
        ("in 1974", "74"),
        ("October 2025", "2025-10-25"),
        ("the unit", "UN"),
        ("ilkin mərhələ", "ilk"),
        ("", "74"),
        ("", "Hanoy"),
        ("Service of State Security", "State Security Service"),
        ("Министерство обороны", "Министерство юстиции"),
        ("🙂", "74"),
    ],
)
def test_what_only_looks_alike_is_not_found(text: str, alternative: str) -> None:
    assert not Haystack(text).has(alternative)


def test_word_forms() -> None:
    assert is_form_of("konvensiyalarimizdan", "konvensiya")
    assert not is_form_of("konvensiyalarimizdandir", "konvensiya")


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("По данным источников, дата такова:", "ru", True),
        ("According to the sources, the date is:", "ru", False),
        ("According to the sources, the date is:", "en", True),
        ("According to the sources, the date is:", "az", False),
        ("Mənbələrə görə, bu tarix belədir:", "az", True),
        ("Mənbələrə görə, bu tarix belədir:", "en", False),
        ("По данным источников", "az", False),
        ("74 🙂", "az", True),
        ("", "en", True),
        ("10 fevral 2026", "en", True),
    ],
)
def test_the_language_of_an_answers_own_words(text: str, language: str, expected: bool) -> None:
    assert speaks(text, language) is expected


def test_quotes_are_not_the_answers_own_words() -> None:
    text = "Дата:\n«Azərbaycan bu Konvensiyanı imzalayıb» [1] 10 fevral  2026"
    assert frame(text, ["10 fevral 2026"]).split() == ["Дата:", "[1]"]


def test_language_match_looks_at_the_words_and_at_what_the_answer_says_of_itself() -> None:
    assert score(record("По данным источников: 74 [1]", cited(SIGNED_RU))).language_matches
    assert not score(record("According to the sources: 74 [1]", cited(SIGNED_RU))).language_matches
    assert not score(replace(record("По данным: 74 [1]", cited(SIGNED_RU)), language="en")).language_matches


def test_shares_and_their_intervals() -> None:
    assert share([]) == share(())
    assert (share([True] * 4).low, share([True] * 4).high) == (1.0, 1.0)
    half = share([True, False] * 50)
    assert half.value == 0.5
    assert half.low is not None
    assert half.high is not None
    # the normal approximation: 0.5 ± 1.96 * sqrt(0.25 / 100) = 0.402 … 0.598
    assert half.low == pytest.approx(0.402, abs=0.012)
    assert half.high == pytest.approx(0.598, abs=0.012)
    assert half == share([True, False] * 50)


def test_balanced_accuracy_weighs_both_sides_alike() -> None:
    assert balanced_accuracy([True] * 99 + [False], [True, False]).value == pytest.approx((0.99 + 0.5) / 2)
    assert balanced_accuracy([], [True]).value is None


def test_percentiles_are_values_that_occurred() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert (percentile(values, 50), percentile(values, 95), percentile([7.0], 95), percentile([], 50)) == (
        50.0,
        95.0,
        7.0,
        None,
    )
