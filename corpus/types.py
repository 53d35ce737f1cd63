"""The corpus's domain objects: frozen values with exact character offsets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

Language = Literal["az", "en", "ru"]
Kind = Literal["article", "convention", "brief"]
Edition = Literal["source", "digest", "official", "statement"]

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
ARTICLE_COUNT: Final = 68
CHAPTER_COUNT: Final = 9


class CorpusError(Exception):
    """A document cannot be read, added or proved; the message says what, where and how to mend it."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in the Convention: article 1-68 (None for the preamble), and its paragraph if numbered."""

    article: int | None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A span of a document's text, in characters, that has a place in the Convention."""

    start: int
    end: int
    location: Location


@dataclass(frozen=True, slots=True)
class Document:
    """One text that may be quoted; `text` is normalised once, and every offset counts in it.

    `published` is an ISO date or None when the document bears none; `language` is an ISO 639-1 code
    (the three interface languages, or another for an imported official text); `sha256` is that of `text`.
    `edition` says what the text is: somebody's source, our digest, the official text, or our statement.
    """

    id: str
    kind: Kind
    language: str
    title: str
    publisher: str | None
    url: str | None
    published: str | None
    text: str
    sha256: str
    edition: Edition = "source"
    sections: tuple[Section, ...] = ()

    def heading(self, article: int) -> Section:
        """Return the title line of an article of the Convention, which is its first section."""
        return next(section for section in self.sections if section.location.article == article)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's span in its document's text, in characters."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences that is searched as one: `text == document.text[start:end]`."""

    id: str
    document_id: str
    language: str
    start: int
    end: int
    text: str
    location: Location | None
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A quote that proves a statement: it stands word for word in the document."""

    document_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A verified statement of ours in three languages, true as of a date, with the quotes that prove it.

    `sums_up`: it is one of those that say what the Convention is, for who asks of it as a whole. `differs`: it says
    that sources differ, which who is told what one of them writes should know.
    """

    topic: str
    as_of: str
    statement: dict[Language, str]
    evidence: tuple[Evidence, ...]
    sums_up: bool = False
    differs: bool = False
