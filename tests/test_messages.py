"""What the assistant says in its own voice, in three languages."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from conftest import make_document

from assistant import messages
from assistant.messages import azerbaijani_ordinal, date_text, place_label, quoted, source_label
from corpus.detect import detect_language
from corpus.types import LANGUAGES, Language, Location

PHRASES = {name: value for name, value in vars(messages).items() if name.isupper() and isinstance(value, dict)}
PHRASES = {name: value for name, value in PHRASES.items() if not name.startswith("_") and name != "QUOTE_MARKS"}


def test_every_phrase_is_there_in_three_languages() -> None:
    assert {"PROOF", "REFUSAL", "GREETING", "NO_ARTICLE", "DIFFERENT"} <= PHRASES.keys()
    for name, phrase in PHRASES.items():
        assert set(phrase) == set(LANGUAGES), name
        assert len(set(phrase.values())) == 3, name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["REFUSAL", "COVERAGE", "NEAREST", "DIFFERENT", "GREETING", "THANKS", "DIGEST"])
def test_a_phrase_is_in_its_language(name: str, language: Language) -> None:
    assert detect_language(PHRASES[name][language]) == language


def test_phrases_take_the_same_values() -> None:
    for name, phrase in PHRASES.items():
        fields = {language: sorted(re.findall(r"\{(\w+)\}", phrase[language])) for language in LANGUAGES}
        assert fields["en"] == fields["ru"] == fields["az"], name


@pytest.mark.parametrize(
    ("iso", "texts"),
    [
        ("2026-02-10", ("10 February 2026", "10 февраля 2026 года", "10 fevral 2026-cı il")),
        ("2024-12-24", ("24 December 2024", "24 декабря 2024 года", "24 dekabr 2024-cü il")),
        ("2025-05-01", ("1 May 2025", "1 мая 2025 года", "1 may 2025-ci il")),
        ("2030-08-31", ("31 August 2030", "31 августа 2030 года", "31 avqust 2030-cu il")),
    ],
)
def test_dates_in_words(iso: str, texts: tuple[str, str, str]) -> None:
    assert tuple(date_text(iso, language) for language in ("en", "ru", "az")) == texts


# By the last vowel of each numeral: bir, iki, üç, dörd, beş, altı, yeddi, səkkiz, doqquz, on, … yüz, min.
@pytest.mark.parametrize(
    ("number", "ending"),
    [
        (1, "ci"), (2, "ci"), (3, "cü"), (4, "cü"), (5, "ci"), (6, "cı"), (7, "ci"), (8, "ci"), (9, "cu"), (10, "cu"),
        (20, "ci"), (30, "cu"), (40, "cı"), (50, "ci"), (60, "cı"), (68, "ci"), (41, "ci"), (99, "cu"), (100, "cü"),
        (1000, "ci"), (2000, "ci"), (2024, "cü"), (2025, "ci"), (2026, "cı"),
    ],
)  # fmt: skip
def test_azerbaijani_ordinals(number: int, ending: str) -> None:
    assert azerbaijani_ordinal(number) == ending


@pytest.mark.parametrize(
    ("location", "labels"),
    [
        (Location(41, 1), ("Article 41(1)", "статья 41, пункт 1", "41-ci maddə, 1-ci bənd")),
        (Location(6), ("Article 6", "статья 6", "6-cı maddə")),
        (Location(40, 30), ("Article 40(30)", "статья 40, пункт 30", "40-cı maddə, 30-cu bənd")),
        (Location(None), ("the Convention", "Конвенция", "Konvensiya")),
        (None, ("the Convention", "Конвенция", "Konvensiya")),
    ],
)
def test_places_in_the_convention(location: Location | None, labels: tuple[str, str, str]) -> None:
    assert tuple(place_label(location, language) for language in ("en", "ru", "az")) == labels


def test_quotation_marks() -> None:
    assert [quoted("a", language) for language in ("en", "ru", "az", "zh")] == ["“a”", "«a»", "“a”", "“a”"]


def test_sources_are_named_in_the_language_of_the_answer() -> None:
    article = replace(make_document("trend", "A."), publisher="Trend", published="2026-02-10")
    assert source_label(article, None, "en") == "Trend, 10 February 2026"
    assert source_label(article, None, "ru") == "Trend, 10 февраля 2026 года, на английском языке"
    assert source_label(article, None, "az") == "Trend, 10 fevral 2026-cı il, ingilis dilində"


def test_nothing_is_invented_for_an_undated_source() -> None:
    undated = replace(make_document("omm", "A."), publisher="OMM")
    assert source_label(undated, None, "en") == "OMM"
    assert source_label(replace(undated, publisher=None, title="A note"), None, "en") == "A note"


def test_a_digest_is_called_one() -> None:
    digest = replace(make_document("convention-az", "A.", "az"), kind="convention", edition="digest")
    assert source_label(digest, Location(41, 1), "az") == "41-ci maddə, 1-ci bənd, xülasə, rəsmi mətn deyil"
    assert source_label(replace(digest, edition="official"), Location(41, 1), "az") == "41-ci maddə, 1-ci bənd"
    statement = replace(make_document("brief-a-ru", "А.", "ru"), kind="brief", published="2026-02-10")
    assert source_label(statement, None, "ru") == "наше проверенное утверждение, 10 февраля 2026 года"
