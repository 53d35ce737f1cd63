"""Templates -> HTML, everything escaped. The only module that imports jinja2."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from web.formats import format_date, format_location, format_number, ordinal
from web.passage import badge_html, passage_html

_FOLDER: Final = Path(__file__).resolve().parent / "templates"

# Whatever a template is given is escaped, whatever its file is called; a name that it is not given is an error.
_ENVIRONMENT: Final = Environment(
    loader=FileSystemLoader(_FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
_ENVIRONMENT.globals.update(
    format_date=format_date,
    format_location=format_location,
    format_number=format_number,
    ordinal=ordinal,
    # These two escape what they are given and return HTML.
    badge=lambda language, texts: Markup(badge_html(language, texts)),  # noqa: S704
    passage=lambda document, start, end, quote, texts: Markup(passage_html(document, start, end, quote, texts)),  # noqa: S704
)


def render(template: str, **values: object) -> str:
    """Return a template filled in; everything in `values` is text to be escaped, whoever wrote it."""
    return _ENVIRONMENT.get_template(template).render(**values)
