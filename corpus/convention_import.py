"""Importing the UN's official text: a file or the UN's own address -> `<library>/official/`, or a refusal.

A text is accepted only whole: 68 articles in order under nine chapters, in the language asked for. Whatever is wrong
is said, all of it, and the text imported before stays.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from corpus.digest import OFFICIAL_URL
from corpus.extract import Source, format_of
from corpus.fetch import FetchPolicy
from corpus.function_words import LANGUAGE_NAMES
from corpus.headings import FORMS
from corpus.ingest import read_source
from corpus.layout import without_running_lines
from corpus.markup import html_lines
from corpus.official import OFFICIAL_LANGUAGES, OfficialLanguage, OfficialText, official_path, save_official
from corpus.pdf import read_pdf
from corpus.plain import decode, plain_markdown
from corpus.structure import Convention, Part, build, find_headings
from corpus.structure_check import body_problems, heading_problems, other_language
from corpus.text import normalize
from corpus.types import ARTICLE_COUNT, CorpusError, Document, Location, Section
from corpus.webpage import decode_html
from corpus.word import read_docx

_POLICY: Final = FetchPolicy(max_seconds=120.0)  # a document of forty pages from a slow server
_MAX_PROBLEMS: Final = 6
_MAX_FOOTNOTE_LINES: Final = 8
_RULE: Final = re.compile(r"[_–—-]{5,}")
_FOOTNOTE: Final = re.compile(r"(\d{1,2})\s+(?=[^\W\d_a-zа-яё])")
_SUPERSCRIPTS: Final = re.compile("[⁰¹²³⁴-⁹]+")
_PRESENTATION_FORMS: Final = re.compile("[\ufb50-\ufdff\ufe70-\ufeff]+")
_DIGIT_RUNS: Final = re.compile(r"\d{2,}")
_NUMBER_FIRST: Final = re.compile(r"^(\d{1,3}) (المادة|الفصل)$")
_STOP_FIRST: Final = re.compile(r"^([.،؛:])(?=\S)(.+)$")
_MIRRORED: Final = re.compile(r"\)(\w{1,3})\(")


@dataclass(frozen=True, slots=True)
class _Lines:
    """A source's lines, and whether a paragraph goes on over several of them."""

    lines: tuple[str, ...]
    is_wrapped: bool


def import_convention(
    source: str | None, language: str, library: Path, *, policy: FetchPolicy | None = None
) -> Document:
    """Import the official text in one language from a file, a page, or (None) the UN's own address.

    CorpusError says why a text is not accepted; the one imported before is then kept.
    """
    wanted = _official_language(language)
    address = source or OFFICIAL_URL.format(language=wanted)
    try:
        taken = read_source(address, policy or _POLICY)
        convention = read_convention(taken, wanted)
    except CorpusError as error:
        kept = official_path(library, wanted)
        note = f" The text imported before ({kept}) is kept." if kept.exists() else " Nothing was imported."
        raise CorpusError(f"{error}{note}") from error
    text, sections = compose(convention)
    official = OfficialText(
        language=wanted,
        title=FORMS[wanted].title,
        source=taken.url or Path(address).name,
        url=taken.url,
        fetched=datetime.now(UTC).date().isoformat(),
        source_sha256=hashlib.sha256(taken.content).hexdigest(),
        text=text,
        sections=sections,
        article_titles=tuple(article.title for article in convention.articles),
        chapter_titles=tuple(chapter.title for chapter in convention.chapters),
    )
    save_official(official, library)
    return official.document()


def read_convention(source: Source, language: str) -> Convention:
    """Find the Convention's parts in a PDF, DOCX, HTML or text; CorpusError names everything that is wrong."""
    if not source.content.strip():
        raise CorpusError(f"{source.name} is empty. Download it again.")
    read = _read_lines(source)
    readings = [_repaired(read, repair) for repair in _repairs(source, language)]
    found = [_problems(reading, language) for reading in readings]
    for reading, problems in zip(readings, found, strict=True):
        if not problems:
            headings = find_headings(reading.lines, language, is_wrapped=reading.is_wrapped)
            return build(reading.lines, headings, language, is_wrapped=reading.is_wrapped)
    raise _refusal(source, readings[0], found[0], language)


def compose(convention: Convention) -> tuple[str, tuple[Section, ...]]:
    """Lay the parts out as one text, a line a heading and a paragraph, with the place of each in the Convention."""
    lines: list[str] = []
    sections: list[Section] = []
    position = 0
    for location, line in _laid_out(convention):
        sections.append(Section(position, position + len(line), location))
        lines.append(line)
        position += len(line) + 1
    return "\n".join(lines), tuple(sections)


def _laid_out(convention: Convention) -> Iterator[tuple[Location, str]]:
    if convention.preamble.head:
        yield Location(None), normalize(convention.preamble.head)
    for paragraph in convention.preamble.paragraphs:
        yield Location(None), normalize(paragraph.text)
    chapters = dict(zip(convention.first_articles, convention.chapters, strict=True))
    for article in convention.articles:
        if article.number in chapters:
            yield Location(None), _heading_line(chapters[article.number])
        yield Location(article.number), _heading_line(article)
        for paragraph in article.paragraphs:
            yield Location(article.number, paragraph.number), normalize(paragraph.text)


def _heading_line(part: Part) -> str:
    return normalize(f"{part.head}: {part.title}" if part.title else part.head)


def _official_language(language: str) -> OfficialLanguage:
    for known in OFFICIAL_LANGUAGES:
        if language == known:
            return known
    names = ", ".join(f"{LANGUAGE_NAMES[known]} ({known})" for known in OFFICIAL_LANGUAGES)
    raise CorpusError(f"There is no official text in {language!r}; the authentic ones are: {names}.")


def _read_lines(source: Source) -> _Lines:
    kind = format_of(source)
    if kind == "pdf":
        pages = without_running_lines(read_pdf(source.content, source.name).pages)
        return _Lines(tuple(_without_footnotes(pages)), is_wrapped=True)
    if kind == "docx":
        return _Lines(tuple(read_docx(source.content, source.name).split("\n")), is_wrapped=False)
    if kind == "html":
        return _Lines(tuple(html_lines(decode_html(source.content, source.name, source.charset))), is_wrapped=False)
    text = decode(source.content, source.name, source.charset)
    text = plain_markdown(text) if kind == "md" else text
    if "\f" in text:
        return _Lines(tuple(_without_footnotes(without_running_lines(text.split("\f")))), is_wrapped=True)
    return _Lines(tuple(text.splitlines()), is_wrapped=True)


def _without_footnotes(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Drop the notes at the foot of each page, and the marks in the text above that point to them."""
    expected = 1
    for page in pages:
        start, numbers = _footnotes(page, expected)
        expected += len(numbers)
        for line in page[:start]:
            yield _mark(numbers).sub("", line) if numbers else line


def _footnotes(page: Sequence[str], expected: int) -> tuple[int, list[int]]:
    """Return the line that a page's notes begin at, and their numbers, which count on from the page before.

    Under a drawn rule everything is a note; without one, a line is only if the text above it has its mark, so that a
    line that happens to begin with "1 January" is none.
    """
    top = max(0, len(page) - _MAX_FOOTNOTE_LINES)
    rule = next((at for at in range(top, len(page)) if _RULE.fullmatch(page[at])), None)
    numbers: list[int] = []
    first = len(page)
    for at in range(top if rule is None else rule + 1, len(page)):
        match = _FOOTNOTE.match(page[at])
        number = expected + len(numbers)
        if match and int(match[1]) == number and (rule is not None or _mark([number]).search(" ".join(page[:at]))):
            first = min(first, at)
            numbers.append(number)
    return (first if rule is None else rule), numbers


def _mark(numbers: Sequence[int]) -> re.Pattern[str]:
    """Match the mark of a note: its number right after a word or its stop, nothing but a stop or space after it."""
    return re.compile(rf"(?<=[^\W\d]|[,;.)»”])(?:{'|'.join(map(str, numbers))})(?=[\s,.;:)]|$)")


def _repairs(source: Source, language: str) -> list[Callable[[str], str]]:
    """Return the ways to read a line: as it is; for an Arabic PDF also turned round, by numbers or as a whole.

    A PDF holds glyphs as they are seen, left to right, and none of its readers turns every line back rightly.
    """
    if language == "ar" and format_of(source) == "pdf":
        return [_tidy, _with_numbers_turned, lambda line: _with_numbers_turned(_tidy(line)[::-1])]
    return [_tidy]


def _with_numbers_turned(line: str) -> str:
    """Turn the digits of numbers round, or put a number that stands before its heading after it; mend brackets.

    >>> _with_numbers_turned("المادة ٥٢"), _with_numbers_turned("٢٥ المادة"), _with_numbers_turned(")أ( اسم")
    ('المادة ٢٥', 'المادة ٢٥', '(أ) اسم')
    """
    line = _tidy(line)
    number_first = _NUMBER_FIRST.match(line)
    if number_first:  # such a line was left as it is seen, its digits too
        return f"{number_first[2]} {number_first[1]}"
    line = _STOP_FIRST.sub(r"\2\1", _DIGIT_RUNS.sub(lambda run: run[0][::-1], line))
    return _MIRRORED.sub(r"(\1)", line)


def _repaired(read: _Lines, repair: Callable[[str], str]) -> _Lines:
    return _Lines(tuple(repair(line) for line in read.lines), read.is_wrapped)


def _tidy(line: str) -> str:
    """Normalise a line as documents are, with Arabic in letters rather than glyph shapes, and no note marks."""
    letters = _PRESENTATION_FORMS.sub(lambda run: unicodedata.normalize("NFKC", run[0]), line).replace("\u0640", "")
    return " ".join(normalize(_SUPERSCRIPTS.sub("", letters)).split())


def _problems(read: _Lines, language: str) -> list[str]:
    headings = find_headings(read.lines, language, is_wrapped=read.is_wrapped)
    problems = heading_problems(headings, read.lines)
    if problems:
        return problems
    return body_problems(build(read.lines, headings, language, is_wrapped=read.is_wrapped), language)


def _refusal(source: Source, read: _Lines, problems: list[str], language: str) -> CorpusError:
    name, wanted = source.name, LANGUAGE_NAMES[language]
    if not find_headings(read.lines, language, is_wrapped=read.is_wrapped):
        other = other_language(read.lines, language, is_wrapped=read.is_wrapped)
        if other is not None:
            return CorpusError(
                f"{name} is in {LANGUAGE_NAMES[other]}, not in {wanted}. Import it with --language {other}."
            )
        beginning = " ".join(" ".join(read.lines).split())[:80]
        return CorpusError(
            f"{name} is not the Convention's text: no article is headed in it. It begins: {beginning!r}. "
            "Open the address in a browser, save the PDF and import the file."
        )
    shown = "; ".join(problems[:_MAX_PROBLEMS])
    more = f"; and {len(problems) - _MAX_PROBLEMS} more findings" if len(problems) > _MAX_PROBLEMS else ""
    return CorpusError(
        f"{name} is not the whole Convention in {wanted} (articles 1–{ARTICLE_COUNT} in order, nine chapters): "
        f"{shown}{more}. Download the text again, or import another format of it."
    )
