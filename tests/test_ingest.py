"""Adding files and pages: what is kept, what is refused and why, and that a refusal changes nothing."""

from __future__ import annotations

import contextlib
import io
import os
import random
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import docx
import pytest
from local_server import answer, serving
from pdf_writer import encrypt, write_pdf, write_scan

from corpus.frontmatter import parse_front_matter, write_front_matter
from corpus.ingest import add
from corpus.load import load_article
from corpus.types import CorpusError

ENGLISH = (
    "The ministry said on Monday that the new centre will answer requests at any hour of the day. "
    "It is to work with the police of other countries and with the companies that keep the data."
)
RUSSIAN = (
    "Министерство сообщило в понедельник, что новый центр будет отвечать на запросы в любое время суток. "
    "Он будет работать с полицией других стран и с компаниями, которые хранят данные."
)
AZERBAIJANI = (
    "Nazirlik bazar ertəsi bildirib ki, yeni mərkəz sorğulara günün istənilən saatında cavab verəcək. "
    "O, digər ölkələrin polisi və məlumatları saxlayan şirkətlərlə birlikdə işləyəcək. İşıq İldırım çaxdı."
)
TEXTS = {"en": ENGLISH, "ru": RUSSIAN, "az": AZERBAIJANI}


def write(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


def kept(library: Path) -> list[str]:
    return sorted(path.name for path in library.rglob("*") if path.is_file())


def page(body: str, title: str = "Xəbər", head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>"
        f"<nav><a href='/'>Ana səhifə</a></nav><article><h1>{title}</h1><p>{body}</p></article>"
        "<footer>© 1999 Sayt</footer></body></html>"
    ).encode()


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_a_text_file_is_kept_word_for_word_with_its_language(tmp_path: Path, language: str) -> None:
    source = write(tmp_path, "a.txt", TEXTS[language])
    document = add(source, tmp_path / "library")
    assert (document.language, document.text, document.kind) == (language, TEXTS[language], "article")
    assert document.sha256 == sha256(TEXTS[language].encode()).hexdigest()
    assert document == load_article(tmp_path / "library" / "added" / f"{document.id}.txt")


def test_the_front_matter_says_what_is_known_and_no_more(tmp_path: Path) -> None:
    source = write(tmp_path, "a.txt", f"Yeni mərkəz açıldı\n\n{AZERBAIJANI}")
    document = add(source, tmp_path / "library")
    stored = (tmp_path / "library" / "added" / f"{document.id}.txt").read_text(encoding="utf-8")
    fields, body = parse_front_matter(stored)
    assert fields == {
        "language": "az",
        "title": "Yeni mərkəz açıldı",
        "source_sha256": sha256(Path(source).read_bytes()).hexdigest(),
        "added": datetime.now(UTC).date().isoformat(),
    }
    assert body == f"Yeni mərkəz açıldı\n{AZERBAIJANI}\n"
    assert (document.id, document.published, document.publisher, document.url) == (
        "yeni-merkez-acildi-undated-az", None, None, None,
    )  # fmt: skip


def test_what_is_given_wins_over_what_the_source_says(tmp_path: Path) -> None:
    text = write_front_matter({"title": "Old", "publisher": "Old press", "published": "2020-01-01"}, ENGLISH)
    document = add(
        write(tmp_path, "a.md", text),
        tmp_path,
        title="Новый центр: «ответ»",
        publisher="New press",
        published="2026-03-01",
    )
    assert (document.title, document.publisher, document.published) == (
        "Новый центр: «ответ»", "New press", "2026-03-01",
    )  # fmt: skip
    assert document.id == "novyy-tsentr-otvet-2026-03-01-en"


def test_ids_stay_unique(tmp_path: Path) -> None:
    first = add(write(tmp_path, "a.txt", ENGLISH), tmp_path, title="Centre")
    second = add(write(tmp_path, "b.txt", ENGLISH + " More."), tmp_path, title="Centre", existing=[first])
    third = add(
        write(tmp_path, "c.txt", ENGLISH + " Much more."), tmp_path / "elsewhere", title="Centre", existing=[first]
    )
    assert [first.id, second.id, third.id] == ["centre-undated-en", "centre-undated-2-en", "centre-undated-2-en"]


def test_a_title_without_a_letter_we_know_still_makes_a_name(tmp_path: Path) -> None:
    assert add(write(tmp_path, "🙂.txt", ENGLISH), tmp_path).id == "document-undated-en"


def test_the_same_words_are_refused_whatever_their_form(tmp_path: Path) -> None:
    library = tmp_path / "library"
    first = add(write(tmp_path, "a.txt", RUSSIAN), library)
    before = kept(library)
    other_forms = [
        write(tmp_path, "b.txt", RUSSIAN),
        write(tmp_path, "c.txt", RUSSIAN.replace(". ", ".\n\n").upper()),
        write(tmp_path, "d.txt", RUSSIAN.encode("cp1251")),
        write(tmp_path, "e.html", page(RUSSIAN, title="").replace(b"<h1></h1>", b"")),
    ]
    for source in other_forms:
        with pytest.raises(CorpusError, match=f"already in the corpus, as {first.id}"):
            add(source, library, existing=[first])
    assert kept(library) == before


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1251"])
def test_russian_is_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    text = "«Центр» — № 1… " + RUSSIAN
    assert add(write(tmp_path, "a.txt", text.encode(encoding)), tmp_path).text == text


def test_line_ends_and_invisible_characters_are_normalised(tmp_path: Path) -> None:
    source = write(tmp_path, "a.txt", f"\ufeffHeading\r\n\r\n{ENGLISH}\u200b\u00a0 End.\r\n")
    assert add(source, tmp_path).text == f"Heading\n{ENGLISH} End."


def test_a_body_may_hold_front_matter_marks(tmp_path: Path) -> None:
    text = f"{ENGLISH}\n---\ntitle: not a field\n---\nThe end."
    assert add(write(tmp_path, "a.txt", text), tmp_path).text == text
    rule_first = f"---\n{ENGLISH}"
    assert add(write(tmp_path, "b.txt", rule_first), tmp_path).text == rule_first


def test_markdown_loses_its_marks_and_keeps_its_words(tmp_path: Path) -> None:
    text = (
        f"# Mərkəz açıldı\n\n- **{AZERBAIJANI}**\n\n> [mənbə](https://example.org/a_b) `kod`\n\n```\nx = a*b*c\n```\n"
    )
    document = add(write(tmp_path, "a.md", text), tmp_path)
    assert document.text == f"Mərkəz açıldı\n{AZERBAIJANI}\nmənbə kod\nx = a*b*c"
    assert document.title == "Mərkəz açıldı"


def test_a_web_page_gives_its_article_without_its_furniture(tmp_path: Path) -> None:
    head = (
        '<meta property="og:site_name" content="Sayt.az">'
        '<meta property="article:published_time" content="2026-03-01T09:00:00+04:00">'
    )
    with serving(
        {"/news?id=1": answer(page(AZERBAIJANI, "Mərkəz açıldı", head), "text/html; charset=utf-8")}
    ) as server:
        url = server.url("/news?id=1", host="news.test")
        document = add(url, tmp_path, policy=server.policy())
    assert document.text == f"Mərkəz açıldı\n{AZERBAIJANI}"
    assert (document.title, document.publisher, document.published, document.url) == (
        "Mərkəz açıldı", "Sayt.az", "2026-03-01", url,
    )  # fmt: skip
    assert document.id == "merkez-acildi-2026-03-01-az"


def test_no_date_is_invented_for_a_page_that_states_none(tmp_path: Path) -> None:
    body = ENGLISH + " On 5 May 2011 another centre had opened."
    document = add(write(tmp_path, "a.html", page(body, "Centre")), tmp_path)
    assert (document.published, document.publisher) == (None, None)


def test_an_old_page_in_cp1251_is_read_by_what_its_head_declares(tmp_path: Path) -> None:
    html = page(RUSSIAN, "Центр").decode().replace("utf-8", "windows-1251").replace("ə", "e").encode("cp1251")
    assert add(write(tmp_path, "a.html", html), tmp_path).text == f"Центр\n{RUSSIAN}"


def test_a_pdf_is_read_across_pages_without_page_numbers_and_broken_words(tmp_path: Path) -> None:
    pages = [
        [
            "Bulletin No. 7",
            "The ministry said on Monday that the new centre will an-",
            "swer requests at any hour of",
            "1 / 4",
        ],
        [
            "Bulletin No. 7",
            "the day. It is to work with the police of other countries",
            "and with the companies",
            "2 / 4",
        ],
        [
            "Bulletin No. 7",
            "that keep the data. The centre opens in the spring of the",
            "next year, and it will",
            "3 / 4",
        ],
        ["Bulletin No. 7", "publish a report on its work.", "4 / 4"],
    ]
    document = add(write(tmp_path, "a.pdf", write_pdf(pages, title="The centre")), tmp_path)
    assert document.text == (
        "The ministry said on Monday that the new centre will answer requests at any hour of the day. "
        "It is to work with the police of other countries and with the companies that keep the data. "
        "The centre opens in the spring of the next year, and it will publish a report on its work."
    )
    assert (document.title, document.published) == ("The centre", None)


@pytest.mark.parametrize("language", ["ru", "az"])
def test_a_pdf_in_each_script_is_read(tmp_path: Path, language: str) -> None:
    words = TEXTS[language].split()
    lines = [" ".join(words[at : at + 8]) for at in range(0, len(words), 8)]
    document = add(write(tmp_path, "a.pdf", write_pdf([lines])), tmp_path)
    assert (document.language, " ".join(document.text.split())) == (language, TEXTS[language])


def test_a_word_file_is_read(tmp_path: Path) -> None:
    file = docx.Document()
    file.add_heading("Центр открыт")
    file.add_paragraph(RUSSIAN)
    target = io.BytesIO()
    file.save(target)
    document = add(write(tmp_path, "a.docx", target.getvalue()), tmp_path)
    assert (document.text, document.title) == (f"Центр открыт\n{RUSSIAN}", "Центр открыт")


PDF = write_pdf([[ENGLISH]])
REFUSED_FILES = {
    "nothing": ("a.txt", b"", "is empty"),
    "blank": ("a.txt", b" \n\t\n", "is empty"),
    "no words": ("a.txt", b"... --- !!!", "has no words"),
    "zero bytes": ("a.txt", b"text\x00\x01\x02" * 50, "is binary, not text"),
    "an image": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "is binary, not text"),
    "a type we do not read": ("a.xlsx", b"PK\x03\x04data", r"unsupported type \(\.xlsx\)"),
    "no suffix": ("README", b"text", r"unsupported type \(no suffix\)"),
    "bytes in no known encoding": ("a.txt", "Größe, Übung, Öl, Änderung ".encode("latin-1") * 9, "is not UTF-8"),
    "cut UTF-16": ("a.txt", RUSSIAN.encode("utf-16")[:-1], "begins as UTF-16 but"),
    "an encrypted PDF": ("a.pdf", encrypt(PDF, "secret"), "is an encrypted PDF"),
    "a scanned PDF": ("a.pdf", write_scan(3), "has 3 pages but 0 letters of text: it is scanned"),
    "a PDF cut off": ("a.pdf", PDF[: len(PDF) // 2], "cannot be read as a PDF"),
    "a PDF in name only": ("a.pdf", b"Not a PDF at all", "cannot be read as a PDF"),
    "a damaged DOCX": ("a.docx", b"PK\x03\x04broken", "cannot be read as DOCX"),
    "an old Word file": ("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "encrypted or old Word file"),
    "a page made by a script": ("a.html", b"<html><body><script>draw()</script></body></html>", "holds no article"),
    "German": ("a.txt", "Die Staaten haben am Montag ein Abkommen unterzeichnet, das die Arbeit der Behörden bei der "
               "Verfolgung von Straftaten erleichtern soll und für alle gilt.".encode(), "seems to be German"),
    "French": ("a.txt", "Les États ont signé lundi un accord qui doit faciliter la coopération des autorités dans la "
               "poursuite des infractions commises sur le réseau.".encode(), "seems to be French"),
    "Turkish": ("a.txt", "Devletler pazartesi günü ağ üzerinden işlenen suçların kovuşturulmasında iş birliğini "
                "kolaylaştıracak yeni bir anlaşma imzaladı ve bu metin yakında açıklanacak.".encode(), "be Turkish"),
    "Ukrainian": ("a.txt", "Держави підписали нову угоду, яка має полегшити співпрацю органів влади під час "
                  "переслідування злочинів, скоєних у мережі.".encode(), "seems to be Ukrainian"),
    "Georgian": ("a.txt", "სახელმწიფოებმა ორშაბათს ხელი მოაწერეს ახალ შეთანხმებას".encode(), "was not recognised"),
    "names without a sentence": ("a.txt", b"Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod "
                                 b"tempor incididunt ut labore et dolore magna aliqua.", "was not recognised"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED_FILES)
def test_a_file_that_cannot_be_used_is_refused_and_leaves_nothing(tmp_path: Path, case: str) -> None:
    name, content, reason = REFUSED_FILES[case]
    library = tmp_path / "library"
    with pytest.raises(CorpusError, match=reason) as refused:
        add(write(tmp_path, name, content), library)
    assert name in str(refused.value)
    assert str(refused.value).endswith(".") or "--language" in str(refused.value)
    assert kept(library) == []


@pytest.mark.parametrize("suffix", ["pdf", "docx"])
def test_damage_of_any_kind_is_a_clear_refusal(tmp_path: Path, suffix: str) -> None:
    file, target = docx.Document(), io.BytesIO()
    file.add_paragraph(ENGLISH)
    file.save(target)
    whole = PDF if suffix == "pdf" else target.getvalue()
    chance = random.Random(3)  # noqa: S311 - damage, not secrecy
    for _ in range(40):
        damaged = bytearray(whole)
        for _ in range(20):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        source = write(tmp_path, f"a.{suffix}", bytes(damaged))
        with contextlib.suppress(CorpusError):
            assert add(source, tmp_path / "library", language="en").text


def test_a_language_given_by_name_overrides_the_guess(tmp_path: Path) -> None:
    name, content, _ = REFUSED_FILES["Turkish"]
    assert add(write(tmp_path, name, content), tmp_path, language="az").language == "az"
    with pytest.raises(
        CorpusError, match=r"'de' is not supported\. Use one of: Azerbaijani \(az\), English \(en\), Russ"
    ):
        add(write(tmp_path, "b.txt", ENGLISH), tmp_path, language="de")


@pytest.mark.parametrize("published", ["yesterday", "2026-02-30", "01.02.2026"])
def test_a_date_that_is_none_is_refused(tmp_path: Path, published: str) -> None:
    with pytest.raises(CorpusError, match="Write it as YYYY-MM-DD"):
        add(write(tmp_path, "a.txt", ENGLISH), tmp_path, published=published)


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    source = write(tmp_path, "a.txt", ENGLISH * 10_000)
    with serving({}) as server, pytest.raises(CorpusError, match="1000000 is the most"):
        add(source, tmp_path, policy=server.policy(max_bytes=1_000_000))


def test_paths_that_are_no_file_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for source, reason in [
        (str(tmp_path / "missing.txt"), "does not exist"),
        (str(tmp_path), "is not a file"),
        (str(tmp_path / "pipe.txt"), "is not a file"),
        ("ftp://example.org/a.txt", "is not an http or https address"),
        ("file:///etc/hosts", "is not an http or https address"),
    ]:
        with pytest.raises(CorpusError, match=reason):
            add(source, tmp_path / "library")


def test_private_addresses_are_refused_from_here_too(tmp_path: Path) -> None:
    with serving({"/": answer(page(ENGLISH), "text/html")}) as server:
        with pytest.raises(CorpusError, match="asks for port"):
            add(server.url("/"), tmp_path)
        with pytest.raises(CorpusError, match="not a public internet address"):
            add("http://127.0.0.1/", tmp_path)
        assert server.asked == []


def slow(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(60):
        time.sleep(0.05)
        handler.wfile.write(b"a ")


PAGES: dict[str, tuple[Callable[[BaseHTTPRequestHandler], None], str]] = {
    "an error page": (answer(page(ENGLISH), "text/html", status=503), "answered 503"),
    "a redirect inside": (answer(b"", status=302, Location="http://inside.example/"), "asks for port 80|not a public"),
    "a huge body": (answer(b"word " * 300_000), "larger than 1000000 bytes"),
    "a slow body": (slow, "did not answer in full"),
    "an image": (answer(b"\x89PNG", "image/png"), r"unsupported type \(image/png\)"),
    "nothing": (answer(b"", "text/html"), "is empty"),
    "a PDF cut off": (answer(PDF[:900], "application/pdf"), "cannot be read as a PDF"),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_page_that_cannot_be_used_is_refused_and_leaves_nothing(tmp_path: Path, case: str) -> None:
    handle, reason = PAGES[case]
    with serving({"/page.html": handle}) as server, pytest.raises(CorpusError, match=reason):
        add(server.url("/page.html"), tmp_path, policy=server.policy(max_seconds=1.0))
    assert kept(tmp_path) == []


def test_a_pdf_is_known_by_its_first_bytes_whatever_the_server_says(tmp_path: Path) -> None:
    with serving({"/download": answer(PDF, "application/octet-stream")}) as server:
        document = add(server.url("/download"), tmp_path, policy=server.policy())
    assert document.text == ENGLISH
    assert document.title == "download"


def test_a_library_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    blocked = tmp_path / "library"
    blocked.write_text("a file where the folder should be")
    with pytest.raises(CorpusError, match=r"cannot be written: .*Check the folder's permissions"):
        add(write(tmp_path, "a.txt", ENGLISH), blocked)


def test_a_crash_while_writing_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", crash)
    with pytest.raises(KeyboardInterrupt):
        add(write(tmp_path, "a.txt", ENGLISH), tmp_path / "library")
    assert kept(tmp_path / "library") == []


@pytest.mark.parametrize("body", ["", "\n", "Text", "---\nnot: fields\n---\n", "\n\n text \n---", "İ ə 🙂 Ё"])
@pytest.mark.parametrize("fields", [{}, {"title": "A: «B» # c --- 'd' \"e\"", "published": "2026-02-10", "n": "007"}])
def test_front_matter_survives_a_round_trip(fields: dict[str, str], body: str) -> None:
    assert parse_front_matter(write_front_matter(fields, body)) == (fields, body)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: a\nno end", "is not closed"),
        ("---\n- a\n- b\n---\n", "not fields"),
        ("---\ntitle: [a\n---\n", "is not YAML"),
        ("---\npublished: 2026-02-31\n---\n", "is not YAML"),
        ("---\ntitle: [a, b]\n---\n", "not one value"),
    ],
)
def test_broken_front_matter_is_named(text: str, reason: str) -> None:
    with pytest.raises(CorpusError, match=reason):
        parse_front_matter(text)


def test_the_five_articles_have_front_matter() -> None:
    folder = Path(__file__).parents[1] / "corpus" / "articles"
    languages = {
        path.stem: parse_front_matter(path.read_text(encoding="utf-8"))[0]["language"] for path in folder.iterdir()
    }
    assert {name: name.rsplit("-", 1)[1] for name in languages} == languages
    assert len(languages) == 5
