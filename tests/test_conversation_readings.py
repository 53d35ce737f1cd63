"""How follow-ups are read: what is replaced in the earlier question, what is named, what stands alone."""

from __future__ import annotations

import pytest

from assistant.asking import asks_itself, kind_of
from assistant.conversation import leans, readings
from assistant.engine import Engine
from assistant.leaning import may_lean, only_asks, own_words, without_opener
from assistant.pronouns import named
from assistant.question_phrase import find_phrase, lower_first, with_phrase, without_phrase
from assistant.types import Question
from corpus.detect import detect_language
from corpus.types import Language


def first(text: str, *history: str) -> str:
    """The likeliest way to read a question."""
    return readings(text, history)[0].text


@pytest.mark.parametrize(
    "text",
    [
        "By whom?",
        "In what forms?",
        "By what organ, exactly?",
        "Кем?",
        "До какого срока?",
        "Каким именно органом?",
        "Kim tərəfindən?",
        "Hansı tarixədək?",
        "Konkret hansı orqan tərəfindən?",
        "Which article says so?",
        "В какой статье об этом сказано?",
        "Bu hansı maddədə yazılıb?",
    ],
)
def test_a_question_that_names_nothing_leans(text: str) -> None:
    assert leans(text)


@pytest.mark.parametrize(
    "text",
    [
        "How many states signed this Convention?",
        "Сколько стран подписали эту Конвенцию?",
        "Bu Konvensiyanı neçə dövlət imzalayıb?",
        "Another question: who is the depositary of the Convention?",
        "Другой вопрос: кто депозитарий Конвенции?",
        "Başqa sual: Konvensiyanın depozitarisi kimdir?",
    ],
)
def test_this_convention_and_a_new_topic_do_not_lean(text: str) -> None:
    assert not leans(text)
    assert first(text, "Which ministry handles extradition?") == text


@pytest.mark.parametrize(
    ("text", "language", "phrase"),
    [
        ("How many states signed in Hanoi?", "en", "How many states"),
        ("By what organ was it adopted?", "en", "By what organ"),
        ("Which body approved it?", "en", "Which body"),
        ("Сколько государств подписали Конвенцию?", "ru", "Сколько государств"),
        ("Каким именно органом принят договор?", "ru", "Каким именно органом"),
        ("До какого срока можно подписать?", "ru", "До какого срока"),
        ("Konvensiyanı neçə dövlət imzalayıb?", "az", "neçə dövlət"),
        ("Kim tərəfindən qəbul olunub?", "az", "Kim tərəfindən"),
        ("Dövlət Konvensiyadan necə çıxa bilər?", "az", "necə"),
        ("Did China sign it?", "en", None),
        ("Китай подписал?", "ru", None),
        ("Çin imzalayıb?", "az", None),
    ],
)
def test_the_asking_part(text: str, language: Language, phrase: str | None) -> None:
    found = find_phrase(text, language)
    assert (text[found.start : found.end] if found else None) == phrase


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("When?", "Where was the Convention signed?", "When was the Convention signed?"),
        ("By whom?", "When was the Convention adopted?", "By whom was the Convention adopted?"),
        ("Где это происходило?", "Когда страны подписали Конвенцию?", "Где страны подписали Конвенцию?"),
        ("Кем?", "Когда была принята Конвенция?", "Кем была принята Конвенция?"),
        ("Bu harada olub?", "Ölkələr Konvensiyanı nə vaxt imzalayıb?", "Ölkələr Konvensiyanı harada imzalayıb?"),
        ("Kim tərəfindən?", "Konvensiya nə vaxt qəbul olunub?", "Konvensiya kim tərəfindən qəbul olunub?"),
        # Who did it still did it.
        ("А где?", "Сколько стран подписали Конвенцию?", "Где стран подписали Конвенцию?"),
        ("Who?", "How many countries signed it?", "Who signed it?"),
        # A wish for a language is no part of the question.
        ("By whom? Answer in English.", "When was the Convention adopted?", "By whom was the Convention adopted?"),
    ],
)
def test_the_asking_part_is_replaced(text: str, earlier: str, expected: str) -> None:
    assert first(text, earlier) == expected


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("And Japan?", "Did China sign?", "Did Japan sign?"),
        ("А Япония?", "Китай подписал?", "Япония подписал?"),
        ("Bəs Yaponiya?", "Çin imzalayıb?", "Yaponiya imzalayıb?"),
        ("And victims?", "Which article is about witnesses?", "Which article is about victims?"),
        ("А потерпевших?", "Какая статья про выдачу?", "Какая статья про потерпевших?"),
    ],
)
def test_a_country_or_the_only_subject_is_replaced(text: str, earlier: str, expected: str) -> None:
    assert first(text, earlier) == expected
    assert readings(text, [earlier])[0].asks_like == earlier


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("Which article says so?", "How does a state leave the Convention?"),
        ("В какой статье об этом сказано?", "Как государство может выйти из Конвенции?"),
        ("Bu hansı maddədə yazılıb?", "Dövlət Konvensiyadan necə çıxa bilər?"),
    ],
)
def test_the_article_of_what_was_asked(text: str, earlier: str) -> None:
    reading = readings(text, [earlier])[0]
    assert reading.text == earlier
    assert reading.asks_like is not None
    assert kind_of(reading.asks_like) == "which_article"


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("When was it adopted?", "How many states signed the Convention?", "When was the Convention adopted?"),
        ("Когда её приняли?", "Сколько стран подписали Конвенцию?", "Когда Конвенцию приняли?"),
        ("Onun neçə fəsli var?", "Konvensiyanı kim imzalayıb?", "Konvensiyanın neçə fəsli var?"),
        ("When was it adopted?", "Who wrote the law?", "When was it adopted?"),  # the Convention is not named
        ("it isn't", "How many states signed the Convention?", "the Convention isn't"),
        ("When did he sign?", "How many states signed the Convention?", "When did he sign?"),
        # Whose it is stands behind a Russian noun.
        ("Кто писал её текст?", "Сколько стран подписали Конвенцию?", "Кто писал текст Конвенции?"),
        ("Каковы её цели?", "Кто принял Конвенцию?", "Каковы цели Конвенции?"),
        ("А в чём её суть?", "Кто принял Конвенцию?", "А в чём суть Конвенции?"),
        ("А её уже ратифицировали?", "Кто принял Конвенцию?", "А Конвенцию уже ратифицировали?"),
        # One acts on behalf of a state.
        ("Who signed on its behalf?", "Did Russia sign the Convention?", "Who signed on Russia's behalf?"),
        (
            "Кто подписал от её имени?",
            "Россия подписала Конвенцию?",
            "Кто подписал от имени государства Россия?",
        ),
        ("Onun adından kim imzalayıb?", "Azərbaycan qoşulub?", "Azərbaycan adından kim imzalayıb?"),
        ("Who signed on their behalf?", "Did Russia and Spain sign?", "Who signed on their behalf?"),
    ],
)
def test_it_is_the_convention_where_that_is_named(text: str, earlier: str, expected: str) -> None:
    assert named(text, earlier) == expected


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("Bəs parlament?", "Qanunu kim imzalayıb?", "Parlament? (Qanunu kim imzalayıb?)"),
        ("А парламент?", "Кто подписал закон?", "Парламент? (Кто подписал закон?)"),
        ("And the ministry?", "Who signed the law?", "The ministry? (Who signed the law?)"),
    ],
)
def test_who_acts_does_not_take_the_place_of_what_is_done(text: str, earlier: str, expected: str) -> None:
    assert readings(text, [earlier])[0].shown == expected


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("А что насчёт 18?", "Что гласит статья 17?", "Что гласит статья 18?"),
        ("А та, что перед ней?", "Что регулирует статья 34?", "Что регулирует статья 33?"),
        ("OK, and the next one?", "What does article 41 say?", "What does article 42 say?"),
        ("next", "What does the 41st article say?", "What does the Article 42 say?"),
        ("А следующая?", "Что сказано в девятой статье?", "Что сказано в статье 10?"),
        ("А следующая?", "Что говорится в пункте 2 статьи 41?", "Что говорится в статье 42?"),
        ("Bəs növbəti?", "5-ci maddədə nə deyilir?", "6-cı maddədə nə deyilir?"),
        ("А предыдущая о чём?", "Какое деяние описано в статье 9?", "О чём статья 8?"),
        ("what is the next one about?", "Which act does article 9 describe?", "What is article 10 about?"),
        ("Bəs əvvəlkinin məzmunu?", "9-cu maddədə hansı əməl təsvir olunur?", "Maddə 8 nə haqqındadır?"),
        ("Növbəti maddə, zəhmət olmasa", "57-ci maddə nə deyir?", "58-ci maddə nə deyir?"),
        # Who named the wrong article names the one that was meant.
        ("No, sorry, I meant 32.", "What does article 31 say?", "What does article 32 say?"),
        ("not 31 but 32", "What does article 31 say?", "What does article 32 say?"),
        ("Нет, я ошибся, имел в виду 32.", "Что гласит статья 31?", "Что гласит статья 32?"),
        ("простите, статья 32", "Что гласит статья 31?", "Что гласит статья 32?"),
        ("Yox, səhv etdim, 32-cini nəzərdə tuturdum.", "31-ci maddə nə deyir?", "32-ci maddə nə deyir?"),
        ("bağışlayın, 32-ci maddə", "31-ci maddə nə deyir?", "32-ci maddə nə deyir?"),
    ],
)
def test_steps_between_articles(text: str, earlier: str, expected: str) -> None:
    assert first(text, earlier) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Could you say that in English?",
        "Можешь сказать это по-русски?",
        "Bunu Azərbaycan dilində deyə bilərsən?",
        "Azərbaycanca yaz, zəhmət olmasa.",
    ],
)
def test_a_wish_for_a_language_asks_the_same_again(text: str) -> None:
    assert first(text, "Who handles extradition?") == "Who handles extradition?"


def test_the_first_letter_within_a_text_makes_no_name() -> None:
    assert first("Bu nəyin göstəricisidir?", "Ölkələr Konvensiyanı imzalayıb?").endswith(
        "(ölkələr Konvensiyanı imzalayıb)"
    )
    assert [lower_first(text) for text in ("İmza", "Ölkə", "BMT", "When", "")] == ["imza", "ölkə", "BMT", "when", ""]


def test_a_topic_of_its_own_between_two_is_not_taken_over() -> None:
    history = ["What's the weather like in Baku?", "And who signed the Convention on behalf of Azerbaijan?"]
    assert first("When?", *history) == "When signed the Convention on behalf of Azerbaijan?"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("OK, and how many articles?", "how many articles?"),
        ("Понятно. А на сколько глав?", "на сколько глав?"),
        ("Yaxşı, bəs neçə maddə?", "neçə maddə?"),
        ("А что насчёт Минюста?", "Минюста?"),
    ],
)
def test_a_word_on_the_last_answer_is_left_out(text: str, rest: str) -> None:
    assert without_opener(text) == rest


@pytest.mark.parametrize(
    ("text", "own", "asks"),
    [
        ("Which ministry joined it there?", ("joined",), False),
        ("Где это произошло?", (), True),
        ("Onun katibliyi kimdir?", ("katibliyi",), False),
        ("Какой центр будет работать?", (), False),  # it has a verb, though a general one
    ],
)
def test_what_is_its_own(text: str, own: tuple[str, ...], asks: bool) -> None:
    assert own_words(text) == own
    assert only_asks(text) is asks


@pytest.mark.parametrize(
    "text", ["To whom is the notification sent?", "Кому направляют уведомление?", "Bildiriş kimə göndərilir?"]
)
def test_a_short_question_may_go_on(text: str) -> None:
    assert may_lean(text)
    alone, going_on = readings(text, ["Can a state denounce the Convention?"])
    assert alone.text == text
    assert "denounce" in going_on.context


@pytest.mark.parametrize(
    ("text", "itself"),
    [
        ("when did he sign?", True),
        ("Каким большинством?", True),
        ("kim?", True),
        ("the Ministry of Justice of Azerbaijan?", False),
        ("для государства, присоединившегося позже?", False),
        ("məhkumların verilməsi?", False),
    ],
)
def test_what_asks_itself(text: str, itself: bool) -> None:
    assert asks_itself(text) is itself


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What is his name?", "whose_name"),
        ("His first and last name?", "whose_name"),
        ("Его имя и фамилия?", "whose_name"),
        ("Onun adı, soyadı?", "whose_name"),
        ("Как его зовут?", "whose_name"),
        ("Onun katibliyi kimdir?", "who"),  # a body, no person
        ("До какого срока?", "when"),
        ("Nə vaxta qədər?", "when"),
        ("Сколькими государствами?", "how_many"),
        ("Через какое время?", "how_long"),
        ("Bu nə qədər vaxt aparır?", "how_long"),
        ("By what organ?", "who"),
    ],
)
def test_kinds_of_short_questions(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_phrases_go_and_come() -> None:
    assert without_phrase("Which ministry handles extradition?", "en") == "handles extradition"
    assert (
        with_phrase("Can companies be held liable?", "In what forms", "en")
        == "In what forms can companies be held liable?"
    )


@pytest.mark.parametrize(
    ("text", "earlier", "expected"),
    [
        ("Spain as well?", "Did China sign?", "Did Spain sign?"),
        ("Испания тоже?", "Китай подписал?", "Испания подписал?"),
        ("İspaniya da?", "Çin imzalayıb?", "İspaniya imzalayıb?"),
        ("Poland?", "Did China sign?", "Did Poland sign?"),
    ],
)
def test_another_named_alone_or_with_too(text: str, earlier: str, expected: str) -> None:
    assert first(text, earlier) == expected


@pytest.mark.parametrize(
    ("text", "language"), [("İspaniya da?", "az"), ("Rusiya da?", "az"), ("Konvenciya prinyata, da?", "ru")]
)
def test_da_is_too_in_one_language_and_yes_in_another(text: str, language: Language) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("question", "before", "shown"),
    [
        ("And fees?", "When was it signed?", "Fees? (When was it signed?)"),
        ("And the fees?", "When was the law signed?", "The fees? (When was the law signed?)"),
        ("What is his phone number?", "Was it signed?", "What is his phone number? (Was it signed?)"),
        ("А в Баку?", "Где подписали Конвенцию?", "В Баку? (Где подписали Конвенцию?)"),
        ("А кто им руководит?", "Какой орган отвечает?", "Кто им руководит? (Какой орган отвечает?)"),
        ("Bəs Bakıda?", "Konvensiya harada imzalanıb?", "Bakıda? (Konvensiya harada imzalanıb?)"),
        ("Bəs imzası?", "Qanun nə vaxt dərc olunub?", "İmzası? (Qanun nə vaxt dərc olunub?)"),
        ("Bəs rüsumu?", "Qanunu kim imzalayıb?", "Rüsumu kim imzalayıb?"),
        # "Where countries signed" is no English, nor is "where of the countries" Russian.
        ("And where?", "How many countries signed it?", "Where? (How many countries signed it?)"),
        ("And when?", "Which countries signed it?", "When? (Which countries signed it?)"),
        ("And when?", "Where was it signed?", "When was it signed?"),
        ("By whom?", "When was it signed?", "By whom was it signed?"),
        ("And who?", "When was it signed?", "Who? (When was it signed?)"),
        ("In what form?", "Can a firm be liable?", "In what form can a firm be liable?"),
        ("В какой форме?", "Может ли фирма отвечать?", "В какой форме? (Может ли фирма отвечать?)"),
        ("Hansı formada?", "Şirkət cavabdeh ola bilərmi?", "Hansı formada? (Şirkət cavabdeh ola bilərmi?)"),
        ("А где?", "Сколько стран подписали её?", "Где? (Сколько стран подписали её?)"),
        ("Кто?", "Когда подписан закон?", "Кто? (Когда подписан закон?)"),
        ("А когда?", "Где подписали Конвенцию?", "Когда подписали Конвенцию?"),
        ("Bəs harada?", "Onu neçə dövlət imzalayıb?", "Harada? (Onu neçə dövlət imzalayıb?)"),
        ("Bəs kim?", "Qanun nə vaxt imzalanıb?", "Kim? (Qanun nə vaxt imzalanıb?)"),
        ("Bəs kim tərəfindən?", "Qanun nə vaxt imzalanıb?", "Qanun kim tərəfindən imzalanıb?"),
        ("Bəs hansı şəhərdə?", "Qanun nə vaxt imzalanıb?", "Qanun hansı şəhərdə imzalanıb?"),
    ],
)
def test_a_follow_up_is_shown_with_the_question_before_it_as_that_was_asked(
    question: str, before: str, shown: str
) -> None:
    assert readings(question, [before])[0].shown == shown


@pytest.mark.parametrize(
    ("question", "before", "shown"),
    [
        ("And in what city?", "When was the Conventon signed?", "In what city was the Convention signed?"),
        ("А в каком городе?", "Когда подписли Конвенцию?", "В каком городе подписали Конвенцию?"),
        ("Bəs hansı şəhərdə?", "Konvensya nə vaxt imzalanıb?", "Konvensiya hansı şəhərdə imzalanıb?"),
    ],
)
def test_what_was_mistyped_before_is_shown_put_right(engine: Engine, question: str, before: str, shown: str) -> None:
    answer = engine.answer(Question(question, (before,)))
    assert answer.standalone_question == shown


@pytest.mark.parametrize(
    ("question", "before", "shown"),
    [
        ("By whom?", ["How many countries signed?", "And where?"], "By whom? (Where? (How many countries signed?))"),
        ("Кем?", ["Сколько стран подписали?", "А где?"], "Кем? (Где? (Сколько стран подписали?))"),
        ("Bəs kim?", ["Neçə ölkə imzalayıb?", "Bəs harada?"], "Kim? (Harada? (Neçə ölkə imzalayıb?))"),
        ("Bəs nə vaxt?", ["Neçə ölkə imzalayıb?", "Bəs harada?"], "Nə vaxt? (Harada? (Neçə ölkə imzalayıb?))"),
    ],
)
def test_the_question_before_is_shown_as_it_was_shown_itself(question: str, before: list[str], shown: str) -> None:
    assert readings(question, before)[0].shown == shown
