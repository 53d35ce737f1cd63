"""What the Convention is made of: its chapters, the chapter on a subject, the offences; and who asks for more."""

from __future__ import annotations

import pytest
from answers import ask

from assistant.engine import Engine
from corpus.digest import read_yaml
from corpus.load import DATA, load_corpus

_CHAPTERS = read_yaml(DATA / "convention" / "chapters.yaml")
_ALL = list(range(1, 10))


def shown(engine: Engine, question: str, *history: str) -> tuple[list[int], list[int]]:
    """The chapters and the articles whose titles an answer quotes, against the digest's own list of chapters."""
    answer = ask(engine, question, *history)
    assert answer.status == "answered", answer.text
    chapters, articles = [], []
    for citation in answer.citations:
        assert citation.location is not None
        if citation.location.article is None:
            titles = {item["title"][answer.language]: item["chapter"] for item in _CHAPTERS}
            chapters += [number for title, number in titles.items() if f": {title} (" in citation.quote]
        else:
            articles.append(citation.location.article)
    return chapters, articles


@pytest.mark.parametrize(
    "question",
    [
        "List all the chapters of the Convention", "What are the chapters?", "Which chapters does the treaty have?",
        "Какие главы есть в Конвенции?", "Перечислите главы Конвенции", "назовите все главы",
        "Konvensiyanın fəsilləri hansılardır?", "Konvensiyanın bütün fəsillərini sadala", "hansı fəsillər var?",
    ],
)  # fmt: skip
def test_the_chapters_are_all_listed(engine: Engine, question: str) -> None:
    assert shown(engine, question) == (_ALL, [])


@pytest.mark.parametrize(
    ("question", "chapter"),
    [
        ("Which chapter covers international cooperation?", 5),
        ("In which chapter are the offences set out?", 2),
        ("Which chapter is about extradition?", 5),
        ("В какой главе говорится о технической помощи?", 7),
        ("Какая глава об экстрадиции?", 5),
        ("в какой главе преступления", 2),
        ("Texniki yardım hansı fəsildədir?", 7),
        ("Ekstradisiya hansı fəsildədir?", 5),
        ("Cinayətlər hansı fəsildə göstərilib?", 2),
    ],
)
def test_which_chapter_is_on_a_subject(engine: Engine, question: str, chapter: int) -> None:
    assert shown(engine, question) == ([chapter], [])


@pytest.mark.parametrize(
    ("question", "chapter"),
    [
        ("Tell me about the chapter on technical assistance", 7),
        ("Расскажи о главе про международное сотрудничество", 5),
        ("Texniki yardım haqqında fəsil", 7),
    ],
)
def test_the_chapter_on_a_subject_is_shown_with_its_articles(engine: Engine, question: str, chapter: int) -> None:
    first, last = _CHAPTERS[chapter - 1]["articles"]
    assert shown(engine, question) == ([chapter], list(range(first, last + 1)))


@pytest.mark.parametrize(
    "question",
    [
        "List the offences under the Convention", "What crimes does the Convention cover?",
        "Which acts are criminalised by the Convention?", "Какие преступления предусматривает Конвенция?",
        "Какие деяния криминализует Конвенция?", "Перечислите преступления по Конвенции",
        "Konvensiya hansı əməlləri cinayət sayır?", "Konvensiyada hansı cinayətlər nəzərdə tutulub?",
        "Konvensiyadakı cinayətləri sadala",
    ],
)  # fmt: skip
def test_the_offences_are_all_listed(engine: Engine, question: str) -> None:
    chapters, articles = shown(engine, question)
    assert chapters == [2]
    assert set(articles) >= set(range(7, 18))


@pytest.mark.parametrize(
    ("question", "articles"),
    [
        ("Which articles deal with children?", {14, 15}),
        ("Which article deals with the 24/7 network?", {41}),
        ("Which article is about signature and ratification?", {64}),
        ("Какие статьи касаются детей?", {14, 15}),
        ("Какая статья посвящена сети 24/7?", {41}),
        ("В какой статье говорится о подписании и ратификации?", {64}),
        ("24/7 şəbəkəsi hansı maddədədir?", {41}),
        ("ekstradisiya neçənci maddədədir", {37}),
        ("Hansı maddə şahidlərin müdafiəsinə həsr olunub?", {33}),
    ],
)
def test_which_article_it_is_is_told_by_the_titles(engine: Engine, question: str, articles: set[int]) -> None:
    chapters, found = shown(engine, question)
    assert (chapters, set(found)) == ([], articles)


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        ("How many articles does the Convention have?", "Which chapters?"),
        ("Сколько статей в Конвенции?", "А какие главы?"),
        ("Konvensiyada neçə maddə var?", "Bəs hansı fəsillər?"),
    ],
)
def test_the_chapters_are_listed_after_another_question(engine: Engine, earlier: str, text: str) -> None:
    assert shown(engine, text, earlier) == (_ALL, [])


@pytest.mark.parametrize(
    "question",
    [
        "How many chapters are there?", "Сколько глав в Конвенции?", "Konvensiyada neçə fəsil var?",
        "Which chapter is about cryptocurrency?", "В какой главе говорится о криптовалюте?",
        "Kriptovalyuta hansı fəsildədir?", "Which offences are punished with ten years?",
        "За какие преступления дают десять лет?", "Hansı cinayətlərə görə on il verilir?",
        "Which crimes does the Budapest Convention cover?", "Какие преступления в уголовном кодексе Германии?",
        "Almaniyada hansı cinayətlər var?", "Yazışmanı hansı cinayətlər üzrə ələ keçirmək olar?",
        "Mətn fəsillərdən əvvəl nə ilə açılır?", "With what does the text open, before its chapters?",
        "Чем открывается текст перед главами?",
    ],
)  # fmt: skip
def test_who_asks_for_more_or_of_something_else_is_shown_no_contents(engine: Engine, question: str) -> None:
    answer = ask(engine, question)
    assert not any(f": {item['title'][answer.language]} (" in answer.text for item in _CHAPTERS)


def test_the_digest_has_the_chapters_that_are_compared_with() -> None:
    corpus = load_corpus()
    for language in ("en", "ru", "az"):
        text = corpus.document(f"convention-{language}").text
        assert all(f": {item['title'][language]} (" in text for item in _CHAPTERS)
