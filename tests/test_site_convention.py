"""The Convention's pages against the digest's own files: every paragraph of every article, and searching it."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import official_samples as samples
import pytest
from fastapi.testclient import TestClient
from site_reading import by_class, by_id, client_of, get, text_of

from assistant.engine import Engine
from corpus.convention_import import import_convention
from corpus.digest import Chapter, DigestArticle, load_chapters, load_digest
from corpus.load import DATA, load_corpus
from corpus.stem import stem
from corpus.text import words
from corpus.types import Language
from index.terms import concept_of
from web.site_search import Wanted
from web.site_texts import SITE_TEXTS

pytest_plugins = ("site_fixtures",)

LANGUAGES = get_args(Language)
DIGEST = {article.number: article for article in load_digest(DATA / "convention")}
CHAPTERS = load_chapters(DATA / "convention")
ARTICLE = {"en": "Article {}", "ru": "Статья {}", "az": "Maddə {}"}
DIGEST_NOTE = {
    "en": "This is our digest, not the official text.",
    "ru": "Это наше изложение, а не официальный текст.",
    "az": "Bu, bizim xülasəmizdir, rəsmi mətn deyil.",
}


def expected(article: DigestArticle, language: Language) -> dict[str, str]:
    """An article's rows by anchor, from the digest's file."""
    rows: dict[str, str] = {}
    for paragraph in article.paragraphs:
        anchor = f"paragraph-{paragraph.number}" if paragraph.number else "text"
        text = " ".join(paragraph.sentences[language])
        rows[anchor] = f"{rows[anchor]} {text}" if anchor in rows else text
    return rows


@pytest.mark.parametrize("number", DIGEST)
def test_an_article_shows_every_paragraph_in_three_languages_under_its_own_link(
    pages: TestClient, number: int | None
) -> None:
    path = "/convention/preamble" if number is None else f"/convention/article-{number}"
    own = LANGUAGES[(number or 0) % 3]  # the page's language; the others stand beside it whatever it is
    root = get(pages, path, own)
    article = DIGEST[number]
    for language in LANGUAGES:
        wanted = expected(article, language)
        assert {row.get("id") for row in by_class(root, "row")} == wanted.keys()
        for anchor, text in wanted.items():
            row = by_id(root, anchor)
            (cell,) = [cell for cell in by_class(row, "cell") if cell.get("lang") == language]
            said = [text_of(line) for line in cell.iter("p") if line.get("class") != "language"]
            assert " ".join(said) == text
            (link,) = by_class(row, "permalink")
            assert link.get("href") == f"#{anchor}"
    columns = [cell.get("lang") for cell in by_class(by_class(root, "row")[0], "cell")]
    assert columns == [own, *(language for language in LANGUAGES if language != own)]
    if number:
        heading = f"{ARTICLE[own].format(number)}: {article.title[own]}"
        assert text_of(next(root.iter("h1"))) == heading
        assert text_of(next(root.iter("title"))).startswith(heading)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_contents_list_nine_chapters_and_68_articles(pages: TestClient, language: Language) -> None:
    root = get(pages, "/convention", language)
    listed = {
        (link.get("href") or "").partition("?")[0]: text_of(list(link)[-1])
        for part in by_class(root, "articles")
        for link in part.iter("a")
    }
    assert listed == {f"/convention/article-{n}": DIGEST[n].title[language] for n in range(1, 69)}
    headings = [text_of(heading) for heading in root.iter("h3")]
    chapter = {"en": "Chapter {}", "ru": "Глава {}", "az": "{} fəsil"}[language]
    assert headings == [f"{chapter.format(one.roman)} {one.title[language]}" for one in CHAPTERS]


@pytest.mark.parametrize("one", CHAPTERS, ids=lambda chapter: f"chapter-{chapter.number}")
def test_a_chapter_shows_its_articles_whole(pages: TestClient, one: Chapter) -> None:
    number = one.number
    language = LANGUAGES[number % 3]
    root = get(pages, f"/convention/chapter-{number}", language)
    shown = [section.get("id") for section in by_class(root, "article")]
    assert shown == [f"article-{article}" for article in range(one.first, one.last + 1)]
    for article in range(one.first, one.last + 1):
        for anchor, text in expected(DIGEST[article], language).items():
            assert text in text_of(by_id(root, f"article-{article}-{anchor}"))
    assert {cell.get("lang") for cell in by_class(root, "cell")} == {language}
    together = get(pages, f"/convention/chapter-{number}?show=all", language)
    assert {cell.get("lang") for cell in by_class(together, "cell")} == set(LANGUAGES)


def test_one_language_can_be_read_alone(pages: TestClient) -> None:
    root = get(pages, "/convention/article-41?show=ru", "az")
    assert {cell.get("lang") for cell in by_class(root, "cell")} == {"ru"}
    (after,) = by_class(root, "next")
    assert after.get("href") == "/convention/article-42?lang=az&show=ru"
    assert text_of(next(root.iter("h1"))) == "Maddə 41: 24/7 şəbəkəsi"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path",
    ["/convention", "/convention/preamble", "/convention/article-1", "/convention/chapter-2", "/convention?q=Interpol"],
)
def test_the_digest_is_called_a_digest_wherever_it_is_shown(pages: TestClient, path: str, language: Language) -> None:
    (notice,) = by_class(get(pages, path, language), "notice")
    assert DIGEST_NOTE[language] in text_of(notice)
    assert notice.get("data-edition") == "digest"
    (link,) = notice.iter("a")
    assert (link.get("href") or "").startswith("https://documents.un.org/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_doubtful_figure_and_a_source_are_told(pages: TestClient, language: Language) -> None:
    doubtful = SITE_TEXTS[language].confidence["unconfirmed"]
    assert doubtful in text_of(by_id(get(pages, "/convention/article-37", language), "paragraph-1"))
    assert doubtful not in text_of(by_id(get(pages, "/convention/article-37", language), "paragraph-2"))
    known = SITE_TEXTS[language].confidence["treaty-collection"]
    assert known in text_of(by_id(get(pages, "/convention/article-65", language), "paragraph-1"))


@pytest.fixture(scope="module")
def with_official(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """The pages where the official text was imported in English, French and Arabic."""
    library = tmp_path_factory.mktemp("library")
    for language in ("en", "fr", "ar"):
        (library / f"{language}.txt").write_bytes(samples.as_txt(samples.sample(language)))
        import_convention(str(library / f"{language}.txt"), language, library)
    return client_of(replace(engine, corpus=load_corpus(library)))


@pytest.mark.parametrize("number", [1, 2, 40, 41, 68])
@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_an_official_text_takes_the_digests_place(with_official: TestClient, language: str, number: int) -> None:
    root = get(with_official, f"/convention/article-{number}?show={language}", "az")
    (notice,) = by_class(root, "notice")
    assert notice.get("data-edition") == "official"
    assert DIGEST_NOTE["az"] not in text_of(root)
    lines = [line for article, _, line in samples.expected(samples.sample(language)) if article == number]
    said = ["".join(line.itertext()) for cell in by_class(root, "cell") for line in cell.iter("p")]
    assert said == lines[1:]  # the first is its heading
    assert {cell.get("dir") for cell in by_class(root, "cell")} == {"rtl" if language == "ar" else None}


def test_official_text_and_digest_are_told_apart_side_by_side(with_official: TestClient) -> None:
    root = get(with_official, "/convention/article-41", "en")
    (notice,) = by_class(root, "notice")
    assert notice.get("data-edition") == "mixed"
    assert "Our digest, not the official text: AZ, RU. The official text: EN." in text_of(notice)
    editions = [edition.get("data-edition") for edition in by_class(root, "edition")]
    assert editions == ["official", "digest", "digest"]
    assert (
        by_class(get(with_official, "/convention/article-41?show=ru", "en"), "notice")[0].get("data-edition")
        == "digest"
    )
    offered = [text_of(link) for link in by_class(root, "choice")[0].iter("a")]
    assert offered == ["Three languages", "Arabic", "Azərbaycanca", "English", "French", "Русский"]


FOUND_FIRST = {
    "extradition": ("en", 37),
    "protection of personal data": ("en", 36),
    "выдача преступников": ("ru", 37),
    "вступление в силу": ("ru", 65),
    "ekstradisiya": ("az", 37),
    "şahidlərin müdafiəsi": ("az", 33),
    "vydacha prestupnikov": ("ru", 37),
}


def meanings(word: str, language: str) -> set[str | None]:
    """A word's stem, and the concept that it shares with its synonyms."""
    return {stem(word, language), concept_of(word, language)} - {None}


@pytest.mark.parametrize("interface", LANGUAGES)
@pytest.mark.parametrize("query", FOUND_FIRST)
def test_searching_finds_the_article_and_marks_the_words_asked_for(
    pages: TestClient, engine: Engine, query: str, interface: Language
) -> None:
    language, number = FOUND_FIRST[query]
    root = get(pages, f"/convention?q={query}", interface)
    first = by_class(root, "results")[0][0]
    assert (next(first.iter("a")).get("href") or "").startswith(f"/convention/article-{number}?")
    document = engine.document(f"convention-{language}")
    excerpts = [span for part in by_class(root, "excerpt") for span in part.iter("span")]
    assert {span.get("lang") for span in excerpts} == {language}
    assert all("".join(span.itertext()) in document.text for span in excerpts)
    if query != "vydacha prestupnikov":
        marks = ["".join(mark.itertext()) for mark in root.iter("mark")]
        wanted = {meaning for word in words(query) for meaning in meanings(word, language)}
        assert marks
        assert all(wanted & meanings(word, language) for mark in marks for word in words(mark))


NAMED = {
    "Art. 41(2)": "/convention/article-41#paragraph-2",
    "ст. 41 п. 2": "/convention/article-41#paragraph-2",
    "41-ci maddənin 2-ci bəndi": "/convention/article-41#paragraph-2",
    "41": "/convention/article-41",
    "Article 41, paragraph 99": "/convention/article-41",
    "Chapter V": "/convention/chapter-5",
    "глава 5": "/convention/chapter-5",
    "9-cu fəsil": "/convention/chapter-9",
}


@pytest.mark.parametrize("query", NAMED)
def test_a_place_that_is_named_is_offered_first(pages: TestClient, query: str) -> None:
    root = get(pages, f"/convention?q={query}", "en")
    path, _, anchor = NAMED[query].partition("#")
    link = next(by_class(root, "named")[0].iter("a"))
    assert link.get("href") == f"{path}?lang=en" + (f"#{anchor}" if anchor else "")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("Article 90", "There is no Article 90: the Convention has 68 articles."),
        ("статья 69", "Статьи 69 нет: в Конвенции 68 статей."),
        ("0", "There is no Article 0: the Convention has 68 articles."),
        ("12-ci fəsil", "12 nömrəli fəsil yoxdur: Konvensiyada 9 fəsil var."),
    ],
)
def test_a_place_that_is_not_there_is_said_to_be_missing(pages: TestClient, query: str, said: str) -> None:
    language = "ru" if "стат" in said.lower() else "az" if "fəsil" in said else "en"
    root = get(pages, f"/convention?q={query}", language)
    assert [text_of(one) for one in by_class(root, "problem")] == [said]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("query", ["xyzzy plugh", "🙂", "the", "…"])
def test_nothing_found_is_said(pages: TestClient, query: str, language: Language) -> None:
    root = get(pages, f"/convention?q={query}", language)
    assert text_of(next(root.iter("h1"))) == SITE_TEXTS[language].nothing_found.format(query=query)
    assert SITE_TEXTS[language].nothing_found_help in text_of(root)
    assert by_class(root, "results") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_query_that_cannot_be_searched_for_is_told_why(pages: TestClient, language: Language) -> None:
    assert SITE_TEXTS[language].query_empty in text_of(get(pages, "/convention?q=%20", language))
    root = get(pages, "/convention?q=" + "a" * 1_201, language, status=400)
    written = {"en": "1,201", "ru": "1\u00a0201", "az": "1\u00a0201"}[language]
    said = SITE_TEXTS[language].query_too_long.format(count=written, limit=200)
    assert said in [text_of(one) for one in by_class(root, "problem")]


def test_a_misspelt_word_is_searched_for_as_it_is_written_rightly(pages: TestClient) -> None:
    root = get(pages, "/convention?q=extraditoin", "en")
    assert "Searched for: extradition" in text_of(by_class(root, "found")[0])
    assert (next(by_class(root, "results")[0].iter("a")).get("href") or "").startswith("/convention/article-37?")


def test_only_the_convention_is_searched(pages: TestClient) -> None:
    root = get(pages, "/convention?q=Trend Day.Az Milli Majlis approved the law", "en")
    assert "Trend" not in " ".join(text_of(one) for one in by_class(root, "excerpt"))


@pytest.mark.parametrize(
    ("query", "language", "text", "marked"),
    [
        ("mutual legal assistance", "en", "Mutual legal assistance; legal aid.", ["Mutual legal assistance"]),
        ("legal assistance", "en", "Assistance is legal; illegal.", ["Assistance", "legal"]),
        ("выдача", "ru", "О выдаче и Выдачу; передача.", ["выдаче", "Выдачу"]),
        ("IŞIQ İLƏ", "az", "işıq, İşığı", ["işıq", "İşığı"]),
        ("konvensiyani", "az", "Konvensiyanın, konvensiya!", ["Konvensiyanın", "konvensiya"]),
        ("24/7", "en", "24/7 network 🙂 7 days", ["24", "7", "7"]),
        ("the of", "en", "the best of all", []),
        ("(a+)+$", "en", "a (a+)+$ b", []),
        ("", "en", "", []),
    ],
)
def test_what_is_marked_is_what_was_asked_for(query: str, language: Language, text: str, marked: list[str]) -> None:
    pieces = Wanted.of(query, language).mark(text)
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.marked] == marked
