"""Everyday wordings belong to their sentences, in three languages, and help to find them; nobody is shown them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from answers import ask
from copied_data import copied

from assistant.engine import Engine
from corpus.load import load_corpus
from corpus.split import sentences
from corpus.types import LANGUAGES, CorpusError, Language


def test_every_sentence_of_the_digest_and_every_statement_has_wordings_in_three_languages() -> None:
    corpus = load_corpus()
    for document in corpus.documents:
        if document.kind == "brief":
            assert set(corpus.wording_at(document.id, 0)) == set(LANGUAGES)
        if document.edition == "digest":
            starts = {sentence.start for sentence in sentences(document.text)}
            titles = {section.start for section in document.sections if _is_title(document.text, section.start)}
            assert set(corpus.wordings[document.id]) == starts - titles


def _is_title(text: str, start: int) -> bool:
    line = text[start : text.find("\n", start) if "\n" in text[start:] else len(text)]
    return not line.endswith((".", ":")) and not line.rstrip(")").endswith(".")


@pytest.mark.parametrize(
    ("document", "begins", "language", "word"),
    [
        ("trend-2026-02-10-en", "In October 2025, the Convention was formally signed", "ru", "Варшав"),
        ("convention-en", "The Convention enters into force on the 90th day", "az", "doxsan"),
        ("brief-signatories-count-ru", "По состоянию", "en", "how many"),
    ],
)
def test_a_wording_stands_by_its_own_sentence(document: str, begins: str, language: Language, word: str) -> None:
    corpus = load_corpus()
    start = corpus.document(document).text.index(begins)
    assert word in corpus.wording_at(document, start)[language]


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        ("article-16.yaml", lambda text: text.replace("- en:", "- en: x\n  ru: y\n  az: z\n- en:", 1), "one for each"),
        (
            "statements.yaml",
            lambda text: text + "no-such-topic: {en: a, ru: b, az: c}\n",
            "no statement 'no-such-topic'",
        ),
        ("news.yaml", lambda text: text + "nowhere-en: []\n", "no document 'nowhere-en'"),
        (
            "article-20.yaml",
            lambda text: text.replace("  az:", "  tr:", 1),
            "write everyday words in each of az, en, ru",
        ),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, change: Callable[[str], str], told: str) -> None:
    data = copied(tmp_path)
    path = data / "wordings" / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CorpusError, match=told) as raised:
        load_corpus(None, data)
    assert name in str(raised.value)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("My ex-boyfriend put my nude photos online, is that a crime?", 16),
        ("Бывший выложил мои голые фотографии. Это преступление?", 16),
        ("Keçmiş sevgilim çılpaq şəkillərimi paylaşıb. Bu cinayətdir?", 16),
    ],
)
def test_what_nobody_says_as_the_source_does_is_found_and_never_shown(
    engine: Engine, question: str, article: int
) -> None:
    answer = ask(engine, question)
    assert article in {citation.location.article for citation in answer.citations if citation.location}
    shown = {words for at in engine.corpus.wordings.values() for by in at.values() for words in by.values()}
    assert not any(words in answer.text for words in shown)
