"""References to articles, paragraphs and chapters as people write them in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.treaty import chapter_exists, find_articles, find_chapter

REFERENCES: list[tuple[str, list[tuple[int, int | None]]]] = [
    ("Article 41", [(41, None)]),
    ("article 1?", [(1, None)]),
    ("Art. 41(2)", [(41, 2)]),
    ("art 41 (2)", [(41, 2)]),
    ("Art.41", [(41, None)]),
    ("Article 41, paragraph 2", [(41, 2)]),
    ("paragraph 2 of Article 41", [(41, 2)]),
    ("para. 3 of art. 47", [(47, 3)]),
    ("Article 41.2", [(41, 2)]),
    ("the 41st article", [(41, None)]),
    ("ARTICLE 68 says", [(68, None)]),
    ("Article 99", [(99, None)]),
    ("articles 7 and 8", [(7, None), (8, None)]),
    ("Articles 7, 8 and 9", [(7, None), (8, None), (9, None)]),
    ("articles 7–9", [(7, None), (8, None), (9, None)]),
    ("Articles 7(1) and 8(2)", [(7, 1), (8, 2)]),
    ("paragraphs 1 and 2 of Article 41", [(41, 1), (41, 2)]),
    ("Article 7 states that", [(7, None)]),
    ("Article 41's network", [(41, None)]),
    ("Article 41 and Article 42", [(41, None), (42, None)]),
    ("41 article", [(41, None)]),
    ("Article 41, paragraph 2, and Article 65", [(41, 2), (65, None)]),
    ("статья 41", [(41, None)]),
    ("ст. 41 п. 2", [(41, 2)]),
    ("ст.41", [(41, None)]),
    ("ст 41 п.2", [(41, 2)]),
    ("п. 2 ст. 41", [(41, 2)]),
    ("пункт 2 статьи 41", [(41, 2)]),
    ("статьи 41, пункт 2", [(41, 2)]),
    ("в статье 41 Конвенции", [(41, None)]),
    ("41-я статья", [(41, None)]),
    ("по 41-й статье", [(41, None)]),
    ("41 статья", [(41, None)]),
    ("что говорит 8 статья", [(8, None)]),
    ("часть 2 статьи 41", [(41, 2)]),
    ("статьи 7 и 8", [(7, None), (8, None)]),
    ("статьям 7, 8 и 9", [(7, None), (8, None), (9, None)]),
    ("ст. ст. 7–9", [(7, None), (8, None), (9, None)]),
    ("ст. 7 и 8", [(7, None), (8, None)]),
    ("статья 41(2)", [(41, 2)]),
    ("7-й и 8-й статей", [(7, None), (8, None)]),
    ("2-й пункт 41-й статьи", [(41, 2)]),
    ("статьёй 14", [(14, None)]),
    ("5 статьи Конвенции", [(5, None)]),
    ("статья № 5", [(5, None)]),
    ("maddə 41", [(41, None)]),
    ("Maddə 41, bənd 2", [(41, 2)]),
    ("41-ci maddə", [(41, None)]),
    ("41-ci maddənin 2-ci bəndi", [(41, 2)]),
    ("41-ci maddə, 2-ci bənd", [(41, 2)]),
    ("17-ci maddəyə görə", [(17, None)]),
    ("40-cı maddənin 2-ci hissəsi", [(40, 2)]),
    ("9-cu maddədə", [(9, None)]),
    ("3-cü maddə", [(3, None)]),
    ("41 ci madde", [(41, None)]),
    ("41 maddə nə deyir", [(41, None)]),
    ("41 maddənin 2 bəndi", [(41, 2)]),
    ("7 və 8-ci maddələr", [(7, None), (8, None)]),
    ("7, 8 və 9-cu maddələrin", [(7, None), (8, None), (9, None)]),
    ("7-ci və 8-ci maddələr", [(7, None), (8, None)]),
    ("7–9-cu maddələr", [(7, None), (8, None), (9, None)]),
    ("maddə 41-də", [(41, None)]),
    ("MADDƏ 14", [(14, None)]),
    ("maddə 41.2", [(41, 2)]),
    ("Maddələr 7 və 8", [(7, None), (8, None)]),
    ("maddə 41-in 2-ci bəndi", [(41, 2)]),
    ("articles 7 and 74 states", [(7, None)]),
    ("articles 7 and 24/7", [(7, None)]),
    ("Articles 7, 23 February 2026", [(7, None)]),
    ("what is in article nineteen", [(19, None)]),
    ("Скажите, пожалуйста, что в статье девятнадцать", [(19, None)]),
    ("статья сорок один", [(41, None)]),
    ("maddə on doqquz nədir", [(19, None)]),
]
NO_REFERENCES = [
    "which article is one of a kind",
    "в этой статье два слова",
    "bu maddədə iki söz",
    "68 articles",
    "9 chapters and 68 articles",
    "24/7",
    "74 states",
    "the 24/7 network",
    "9 глав и 68 статей",
    "24 статьи",
    "в этой статье 74 государства",
    "68 maddədən ibarətdir",
    "9 fəsil və 68 maddə",
    "Konvensiyada 68 maddə var",
    "5 maddə var",
    "bu maddənin 2-ci bəndi",
    "bu maddədə 74 dövlət",
    "74 dövlət",
    "neçə maddə var",
    "сколько статей",
    "the article of 10 February 2026",
    "an article 🙂",
    "",
    "article 2026",
    "23 февраля 2026 года",
    "state of the art",
    "68 articles 9 chapters",
    "maddə",
    "partial 41",
    "Наст. 5",
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES)
def test_references(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert [(reference.article, reference.paragraph) for reference in find_articles(text)] == expected


@pytest.mark.parametrize("text", NO_REFERENCES)
def test_no_references(text: str) -> None:
    assert find_articles(text) == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("What's in article nineteen, please", "article nineteen"),
        ("что в статье сорок один?", "статье сорок один"),
        ("40-cı maddənin 1-ci bəndində nə deyilir?", "40-cı maddənin 1-ci bəndində"),
    ],
)
def test_a_reference_spans_its_words_to_their_end(text: str, span: str) -> None:
    [reference] = find_articles(text)
    assert text[reference.start : reference.end] == span


def test_spans() -> None:
    text = "Art. 65(1); статьи 3 и 4, а также 17-ci maddənin 2-ci bəndi 🙂 və maddə 5"
    found = find_articles(text)
    assert [(reference.article, reference.paragraph) for reference in found] == [
        (65, 1), (3, None), (4, None), (17, 2), (5, None),
    ]  # fmt: skip
    assert [text[reference.start : reference.end] for reference in found] == [
        "Art. 65(1)", "статьи 3", "4", "17-ci maddənin 2-ci bəndi", "maddə 5",
    ]  # fmt: skip


@pytest.mark.parametrize(("article", "exists"), [(0, False), (1, True), (68, True), (69, False), (99, False)])
def test_whether_an_article_exists(article: int, exists: bool) -> None:
    [reference] = find_articles(f"maddə {article}")
    assert (reference.article, reference.exists) == (article, exists)


@given(st.text(alphabet="Artмadəиstсi 0123456789.,()-–/пçü\n", max_size=60))
def test_any_text_gives_spans_within_it(text: str) -> None:
    for reference in find_articles(f"Article 7 {text}"):
        assert 0 <= reference.start < reference.end <= len(text) + len("Article 7 ")


ROWS = ["1, ", "articles 1, ", "п. 1, ", "1-ci ", "статьи ", "1 fəsil "]


@pytest.mark.parametrize("row", ROWS)
def test_a_long_row_of_numbers_ends(row: str) -> None:
    # A pattern that backtracks over such a row would not come to an end.
    find_articles(row * 2000)
    find_chapter(row * 2000)


@pytest.mark.parametrize(
    ("text", "chapter"),
    [
        ("глава IV", 4), ("в главе 5", 5), ("4-я глава", 4), ("гл. 2", 2), ("9 глав", None),
        ("Chapter 5", 5), ("Chapter XI", 11), ("chapter ix", 9), ("9 chapters", None), ("a chapter", None),
        ("9-cu fəsil", 9), ("IV fəsil", 4), ("4-cü fəsildə", 4), ("fəsil 3", 3), ("VII fəslin maddələri", 7),
        ("III fəsil: Yurisdiksiya", 3), ("9 fəsil", None), ("9 fəsildən ibarətdir", None), ("5 fəsil var", None),
        ("", None), ("24/7 🙂", None),
    ],
)  # fmt: skip
def test_chapters(text: str, chapter: int | None) -> None:
    assert find_chapter(text) == chapter


def test_whether_a_chapter_exists() -> None:
    assert [number for number in range(-1, 13) if chapter_exists(number)] == list(range(1, 10))
