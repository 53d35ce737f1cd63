"""What follow-ups are answered, in the three languages, over the shipped corpus."""

from __future__ import annotations

import pytest
from answers import ask

from assistant.conversation import as_shown
from assistant.engine import Engine
from assistant.types import Question


@pytest.mark.parametrize(
    ("history", "text", "told"),
    [
        (["Ölkələr Konvensiyanı nə vaxt imzalayıb?"], "Bu harada olub?", "Hanoy"),
        (["When was the treaty adopted at the UN?"], "By what organ, exactly?", "General Assembly"),
        (["Когда договор был принят в ООН?"], "Каким именно органом?", "Генеральн"),
        (["Где сейчас можно подписать конвенцию?"], "До какого срока?", "31 декабря 2026"),
        (["İndi Konvensiyanı harada imzalamaq olar?"], "Nə vaxta qədər?", "31 dekabr 2026"),
        (["How does the Convention define traffic data?"], "What about content data?", "Content data means"),
        (["Как Конвенция определяет данные о трафике?"], "А данные о содержании?", "Данные о содержании — это"),
        (["Trafik məlumatları nədir?"], "Bəs məzmun məlumatları?", "Məzmun məlumatları —"),
        (["Can companies be held liable under the Convention?"], "In what forms?", "administrative"),
        (["How does a state leave the Convention?"], "Which article says so?", "Article 67"),
        (["Как государство может выйти из Конвенции?"], "В какой статье об этом сказано?", "Статья 67"),
        (["Dövlət Konvensiyadan necə çıxa bilər?"], "Bu hansı maddədə yazılıb?", "Maddə 67"),
        (["Dövlət konvensiyanı denonsasiya edə bilərmi?"], "Bildiriş kimə göndərilir?", "denonsasiya"),
        (["Qanun layihəsini parlamentə kim təqdim edib?"], "Bəs o, qanunu nə vaxt imzaladı?", "23 fevral 2026"),
        (["How many states signed in Hanoi?"], "Who was it that signed for Azerbaijan?", "head of the State Security"),
        (["What's the weather like in Baku?"], "And who signed the Convention for Azerbaijan?", "head of the State"),
        (["Кто подписал от Азербайджана?", "Где это было?"], "Хорошо, а сколько статей в договоре?", "68"),
    ],
)
def test_follow_ups_are_answered(engine: Engine, history: list[str], text: str, told: str) -> None:
    answer = ask(engine, text, *history)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        ("How many countries signed the Convention?", "What is the UN Convention against Cybercrime?"),
        ("Сколько стран подписали Конвенцию?", "Что такое Конвенция ООН против киберпреступности?"),
        ("Konvensiyanı neçə dövlət imzalayıb?", "Kibercinayətkarlığa qarşı Konvensiya nədir?"),
    ],
)
def test_who_asks_of_the_whole_goes_on_from_nothing(engine: Engine, earlier: str, text: str) -> None:
    answer, alone = ask(engine, text, earlier), ask(engine, text)
    assert answer.standalone_question == text
    assert (answer.status, answer.text) == ("answered", alone.text)


@pytest.mark.parametrize(
    ("history", "text"),
    [
        (["Who signed the Convention for Azerbaijan?"], "What is his name?"),
        (["Кто подписал Конвенцию от Азербайджана?"], "Как его зовут?"),
        (["Azərbaycan adından Konvensiyanı kim imzalayıb?"], "Onun adı nədir?"),
        (["Did China sign?"], "And Japan?"),
        (["Китай подписал?"], "А Япония?"),
        (["Çin imzalayıb?"], "Bəs Yaponiya?"),
        (["Когда Милли Меджлис одобрил закон?"], "Кто выступил против?"),
    ],
)
def test_what_no_source_says_is_refused(engine: Engine, history: list[str], text: str) -> None:
    assert ask(engine, text, *history).status == "refused"


@pytest.mark.parametrize(
    ("question", "before", "shown"),
    [
        (
            "А парламент одобрил?",
            "Когда президент подписал закон?",
            "Парламент одобрил? (Когда президент подписал закон?)",
        ),
        (
            "And where?",
            "How many countries signed the Convention?",
            "Where? (How many countries signed the Convention?)",
        ),
        ("А где?", "Сколько стран подписали Конвенцию?", "Где? (Сколько стран подписали Конвенцию?)"),
        ("Bəs harada?", "Konvensiyanı neçə dövlət imzalayıb?", "Harada? (Konvensiyanı neçə dövlət imzalayıb?)"),
    ],
)
def test_a_follow_up_is_answered_alike_when_asked_as_it_was_shown(
    engine: Engine, question: str, before: str, shown: str
) -> None:
    answer = engine.answer(Question(question, (before,)))
    again = engine.answer(Question(shown))
    assert answer.standalone_question == shown
    assert not answer.abstained
    assert (again.text, again.citations) == (answer.text, answer.citations)
    assert answer.text != engine.answer(Question(before)).text


@pytest.mark.parametrize("question", ["Why? (" * 120 + "Who?" + ")" * 120, "a (?" + "?" * 800 + ")", "Kim (?) (?)"])
def test_a_question_of_nothing_but_brackets_is_answered_by_something(engine: Engine, question: str) -> None:
    assert len(as_shown(question)) <= 5
    assert engine.answer(Question(question)).text


@pytest.mark.parametrize(
    ("question", "before", "language"),
    [
        ("And where?", "How many countries signed?", "en"),
        ("А где?", "Сколько стран подписали?", "ru"),
        ("Bəs harada?", "Neçə dövlət imzalayıb?", "az"),
    ],
)
def test_what_surely_answers_in_the_asker_s_language_leads(
    engine: Engine, question: str, before: str, language: str
) -> None:
    answer = engine.answer(Question(question, (before,)))
    assert answer.citations[0].language == language
    assert "Hano" in answer.text or "Хано" in answer.text
