"""Pages as they were printed -> running text: page numbers and running heads out, broken lines and words joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

_EDGE_LINES: Final = 3  # a running head or foot stands in the first or last lines of a page
_DIGITS: Final = re.compile(r"\d+")
_PAGE_NUMBER: Final = re.compile(
    r"(?:[-–—] ?)?(?:p(?:age)?\.? ?|стр\. ?|səh\. ?)?\d{1,4}(?: ?(?:/|of|из|de|sur|/) ?\d{1,4})?(?: ?[-–—])?",
    re.IGNORECASE,
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_HYPHEN_END: Final = re.compile(r"(?<=[^\W\d])[-\u2010\u00ad]$")
_SENTENCE_END: Final = re.compile(r"[.!?:;…。！？：；][\"»”’)]*$")
_NEW_ITEM: Final = re.compile(r"(?:\d{1,3}[.)]|[(（]?\w{1,3}[)）]|[-–—•*])\s")


def without_running_lines(pages: Sequence[str]) -> list[list[str]]:
    """Return each page's lines without page numbers and without the lines that most pages repeat at their edges."""
    split = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    seen = Counter(shape for lines in split for shape in {_shape(line) for line in _edges(lines)})
    # Twice is a coincidence. Left and right pages may differ in their heads, so a third of the pages is enough.
    needed = max(3, len(pages) // 3)
    repeated = {shape for shape, count in seen.items() if count >= needed}
    return [_strip_edges(lines, repeated) for lines in split]


def join_lines(lines: Sequence[str]) -> str:
    r"""Join lines that one paragraph was broken into; a word cut by a hyphen becomes whole.

    >>> join_lines(["The Convention provides for coope-", "ration between States that join it.", "It has 68 articles."])
    'The Convention provides for cooperation between States that join it.\nIt has 68 articles.'
    """
    if not lines:
        return ""
    width = max(len(line) for line in lines)
    text = lines[0]
    for previous, line in pairwise(lines):
        if _HYPHEN_END.search(previous) and line[:1].islower():
            text = text[:-1] + line
        else:
            text += ("\n" if _ends_paragraph(previous, line, width) else " ") + line
    return text


def _ends_paragraph(line: str, following: str, width: int) -> bool:
    if _NEW_ITEM.match(following):
        return True
    is_short = len(line) < 0.75 * width
    if _SENTENCE_END.search(line):
        return is_short or following[:1].isupper()
    return is_short and not following[:1].islower()


def _edges(lines: Sequence[str]) -> Iterator[str]:
    yield from lines[:_EDGE_LINES]
    yield from lines[_EDGE_LINES:][-_EDGE_LINES:]


def _shape(line: str) -> str:
    """Return the line; one that has no letters (a page number, a job number), with its digits made equal.

    "Article 12" keeps its number: headings at the tops of many pages are no running head.
    """
    return line if _LETTER.search(line) else _DIGITS.sub("0", line)


def _strip_edges(lines: list[str], repeated: set[str]) -> list[str]:
    def is_furniture(line: str) -> bool:
        return _shape(line) in repeated or _PAGE_NUMBER.fullmatch(line) is not None

    edge = set(range(_EDGE_LINES)) | set(range(len(lines) - _EDGE_LINES, len(lines)))
    return [line for at, line in enumerate(lines) if not (at in edge and is_furniture(line))]
