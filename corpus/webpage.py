"""HTML -> the article on the page, without its furniture, with trafilatura."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

import trafilatura

from corpus.plain import decode
from corpus.types import CorpusError

_META_CHARSET: Final = re.compile(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
_HEAD_BYTES: Final = 4_096


@dataclass(frozen=True, slots=True)
class WebPage:
    """The text of an article and what its page says about it; what it does not say is None."""

    text: str
    title: str | None
    publisher: str | None
    published: str | None


def decode_html(content: bytes, name: str, charset: str | None = None) -> str:
    """Decode a page by its byte order mark, as UTF-8, or by the charset that its server or its head declares."""
    in_head = _META_CHARSET.search(content[:_HEAD_BYTES])
    return decode(content, name, charset or (in_head.group(1).decode("ascii") if in_head else None))


def read_webpage(html: str, name: str, url: str | None) -> WebPage:
    """Return the article of a page; CorpusError if the page has none."""
    # Only a date that the page states in its own metadata counts: the library's guesses from the text may invent one.
    dates = {"extensive_search": False, "original_date": True, "max_date": date.today().isoformat()}
    found = trafilatura.bare_extraction(
        html, url=url, with_metadata=True, include_comments=False, date_extraction_params=dates
    )
    if found is None or not (found.text or "").strip():
        raise CorpusError(
            f"{name} holds no article: the page is empty, an error, or made by a script. "
            "Open it in a browser, save its text as a txt file and add that."
        )
    return WebPage(found.text, found.title or None, found.sitename or found.hostname or None, found.date or None)
