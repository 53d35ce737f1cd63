"""The digest: YAML in three aligned languages -> documents with a section for each place in the Convention."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from corpus.digest import (
    Chapter,
    DigestArticle,
    DigestParagraph,
    chapter_heading,
    digest_document,
    heading,
    load_chapters,
    load_digest,
    load_glossary,
    missing_articles,
    read_yaml,
)
from corpus.load import DATA
from corpus.types import ARTICLE_COUNT, LANGUAGES, CorpusError, Language, Location

ARTICLE = """
article: 41
chapter: 1
title: {en: Network, ru: Сеть, az: Şəbəkə}
paragraphs:
  - paragraph: 1
    confidence: general
    sentences:
      - {en: "Each Party has a centre.", ru: "У каждого участника есть центр.", az: "Hər tərəfin mərkəzi var."}
      - {en: "It works 24/7.", ru: "Он работает 24/7.", az: "O, 24/7 işləyir 🙂."}
  - paragraph: null
    confidence: general
    sentences: []
"""


@pytest.fixture
def article(tmp_path: Path) -> DigestArticle:
    (tmp_path / "article-41.yaml").write_text(ARTICLE, encoding="utf-8")
    [loaded] = load_digest(tmp_path)
    return loaded


def test_an_article_is_read(article: DigestArticle) -> None:
    assert (article.number, article.chapter) == (41, 1)
    assert article.title == {"en": "Network", "ru": "Сеть", "az": "Şəbəkə"}
    assert article.paragraphs[0].number == 1
    assert article.paragraphs[0].sentences["az"] == ("Hər tərəfin mərkəzi var.", "O, 24/7 işləyir 🙂.")
    assert article.paragraphs[1] == DigestParagraph(None, "general", {"az": (), "en": (), "ru": ()})


CHAPTER = Chapter(1, "I", {"en": "General", "ru": "Общее", "az": "Ümumi"}, 41, 42)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Chapter I: General (Articles 41–42)\nArticle 41: Network\nEach Party has a centre. It works 24/7.",
        ),
        (
            "ru",
            "Глава I: Общее (статьи 41–42)\nСтатья 41: Сеть\nУ каждого участника есть центр. Он работает 24/7.",
        ),
        ("az", "I fəsil: Ümumi (maddələr 41–42)\nMaddə 41: Şəbəkə\nHər tərəfin mərkəzi var. O, 24/7 işləyir 🙂."),
    ],
)
def test_a_document_has_a_line_and_a_section_for_each_place(
    article: DigestArticle, language: Language, text: str
) -> None:
    spoken = DigestArticle(article.number, article.chapter, article.title, article.paragraphs[:1])
    document = digest_document((spoken,), (CHAPTER,), language)
    assert document.text == text
    assert [document.text[section.start : section.end] for section in document.sections] == text.split("\n")
    assert [section.location for section in document.sections] == [Location(None), Location(41), Location(41, 1)]
    assert (document.id, document.kind, document.edition) == (f"convention-{language}", "convention", "digest")
    assert document.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_headings(article: DigestArticle) -> None:
    preamble = DigestArticle(None, None, article.title, ())
    assert [heading(preamble, language) for language in LANGUAGES] == ["Preambula", "Preamble", "Преамбула"]
    assert [heading(article, language) for language in LANGUAGES] == [
        "Maddə 41: Şəbəkə",
        "Article 41: Network",
        "Статья 41: Сеть",
    ]
    one = Chapter(3, "III", CHAPTER.title, 22, 22)
    assert [chapter_heading(one, language) for language in LANGUAGES] == [
        "III fəsil: Ümumi (maddə 22)",
        "Chapter III: General (Article 22)",
        "Глава III: Общее (статья 22)",
    ]


def test_missing_articles(article: DigestArticle) -> None:
    assert missing_articles((article,)) == [number for number in range(1, 69) if number != 41]


def test_the_shipped_digest_is_whole() -> None:
    digest = load_digest(DATA / "convention")
    assert [article.number for article in digest] == [None, *range(1, ARTICLE_COUNT + 1)]
    chapters = load_chapters(DATA / "convention")
    assert [chapter.number for chapter in chapters] == list(range(1, 10))
    spans = [number for chapter in chapters for number in range(chapter.first, chapter.last + 1)]
    assert spans == list(range(1, ARTICLE_COUNT + 1))
    by_number = {article.number: article for article in digest}
    assert all(
        by_number[number].chapter == chapter.number
        for chapter in chapters
        for number in range(chapter.first, chapter.last + 1)
    )
    assert all(1 <= term.article <= ARTICLE_COUNT for term in load_glossary(DATA / "convention"))


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "article-01.yaml"
    for content in (b"article: [1", "başlıq".encode("cp1254"), b"article: 1\n", b"- 1\n"):
        path.write_bytes(content)
        with pytest.raises(CorpusError, match=r"article-01\.yaml"):
            load_digest(tmp_path)
    with pytest.raises(CorpusError, match=r"chapters\.yaml"):
        load_chapters(tmp_path)
    with pytest.raises(CorpusError, match="cannot be read"):
        read_yaml(tmp_path / "none.yaml")
