"""Importing the official text: the same 68 articles from every format and language; broken texts refused."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import docx
import official_samples as samples
import pytest
from local_server import answer, serving
from pdf_writer import encrypt, write_pdf, write_scan

from corpus.convention_import import import_convention
from corpus.digest import OFFICIAL_URL
from corpus.fetch import FetchPolicy
from corpus.official import load_official, official_path
from corpus.types import CorpusError, Document, Location

LANGUAGES = tuple(samples.BANKS)
FORMATS: dict[str, Callable[[samples.Sample], bytes]] = {
    "txt": samples.as_txt,
    "html": samples.as_html,
    "docx": samples.as_docx,
    "pdf": samples.as_pdf,
}
EN, RU = samples.sample("en"), samples.sample("ru")
PDF, TXT = samples.as_pdf(EN), samples.as_txt(EN)
SECTION = tuple[int | None, int | None, str]


def write(folder: Path, name: str, content: bytes) -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def sections(document: Document) -> list[SECTION]:
    """The sections from the first chapter on."""
    found = [
        (one.location.article, one.location.paragraph, document.text[one.start : one.end]) for one in document.sections
    ]
    first = next(at for at, (article, _, _) in enumerate(found) if article is not None)
    return found[first - 1 :]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_articles_from_every_format_in_every_language(tmp_path: Path, suffix: str, language: str) -> None:
    made = samples.sample(language)
    source = write(tmp_path, f"text.{suffix}", FORMATS[suffix](made))
    got, wanted = sections(import_convention(source, language, tmp_path)), samples.expected(made)
    assert [one[:2] for one in got] == [one[:2] for one in wanted]
    if (suffix, language) == ("pdf", "ar"):  # the order of words and numbers on a line cannot always be turned back
        assert [sorted(one[2].split()) for one in got] == [sorted(one[2].split()) for one in wanted]
    else:
        assert got == wanted


def test_the_document_is_whole_and_its_sections_tile_it(tmp_path: Path) -> None:
    made = samples.sample("ru")
    document = import_convention(write(tmp_path, "a.html", samples.as_html(made)), "ru", tmp_path)
    assert (document.id, document.kind, document.edition, document.language) == (
        "convention-ru", "convention", "official", "ru",
    )  # fmt: skip
    assert document.title == "Конвенция Организации Объединенных Наций против киберпреступности"
    assert (document.publisher, document.url, document.published) == ("United Nations", None, None)
    assert document.sha256 == sha256(document.text.encode()).hexdigest()
    ends = [0, *(one.end + 1 for one in document.sections)]
    assert [one.start for one in document.sections] == ends[:-1]
    assert ends[-1] == len(document.text) + 1
    assert {one.location.article for one in document.sections} == {None, *range(1, 69)}
    preamble = [document.text[one.start : one.end] for one in document.sections[:4]]
    assert preamble == ["Преамбула", *made.preamble]
    assert document.sections[0].location == Location(None)


def test_what_is_stored_says_where_it_came_from_and_loads_again(tmp_path: Path) -> None:
    content = samples.as_docx(samples.sample("en"))
    document = import_convention(write(tmp_path, "A-RES-79-243.docx", content), "en", tmp_path)
    path = official_path(tmp_path, "en")
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert (stored["source"], stored["url"], stored["language"]) == ("A-RES-79-243.docx", None, "en")
    assert stored["fetched"] == datetime.now(UTC).date().isoformat()
    assert stored["source_sha256"] == sha256(content).hexdigest()
    assert (len(stored["article_titles"]), len(stored["chapter_titles"])) == (68, 9)
    assert stored["article_titles"][40] == "24/7 The desk for matter 41"
    assert load_official(tmp_path) == [document]
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_texts_of_several_languages_stand_side_by_side_and_a_new_one_replaces_its_own(tmp_path: Path) -> None:
    for language in ("zh", "en", "fr"):
        import_convention(write(tmp_path, "a.txt", samples.as_txt(samples.sample(language))), language, tmp_path)
    changed = samples.with_text(samples.sample("en"), 68, "The old text was replaced by this one here.")
    import_convention(write(tmp_path, "b.txt", samples.as_txt(changed)), "en", tmp_path)
    loaded = {document.id: document for document in load_official(tmp_path)}
    assert list(loaded) == ["convention-en", "convention-fr", "convention-zh"]
    assert loaded["convention-en"].text.endswith("The old text was replaced by this one here.")


def test_nothing_imported_is_nothing_loaded(tmp_path: Path) -> None:
    assert load_official(tmp_path) == []


def test_from_a_server_by_way_of_a_redirect(tmp_path: Path) -> None:
    content = samples.as_pdf(samples.sample("es"))
    routes = {
        "/access?l=es": answer(b"", status=302, Location="/doc/es"),
        "/doc/es": answer(content, "application/pdf"),
    }
    with serving(routes) as server:
        document = import_convention(server.url("/access?l=es"), "es", tmp_path, policy=server.policy())
        assert document.url == server.url("/doc/es")
    assert sections(document) == samples.expected(samples.sample("es"))


def test_without_a_source_the_uns_own_address_is_asked(tmp_path: Path) -> None:
    asked: list[tuple[str, int]] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append((host, port))
        return ["10.0.0.1"]

    with pytest.raises(CorpusError, match=r"documents\.un\.org is at 10\.0\.0\.1"):
        import_convention(None, "ru", tmp_path, policy=FetchPolicy(resolve=resolve))
    assert asked == [("documents.un.org", 443)]
    assert OFFICIAL_URL.format(language="ru") == "https://documents.un.org/api/symbol/access?s=A/RES/79/243&l=ru&t=pdf"


def test_inline_titles_capitals_and_a_table_of_contents_are_no_obstacle(tmp_path: Path) -> None:
    made = samples.sample("en")
    contents, body = [], []
    for chapter in made.chapters:
        contents += [f"{chapter.head} {chapter.title}"]
        body += ["", chapter.head.upper(), chapter.title]
        for article in chapter.articles:
            contents += [
                f"{article.head}. {article.title}",
                f"{article.head} {article.title} ......... {article.number}",
            ]
            body += ["", f"{article.head.upper()}. {article.title}"]
            body += [f"\n{line}" for _, lines in article.paragraphs for line in lines]
    text = "\n".join(["Annex", *contents, *body]).replace(samples.NOTE_MARK, "")
    document = import_convention(write(tmp_path, "a.txt", text.encode()), "en", tmp_path)
    got = [
        (article, number, line.replace("CHAPTER", "Chapter").replace("ARTICLE", "Article"))
        for article, number, line in sections(document)
    ]
    assert got == samples.expected(made)


def test_what_follows_in_a_second_annex_is_left_out(tmp_path: Path) -> None:
    made = samples.sample("fr")
    file = docx.Document()
    for block in [*samples.blocks(made), "Annexe II", "Note interprétative sur l’article 7 de ce texte."]:
        file.add_paragraph(block.replace(samples.NOTE_MARK, ""))
    target = io.BytesIO()
    file.save(target)
    document = import_convention(write(tmp_path, "a.docx", target.getvalue()), "fr", tmp_path)
    assert sections(document) == samples.expected(made)


def test_a_line_that_begins_like_a_note_is_kept(tmp_path: Path) -> None:
    lines = [line for block in samples.blocks(EN) for line in samples.wrap(block.replace(samples.NOTE_MARK, ""), "en")]
    at = next(at for at, line in enumerate(lines) if line == "Article 9")
    lines[at - 1 : at] = [
        "The desk may wait with its answer to what was asked of it in the old year until",
        "1 January.",
    ]
    pages = [lines[: at + 4], *(lines[start : start + 44] for start in range(at + 4, len(lines), 44))]
    document = import_convention(write(tmp_path, "a.pdf", write_pdf(pages)), "en", tmp_path)
    assert "in the old year until 1 January." in document.text


def test_a_line_of_furniture_at_the_end_does_not_look_like_a_cut(tmp_path: Path) -> None:
    html = samples.as_html(EN).replace(b"</main>", b"<p>Back to top</p></main>")
    document = import_convention(write(tmp_path, "a.html", html), "en", tmp_path)
    assert document.text.endswith("than the matter needs.\nBack to top")


def test_numbered_lists_of_a_page_get_their_numbers(tmp_path: Path) -> None:
    made = samples.sample("en")
    html = samples.as_html(made).decode()
    for article in made.articles:
        if article.number % 3 == 1:
            shown = [lines[0] for _, lines in article.paragraphs]
            items = "".join(f"<li>{line.split(' ', 1)[1]}" for line in shown)
            html = html.replace("\n".join(f"<p>{line}</p>" for line in shown), f"<ol>{items}</ol>")
    assert html.count("<ol>") == 23
    document = import_convention(write(tmp_path, "a.html", html.encode()), "en", tmp_path)
    assert sections(document) == samples.expected(made)


NEWS = b"The Convention has nine chapters and 68 articles. Article 41 sets up a network. " * 20
IN_THE_WRONG_ORDER = replace(EN, chapters=(*EN.chapters[:2], EN.chapters[3], EN.chapters[2], *EN.chapters[4:]))
CONTENTS = "\n".join(f"Article {number}. Matter {number} ..... {number}" for number in range(1, 69))
BROKEN: dict[str, tuple[str, bytes, str]] = {
    "an article missing": ("a.pdf", samples.as_pdf(samples.without(EN, 12)), "Article 12 is missing"),
    "articles missing": (
        "a.txt", samples.as_txt(samples.without(EN, 3, 7, 8, 9, 68)), "Articles 3, 7–9, 68 are missing",
    ),
    "order wrong": ("a.html", samples.as_html(samples.swapped(EN, 14, 16)), "Article 15 stands after Article 16"),
    "an article twice": ("a.docx", samples.as_docx(samples.with_article_twice(EN, 5)), "Article 5 is there 2 times"),
    "one too many": (
        "a.txt", TXT + b"\n\nArticle 69\n\nMore\n\n1. It goes on, which it should not.", "there is Article 69, but",
    ),
    "a chapter missing": ("a.txt", samples.as_txt(samples.without_chapter(EN, 5)), "Chapter 5 is missing"),
    "chapters swapped": (
        "a.txt", samples.as_txt(IN_THE_WRONG_ORDER), "Article 22 stands after Article 34; Chapter 3 stands after Chap",
    ),
    "a chapter without an article": (
        "a.html", samples.as_html(samples.without(EN, 53)), "Article 53 is missing; Chapter 6 has no article right un",
    ),
    "two languages mixed": (
        "a.docx", samples.as_docx(samples.mixed(EN, samples.sample("fr"), 30, 31)), "Article 30 is in French; Article",
    ),
    "two scripts mixed": ("a.txt", samples.as_txt(samples.mixed(EN, RU, 44)), "Article 44 is in Russian"),
    "another language": ("a.pdf", samples.as_pdf(RU), r"is in Russian, not in English\. Import it with --language ru"),
    "an article without text": ("a.html", samples.as_html(samples.with_text(EN, 20)), "Article 20 has no text"),
    "cut off within Article 68": ("a.txt", TXT.rstrip()[:-30], "Article 68 is cut off: it ends with"),
    "cut off in the middle": ("a.txt", TXT[: len(TXT) // 2], "Articles 35–68 are missing; Chapters 5–9 are missing"),
    "another document after it": (
        "a.txt", TXT + b"\n\n" + b"And then the report goes on. " * 300, "stand after the heading of Article 68: too",
    ),
    "the contents alone": ("a.txt", CONTENTS.encode(), "no article is headed in it"),
    "a news item about it": ("a.txt", NEWS, r"no article is headed in it\. It begins: 'The Convention has nine chap"),
    "an error page": (
        "a.html", b"<html><body><h1>Access denied</h1><p>Blocked.</p></body></html>", "It begins: 'Access denied Block",
    ),
    "a page made by a script": ("a.html", b"<html><body><script>load()</script></body></html>", "It begins: ''"),
    "an encrypted PDF": ("a.pdf", encrypt(write_pdf([["Article 1"]]), "x"), "is an encrypted PDF"),
    "a truncated PDF": ("a.pdf", PDF[: len(PDF) * 2 // 3], "cannot be read as a PDF"),
    "a scanned PDF": ("a.pdf", write_scan(40), "has 40 pages but 0 letters"),
    "a damaged DOCX": ("a.docx", samples.as_docx(EN)[:5000], "cannot be read as DOCX"),
    "an empty file": ("a.txt", b" \n", "is empty"),
    "a binary file": ("a.txt", bytes(range(256)) * 20, "is binary, not text"),
    "an unknown type": ("a.epub", b"PK", "unsupported type"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_text_is_refused_with_its_reason_and_the_old_one_kept(tmp_path: Path, case: str) -> None:
    import_convention(write(tmp_path, "good.txt", TXT), "en", tmp_path)
    before = official_path(tmp_path, "en").read_bytes()
    name, content, reason = BROKEN[case]
    with pytest.raises(CorpusError, match=reason) as refused:
        import_convention(write(tmp_path, name, content), "en", tmp_path)
    assert str(refused.value).endswith(f"The text imported before ({official_path(tmp_path, 'en')}) is kept.")
    assert official_path(tmp_path, "en").read_bytes() == before
    assert len(list((tmp_path / "official").iterdir())) == 1


def test_a_refusal_with_nothing_imported_before_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"Nothing was imported\.$"):
        import_convention(write(tmp_path, "a.txt", NEWS), "en", tmp_path)
    assert not (tmp_path / "official").exists()


def test_many_findings_are_counted_not_poured_out(tmp_path: Path) -> None:
    made = EN
    for number in range(10, 20):
        made = samples.with_text(made, number)
    with pytest.raises(CorpusError, match="Article 15 has no text; and 4 more findings"):
        import_convention(write(tmp_path, "a.html", samples.as_html(made)), "en", tmp_path)


@pytest.mark.parametrize(
    ("status", "content", "reason"),
    [
        (404, b"<html>gone</html>", "answered 404"),
        (503, b"", "answered 503"),
        (200, b"<html><body><p>Please accept our cookies.</p></body></html>", "no article is headed in it"),
        (200, PDF[:2000], "cannot be read as a PDF"),
    ],
)
def test_a_server_that_fails_is_named_and_the_old_text_kept(
    tmp_path: Path, status: int, content: bytes, reason: str
) -> None:
    old = import_convention(write(tmp_path, "good.txt", TXT), "en", tmp_path)
    kind = "application/pdf" if content.startswith(b"%PDF") else "text/html"
    with serving({"/t": answer(content, kind, status=status)}) as server, pytest.raises(CorpusError, match=reason):
        import_convention(server.url("/t"), "en", tmp_path, policy=server.policy())
    assert load_official(tmp_path) == [old]


def test_a_language_without_an_authentic_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"no official text in 'az'; the authentic ones are: Arabic \(ar\), English"):
        import_convention(write(tmp_path, "a.txt", TXT), "az", tmp_path)


def test_a_crash_while_writing_keeps_the_old_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = import_convention(write(tmp_path, "good.txt", TXT), "en", tmp_path)

    def crash(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(KeyboardInterrupt):
        import_convention(write(tmp_path, "b.html", samples.as_html(EN)), "en", tmp_path)
    assert load_official(tmp_path) == [old]
    assert len(list((tmp_path / "official").iterdir())) == 1


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda text: text[: len(text) // 2], "cannot be read as an imported text"),
        (lambda text: text.replace("thirty days", "sixty days", 1), "was changed since it was imported"),
        (lambda text: text.replace('"format": 1', '"format": 9'), "has format 9"),
        (lambda text: text.replace('"language": "en"', '"language": "fr"'), "was changed since it was imported"),
        (lambda text: "[]", "cannot be read as an imported text"),
        (lambda text: text.replace('"sections"', '"parts"'), "cannot be read as an imported text"),
    ],
)
def test_a_damaged_store_is_named_with_the_remedy(tmp_path: Path, damage: Callable[[str], str], reason: str) -> None:
    import_convention(write(tmp_path, "good.txt", TXT), "en", tmp_path)
    path = official_path(tmp_path, "en")
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CorpusError, match=reason) as refused:
        load_official(tmp_path)
    assert "import-convention" in str(refused.value)
