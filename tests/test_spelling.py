"""Misspelt words are put right by the corpus's words; known words, short words and names stay."""

from __future__ import annotations

import pytest
from conftest import make_document

from assistant.engine import Engine
from assistant.spelling import Speller
from corpus.types import Language

DOCUMENTS = [
    make_document("en", "The Convention was signed by 74 countries; parliament approved extradition of prisoners."),
    make_document("ru", "Конвенцию подписали государства, парламент одобрил её ратификацию.", "ru"),
    make_document("az", "Konvensiyanı dövlətlər imzalayıb, parlament qanunu təsdiqləyib.", "az"),
]


def knows_none(_word: str) -> bool:
    return False


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller.of(DOCUMENTS, knows_none)


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "the Conventoin", "the Convention"),  # two letters changed places: one edit
        ("en", "parliment", "parliament"),
        ("en", "extradishion!", "extradition!"),
        ("ru", "Конвенцыю подписали", "Конвенцию подписали"),
        ("ru", "госудраства", "государства"),
        ("az", "konvensyani", "konvensiyanı"),
        ("az", "dövlətllər", "dövlətlər"),
    ],
)
def test_misspelt_words(speller: Speller, language: Language, typed: str, expected: str) -> None:
    assert speller.correct(typed, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How many countries signed the Convention?"),
        ("en", "country, signing, approving"),  # other forms of known words
        ("en", "cat, sing, law"),  # too short to tell
        ("en", "Xylophone"),  # near nothing
        ("ru", "Конвенция, государство"),
        ("az", "Dövlət konvensiyada imzalayır"),
        ("en", "Парламент"),  # another script
        ("en", "74 🙂 24/7"),
        ("en", ""),
    ],
)
def test_known_words_stay(speller: Speller, language: Language, text: str) -> None:
    assert speller.correct(text, language) == text


def test_a_real_word_of_the_language_stays() -> None:
    speller = Speller.of(DOCUMENTS, {"countess", "convection"}.__contains__)
    assert speller.correct("the countess of convection", "en") == "the countess of convection"


def test_a_name_stays(engine: Engine) -> None:
    names: dict[Language, str] = {"en": "Budapest and Germany", "ru": "Будапешт и Германия", "az": "Budapeşt, Almaniya"}
    for language, text in names.items():
        assert engine.speller.correct(text, language) == text


def test_a_correction_is_the_same_every_time(speller: Speller) -> None:
    assert {speller.correct("Conventoin parliment", "en") for _ in range(20)} == {"Convention parliament"}


@pytest.mark.parametrize(
    ("language", "typed", "expected"),
    [
        ("en", "Wihch countries siged the treayt?", "Which countries signed the treaty?"),  # not "sided", nor "treat"
        ("en", "whch crmes", "which crimes"),
        ("en", "numer of votes, Genevva", "number of votes, Geneva"),
        ("en", "article sevetneen, 1 Maarch", "article seventeen, 1 March"),
        ("ru", "Скколько стран и в какмо году?", "Сколько стран и в каком году?"),  # function words too
        ("ru", "ткст статьёёй о Хное", "текст статьей о Ханое"),
        ("ru", "сатей, Швция", "статей, Швеция"),
        ("ru", "толко вед", "только ведь"),  # what Latin letters leave out
        ("az", "mdde, hraada, belçkia", "maddə, harada, belçika"),
        ("az", "dövlət hansı ölkdəirmi", "dövlət hansı ölkədirmi"),  # a stem, an ending and a particle
        ("az", "qəulu", "qəbulu"),
        ("az", "Imzalanip, sənəi imzlayıb", "İmzalanıb, sənədi imzalayıb"),
    ],
)
def test_slips_of_finger_and_ear(engine: Engine, language: Language, typed: str, expected: str) -> None:
    assert engine.speller.correct(typed, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Were the roles of its members changed? It didn't bake bread."),
        ("ru", "Кто готовит чемпионат НАТО, сдала ли страна грамоту, XI глава, весной"),
        ("ru", "Соберётся ли конференция, перескажи вкратце"),
        ("az", "Konvensiya dollarla manatdır, düzdür? Sənəddə elədir, binada baxacaq"),
        ("az", "BMT-nin 2026-cı ildə cezalandırılmalıdırmı"),
    ],
)
def test_real_words_that_no_source_has_stay(engine: Engine, language: Language, text: str) -> None:
    assert engine.speller.correct(text, language) == text
