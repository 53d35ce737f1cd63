"""Which language an answer is in: forced, asked for, the question's, the conversation's; Russian in Latin letters."""

from __future__ import annotations

import pytest

from assistant.language import answer_language, question_language, searchable
from corpus.types import Language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("How many countries signed the Convention?", "en"),
        ("Сколько государств подписали?", "ru"),
        ("Neçə dövlət imzalayıb?", "az"),
        ("nece dovlet imzalayib", "az"),
        ("skolko stran podpisali konvensiyu", "ru"),
        ("Когда?", "ru"),
        ("Nə vaxt?", "az"),
        ("When?", "en"),
        ("State Security Service nə edir?", "az"),
        ("Что делает State Security Service?", "ru"),
        ("İmzalanma 🙂", "az"),
    ],
)
def test_the_question_decides(text: str, expected: Language) -> None:
    assert answer_language(text, (), None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Сколько государств подписали? Answer in English please", "en"),
        ("How many signed? Ответь по-русски", "ru"),
        ("How many signed? Azərbaycan dilində cavab ver", "az"),
        ("На английском, пожалуйста", "en"),
        ("Rusca cavab ver", "ru"),
        ("in Azerbaijani please", "az"),
    ],
)
def test_a_language_asked_for_wins(text: str, expected: Language) -> None:
    assert answer_language(text, (), None) == expected


@pytest.mark.parametrize("text", ["How many?", "Сколько?", "Neçə?", "answer in English", "41", ""])
def test_a_forced_language_wins(text: str) -> None:
    assert answer_language(text, ("When?",), "az") == "az"


def test_a_text_without_letters_follows_the_conversation() -> None:
    assert answer_language("41?", (), None) == "en"
    assert answer_language("41?", ("How many?", "Сколько государств?"), None) == "ru"
    assert answer_language("41?", ("Neçə dövlət?", "42", "🙂"), None) == "az"


def test_a_question_is_searched_in_its_own_language() -> None:
    assert question_language("Сколько государств подписали?", "az") == "ru"
    assert question_language("41?", "az") == "az"


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("skolko stran podpisali konvensiyu", "ru", "сколко стран подписали конвенсию"),
        ("kto podpisal zakon", "ru", "кто подписал закон"),
        ("KTO Podpisal?", "ru", "кто подписал?"),
        ("Кто podpisal?", "ru", "Кто podpisal?"),  # Cyrillic already
        ("kto podpisal", "en", "kto podpisal"),
        ("Neçə dövlət?", "az", "Neçə dövlət?"),
        ("kto podpısal İran", "ru", "кто подпıсал İран"),  # letters that only look like "i" are left alone
        ("24/7", "ru", "24/7"),
        ("", "ru", ""),
    ],
)
def test_russian_in_latin_letters_is_put_into_cyrillic(text: str, language: Language, expected: str) -> None:
    assert searchable(text, language) == expected
