"""Front matter: the few facts known about a text, in YAML between two `---` lines above its body."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import Final

import yaml

from corpus.types import CorpusError

# Only a block at the very start counts, and it ends at the first `---` line: a body may hold as many as it likes.
_BLOCK: Final = re.compile(r"\A\ufeff?---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_OPENING: Final = re.compile(r"\A\ufeff?---[ \t]*\r?\n")
_DELIMITER: Final = "---\n"


def parse_front_matter(text: str) -> tuple[dict[str, str], str]:
    r"""Return the fields of a text, all as strings, and the body below them, character for character.

    A text that does not begin with a `---` line has no fields; a block that is not closed or not a list of
    `name: value` lines raises `CorpusError`. A field with an empty value is left out.

    >>> parse_front_matter('---\nlanguage: az\npublished: 2026-02-10\n---\nBir.\n---\nİki.')
    ({'language': 'az', 'published': '2026-02-10'}, 'Bir.\n---\nİki.')
    """
    block = _BLOCK.match(text)
    if block:
        return _fields(block.group(1)), text[block.end() :]
    if _OPENING.match(text):
        raise CorpusError(
            "The front matter is not closed: the text begins with '---' but no later line is '---'. "
            "Add a '---' line after the last field, or remove the first line."
        )
    return {}, text


def write_front_matter(fields: Mapping[str, str | None], body: str) -> str:
    r"""Return a text that `parse_front_matter` reads back as the same fields (those that are None left out) and body.

    >>> write_front_matter({"language": "ru", "published": "2026-02-10", "url": None}, "Текст")
    "---\nlanguage: ru\npublished: '2026-02-10'\n---\nТекст"
    """
    known = {name: value for name, value in fields.items() if value}
    block = yaml.safe_dump(known, allow_unicode=True, sort_keys=False, width=10**6) if known else ""
    return f"{_DELIMITER}{block}{_DELIMITER}{body}"


def _fields(block: str) -> dict[str, str]:
    try:
        loaded = yaml.safe_load(block)
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2026-02-31
        reason = " ".join(str(error).split())
        raise CorpusError(f"The front matter is not YAML: {reason}. Write it as 'name: value' lines.") from error
    if loaded is None:
        return {}
    if not isinstance(loaded, dict):
        raise CorpusError(
            f"The front matter holds {block.strip()[:40]!r}, not fields. Write it as 'name: value' lines."
        )
    return {str(name): _scalar(str(name), value) for name, value in loaded.items() if value is not None and value != ""}


def _scalar(name: str, value: object) -> str:
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, str | int | float):
        return str(value)
    raise CorpusError(f"The front matter field {name!r} is {value!r}, not one value. Write one text, number or date.")
