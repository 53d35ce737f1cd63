"""Follow-ups become questions that stand alone; greetings, thanks and requests for a language are known."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.conversation import leans, readings, requested_language, without_opener
from assistant.courtesies import is_greeting, is_thanks
from assistant.leaning import may_lean
from assistant.romanised import in_own_letters
from corpus.types import Language


def texts(text: str, history: list[str]) -> list[str]:
    """The ways to read a question, the likeliest first."""
    return [reading.text for reading in readings(text, history)]


@pytest.mark.parametrize(
    "text",
    ["Hello", "hi!", "Good morning.", "Привет", "Здравствуйте!", "Добрый день", "Salam", "SALAM!", "What can you do?"],
)
def test_greetings(text: str) -> None:
    assert is_greeting(text)
    assert not is_thanks(text)


@pytest.mark.parametrize("text", ["thanks", "Thank you very much!", "Спасибо большое", "Təşəkkür edirəm", "Çox sağ ol"])
def test_thanks(text: str) -> None:
    assert is_thanks(text)
    assert not is_greeting(text)


@pytest.mark.parametrize(
    "text", ["Hello, how many countries signed?", "Спасибо, а кто подписал?", "Salam, neçə dövlət?", "", "highlight"]
)
def test_more_than_a_greeting_is_a_question(text: str) -> None:
    assert not is_greeting(text)
    assert not is_thanks(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("answer in English please", "en"),
        ("по-английски", "en"),
        ("ingiliscə", "en"),
        ("in Russian", "ru"),
        ("Ответь на русском", "ru"),
        ("rus dilində", "ru"),
        ("in Azerbaijani", "az"),
        ("по-азербайджански", "az"),
        ("Azərbaycan dilində cavab ver", "az"),
        ("What did the English delegation say?", None),
        ("Azərbaycan nə vaxt imzalayıb?", None),
    ],
)
def test_languages_asked_for(text: str, language: Language | None) -> None:
    assert requested_language(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "And the president?",
        "А президент?",
        "Bəs prezident?",
        "Where was it?",
        "А где это было?",
        "Bu harada olub?",
        "and the next one?",
        "When?",
        "Когда?",
        "Nə vaxt?",
    ],
)
def test_questions_that_lean(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "How many countries signed the Convention?",
        "Сколько государств подписали Конвенцию?",
        "Konvensiyanı neçə dövlət imzalayıb?",
        "And what does Article 41 say?",  # an article names itself
        "What is the weather in Baku today?",
        "Anderson signed the Convention",  # begins like "and"
    ],
)
def test_questions_that_stand(text: str) -> None:
    assert not leans(text)


@pytest.mark.parametrize(
    ("history", "text", "expected"),
    [
        (["When did parliament approve the law?"], "And the president?", "When did the president approve the law?"),
        (["Когда парламент принял закон?"], "А президент?", "Когда президент принял закон?"),
        (["Parlament qanunu nə vaxt qəbul edib?"], "Bəs prezident?", "prezident qanunu nə vaxt qəbul edib?"),
        (["How many countries signed it?"], "Where was it?", "Where countries signed it?"),
        (["What does article 41 say?"], "and the next one?", "What does article 42 say?"),
        (["What does article 41 say?"], "And the previous one?", "What does article 40 say?"),
        (["What does article 41 say?"], "And 7?", "What does article 7 say?"),
        (["Что говорится в статье 41?"], "А следующая?", "Что говорится в статье 42?"),
        (["Maddə 41"], "Bəs növbəti maddə?", "Maddə 42"),
        (["Article 41", "and the next one?"], "and the next one?", "Article 43"),
        (["Сколько государств подписали?"], "answer in English please", "Сколько государств подписали?"),
        (["How many countries signed it?"], "ответь по-русски", "How many countries signed it?"),
        # A greeting between the two is no question to lean on.
        (["Article 41", "Salam", "thanks"], "and the next one?", "Article 42"),
    ],
)
def test_follow_ups_are_completed(history: list[str], text: str, expected: str) -> None:
    assert expected in texts(text, history)


@pytest.mark.parametrize("history", [[], ["Salam"], ["Hello", "thanks"]])
def test_without_an_earlier_question_nothing_is_added(history: list[str]) -> None:
    assert texts("And the president?", history) == ["And the president?"]


def test_a_question_that_stands_stays() -> None:
    text = "Konvensiyanı neçə dövlət imzalayıb?"
    assert texts(text, ["Article 41", "And the president?"]) == [text]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("And the president?", "the president?"),
        ("А, президент?", "президент?"),
        ("Bəs prezident?", "prezident?"),
        ("What about the ministry?", "the ministry?"),
        ("Android?", "Android?"),
        ("  but why?", "why?"),
        ("", ""),
    ],
)
def test_openers(text: str, rest: str) -> None:
    assert without_opener(text) == rest


@settings(deadline=None)  # the first reading loads the profiles of the languages
@given(st.text(max_size=60), st.lists(st.text(max_size=60), max_size=4))
def test_whatever_is_typed_has_a_reading(text: str, history: list[str]) -> None:
    found = readings(text, history)
    assert found
    assert found == readings(text, history)
    written = in_own_letters(text)
    assert [reading.text for reading in found] == [text] or leans(written) or may_lean(written)


def test_russian_in_latin_letters_leans_on_what_came_before() -> None:
    history = ["Kogda parlament odobril zakon?"]
    assert readings("A predydushchaya statya?", ["O chem statya 16?"])[0].text == "О чем статья 15?"
    assert readings("A kto?", history)[0].text == "Кто парламент одобрил закон?"
    assert [reading.text for reading in readings("Kto podpisal konventsiyu?", history)] == ["Kto podpisal konventsiyu?"]
