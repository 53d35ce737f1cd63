"""HTML -> its blocks of text, one a line, nothing chosen or left out but what no reader sees."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

from corpus.text import normalize

_BLOCKS: Final = frozenset(
    {
        "address", "article", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "figcaption", "form", "h1",
        "h2", "h3", "h4", "h5", "h6", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "th",
        "thead", "tr", "ul",
    }
)  # fmt: skip
_UNSEEN: Final = frozenset(
    {
        "aside", "button", "footer", "head", "header", "nav", "noscript", "script", "select", "style", "sup", "svg",
        "template",
    }
)  # fmt: skip


class _Blocks(HTMLParser):
    """Collects text by block; a numbered list gets its numbers, which stand nowhere in its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = [""]
        self._unseen: list[str] = []
        self._lists: list[int | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "body":
            self._unseen.clear()  # the end of the head may be left out
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if tag in _BLOCKS:
            self.lines.append("")
        if tag in ("ol", "ul"):
            self._lists.append(1 if tag == "ol" and dict(attrs).get("type", "1") == "1" else None)
        if tag == "li" and self._lists and (number := self._lists[-1]) is not None:
            self.lines[-1] = f"{number}. "
            self._lists[-1] = number + 1

    def handle_endtag(self, tag: str) -> None:
        if tag in self._unseen:
            del self._unseen[self._unseen.index(tag) :]
        if tag in ("ol", "ul") and self._lists:
            self._lists.pop()
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.lines[-1] += data


def html_lines(html: str) -> list[str]:
    """Return the text blocks of a page in order.

    >>> html_lines("<p>Article <b>1</b><br>Purpose</p><script>x</script><ol><li>First<li>Second</ol>")
    ['Article 1', 'Purpose', '1. First', '2. Second']
    """
    parser = _Blocks()
    parser.feed(html)
    parser.close()
    lines = (" ".join(normalize(line).split()) for line in parser.lines)
    return [line for line in lines if line]
