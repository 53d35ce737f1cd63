"""Files on disk -> the corpus: word for word, without page furniture, in a fixed order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import make_document
from copied_data import copied

from corpus.frontmatter import parse_front_matter
from corpus.load import (
    DATA,
    Corpus,
    article_paths,
    article_text,
    brief_documents,
    fingerprint,
    load_article,
    load_corpus,
)
from corpus.text import normalize
from corpus.types import CorpusError

ARTICLES = [
    "dayaz-2026-02-10-az",
    "omm-undated-en",
    "trend-2026-02-10-en",
    "trend-2026-02-10-ru",
    "trend-2026-02-23-en",
]


def write(path: Path, body: str, **fields: str) -> Path:
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{lines}---\n{body}", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def test_the_shipped_corpus(corpus: Corpus) -> None:
    articles = [document for document in corpus.documents if document.kind == "article"]
    assert [document.id for document in articles] == ARTICLES
    assert {document.id: document.published for document in articles}["omm-undated-en"] is None
    convention = [document.id for document in corpus.documents if document.kind == "convention"]
    assert convention == ["convention-az", "convention-en", "convention-ru"]
    briefs = [document.id for document in corpus.documents if document.kind == "brief"]
    assert briefs == [f"brief-{brief.topic}-{language}" for brief in corpus.briefs for language in ("az", "en", "ru")]
    assert all(document.text == normalize(document.text) for document in corpus.documents)
    assert all(corpus.document(document.id) is document for document in corpus.documents)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_loses_nothing_but_furniture(name: str) -> None:
    path = DATA / "articles" / f"{name}.txt"
    _, body = parse_front_matter(path.read_text(encoding="utf-8"))
    kept = load_article(path).text.split("\n")
    lines = [line for line in normalize(body).split("\n") if line]
    dropped = [line for line in lines if line not in kept and not line.startswith("date ")]
    assert len("".join(dropped)) <= 250
    assert all(any(line in original for original in lines) for line in kept)


def test_article_text_drops_furniture_lines_only() -> None:
    body = "date 2026-02-10 BAKU. Mətn.\n\n2 min\nShare:\nMore: Domestic Policy\nPaylaş bu xəbəri\nShare: the law\nЁ 🙂"
    assert article_text(body) == "BAKU. Mətn.\nPaylaş bu xəbəri\nShare: the law\nЁ 🙂"
    assert article_text("") == ""


def test_an_article_is_read_with_its_facts(tmp_path: Path) -> None:
    path = write(tmp_path / "x-az.txt", "İlk  sətir.\r\n", language="az", publisher="Day.Az", published="2026-02-10")
    document = load_article(path)
    assert (document.id, document.language, document.text) == ("x-az", "az", "İlk sətir.")
    assert (document.publisher, document.published, document.url) == ("Day.Az", "2026-02-10", None)
    assert document.title == "Day.Az, 2026-02-10"
    assert load_article(write(tmp_path / "bare.txt", "Text", language="en")).title == "bare"


@pytest.mark.parametrize(
    ("body", "fields", "reason"),
    [
        ("", {"language": "en"}, "no text"),
        ("Share:\n", {"language": "en"}, "no text"),
        ("Text", {"language": "fr"}, "'fr'"),
        ("Text", {}, "None"),
        ("Text", {"language": "en", "published": "February"}, "February"),
    ],
)
def test_a_broken_article_is_named(tmp_path: Path, body: str, fields: dict[str, str], reason: str) -> None:
    with pytest.raises(CorpusError, match=reason) as caught:
        load_article(write(tmp_path / "broken.txt", body, **fields))
    assert "broken.txt" in str(caught.value)


def test_an_article_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "cp1251.txt"
    path.write_bytes("---\nlanguage: ru\n---\nТекст".encode("cp1251"))
    with pytest.raises(CorpusError, match=r"cp1251\.txt is not UTF-8"):
        load_article(path)


def test_added_documents_come_after_the_shipped_ones(tmp_path: Path) -> None:
    added = write(tmp_path / "added" / "a-first-by-name.txt", "Əlavə mətn.", language="az")
    assert [path.stem for path in article_paths(tmp_path)] == [*ARTICLES, "a-first-by-name"]
    assert load_corpus(tmp_path).document("a-first-by-name") == load_article(added)


def test_an_id_that_stands_twice_is_refused() -> None:
    twice = make_document("same", "One.")
    with pytest.raises(CorpusError, match="same"):
        Corpus((twice, replace(twice, text="Two.")), (), "")


def test_unknown_ids(corpus: Corpus) -> None:
    with pytest.raises(KeyError):
        corpus.document("nothing")
    with pytest.raises(KeyError):
        corpus.brief("nothing")
    assert corpus.brief(corpus.briefs[0].topic) is corpus.briefs[0]


def test_statements_become_documents(small_corpus: Corpus) -> None:
    documents = brief_documents(small_corpus.briefs)
    assert [(one.id, one.language, one.text, one.published, one.edition) for one in documents] == [
        ("brief-signatories-az", "az", "74 ölkə imzalayıb.", "2026-02-10", "statement"),
        ("brief-signatories-en", "en", "74 countries signed.", "2026-02-10", "statement"),
        ("brief-signatories-ru", "ru", "Подписали 74 страны.", "2026-02-10", "statement"),
    ]


def test_the_fingerprint_tells_every_change(tmp_path: Path) -> None:
    data, library = copied(tmp_path), tmp_path / "library"
    seen = [fingerprint(None, data), fingerprint(library, data)]
    assert seen[0] == seen[1] == fingerprint()  # an empty library, and the place of the files, change nothing
    article = data / "articles" / "omm-undated-en.txt"
    changes: tuple[Callable[[], object], ...] = (
        lambda: article.write_bytes(article.read_bytes() + b" "),
        lambda: article.rename(article.with_name("renamed.txt")),
        lambda: write(library / "added" / "new.txt", "Text", language="en"),
        lambda: (library / "added" / "new.txt").rename(library / "added" / "other.txt"),
        (data / "convention" / "article-41.yaml").unlink,
    )
    for change in changes:
        change()
        seen.append(fingerprint(library, data))
    assert len(set(seen)) == 1 + len(changes)
    assert all(len(value) == 64 for value in seen)
