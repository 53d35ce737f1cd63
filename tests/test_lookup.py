"""Articles, paragraphs, chapters, terms and publication dates, looked up exactly in three languages."""

from __future__ import annotations

import pytest

from assistant.engine import Engine
from assistant.lookup import (
    chapter_section,
    definition,
    is_chapter_heading,
    is_pure,
    look_up,
    missing,
    titled,
)
from assistant.messages import NO_CHAPTER
from assistant.of_source import published, told_by
from assistant.question import understand
from assistant.quote import Composer
from assistant.spans import heading_span
from assistant.types import MAX_ANSWER_CHARS
from corpus.load import Corpus
from corpus.types import ARTICLE_COUNT, CHAPTER_COUNT, LANGUAGES, Language, Location

ARTICLE: dict[Language, str] = {"en": "Article {}", "ru": "Статья {}", "az": "Maddə {}"}
CHAPTER: dict[Language, str] = {"en": "Chapter {}", "ru": "Глава {}", "az": "{}-ci fəsil"}


@pytest.fixture(scope="module")
def corpus(engine: Engine) -> Corpus:
    return engine.corpus


def shown(corpus: Corpus, text: str, language: Language) -> Composer:
    composer = look_up(understand(text, language), corpus, language)
    assert composer is not None
    return composer


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_article_can_be_looked_up(corpus: Corpus, language: Language) -> None:
    document = corpus.document(f"convention-{language}")
    for number in range(1, ARTICLE_COUNT + 1):
        question = understand(ARTICLE[language].format(number), language)
        assert is_pure(question)
        composer = look_up(question, corpus, language)
        assert composer is not None
        title, *paragraphs = composer.spans
        assert title == heading_span(document, number)
        assert composer.text.startswith(title.text)
        assert paragraphs
        assert {span.location.article for span in paragraphs if span.location} == {number}
        assert len(composer.text) <= MAX_ANSWER_CHARS or len(paragraphs) == 1
        sections = [section for section in document.sections if section.location.article == number]
        assert [span.start for span in paragraphs] == [section.start for section in sections[1 : len(paragraphs) + 1]]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("number", [7, 20, 27, 39, 68])
def test_a_short_article_is_shown_whole(corpus: Corpus, language: Language, number: int) -> None:
    document = corpus.document(f"convention-{language}")
    title, *body = [section for section in document.sections if section.location.article == number]
    composer = shown(corpus, ARTICLE[language].format(number), language)
    assert [span.start for span in composer.spans] == [title.start, *(section.start for section in body)]
    assert [span.text for span in composer.spans[1:]] == [document.text[item.start : item.end] for item in body]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What does Article 41(1) say?"),
        ("ru", "ст. 41 п. 1"),
        ("ru", "Что говорится в пункте 1 статьи 41?"),
        ("az", "41-ci maddənin 1-ci bəndi"),
    ],
)
def test_a_paragraph_is_shown_whole(corpus: Corpus, language: Language, text: str) -> None:
    document = corpus.document(f"convention-{language}")
    [section] = [section for section in document.sections if section.location == Location(41, 1)]
    question = understand(text, language)
    assert is_pure(question)
    _title, paragraph = shown(corpus, text, language).spans
    assert (paragraph.start, paragraph.end) == (section.start, section.end)


def test_a_paragraph_that_is_not_there_is_said_to_be(corpus: Corpus) -> None:
    composer = shown(corpus, "Article 41(77)", "en")
    assert "Article 41 has no paragraph 77 in the text at hand." in composer.text.split("\n")
    assert len(composer.spans) > 1


def test_several_articles_share_the_room(corpus: Corpus) -> None:
    composer = shown(corpus, "Articles 7, 8 and 9", "en")
    titles = [heading_span(corpus.document("convention-en"), number) for number in (7, 8, 9)]
    assert [span for span in composer.spans if span in titles] == titles


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_chapter_lists_its_articles(corpus: Corpus, language: Language) -> None:
    listed: list[int] = []
    for number in range(1, CHAPTER_COUNT + 1):
        text = CHAPTER[language].format(number)
        assert is_pure(understand(text, language))
        first, *titles = shown(corpus, text, language).spans
        start = chapter_section(corpus.document(f"convention-{language}"), number)
        assert start is not None
        assert is_chapter_heading(start)
        assert (first.start, first.end) == (start.start, start.end)
        listed += [span.location.article for span in titles if span.location and span.location.article]
    assert listed == list(range(1, ARTICLE_COUNT + 1))


@pytest.mark.parametrize("number", [0, 69, 99, 999])
@pytest.mark.parametrize("language", LANGUAGES)
def test_articles_that_do_not_exist(number: int, language: Language) -> None:
    said = missing(understand(ARTICLE[language].format(number), language), language)
    assert said is not None
    assert str(number) in said
    assert str(ARTICLE_COUNT) in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_chapters_that_do_not_exist(language: Language) -> None:
    question = understand(CHAPTER[language].format(12), language)
    assert missing(question, language) == NO_CHAPTER[language].format(number=12)


@pytest.mark.parametrize("text", ["Article 1", "Article 68", "Chapter 9", "chapter IX", "How many countries signed?"])
def test_what_exists_is_not_missing(text: str) -> None:
    assert missing(understand(text, "en"), "en") is None


@pytest.mark.parametrize(
    "text",
    [
        "How many countries signed?",
        "For how many days are data preserved under Article 25?",
        "Сколько дней хранятся данные по статье 25?",
        "25-ci maddəyə görə məlumatlar neçə gün saxlanılır?",
    ],
)
def test_a_question_about_something_in_an_article_is_no_look_up(text: str) -> None:
    assert not is_pure(understand(text, "ru" if "д" in text else "az" if "ə" in text else "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_term_can_be_asked_for(corpus: Corpus, language: Language) -> None:
    asked: dict[Language, str] = {"en": "Define {}", "ru": "Что такое {}?", "az": "{} nə deməkdir?"}
    for term in corpus.terms:
        name = term.term[language].split("(")[0].strip()
        composer = definition(understand(asked[language].format(name), language), corpus, language)
        assert composer is not None, name
        [span] = composer.spans
        assert (span.text, span.location) == (term.definition[language].strip(), Location(term.article))


@pytest.mark.parametrize(
    ("language", "text", "articles"),
    [
        ("en", "Compare articles 41 and 42", [41, 42]),
        ("en", "What is the difference between article 7 and article 8?", [7, 8]),
        ("ru", "Сравните статьи 23 и 24", [23, 24]),
        ("ru", "Чем статья 7 отличается от статьи 8?", [7, 8]),
        ("az", "7-ci və 8-ci maddələri müqayisə edin", [7, 8]),
        ("az", "7-ci maddə ilə 8-ci maddənin fərqi nədir?", [7, 8]),
    ],
)
def test_two_articles_that_are_compared_are_both_shown(
    corpus: Corpus, language: Language, text: str, articles: list[int]
) -> None:
    assert is_pure(understand(text, language))
    composer = shown(corpus, text, language)
    document = corpus.document(f"convention-{language}")
    found = [(span, span.location.article) for span in composer.spans if span.location and span.location.article]
    titles = [span for span, article in found if span.start == document.heading(article).start]
    assert titles == [heading_span(document, number) for number in articles]
    assert len({article for _, article in found}) == 2
    assert len(composer.spans) >= 4  # of each the title and a paragraph
    assert len(composer.text) <= MAX_ANSWER_CHARS


@pytest.mark.parametrize(
    "text", ["Compare article 41 with the Budapest Convention", "Compare articles 29 and 30: which needs a court?"]
)
def test_what_is_compared_with_something_else_is_no_look_up(text: str) -> None:
    assert not is_pure(understand(text, "en"))


@pytest.mark.parametrize(
    ("language", "text", "starts"),
    [
        ("en", "What is the difference between traffic data and content data?", ["Traffic data", "Content data"]),
        ("en", "content data versus traffic data", ["Content data", "Traffic data"]),
        (
            "ru",
            "Чем данные о трафике отличаются от данных о содержании?",
            ["Данные о трафике", "Данные о содержании"],
        ),
        (
            "az",
            "Trafik məlumatları ilə məzmun məlumatları arasında fərq nədir?",
            ["Trafik məlumatları", "Məzmun məlumatları"],
        ),
    ],
)
def test_two_terms_that_are_compared_are_both_defined_as_they_are_named(
    corpus: Corpus, language: Language, text: str, starts: list[str]
) -> None:
    composer = definition(understand(text, language), corpus, language)
    assert composer is not None
    assert len(composer.spans) == 2
    for span, start in zip(composer.spans, starts, strict=True):
        assert span.text.startswith(start)


@pytest.mark.parametrize(
    ("language", "text", "article"),
    [
        ("en", "Tell me about extradition", 37),
        ("en", "joint investigations", 48),
        ("en", "What does the Convention say about jurisdiction?", 22),
        ("ru", "Расскажи про экстрадицию", 37),
        ("ru", "Сеть 24/7", 41),
        ("ru", "Что говорит Конвенция о совместных расследованиях?", 48),
        ("az", "Konvensiya ekstradisiya barədə nə deyir?", 37),
        ("az", "Qüvvəyə minmə", 65),
        ("az", "24/7 şəbəkəsi haqqında danış", 41),
    ],
)
def test_an_article_s_title_is_a_name_of_it(corpus: Corpus, language: Language, text: str, article: int) -> None:
    composer = titled(understand(text, language), corpus, language)
    assert composer is not None
    assert composer.spans[0] == heading_span(corpus.document(f"convention-{language}"), article)
    assert len(composer.spans) > 1


@pytest.mark.parametrize(
    "text",
    [
        "Extradition from Germany",
        "Who decides on extradition?",
        "How many joint investigations were there?",
        "What happens before extradition?",
        "Which chapter is about preventive measures?",
    ],
)
def test_a_title_with_something_asked_of_it_is_no_look_up(corpus: Corpus, text: str) -> None:
    assert titled(understand(text, "en"), corpus, "en") is None


def test_a_question_about_a_term_is_no_definition(corpus: Corpus) -> None:
    assert definition(understand("Who defines electronic data in Germany?", "en"), corpus, "en") is None
    assert definition(understand("When is a child extradited?", "en"), corpus, "en") is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "When was the Day.Az article published?"),
        ("ru", "Когда опубликована статья Day.Az?"),
        ("az", "Day.Az məqaləsi nə vaxt dərc olunub?"),
        ("ru", "Какого числа вышел материал Day.Az?"),
        ("ru", "дата публикации Day.Az"),
        ("az", "Day.Az-ın xəbəri hansı gün çıxıb?"),
    ],
)
def test_when_a_source_appeared(corpus: Corpus, language: Language, text: str) -> None:
    composer = published(understand(text, language), corpus, language)
    assert composer is not None
    assert [span.document.id for span in composer.spans] == ["dayaz-2026-02-10-az"]
    assert "10" in composer.text
    assert "2026" in composer.text


@pytest.mark.parametrize(
    ("language", "text", "document"),
    [
        ("en", "When did Trend publish its Russian-language report?", "trend-2026-02-10-ru"),
        ("az", "Trend-in rus dilindəki xəbəri nə vaxt dərc olunub?", "trend-2026-02-10-ru"),
        ("ru", "Когда вышла русская заметка Trend?", "trend-2026-02-10-ru"),
    ],
)
def test_a_language_that_is_named_tells_which_article(
    corpus: Corpus, language: Language, text: str, document: str
) -> None:
    composer = published(understand(text, language), corpus, language)
    assert composer is not None
    assert {span.document.id for span in composer.spans} == {document}


@pytest.mark.parametrize(
    ("language", "text", "document"),
    [
        ("en", "Summarise the Day.Az article", "dayaz-2026-02-10-az"),
        ("en", "What does the OMM article say?", "omm-undated-en"),
        ("en", "Briefly, what does the Day.Az piece report?", "dayaz-2026-02-10-az"),
        ("ru", "О чём страница OMM?", "omm-undated-en"),
        ("az", "OMM-in səhifəsi nədən bəhs edir?", "omm-undated-en"),
        ("en", "What does Trend report?", "trend-2026-02-23-en"),  # the newest in the asker's language
        ("en", "Sum up what Trend reported on 10 February", "trend-2026-02-10-en"),
        ("ru", "О чём кратко сообщает Day.Az?", "dayaz-2026-02-10-az"),
        ("ru", "Кратко изложи статью Trend от 23 февраля", "trend-2026-02-23-en"),
        ("ru", "О чём пишет Trend?", "trend-2026-02-10-ru"),
        ("az", "OMM-in xəbərini qısaca xülasə et", "omm-undated-en"),
        ("az", "Trend nə yazır?", "trend-2026-02-23-en"),
        ("az", "Day.Az məqaləsinin qısa məzmunu", "dayaz-2026-02-10-az"),
    ],
)
def test_an_article_of_the_sources_is_summed_up_by_how_it_begins(
    corpus: Corpus, language: Language, text: str, document: str
) -> None:
    composer = told_by(understand(text, language), corpus, language)
    assert composer is not None
    assert {span.document.id for span in composer.spans} == {document}
    whole = corpus.document(document).text
    assert 1 <= len(composer.spans) <= 3
    assert [span.start for span in composer.spans] == sorted(span.start for span in composer.spans)
    assert composer.spans[0].start < 200 and all(whole[span.start : span.end] == span.text for span in composer.spans)
    assert len(composer.text) <= MAX_ANSWER_CHARS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What does Trend say about the Ministry of Justice?"),
        ("ru", "Что пишет Trend об экстрадиции?"),
        ("az", "Trend hansı ölkələri sadalayır?"),
        ("en", "Summarise the Trend article of 1 March"),
        ("en", "Which Trend journalist wrote the report of 23 February?"),
    ],
)
def test_what_a_source_says_of_something_is_no_summary_of_it(corpus: Corpus, language: Language, text: str) -> None:
    assert told_by(understand(text, language), corpus, language) is None


def test_an_undated_source_is_given_no_date(corpus: Corpus) -> None:
    question = understand("When did the Operative Information Center publish its article?", "en")
    assert published(question, corpus, "en") is None
