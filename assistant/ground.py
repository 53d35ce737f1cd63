"""What a sentence of a model has to stand on: the passages that it cites, in every language that they are held in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.candidates import Reading, read
from assistant.question import unknown_ministries
from assistant.spans import Span
from assistant.turning_words import turns
from corpus.figures import DateMention, find_dates, find_numbers
from corpus.likeness import same_name
from corpus.names import AZERBAIJAN, CONVENTION, COUNTRIES
from corpus.stem import stem
from corpus.text import fold
from corpus.treaty import find_articles
from corpus.types import Language
from index.terms import concept_of, content_words

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’ʼ-][^\W\d_]+)*")
# Bodies and offices that are Azerbaijan's wherever a source names them without a country.
_BODIES: Final = frozenset(
    {
        "State Security Service", "Ministry of Justice", "Ministry of Foreign Affairs", "Ministry of Internal Affairs",
        "Special Communication and Information Security State Service", "Prosecutor General's Office",
        "Cabinet of Ministers", "Milli Majlis", "President", "Ilham Aliyev",
    }
)  # fmt: skip
_COUNTED_WITHIN: Final = 2  # content words after a number, of which one is what it counts: "74 member states"

Counts = frozenset[tuple[str, str]]  # (stem or concept of what is counted, the number)


@dataclass(frozen=True, slots=True)
class Version:
    """A passage in one language: its text, or our translation of it where the corpus holds one."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a model is given: what is quoted of it, and all that it says in the languages it is held in."""

    span: Span
    versions: tuple[Version, ...]


@dataclass(frozen=True)
class Ground:
    """Some passages read together, for one sentence in `language` that cites them."""

    language: Language
    sources: Sequence[Source]
    versions: tuple[Version, ...]
    text: str
    readings: tuple[Reading, ...]

    @classmethod
    def of(cls, sources: Sequence[Source], language: Language) -> Ground:
        """Read passages together."""
        versions = tuple(version for source in sources for version in source.versions)
        readings = tuple(read(version.text, version.language) for version in versions)
        return cls(language, sources, versions, "\n".join(version.text for version in versions), readings)

    @property
    def is_in_own_language(self) -> bool:
        """Whether one of the versions is in the sentence's language."""
        return any(version.language == self.language for version in self.versions)

    @property
    def words(self) -> list[str]:
        """The folded content words, in a fixed order."""
        return sorted({word for reading in self.readings for word in reading.words})

    @property
    def names(self) -> frozenset[str]:
        """The canonical names, and what their document is about all along: the Convention, and Azerbaijan's bodies."""
        own = frozenset(name for reading in self.readings for name in reading.names)
        subjects = {CONVENTION} if any(_is_about(source, CONVENTION) for source in self.sources) else set()
        if own & _BODIES and not own & COUNTRIES and any(_is_about(source, AZERBAIJAN) for source in self.sources):
            subjects.add(AZERBAIJAN)
        return own | subjects | frozenset(unknown_ministries(self.text))

    @property
    def dates(self) -> list[DateMention]:
        """The dates."""
        return [date for version in self.versions for date in find_dates(version.text)]

    @property
    def numbers(self) -> frozenset[str]:
        """The numbers, those of articles too."""
        return frozenset(number.value for version in self.versions for number in find_numbers(version.text))

    @property
    def articles(self) -> frozenset[int]:
        """The articles that the passages name, and those that they stand in."""
        named = {item.article for version in self.versions for item in find_articles(version.text)}
        places = (source.span.location for source in self.sources)
        return frozenset(named | {place.article for place in places if place and place.article})

    @property
    def turns(self) -> frozenset[str]:
        """The kinds of turning words, of any of the versions."""
        return frozenset[str]().union(*(turns(version.text) for version in self.versions))

    @property
    def counts(self) -> Counts:
        """What is counted, and how many."""
        return frozenset[tuple[str, str]]().union(*(counts(item.text, item.language) for item in self.versions))

    def has_word(self, word: str) -> bool:
        """Whether a folded word stands here: by its stem, or by its concept in other words or another language."""
        stems = {stem(word, self.language), stem(word, "en"), stem(word, "az")}
        concept = concept_of(word, self.language)
        return any(
            stems & reading.stems or word in reading.words or (concept is not None and concept in reading.concepts)
            for reading in self.readings
        )

    def has_name(self, word: str) -> bool:
        """Whether a capitalised word stands here, in its own spelling or another alphabet's."""
        if "-" in word and all(self.has_name(part) for part in word.split("-") if part):
            return True
        return self.has_word(fold(word)) or any(
            same_name(word, other, self.language, version.language)
            for version in self.versions
            for other in capitalised_words(version.text)
        )


def _is_about(source: Source, name: str) -> bool:
    document = source.span.document
    if name == CONVENTION and document.kind == "convention":
        return True  # it calls itself "this"
    return name in read(document.text, document.language).names


def capitalised_words(text: str) -> list[str]:
    """Return the words that begin with a capital letter, in order."""
    return [match.group() for match in _WORD.finditer(text) if match.group()[0].isupper()]


def counts(text: str, language: str) -> Counts:
    """Pair each number with the stems and concepts of what it may count: the next content words.

    >>> ("state", "74") in counts("74 member states", "en"), ("state", "74") in counts("74 dövlət", "az")
    (True, True)
    """
    found: set[tuple[str, str]] = set()
    articles = find_articles(text)
    for number in find_numbers(text):
        if any(item.start <= number.start < item.end for item in articles):
            continue
        clause = re.split(r"[,;.:()]|\d", text[number.end :], maxsplit=1)[0]
        for word in content_words(clause)[:_COUNTED_WITHIN]:
            found.update((key, number.value) for key in (stem(word, language), concept_of(word, language)) if key)
    return frozenset(found)
