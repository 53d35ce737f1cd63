"""The parts that the pages of a run are made of: the page itself, tables, legends."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Final

from corpus.types import LANGUAGES
from evals.charts import Mark, shape
from evals.metrics import Difference, Share
from evals.report import signed

_FOLDER: Final = Path(__file__).resolve().parent
LANGUAGE_NAMES: Final = {"az": "Azerbaijani", "en": "English", "ru": "Russian"}
# Nothing may be fetched, whatever a quoted source holds: style and script stand in the page itself.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"


def page(title: str, subtitle: str, body: Iterable[str]) -> str:
    """Make a whole page that stands by itself; title and subtitle are plain text, the body's parts are HTML."""
    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    script = (_FOLDER / "report.js").read_text(encoding="utf-8")
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f'<link rel="icon" href="data:,">\n<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n'
        f'<body>\n<main>\n<h1>{escape(title)}</h1>\n<p class="soft">{escape(subtitle)}</p>\n'
        f"{''.join(body)}\n</main>\n<script>\n{script}</script>\n</body>\n</html>\n"
    )


def section(anchor: str, title: str, explanation: str, *parts: str) -> str:
    """Make a section with its heading and what a reader needs to know of it (plain text)."""
    told = f'<p class="soft">{escape(explanation)}</p>' if explanation else ""
    return f'<section id="{anchor}"><h2>{escape(title)}</h2>{told}{"".join(parts)}</section>\n'


def legend(languages: Iterable[str], *notes: str) -> str:
    """Tell which mark is which language."""
    items = [
        f'<li><svg viewBox="0 0 16 16" aria-hidden="true"><g class="series {language}">{shape(language, 8, 8)}</g>'
        f"</svg>{LANGUAGE_NAMES[language]}</li>"
        for language in languages
    ]
    return f'<ul class="legend">{"".join(items)}{"".join(f"<li>{escape(note)}</li>" for note in notes)}</ul>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table; the head is plain text, the cells are HTML, the first of each row heads it."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    scrolled = '<div class="wide" tabindex="0" role="group" aria-label="Table">'
    return f"{scrolled}<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"


def folded(summary: str, content: str) -> str:
    """Fold something away under a line of plain text."""
    return f"<details><summary>{escape(summary)}</summary>{content}</details>"


def share_cell(share: Share | None) -> str:
    """Write a share with its interval and count."""
    if share is None or share.value is None:
        return "–"
    return f"{share.value:.3f} <small class=soft>{share.low:.2f}–{share.high:.2f}, n={share.count}</small>"


def difference_cell(difference: Difference) -> str:
    """Write a difference with its interval; coloured only where it is more than chance."""
    if difference.value is None or difference.low is None or difference.high is None:
        return "–"
    kind = "good" if difference.low > 0 else "bad" if difference.high < 0 else ""
    interval = f"{signed(difference.low)} … {signed(difference.high)}"
    return f'<span class="{kind}">{signed(difference.value)}</span> <small class=soft>{interval}</small>'


def mark(language: str, value: Share | Difference | None) -> list[Mark]:
    """Give the mark of a value, or none where there is no case."""
    if value is None or value.value is None or value.low is None or value.high is None:
        return []
    return [Mark(language, value.value, value.low, value.high)]


def in_order(languages: Iterable[str]) -> list[str]:
    """Give languages in the order of all our tables."""
    found = set(languages)
    return [language for language in LANGUAGES if language in found]
