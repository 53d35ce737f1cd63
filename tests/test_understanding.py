"""What went wrong once: readings of a question that gave a wrong answer, or none, in one of the three languages."""

from __future__ import annotations

import pytest
from answers import ask

from assistant.asking import kind_of
from assistant.conversation import requested_language, without_request
from assistant.courtesies import is_greeting, is_thanks
from assistant.engine import Engine
from assistant.question import in_short, strangers, understand
from corpus.treaty import find_articles, find_chapter


@pytest.mark.parametrize("question", ["number of signatories", "сколько подписавших", "imzalayanların sayı"])
def test_both_counts_of_signatories_are_said_the_newer_first(engine: Engine, question: str) -> None:
    text = ask(engine, question).text
    assert 0 <= text.index("74") < text.index("72")


@pytest.mark.parametrize(
    "question",
    [
        "What is Article 32 of the Constitution of Azerbaijan about?",
        "О чём статья 32 Конституции Азербайджана?",
        "Azərbaycan Konstitusiyasının 32-ci maddəsi nədən bəhs edir?",
        "When did Azerbaijan ratify the UN Convention against Corruption?",
        "Когда Азербайджан ратифицировал Конвенцию ООН против коррупции?",
        "Azərbaycan BMT-nin Korrupsiyaya qarşı Konvensiyasını nə vaxt ratifikasiya edib?",
    ],
)
def test_another_law_or_treaty_is_refused(engine: Engine, question: str) -> None:
    assert ask(engine, question).status == "refused"


@pytest.mark.parametrize(
    ("question", "language", "heading"),
    [
        ("Chapter V", "en", "Chapter V: International cooperation"),
        ("глава V", "ru", "Глава V: Международное сотрудничество"),
        ("V fəsil", "az", "V fəsil: Beynəlxalq əməkdaşlıq"),
    ],
)
def test_a_chapter_by_its_roman_number(engine: Engine, question: str, language: str, heading: str) -> None:
    answer = ask(engine, question)
    assert answer.language == language
    assert answer.text.startswith(heading)


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("Explain the forty-eighth article", 48),
        ("О чём говорит двадцать пятая статья?", 25),
        ("Otuz altıncı maddəni izah edin", 36),
    ],
)
def test_articles_named_in_words(text: str, article: int) -> None:
    assert [reference.article for reference in find_articles(text)] == [article]


@pytest.mark.parametrize("text", ["Onun neçə fəsli var?", "nine chapters", "девять глав", "two articles"])
def test_counts_name_no_article_or_chapter(text: str) -> None:
    assert find_articles(text) == []
    assert find_chapter(text) is None


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("The foreign minister signed the Convention for Azerbaijan, right?", "State Security Service"),
        ("Конвенцию подписали 120 стран, верно?", "74"),
        ("Konvensiyanı 120 ölkə imzalayıb, düzdür?", "74"),
    ],
)
def test_a_wrong_premise_is_corrected(engine: Engine, question: str, said: str) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered"
    assert said in answer.text


@pytest.mark.parametrize("question", ["and", "и", "və", "xyzzy", "əəəəəəəəə"])
def test_nothing_is_answered_from_nothing(engine: Engine, question: str) -> None:
    assert ask(engine, question).status == "refused"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What is the phone number of the 24/7 contact centre?", "contact"),
        ("электронный адрес контактного центра", "contact"),
        ("Əlaqə mərkəzinin telefon nömrəsi nədir?", "contact"),
        ("Can the police copy a suspect's phone?", "whether"),
        ("What is the budget of the State Security Service?", "how_much"),
        ("Сколько стоит участие в Конвенции?", "how_much"),
        ("Proqramın büdcəsi nə qədərdir?", "how_much"),
        ("How much time does a provider have?", "how_long"),
        ("В котором часу началось заседание?", "what_time"),
        ("Saat neçədə başladı?", "what_time"),
        ("I read about the treaty. It has 9 chapters. How many articles are there?", "how_many"),
        ("Я юрист. Кто занимается выдачей?", "who"),
        ("Could you tell me when it was signed?", "when"),
        ("Could you explain the thirty-sixth article?", "other"),
        ("120 countries signed it. Right?", "whether"),
        ("Who led the delegation?", "whose_name"),
        ("Кто возглавлял делегацию?", "whose_name"),
        ("Nümayəndə heyətinə kim rəhbərlik edirdi?", "whose_name"),
    ],
)
def test_what_a_question_asks_for(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    ("text", "chapter"),
    [("chapter six", 6), ("the sixth chapter", 6), ("шестая глава", 6), ("altıncı fəsil", 6), ("six chapters", None)],
)
def test_chapters_named_in_words(text: str, chapter: int | None) -> None:
    assert find_chapter(text) == chapter


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("What did Microsoft say about it in NATO?", ["NATO"]),
        ("Что сказал об этом НАТО?", ["НАТО"]),
        ("NATO bu barədə nə deyib?", ["NATO"]),
        ("Did Poland sign it in Hanoi?", []),
        ("HOW MANY COUNTRIES SIGNED IT", []),
    ],
)
def test_names_that_no_source_has(engine: Engine, question: str, language: list[str]) -> None:
    assert strangers(question, lambda name: name in {"Microsoft", "Poland", "Hanoi"}) == language


@pytest.mark.parametrize(
    ("question", "left", "language"),
    [
        ("Answer in Russian: who signed it?", "who signed it?", "ru"),
        ("Кто её подписал? Ответь по-английски, пожалуйста.", "Кто её подписал", "en"),
        ("Kim imzalayıb? Rusca cavab ver", "Kim imzalayıb", "ru"),
        ("Is there an official text in Russian?", "Is there an official text in Russian?", None),
        ("Конвенция есть на английском языке?", "Конвенция есть на английском языке?", None),
        ("Mətn ingiliscə də rəsmi sayılır?", "Mətn ingiliscə də rəsmi sayılır?", None),
        ("Qərar haqda ingiliscə yazısı hansı gündədir?", "Qərar haqda ingiliscə yazısı hansı gündədir?", None),
        ("Kim imzalayıb? İngiliscə de", "Kim imzalayıb? İngiliscə de", "en"),
        ("Kim imzalayıb? İngiliscə yazarsan", "Kim imzalayıb? İngiliscə yazarsan", "en"),
    ],
)
def test_a_wish_for_a_language_is_not_what_is_asked_about(question: str, left: str, language: str | None) -> None:
    assert requested_language(question) == language
    assert without_request(question) == left


@pytest.mark.parametrize(
    ("text", "greets", "thanks"),
    [
        ("Hi there!", True, False),
        ("Здравствуйте! Как дела?", True, False),
        ("Salam, necəsiniz?", True, False),
        ("How can you help me?", True, False),
        ("Thanks a lot!", False, True),
        ("Спасибо большое за ответ", False, True),
        ("Çox sağ olun, təşəkkür edirəm", False, True),
        ("Hi, how many countries signed it?", False, False),
        ("OK", False, False),
    ],
)
def test_courtesies(text: str, greets: bool, thanks: bool) -> None:
    assert (is_greeting(text), is_thanks(text)) == (greets, thanks)


def test_how_many_states_need_to_ratify_asks_of_no_past() -> None:
    understood = understand("How many states need to ratify before the convention applies?", "en")
    assert (understood.of_the_past, understood.asked_noun) == (False, "states")
    assert understand("How many states signed it?", "en").of_the_past


@pytest.mark.parametrize(
    ("earlier", "question", "date"),
    [
        ("When did parliament approve the law?", "And the president?", "23 February 2026"),
        ("Когда парламент одобрил закон?", "А президент?", "23 февраля 2026"),
        ("Parlament qanunu nə vaxt təsdiqləyib?", "Bəs prezident?", "23 fevral 2026"),
    ],
)
def test_another_actor_takes_the_place_of_the_first(engine: Engine, earlier: str, question: str, date: str) -> None:
    assert date in ask(engine, question, earlier).text


@pytest.mark.parametrize(
    "question",
    ["What are the duties of the SSS?", "Какие задачи у СГБ?", "DTX-nin vəzifələri hansılardır?"],
)
def test_a_statement_counts_in_the_language_in_which_it_is_likeliest(engine: Engine, question: str) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered"
    assert any("24/7" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("nece dovlet imzalayib", "how_many"),
        ("Nece madde var?", "how_many"),
        ("Konvensiyanin XII fesli nece adlanir?", "other"),
        ("Bu senede nece tesir edecek?", "other"),
        ("Neçə sənəd qəbul edilib?", "how_many"),  # its own letter tells
        ("konvensiyaya qoşulmaq olarmı", "whether"),
        ("sənəddə düz yüz maddə var hə", "whether"),
        ("so the foreign minister signed it for azerbaijan right", "whether"),
        ("un cybercrime treaty adoption date", "when"),
        ("extradition authority azerbaijan", "other"),
        ("документ подписал министр иностранных дел да", "whether"),
        ("номер статьи об отмывании", "other"),
    ],
)
def test_a_question_typed_without_marks_or_letters_keeps_its_kind(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_a_name_typed_without_its_capital_is_one() -> None:
    assert understand("when did trend publish it", "en").names == ("Trend",)
    assert understand("какого числа trend это написал", "ru").names == ("Trend",)
    assert understand("the trend is upward", "en").names == ("Trend",)  # nothing tells it from the name
    assert understand("The trend is upward", "en").names == ()


def test_a_name_in_latin_letters_is_no_stranger() -> None:
    known = {"Индия", "ООН"}.__contains__
    assert strangers("Pochemu Indiya ne podpisala dogovor OON, a Wakanda?", known) == ["Wakanda"]


@pytest.mark.parametrize(
    "question",
    [
        "When does the Convention against Cybercrime enter into force?",
        "when does the un convention against cybercrime enter into force",
        "Когда вступает в силу Конвенция ООН против киберпреступности?",
        "Когда вступает в силу Конвенция о противодействии киберпреступности?",
        "Kibercinayətkarlığa qarşı Konvensiya nə vaxt qüvvəyə minir?",
        "kibercinayetkarliga qarsi konvensiya ne vaxt quvveye minir",
    ],
)
def test_the_conventions_full_name_takes_nothing_away(engine: Engine, question: str) -> None:
    answer = ask(engine, question)
    assert answer.status == "answered"
    assert any("90" in citation.quote and "40" in citation.quote for citation in answer.citations)


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Who signed the cybercrime convention?", "Who signed the convention?"),
        ("Кто подписал Конвенцию по борьбе с киберпреступностью?", "Кто подписал Конвенцию?"),
        ("Kibercinayətkarlığa qarşı BMT Konvensiyasını kim imzalayıb?", "Konvensiyasını kim imzalayıb?"),
        ("Who signed the Budapest Convention?", "Who signed the Budapest Convention?"),
        ("Что говорит статья 41?", "Что говорит статья 41?"),
        ("What does the State Security Service do?", "What does the SSS do?"),
        ("Каковы обязанности Службы государственной безопасности?", "Каковы обязанности СГБ?"),
        ("Dövlət Təhlükəsizliyi Xidmətinin vəzifələri nədir?", "DTX-nin vəzifələri nədir?"),
        ("Что делает Государственная служба связи?", "Что делает Государственная служба связи?"),
    ],
)
def test_long_names_are_cut_short(question: str, short: str) -> None:
    assert in_short(question) == short
