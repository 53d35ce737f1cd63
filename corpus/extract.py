"""Bytes of any kind we read -> text and what is known of it; every kind's refusals are clear sentences."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final, Literal

from corpus.frontmatter import parse_front_matter
from corpus.layout import join_lines, without_running_lines
from corpus.pdf import read_pdf
from corpus.plain import decode, plain_markdown
from corpus.text import normalize, words
from corpus.types import CorpusError
from corpus.webpage import decode_html, read_webpage
from corpus.word import read_docx

Format = Literal["txt", "md", "html", "pdf", "docx"]

_BY_SUFFIX: Final[dict[str, Format]] = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".xhtml": "html",
    ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
_BY_CONTENT_TYPE: Final[dict[str, Format]] = {
    "text/plain": "txt", "text/markdown": "md", "text/x-markdown": "md", "text/html": "html",
    "application/xhtml+xml": "html", "application/pdf": "pdf", "application/x-pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
}  # fmt: skip
_UNSPECIFIC: Final = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download"})
_MAX_TITLE_CHARS: Final = 200


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as they came: a name for messages, the declared content type if any, the address if fetched."""

    content: bytes
    name: str
    content_type: str | None = None
    url: str | None = None

    @property
    def charset(self) -> str | None:
        """The charset that the content type declares."""
        for part in (self.content_type or "").split(";")[1:]:
            key, _, value = part.partition("=")
            if key.strip().lower() == "charset":
                return value.strip(" \"'") or None
        return None


@dataclass(frozen=True, slots=True)
class Extracted:
    """A text and what its source says of it; what it does not say is None."""

    text: str
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


def format_of(source: Source) -> Format:
    """Tell what kind of file it is: by its first bytes, its content type, its name; CorpusError if none is ours."""
    if source.content.lstrip()[:5] == b"%PDF-":
        return "pdf"
    declared = (source.content_type or "").split(";")[0].strip().lower()
    by_name = _BY_SUFFIX.get(PurePosixPath(source.name.split("?")[0]).suffix.lower())
    if declared in _BY_CONTENT_TYPE:
        # A server without a type for Markdown sends it as plain text.
        return by_name if by_name == "md" and declared == "text/plain" else _BY_CONTENT_TYPE[declared]
    if by_name is not None and declared in _UNSPECIFIC:
        return by_name
    shown = declared or PurePosixPath(source.name).suffix or "no suffix"
    raise CorpusError(f"{source.name} is of an unsupported type ({shown}). Add a txt, md, html, pdf or docx file.")


def extract(source: Source) -> Extracted:
    """Return the text of a document and what is known of it; CorpusError if it is empty or cannot be read."""
    if not source.content.strip():
        raise CorpusError(f"{source.name} is empty. Add a file that has text.")
    extracted = _read(source, format_of(source))
    if not words(extracted.text):
        raise CorpusError(f"{source.name} has no words in it. Add a file that has text.")
    return extracted


def _read(source: Source, kind: Format) -> Extracted:
    if kind == "pdf":
        pdf = read_pdf(source.content, source.name)
        lines = [line for page in without_running_lines(pdf.pages) for line in page]
        return Extracted(normalize(join_lines(lines)), pdf.title or _first_line(lines))
    if kind == "docx":
        text = normalize(read_docx(source.content, source.name))
        return Extracted(text, _first_line(text.split("\n")))
    if kind == "html":
        page = read_webpage(decode_html(source.content, source.name, source.charset), source.name, source.url)
        return Extracted(normalize(page.text), page.title, page.publisher, page.published)
    return _read_plain(decode(source.content, source.name, source.charset), is_markdown=kind == "md")


def _read_plain(text: str, *, is_markdown: bool) -> Extracted:
    fields, body = _front_matter(text)
    body = normalize(plain_markdown(body) if is_markdown else body)
    return Extracted(
        body,
        fields.get("title") or _first_line(body.split("\n")),
        fields.get("publisher"),
        fields.get("published") or fields.get("date"),
        fields.get("language"),
        fields.get("url"),
    )


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    try:
        return parse_front_matter(text)
    except CorpusError:
        return {}, text  # somebody else's file: its first line is a rule, not our front matter


def _first_line(lines: list[str]) -> str | None:
    """Return the first line where it looks like a title: short, more text below it, and not a sentence."""
    filled = [line.strip() for line in lines if line.strip()]
    if len(filled) < 2 or len(filled[0]) > _MAX_TITLE_CHARS or filled[0].endswith((".", ";", ",", ":")):
        return None
    return filled[0]
