"""Terms: the same figure, name or concept gives the same term in each language."""

from __future__ import annotations

import pytest

from corpus.text import words
from corpus.types import LANGUAGES
from index.stopwords import STOPWORDS
from index.terms import concept_of, concepts, content_words, figure_terms, terms, thesaurus_fingerprint


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("🙂 !", []),
        ("Who signed the Convention?", ["signed", "convention"]),
        ("Кто подписал Конвенцию?", ["подписал", "конвенцию"]),
        ("Konvensiyanı kim imzalayıb?", ["konvensiyani", "imzalayib"]),
        ("a b 7 x", ["7"]),
    ],
)
def test_content_words(text: str, expected: list[str]) -> None:
    assert content_words(text) == expected


def test_stop_words_are_folded() -> None:
    # One that is not folded could never meet a word of a text.
    assert {word for word in STOPWORDS if words(word) != [word]} == set()


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (("az", "74 dövlət"), ("en", "74 states"), {"74", "concept:state"}),
        (("ru", "74 государства"), ("en", "seventy-four states"), {"74", "concept:state"}),
        (("ru", "23 февраля 2026 года"), ("az", "23 fevral 2026-cı il"), {"date:02-23", "month:2026-02", "23", "2026"}),
        (("en", "signed in Hanoi"), ("ru", "подписана в Ханое"), {"concept:sign", "name:Hanoi"}),
        (("az", "Hanoyda imzalanıb"), ("en", "signed in Hanoi"), {"concept:sign", "name:Hanoi"}),
        (("az", "kibercinayetkarliga"), ("az", "kibercinayətkarlıq"), {"kibercinayetkarliq", "concept:cybercrime"}),
    ],
)
def test_terms_meet_across_languages(one: tuple[str, str], other: tuple[str, str], shared: set[str]) -> None:
    assert set(terms(one[1], one[0])) & set(terms(other[1], other[0])) == shared


def test_terms_keep_repeats() -> None:
    assert terms("law law", "en") == ["law", "concept:law"] * 2
    assert terms("", "az") == []


def test_figure_terms() -> None:
    assert figure_terms("24 December 2024 and October 2025") == ["date:12-24", "month:2024-12", "month:2025-10"]
    assert figure_terms("девять глав") == ["9"]
    assert figure_terms("9 chapters") == []  # the word 9 is its own term
    assert figure_terms("") == []


@pytest.mark.parametrize(
    ("concept", "forms"),
    [
        ("sign", {"en": "signed signatories", "ru": "подписали подписание", "az": "imzaladı imzalanmışdır imzalayıb"}),
        ("state", {"en": "countries states", "ru": "стран государствами", "az": "ölkələrin dövlətlərdən"}),
        ("ministry", {"en": "ministry", "ru": "министерством", "az": "nazirliyinin"}),
        ("minister", {"en": "ministers", "ru": "министром", "az": "nazirinin"}),
    ],
)
def test_a_concept_is_reached_by_its_inflected_words(concept: str, forms: dict[str, str]) -> None:
    assert set(forms) == set(LANGUAGES)
    for language, text in forms.items():
        assert {concept_of(word, language) for word in words(text)} == {concept}


def test_the_thesaurus_speaks_all_three_languages() -> None:
    by_language = {spoken: {value for (one, _), value in concepts().items() if one == spoken} for spoken in LANGUAGES}
    assert all(len(found) > 50 for found in by_language.values())


def test_an_unknown_word_has_no_concept() -> None:
    assert concept_of("zzz", "en") is None
    assert concept_of("", "az") is None


def test_the_thesaurus_has_a_fingerprint() -> None:
    assert len(thesaurus_fingerprint()) == 64
