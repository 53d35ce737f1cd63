"""What a question asks for, and what it carries, by the question words of three languages."""

from __future__ import annotations

import pytest

from assistant.asking import AskedFor, kind_of
from assistant.question import asked_noun, name_words, understand
from corpus.types import Language

KINDS: list[tuple[AskedFor, str, str, str]] = [
    ("when", "When was it adopted?", "Когда её приняли?", "Nə vaxt qəbul edilib?"),
    ("when", "On what date was it signed?", "Какого числа подписали?", "Hansı tarixdə imzalanıb?"),
    ("where", "Where was it signed?", "Где её подписали?", "Harada imzalanıb?"),
    ("where", "In which city was it signed?", "В каком городе подписали?", "Hansı şəhərdə imzalanıb?"),
    ("who", "Who signed it?", "Кто её подписал?", "Kim imzalayıb?"),
    ("who", "Which body handles requests?", "Какой орган принимает запросы?", "Hansı qurum sorğulara baxır?"),
    ("how_many", "How many countries signed?", "Сколько стран подписали?", "Neçə ölkə imzalayıb?"),
    ("why", "Why was it adopted?", "Почему её приняли?", "Niyə qəbul edilib?"),
    ("which_article", "Which article is on extradition?", "Какая статья о выдаче?", "Hansı maddə ekstradisiyadandır?"),
    ("whether", "Did Azerbaijan sign it?", "Подписал ли Азербайджан?", "Azərbaycan imzalayıbmı?"),
    ("define", "What does cybercrime mean?", "Что такое киберпреступность?", "Kibercinayət nə deməkdir?"),
    ("list", "List the offences", "Перечислите преступления", "Cinayətləri sadalayın"),
    ("other", "The State Security Service", "Служба государственной безопасности", "Dövlət Təhlükəsizliyi Xidməti"),
]


@pytest.mark.parametrize(("kind", "question"), [(kind, text) for kind, *texts in KINDS for text in texts])
def test_kinds(kind: AskedFor, question: str) -> None:
    assert kind_of(question) == kind


@pytest.mark.parametrize("question", ["konvensiya ne vaxt qebul edilib", "kogda prinyali", "WHEN WAS IT ADOPTED"])
def test_kinds_as_they_are_typed(question: str) -> None:
    assert kind_of(question) == "when"


def test_how_is_not_how_many() -> None:
    assert kind_of("Konvensiya necə qəbul edilib?") != "how_many"


@pytest.mark.parametrize(
    ("language", "question", "noun"),
    [
        ("en", "Which countries signed?", "countries"),
        ("en", "How many chapters does it have?", "chapters"),
        ("ru", "Сколько глав в конвенции?", "глав"),
        ("ru", "Какие страны подписали?", "страны"),
        ("az", "Neçə ölkə imzalayıb?", "olke"),
        ("az", "DTX-nin büdcəsi nə qədərdir?", "budcesi"),
        ("en", "Who signed it?", None),
        ("ru", "Когда приняли?", None),
        ("az", "Kim imzalayıb?", None),
        ("en", "", None),
    ],
)
def test_the_noun_that_is_asked_about(language: Language, question: str, noun: str | None) -> None:
    assert asked_noun(question, language) == noun


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Did 74 countries sign it in Hanoi on 25 October 2025, under Article 64(1)?"),
        ("ru", "Правда, что 74 страны подписали её в Ханое 25 октября 2025 года по статье 64, пункт 1?"),
        ("az", "64-cü maddənin 1-ci bəndinə görə 74 ölkə onu 25 oktyabr 2025-ci ildə Hanoyda imzalayıbmı?"),
    ],
)
def test_what_a_question_carries(language: Language, text: str) -> None:
    found = understand(text, language)
    assert (found.text, found.language, found.asked_for) == (text, language, "whether")
    assert [(item.year, item.month, item.day) for item in found.dates] == [(2025, 10, 25)]
    assert [number.value for number in found.numbers] == ["74"]
    assert "Hanoi" in found.names
    assert [(item.article, item.paragraph) for item in found.articles] == [(64, 1)]
    assert found.chapter is None
    assert len(found.words) == len(set(found.words))


@pytest.mark.parametrize(("text", "chapter"), [("Chapter IV", 4), ("глава 4", 4), ("IV fəsil", 4), ("Chapter 12", 12)])
def test_chapters(text: str, chapter: int) -> None:
    assert understand(text, "en").chapter == chapter


def test_an_empty_question_carries_nothing() -> None:
    found = understand("", "az")
    assert (found.words, found.dates, found.numbers, found.names, found.articles) == ((), (), (), (), ())
    assert (found.asked_for, found.chapter, found.asked_noun) == ("other", None, None)


def test_the_words_of_names() -> None:
    assert name_words("Who heads the State Security Service in Hanoi?") == {"state", "security", "service", "hanoi"}
    assert name_words("Кто возглавляет СГБ?") == {"сгб"}
    assert name_words("İ 🙂") == set()
