"""The conversation, without a browser: what is kept, what is streamed, what is said when something fails."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from web_fakes import ANSWERED_AT, LANGUAGES, FakeEngine, answered

from assistant.types import MAX_HISTORY, MAX_QUESTION_CHARS, Answer, Question, QuestionError
from corpus.types import Language
from web.chat import Chat
from web.conversations import Conversations, Turn
from web.formats import format_number
from web.texts import TEXTS


def ask(chat: Chat, question: str, conversation: str, language: str) -> str:
    """Ask, and return the last reply, which alone is final."""
    *growing, last = chat.ask(question, conversation, language)
    assert last.final
    assert not any(reply.final for reply in growing)
    return last.html


def test_earlier_questions_are_the_history_and_the_last_ones_only() -> None:
    engine = FakeEngine()
    chat = Chat(engine)
    for number in range(MAX_HISTORY + 3):
        ask(chat, f"Sual {number}", "tab", "az")
    ask(chat, "Другая вкладка", "other", "ru")
    assert engine.asked[1].history == ("Sual 0",)
    assert engine.asked[-2].history == tuple(f"Sual {number}" for number in range(2, MAX_HISTORY + 2))
    assert engine.asked[-1].history == ()
    chat.forget("tab")
    ask(chat, "Sual", "tab", "az")
    assert engine.asked[-1].history == ()


def test_no_number_is_given_twice_on_a_page_though_the_server_forgot() -> None:
    chat = Chat(FakeEngine())
    *_, last = chat.ask("How many?", "tab", "en", shown=7)
    assert 'data-number="8"' in last.html
    assert 'id="t8-c1"' in last.html
    *_, last = chat.ask("How many?", "tab", "en")
    assert 'data-number="9"' in last.html


def test_opening_shows_what_was_said_and_asks_a_linked_question_once() -> None:
    chat = Chat(FakeEngine())
    opened = chat.open("?lang=az&q=Ne%C3%A7%C9%99%3F", None, "ru", "tab")
    assert (opened.language, opened.question, opened.turns) == ("az", "Neçə?", "")
    html = ask(chat, opened.question, "tab", "az")
    again = chat.open("?lang=az&q=Ne%C3%A7%C9%99%3F", None, "ru", "tab")
    assert (again.turns, again.question) == (html, "")
    assert chat.open("", "ru", "az", "another").language == "ru"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_cannot_be_answered_is_said_in_a_sentence_and_not_kept(
    language: Language, caplog: pytest.LogCaptureFixture
) -> None:
    engine, texts = FakeEngine(), TEXTS[language]
    chat = Chat(engine)
    limit = format_number(MAX_QUESTION_CHARS, texts)
    count = format_number(MAX_QUESTION_CHARS + 1, texts)
    assert texts.too_long.format(count=count, limit=limit) in ask(chat, "ə" * (MAX_QUESTION_CHARS + 1), "t", language)
    assert texts.empty in ask(chat, " 🙂 ", "t", language)
    assert engine.asked == []
    engine.failure = QuestionError("The question is no question.")
    assert texts.not_taken in ask(chat, "Sual?", "t", language)
    engine.failure = RuntimeError("secret")
    html = ask(chat, "Sual?", "t", language)
    assert texts.failed in html
    assert "secret" not in html
    assert "Sual?" not in caplog.messages[-1]
    assert chat.open("", language, None, "t").turns == ""


def test_markup_in_a_question_and_an_answer_is_escaped() -> None:
    engine = FakeEngine()
    html = ask(Chat(engine), '<img src=x onerror="alert(1)"><script>', "tab", "en")
    assert "<img" not in html
    assert "<script" not in html
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&lt;script&gt;" in html


def test_conversations_are_bounded_and_the_one_out_of_use_goes_first() -> None:
    kept = Conversations(max_conversations=2, max_turns=2)
    for number, name in enumerate(("a", "b", "a", "a", "c"), start=1):
        kept.add(name, Turn(number, answered("en"), ANSWERED_AT))
    assert [turn.number for turn in kept.turns("a")] == [3, 4]
    assert kept.turns("b") == ()
    assert [turn.number for turn in kept.turns("c")] == [5]


def test_an_answer_grows_and_only_the_last_is_kept() -> None:
    engine = FakeEngine("As of", "As of February")
    chat = Chat(engine)
    replies = list(chat.ask("How many?", "tab", "ru"))
    assert [reply.final for reply in replies] == [False, False, True]
    assert "<p>As of</p>" in replies[0].html
    assert "<p>As of February</p>" in replies[1].html
    assert TEXTS["ru"].partial in replies[0].html
    assert TEXTS["ru"].partial not in replies[2].html
    assert chat.open("", "ru", None, "tab").turns == replies[2].html
    assert len(list(Chat(FakeEngine()).ask("How many?", "tab", "ru"))) == 1


def test_an_answer_that_breaks_off_leaves_nothing_behind(caplog: pytest.LogCaptureFixture) -> None:
    class BreaksOff(FakeEngine):
        def stream(self, question: Question) -> Iterator[Answer]:
            yield from [*super().stream(question)][:2]
            raise RuntimeError("the model has gone")

    chat = Chat(BreaksOff("As of", "As of February"))
    *_, last = chat.ask("How many?", "tab", "az")
    assert last.final
    assert TEXTS["az"].failed in last.html
    assert "the model has gone" not in last.html
    assert chat.open("", "az", None, "tab").turns == ""
    assert caplog.messages == ["a question could not be answered"]
