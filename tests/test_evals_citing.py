"""Citation precision and recall, counted by hand."""

from dataclasses import replace

import pytest

from corpus.types import Language
from evals.citing import citation_precision, citation_recall, is_proved
from evals.metrics import score
from evals.types import Case, Cited, Fact, FactKind, Record

SOURCE = "mine-ru"
# Two things are required: the date and the place.
MUST = (("2026-02-10",), ("Hanoi", "Ханой", "Hanoy"))


def cited(quote: str, document_id: str = SOURCE, **changes: object) -> Cited:
    return replace(Cited(1, document_id, "article", "t", None, None, None, quote, quote), **changes)  # type: ignore[arg-type]


def record(*citations: Cited, kind: FactKind = "when", language: Language = "ru", abstained: bool = False) -> Record:
    must = () if kind == "unanswerable" else MUST
    fact = Fact("signed", "own", kind, {language: "?"}, {}, must, (SOURCE, "convention-*"), (64,))
    return Record(Case(fact, language, "original", "?", ()), language, "…", abstained, 1.0, citations, ())


DATE = cited("10 февраля 2026 года")
PLACE = cited("в Ханое", marker=2)
BESIDE = cited("о погоде", marker=3)
ELSEWHERE = cited("10 февраля 2026 года, Ханой", "other-ru", marker=4)
BRIEF = cited("Подписано в Ханое 10 февраля 2026 года.", "brief-signed-ru", kind="brief", marker=5)


@pytest.mark.parametrize(
    ("citations", "precision", "recall"),
    [
        ((DATE, PLACE), 1.0, 1.0),
        ((DATE,), 1.0, 0.5),  # the place is proved by nothing
        ((DATE, PLACE, BESIDE), 2 / 3, 1.0),  # one of three carries nothing
        ((DATE, ELSEWHERE), 0.5, 0.5),  # what may not prove it counts against, and proves nothing
        ((BRIEF, DATE, PLACE), 1.0, 1.0),  # a statement of ours is no source
        ((BRIEF,), None, 0.0),
        ((BESIDE, ELSEWHERE), 0.0, 0.0),
        ((), None, 0.0),
    ],
)
def test_by_hand(citations: tuple[Cited, ...], precision: float | None, recall: float) -> None:
    given = record(*citations)
    assert citation_precision(given) == pytest.approx(precision)
    assert citation_recall(given) == pytest.approx(recall)
    outcome = score(given)
    assert (outcome.citation_precision, outcome.citation_recall) == (precision, recall)
    assert is_proved(given) is (recall == 1.0)


@pytest.mark.parametrize(
    ("language", "quote"),
    [
        ("az", "2026-cı il fevralın 10-da Hanoyda imzalanıb"),
        ("en", "signed in Hanoi on February 10, 2026"),
        ("ru", "подписана в Ханое 10.02.2026"),
    ],
)
def test_one_quote_may_carry_everything_in_any_language(language: Language, quote: str) -> None:
    given = record(cited(quote), language=language)
    assert (citation_precision(given), citation_recall(given)) == (1.0, 1.0)


def test_an_article_of_the_convention_proves_where_it_is_listed() -> None:
    quote = cited("Ханой, 10 февраля 2026 года", "convention-official", kind="convention", article=64)
    elsewhere = replace(quote, article=65)
    fact = replace(record().case.fact, documents=())
    for one, expected in ((quote, 1.0), (elsewhere, 0.0)):
        given = replace(record(one), case=replace(record().case, fact=fact))
        assert (citation_precision(given), citation_recall(given)) == (expected, expected)


def test_where_nothing_was_claimed_nothing_is_measured() -> None:
    for given in (record(DATE, abstained=True), record(DATE, kind="unanswerable")):
        assert (citation_precision(given), citation_recall(given)) == (None, None)
