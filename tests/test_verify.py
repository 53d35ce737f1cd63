"""What proves the corpus: the shipped one passes, and each kind of damage is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.digest import DigestArticle, DigestParagraph, load_digest
from corpus.load import DATA, Corpus, load_corpus
from corpus.types import Document, Evidence, Language, Location, Section
from corpus.verify import digest_problems, document_problems, figures_of, repeated_sentences, verify


@pytest.fixture(scope="module")
def shipped() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def digest() -> tuple[DigestArticle, ...]:
    return load_digest(DATA / "convention")


def test_the_shipped_corpus_is_proved(shipped: Corpus) -> None:
    assert verify(shipped) == []


def test_evidence_that_does_not_stand_is_named(shipped: Corpus) -> None:
    first, *others = shipped.briefs
    false = replace(first, evidence=(Evidence(first.evidence[0].document_id, "75 countries signed it."),))
    problems = verify(replace(shipped, briefs=(false, *others)))
    assert problems
    assert all(first.topic in problem for problem in problems)


def test_sections_out_of_order_are_named(shipped: Corpus) -> None:
    convention = shipped.document("convention-az")
    turned = replace(convention, sections=convention.sections[::-1])
    expected = ["convention-az: its sections overlap or run past the end of the text."]
    assert document_problems(turned)[-1:] == expected
    past = Section(0, len(convention.text) + 1, Location(1))
    assert document_problems(replace(convention, sections=(past,)))[-1:] == expected


@pytest.mark.parametrize("document_id", ["trend-2026-02-10-ru", "dayaz-2026-02-10-az", "omm-undated-en"])
def test_a_document_is_sound(document_id: str, shipped: Corpus) -> None:
    assert document_problems(shipped.document(document_id)) == []


def test_a_missing_article_is_named(digest: tuple[DigestArticle, ...]) -> None:
    assert digest_problems(digest) == []
    shorter = tuple(article for article in digest if article.number != 41)
    assert digest_problems(shorter) == [
        "The digest lacks Article 41.",
        "The digest has 68 texts, not a preamble and 68 articles.",
    ]


def with_paragraph(digest: tuple[DigestArticle, ...], paragraph: DigestParagraph) -> tuple[DigestArticle, ...]:
    return tuple(
        replace(article, paragraphs=(paragraph, *article.paragraphs[1:])) if article.number == 41 else article
        for article in digest
    )


def test_unaligned_languages_are_named(digest: tuple[DigestArticle, ...]) -> None:
    [article] = [article for article in digest if article.number == 41]
    paragraph = article.paragraphs[0]
    shorter = replace(paragraph, sentences={**paragraph.sentences, "az": ()})
    where = f"Article 41, paragraph {paragraph.number}"
    assert digest_problems(with_paragraph(digest, shorter)) == [
        f"{where}: the languages have different numbers of sentences."
    ]


def test_different_figures_are_named(digest: tuple[DigestArticle, ...]) -> None:
    [article] = [article for article in digest if article.number == 41]
    paragraph = article.paragraphs[0]
    said: dict[Language, tuple[str, ...]] = {"en": ("In 7 days.",), "ru": ("7 дней.",), "az": ("8 gün ərzində.",)}
    [problem] = digest_problems(with_paragraph(digest, replace(paragraph, sentences=said)))
    assert problem.endswith("figures differ, en ['7'] and az ['8']: '8 gün ərzində.'")


def test_an_unknown_confidence_is_named(digest: tuple[DigestArticle, ...]) -> None:
    [article] = [article for article in digest if article.number == 41]
    [problem] = digest_problems(with_paragraph(digest, replace(article.paragraphs[0], confidence="sure")))
    assert "confidence 'sure' is none of" in problem


def test_a_sentence_of_the_digest_that_a_source_has_is_named(
    digest: tuple[DigestArticle, ...], shipped: Corpus
) -> None:
    sentence = next(article for article in digest if article.number == 41).paragraphs[0].sentences["ru"][0]
    copied: Document = replace(shipped.document("trend-2026-02-10-ru"), text=f"Новость. {sentence}")
    assert repeated_sentences(digest, [copied]) == [f"The digest (ru) repeats trend-2026-02-10-ru: {sentence!r}"]
    assert repeated_sentences(digest, [replace(copied, edition="digest")]) == []


@pytest.mark.parametrize(
    "texts",
    [
        ("On 24 December 2024, 74 states", "24 декабря 2024 года 74 государства", "24 dekabr 2024-cü ildə 74 dövlət"),
        ("24/7 under Article 41", "24/7 по статье 41", "41-ci maddəyə görə 24/7"),
        ("no figures", "без чисел", "rəqəm yoxdur 🙂"),
    ],
)
def test_figures_are_the_same_in_all_languages(texts: tuple[str, str, str]) -> None:
    english, russian, azerbaijani = map(figures_of, texts)
    assert english == russian == azerbaijani
    assert bool(english) == any(char.isdigit() for char in texts[0])
