"""The assistant over the shipped corpus: known facts, refusals, languages, follow-ups, articles."""

from __future__ import annotations

import re

import pytest
from answers import ask, cited
from known_facts import FACTS, NEAR_MISSES

from assistant.engine import Engine
from assistant.messages import COVERAGE, DIFFERENT, GREETING, NEAREST, REFUSAL, THANKS
from assistant.types import MAX_ANSWER_CHARS
from corpus.types import LANGUAGES, Language

FACT_CASES = [
    pytest.param(language, questions[language], patterns[language], documents, id=f"{language}-{number}")
    for number, (questions, patterns, documents) in enumerate(FACTS)
    for language in LANGUAGES
]


@pytest.mark.parametrize(("language", "question", "pattern", "documents"), FACT_CASES)
def test_known_facts(engine: Engine, language: Language, question: str, pattern: str, documents: set[str]) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered"
    assert answer.language == language
    assert re.search(pattern, answer.text.split("\n")[0])
    assert cited(answer) & documents


@pytest.mark.parametrize(("language", "question", "pattern", "documents"), FACT_CASES)
def test_the_lead_of_a_fact_is_in_the_asked_language(
    engine: Engine, language: Language, question: str, pattern: str, documents: set[str]
) -> None:
    del pattern, documents
    assert ask(engine, question).citations[0].language == language


@pytest.mark.parametrize(("language", "question"), NEAR_MISSES)
def test_near_misses_are_refused(engine: Engine, language: Language, question: str) -> None:
    answer = ask(engine, question)
    assert (answer.status, answer.abstained, answer.language) == ("refused", True, language)
    first, second, *rest = answer.text.split("\n")
    assert first == f"{REFUSAL[language]} {COVERAGE[language]}"
    assert second == NEAREST[language]
    assert len(rest) == len(answer.nearest) > 0


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "Article 99"),
        ("en", "What does Article 99 say?"),
        ("ru", "Статья 99"),
        ("ru", "Что говорится в статье 99?"),
        ("az", "99-cu maddə"),
        ("az", "Maddə 99 nə deyir?"),
    ],
)
def test_an_article_that_does_not_exist(engine: Engine, language: Language, question: str) -> None:
    answer = ask(engine, question)
    assert (answer.status, answer.abstained, answer.language) == ("no_such_article", True, language)
    assert re.findall(r"\d+", answer.text) == ["99", "1", "68"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_can_be_forced(engine: Engine, language: Language) -> None:
    for question in FACTS[0][0].values():
        answer = ask(engine, question, language=language)
        assert answer.language == answer.citations[0].language == language
        assert re.search(FACTS[0][1][language], answer.text)


def test_a_refusal_is_in_the_forced_language(engine: Engine) -> None:
    assert ask(engine, "What is the weather in Baku today?", language="az").text.startswith(REFUSAL["az"])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hello", GREETING["en"]),
        ("Привет!", GREETING["ru"]),
        ("Salam", GREETING["az"]),
        ("Thanks!", THANKS["en"]),
        ("Спасибо", THANKS["ru"]),
        ("Çox sağ olun", THANKS["az"]),
    ],
)
def test_greetings_and_thanks(engine: Engine, question: str, expected: str) -> None:
    answer = ask(engine, question)
    assert (answer.text, answer.status, answer.abstained) == (expected, "greeting", False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("How many countreis signed the Conventoin?", "How many countries signed the Convention?"),
        ("HOW MANY COUNTRIES SIGNED THE CONVENTION", "How many countries signed the Convention?"),
        ("Сколько госудраств подписали Конвенцыю?", "Сколько государств подписали Конвенцию?"),
        ("КОНВЕНСИЯ??? СКОЛЬКО ГОСУДАРСТВ ПОДПИСАЛИ КОНВЕНЦИЮ", "Сколько государств подписали Конвенцию?"),
        ("Konvensiyanı neçə dövlət imzalıyıb?", "Konvensiyanı neçə dövlət imzalayıb?"),
        ("Konvensiyani nece dovlet imzalayib", "Konvensiyanı neçə dövlət imzalayıb?"),
        ("Prezident qanunu ne vaxt imzalayib", "Prezident qanunu nə vaxt imzalayıb?"),
        ("KONVENSİYANI NEÇƏ DÖVLƏT İMZALAYIB?", "Konvensiyanı neçə dövlət imzalayıb?"),
    ],
)
def test_misspelt_questions_are_answered_as_they_are_meant(engine: Engine, typed: str, meant: str) -> None:
    answer, expected = ask(engine, typed), ask(engine, meant)
    lead, expected_lead = answer.text.split("\n")[0], expected.text.split("\n")[0]
    assert (answer.language, lead, answer.citations[0]) == (expected.language, expected_lead, expected.citations[0])


@pytest.mark.parametrize(
    ("question", "pattern"),
    [("skolko stran podpisali konvensiyu", "74 государства"), ("kogda parlament prinyal zakon", "10 февраля 2026")],
)
def test_russian_in_latin_letters(engine: Engine, question: str, pattern: str) -> None:
    answer = ask(engine, question)
    assert (answer.status, answer.language) == ("answered", "ru")
    assert pattern in answer.text.split("\n")[0]


@pytest.mark.parametrize(
    ("earlier", "question", "pattern"),
    [
        ("When did parliament approve the law?", "And the president?", "23 February 2026"),
        ("Когда парламент принял закон?", "А президент?", "23 февраля 2026"),
        ("Parlament qanunu nə vaxt qəbul edib?", "Bəs prezident?", "23 fevral 2026"),
        ("How many countries signed the Convention?", "Where was it?", "Hanoi"),
        ("Сколько государств подписали Конвенцию?", "А где это было?", "Хано"),
        ("Konvensiyanı neçə dövlət imzalayıb?", "Bu harada olub?", "Hanoy"),
        ("Сколько государств подписали Конвенцию?", "answer in English please", r"74 (?:countries|states)"),
        ("How many countries signed the Convention?", "ответь по-русски", "74 государства"),
        ("How many countries signed the Convention?", "Azərbaycan dilində cavab ver", "74 dövlət"),
        ("What does article 41 say?", "and the next one?", r"^Article 42:"),
        ("Что говорится в статье 41?", "А следующая?", "^Статья 42:"),
        ("41-ci maddədə nə deyilir?", "Bəs növbəti maddə?", "^Maddə 42:"),
        ("What does article 41 say?", "and the previous one?", r"^Article 40:"),
    ],
)
def test_follow_ups(engine: Engine, earlier: str, question: str, pattern: str) -> None:
    answer = ask(engine, question, earlier)
    assert answer.status == "answered"
    assert re.search(pattern, answer.text)
    assert answer.question == question != answer.standalone_question


@pytest.mark.parametrize(
    ("earlier", "question", "status"),
    [
        ("What does article 68 say?", "and the next one?", "no_such_article"),
        ("What does article 1 say?", "and the previous one?", "no_such_article"),
        ("How many countries signed the Convention?", "What is the weather in Baku today?", "refused"),
        ("Сколько государств подписали Конвенцию?", "А какая погода в Баку?", "refused"),
        ("Konvensiyanı neçə dövlət imzalayıb?", "Bəs Bakıda hava necədir?", "refused"),
    ],
)
def test_follow_ups_that_have_no_answer(engine: Engine, earlier: str, question: str, status: str) -> None:
    assert ask(engine, question, earlier).status == status


def test_a_question_that_stands_alone_takes_nothing_from_the_history(engine: Engine) -> None:
    alone = ask(engine, "How many countries signed the Convention?")
    after = ask(engine, "How many countries signed the Convention?", "What does article 41 say?", "And the president?")
    assert (after.text, after.standalone_question) == (alone.text, alone.question)


@pytest.mark.parametrize(
    ("language", "question", "figure"),
    [
        ("en", "120 countries signed the Convention, right?", "74"),
        ("ru", "Правда, что Конвенцию подписали 120 государств?", "74"),
        ("az", "Konvensiyanı 120 dövlət imzalayıb, düzdür?", "74"),
        ("en", "Was the Convention adopted by the General Assembly on 5 May 2023?", "24 December 2024"),
    ],
)
def test_a_false_premise_is_corrected(engine: Engine, language: Language, question: str, figure: str) -> None:
    first, second, *_ = ask(engine, question).text.split("\n")
    assert first == DIFFERENT[language]
    assert figure in second


@pytest.mark.parametrize(
    ("language", "question", "figure"),
    [
        ("az", "74 ölkə imzalayıb, yoxsa 120?", "74"),
        ("ru", "Подписали 74 страны или 120?", "74"),
        ("en", "Was it adopted on 24 December 2024 or on 5 May 2023?", "24 December 2024"),
    ],
)
def test_of_two_figures_to_choose_from_one_is_enough(
    engine: Engine, language: Language, question: str, figure: str
) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered"
    assert DIFFERENT[language] not in answer.text
    assert figure in answer.text
    wrong = ask(engine, "Did 120 or 130 countries sign the Convention?")
    assert wrong.text.startswith(DIFFERENT["en"])


def test_a_true_premise_is_not(engine: Engine) -> None:
    answer = ask(engine, "74 countries signed the Convention, right?")
    assert answer.status == "answered"
    assert DIFFERENT["en"] not in answer.text


@pytest.mark.parametrize(
    ("language", "question", "article"),
    [
        ("en", "How many years is the limitation period in article 20?", 20),
        ("ru", "С какой суммы ущерб по статье 9 признаётся серьёзным?", 9),
        ("az", "16-cı maddədə söz açılan cinsi münasibət yaşı Azərbaycanda neçədir?", 16),
    ],
)
def test_a_detail_that_an_article_does_not_give_is_refused(
    engine: Engine, language: Language, question: str, article: int
) -> None:
    answer = ask(engine, question)
    assert (answer.abstained, answer.language, answer.citations) == (True, language, ())
    assert [item.location.article for item in answer.nearest if item.location] == [article] * len(answer.nearest)
    assert {item.language for item in answer.nearest} == {language}
    assert len({item.quote for item in answer.nearest}) == len(answer.nearest) > 1


@pytest.mark.parametrize(
    "question",
    [
        "Explain article 20 in simple words",
        "What duties does article 20 contain?",
        "О чём статья 20 простыми словами?",
        "Какие обязанности по статье 20?",
        "20-ci maddə nədən bəhs edir?",
        "İyirminci maddəni izah edərdiniz?",
        "20-ci maddə hansı öhdəlikləri nəzərdə tutur?",
    ],
)
def test_an_article_as_a_whole_is_shown(engine: Engine, question: str) -> None:
    answer = ask(engine, question)
    assert not answer.abstained
    assert {item.location.article for item in answer.citations if item.location} == {20}


@pytest.mark.parametrize(
    ("question", "location"),
    [("Article 41", (41, None)), ("ст. 41 п. 1", (41, None)), ("Maddə 41", (41, None)), ("Статья 68", (68, None))],
)
def test_an_article_is_shown_under_its_title(engine: Engine, question: str, location: tuple[int, int | None]) -> None:
    first, *others = ask(engine, question).citations
    assert first.document_id == f"convention-{first.language}"
    assert first.location is not None
    assert (first.location.article, first.location.paragraph) == location
    assert others
    assert {citation.location.article for citation in others if citation.location} == {location[0]}


@pytest.mark.parametrize(
    "question",
    [
        "What is the UN Convention against Cybercrime?",
        "what is the UN cybercrime convention",
        "Tell me about the Convention",
        "Что такое Конвенция ООН против киберпреступности?",
        "Расскажи о Конвенции",
        "Kibercinayətkarlığa qarşı Konvensiya nədir?",
        "Konvensiya haqqında danış",
    ],
)
def test_who_asks_of_the_whole_convention_is_told_what_it_is(engine: Engine, question: str) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered"
    assert len(answer.text) <= MAX_ANSWER_CHARS
    said = {cited.document_id for cited in answer.citations if cited.kind == "brief"}
    assert said >= {f"brief-{topic}-{answer.language}" for topic in ("first-binding-instrument", "structure")}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("On what day did the President sign the law?", "23 February 2026"),
        ("В какой день президент Алиев подписал закон?", "23 февраля 2026"),
        ("Prezident Əliyev qanunu hansı gün imzalayıb?", "23 fevral 2026"),
        ("What are the duties of the State Security Service?", "24/7"),
        ("Каковы обязанности Службы государственной безопасности?", "24/7"),
        ("Dövlət Təhlükəsizliyi Xidmətinin vəzifələri nədir?", "24/7"),
    ],
)
def test_what_was_once_refused_is_answered(engine: Engine, question: str, told: str) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered"
    assert told in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "What is the title of the Convention?",
        "What is the Budapest Convention?",
        "Расскажи о Будапештской конвенции",
        "Konvensiya və Rusiya haqqında danış",
        "What is the cost of the Convention?",
        "Сколько стоит Конвенция?",
    ],
)
def test_who_asks_for_more_is_not_told_of_the_whole(engine: Engine, question: str) -> None:
    assert not any("structure" in cited.document_id for cited in ask(engine, question).citations)


@pytest.mark.parametrize(
    "question",
    ["When did the president sign the law?", "Когда президент подписал закон?", "Prezident qanunu nə vaxt imzalayıb?"],
)
def test_what_proves_two_statements_is_quoted_once(engine: Engine, question: str) -> None:
    answer = ask(engine, question)
    assert [answer.text.count(citation.quote) for citation in answer.citations] == [1] * len(answer.citations)
