"""Which language an answer is in: forced, asked for, the question's, the conversation's; Russian in Latin letters."""

from __future__ import annotations

import pytest

from assistant.language import answer_language, question_language, searchable
from assistant.romanised import in_cyrillic
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
        ("KTO Podpisal?", "ru", "КТО Подписал?"),
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


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Kakoy organ nakhoditsya v etom gosudarstve?", "Какой орган находится в этом государстве?"),
        ("skol'ko stran podpisali konvenciju", "сколько стран подписали конвенцию"),  # ISO, with its soft sign
        ("konventsiia, Rossiia", "конвенция, Россия"),  # as libraries write
        ("lichnye dannye, yuridicheskiy", "личные данные, юридический"),
        ("schitaet, obshchiy, otvetstvennost", "считает, общий, ответственност"),
        ("otkazalis sobratsya", "отказались собраться"),
        ("4to xorosho, text, vyxod", "что хорошо, текст, выход"),  # as in chats
        ("glava IV, Human Rights Watch", "глава IV, Хуман Rights Watch"),
        ("V kakom godu? SGB", "В каком году? СГБ"),
        ("statya tridtsat na Day.Az", "статья тридцать на Day.Az"),
        ("ob'ekt, 'tak'", "объект, 'такь"),
    ],
)
def test_each_scheme_of_latin_letters_is_read(typed: str, expected: str) -> None:
    assert in_cyrillic(typed) == expected


def test_a_short_follow_up_in_latin_letters_is_russian() -> None:
    for text in ("A Shvetsiya?", "A sleduyushchaya?", "a kto?"):
        assert answer_language(text, (), None) == "ru"
    for text in ("A president?", "a summary", "A list of states?"):
        assert answer_language(text, (), None) == "en"
