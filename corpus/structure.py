"""Lines of the Convention's text -> preamble, chapters, articles and numbered paragraphs, found by their form alone.

The lines come from a file without running heads and page numbers. Where they are wrapped (PDF, plain text), a heading
is told from a reference that happens to begin a line by what stands before it, and paragraphs are joined again; where
each line is a paragraph (DOCX, HTML), it stays one. An empty line is always a break.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from corpus.function_words import STOP_WORDS
from corpus.headings import FORMS, Forms, parse_number
from corpus.rejoin import Rejoiner, ends_sentence
from corpus.text import words
from corpus.types import ARTICLE_COUNT

_MAX_HEADING_CHARS: Final = 250
_MAX_TITLE_LINES: Final = 4
_CONTENTS_LINE: Final = re.compile(r"(?:\. ?){3,}\d*$|…\s*\d*$|\t\d+$")
# A table of contents has headings with next to nothing between them; the shortest real article has twice as much.
_CONTENTS_CHARS_PER_ARTICLE: Final = 120
_CHINESE_NUMBER: Final = "一二三四五六七八九十"
_PARAGRAPH: Final = re.compile(
    rf"(?:(\d{{1,2}}|[{_CHINESE_NUMBER}]{{1,3}})\s?[.．、)–—-]|[(（](\d{{1,2}})[)）])(?!\d)\s*(?=\S)"
)
_ITEM: Final = re.compile(r"(?:[(（]\w{1,4}[)）]|[^\W\d_]{1,3}[)）]|[-–—•])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that heads an article or a chapter: its number, the head as written, the title if on the same line."""

    number: int
    at: int
    head: str
    title: str
    is_chapter: bool
    is_certain: bool


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article: its number if it has one, its text with its sub-paragraphs, one a line."""

    number: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """An article, or a chapter (which has no paragraphs of its own), or the preamble (number 0)."""

    number: int
    head: str
    title: str
    paragraphs: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Convention:
    """The whole text by its parts; `first_articles[i]` is the number of the first article of `chapters[i]`."""

    preamble: Part
    chapters: tuple[Part, ...]
    first_articles: tuple[int, ...]
    articles: tuple[Part, ...]


def find_headings(lines: Sequence[str], language: str, *, is_wrapped: bool) -> list[Heading]:
    """Return the headings of articles and chapters in the order they stand, those of a table of contents left out."""
    forms = FORMS[language]
    found = [heading for at in range(len(lines)) if (heading := _heading(lines, at, forms, is_wrapped))]
    return _chosen(_without_contents(found, lines))


def build(lines: Sequence[str], headings: Sequence[Heading], language: str, *, is_wrapped: bool) -> Convention:
    """Build the Convention from lines and headings that have been checked."""
    builder = _Builder(lines, FORMS[language], language, is_wrapped)
    ends = [heading.at for heading in headings[1:]] + [_end(lines, headings[-1].at, FORMS[language])]
    parts = [builder.part(heading, end) for heading, end in zip(headings, ends, strict=True)]
    pairs = list(zip(headings, parts, strict=True))
    articles = [part for heading, part in pairs if not heading.is_chapter]
    following = [
        next((later.number for later in headings[at:] if not later.is_chapter), 0)
        for at, heading in enumerate(headings)
        if heading.is_chapter
    ]
    return Convention(
        preamble=builder.preamble(headings[0].at),
        chapters=tuple(part for heading, part in pairs if heading.is_chapter),
        first_articles=tuple(following),
        articles=tuple(articles),
    )


def _heading(lines: Sequence[str], at: int, forms: Forms, is_wrapped: bool) -> Heading | None:
    line = lines[at]
    article, chapter = forms.article.fullmatch(line), forms.chapter.fullmatch(line)
    match = article or chapter
    if match is None or len(line) > _MAX_HEADING_CHARS or _CONTENTS_LINE.search(line):
        return None
    number = parse_number(match["number"])
    title = (match["title"] or match["bare"] or "").strip()
    if number is None or (title and ends_sentence(title)):
        return None  # a reference at the beginning of a sentence
    is_certain = not is_wrapped or _stands_free(lines, at, forms)
    return Heading(number, at, match["head"], title, article is None, is_certain)


def _stands_free(lines: Sequence[str], at: int, forms: Forms) -> bool:
    """Tell whether no sentence runs into this line: after a break, a finished sentence, or a chapter's heading."""
    if at == 0 or not lines[at - 1] or ends_sentence(lines[at - 1]):
        return True
    return any(forms.chapter.fullmatch(line) for line in lines[max(0, at - _MAX_TITLE_LINES) : at])


def _without_contents(headings: list[Heading], lines: Sequence[str]) -> list[Heading]:
    firsts = [at for at, one in enumerate(headings) if one.number == 1 and not one.is_chapter and one.is_certain]
    if len(firsts) < 2:
        return headings
    contents = headings[firsts[0] : firsts[-1]]
    articles = sum(not one.is_chapter for one in contents)
    chars = sum(len(line) for line in lines[contents[0].at : headings[firsts[-1]].at])
    if articles < ARTICLE_COUNT // 2 or chars > _CONTENTS_CHARS_PER_ARTICLE * articles:
        return headings
    before = firsts[-1] - 1
    has_chapter = headings[before].is_chapter and headings[before].number == 1
    return headings[before if has_chapter else firsts[-1] :]


def _chosen(headings: list[Heading]) -> list[Heading]:
    """Keep the certain headings, and an uncertain one only where its number is missing between its neighbours."""
    certain = {(one.is_chapter, one.number) for one in headings if one.is_certain}
    chosen: list[Heading] = []
    for one in headings:
        previous = next((kept for kept in reversed(chosen) if kept.is_chapter == one.is_chapter), None)
        follows = one.number == (previous.number + 1 if previous else 1)
        if one.is_certain or (follows and (one.is_chapter, one.number) not in certain):
            chosen.append(one)
    return chosen


def _end(lines: Sequence[str], start: int, forms: Forms) -> int:
    """Return where the last article ends: at the next annex, or with the text."""
    return next((at for at in range(start + 1, len(lines)) if forms.annex.fullmatch(lines[at])), len(lines))


class _Builder:
    """Cuts the lines under a heading into a title and paragraphs."""

    def __init__(self, lines: Sequence[str], forms: Forms, language: str, is_wrapped: bool) -> None:
        self._lines = lines
        self._forms = forms
        self._is_wrapped = is_wrapped
        self._small_words = STOP_WORDS.get(language, frozenset())
        self._rejoiner = Rejoiner(lines, forms.gap)
        self._width = max((len(line) for line in lines), default=0)

    def part(self, heading: Heading, end: int) -> Part:
        """Return the article or chapter that this heading heads, up to the line `end`."""
        body = list(self._lines[heading.at + 1 : end])
        title = heading.title
        if heading.is_chapter:  # nothing but its title stands under it
            return Part(heading.number, heading.head, self._rejoiner.join([title, *filter(None, body)]))
        if not title or (self._is_wrapped and self._title_goes_on(title, body)):
            taken = self._title_lines(body, title)
            title = self._rejoiner.join([title, *body[:taken]] if title else body[:taken])
            body = body[taken:]
        return Part(heading.number, heading.head, title.strip(), tuple(self._paragraphs(body)))

    def preamble(self, end: int) -> Part:
        """Return what stands above the first heading, from the heading of the preamble or of the annex on."""
        above = self._lines[:end]
        starts = [at for at, line in enumerate(above) if self._forms.preamble.fullmatch(line.rstrip(":."))]
        annexes = [at for at, line in enumerate(above) if self._forms.annex.fullmatch(line)]
        start = starts[-1] if starts else (annexes[-1] if annexes else -1)
        head = above[start] if starts else ""
        blocks = self._blocks(above[start + 1 :])
        return Part(0, head, "", tuple(Paragraph(None, block) for block in blocks))

    def _title_lines(self, body: Sequence[str], begun: str) -> int:
        """Return how many lines at the top of a body belong to its title."""
        at, title = 0, begun
        while at < len(body) and not body[at]:
            at += 1
        if not begun:
            if at == len(body) or ends_sentence(body[at]) or _PARAGRAPH.match(body[at]):
                return 0  # a heading without a title
            at, title = at + 1, body[at]
        while self._is_wrapped and at < min(len(body), _MAX_TITLE_LINES) and self._title_goes_on(title, body[at:]):
            at, title = at + 1, body[at]
        return at

    def _title_goes_on(self, title: str, following: Sequence[str]) -> bool:
        if not following or not following[0] or ends_sentence(title) or _PARAGRAPH.match(following[0]):
            return False
        line = following[0]
        if ends_sentence(line):
            return False
        last_word = (words(title) or [""])[-1]
        if line[:1].islower() or last_word in self._small_words:
            return True
        # Before a first numbered paragraph there is nothing but the title.
        return len(following) > 1 and bool(following[1]) and _number_of(following[1]) == 1

    def _paragraphs(self, body: Sequence[str]) -> Iterator[Paragraph]:
        number, text, expected = None, "", 1
        for block in self._blocks(body):
            if _number_of(block) == expected:
                if text:
                    yield Paragraph(number, text)
                number, text, expected = expected, block, expected + 1
            else:
                text = f"{text}\n{block}" if text else block
        if text:
            yield Paragraph(number, text)

    def _blocks(self, lines: Sequence[str]) -> list[str]:
        """Join wrapped lines into blocks: one a paragraph or sub-paragraph."""
        blocks: list[list[str]] = []
        previous, expected = "", 1
        for line in lines:
            if line and self._begins_block(previous, line, expected):
                blocks.append([line])
                expected += _number_of(line) == expected
            elif line:
                blocks[-1].append(line)
            previous = line
        return [self._rejoiner.join(block) for block in blocks]

    def _begins_block(self, previous: str, line: str, expected: int) -> bool:
        if not self._is_wrapped or not previous:
            return True
        if not ends_sentence(previous) and not previous.endswith(","):
            return False
        if _number_of(line) == expected or _ITEM.match(line):
            return True
        return len(previous) < 0.75 * self._width and not line[:1].islower()


def _number_of(line: str) -> int | None:
    match = _PARAGRAPH.match(line)
    return parse_number(match[1] or match[2]) if match else None
