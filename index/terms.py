"""Text -> the terms that the lexical index counts: stems, concepts, dates and names, the same in three languages."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import yaml

from corpus.figures import find_dates, find_numbers
from corpus.likeness import sound_keys
from corpus.names import find_names
from corpus.stem import stem
from corpus.text import words
from corpus.types import LANGUAGES
from index.stopwords import STOPWORDS

_CONCEPTS_FILE: Final = Path(__file__).with_name("concepts.yaml")


@lru_cache(maxsize=1)
def concepts() -> dict[tuple[str, str], str]:
    """Return (language, stem) -> concept, from the thesaurus in `concepts.yaml`."""
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(_CONCEPTS_FILE.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    table: dict[tuple[str, str], str] = {}
    for concept, by_language in data.items():
        for language in LANGUAGES:
            for word in words(by_language[language]):
                table.setdefault((language, stem(word, language)), concept)
    return table


@lru_cache(maxsize=1)
def thesaurus_fingerprint() -> str:
    """Hash the thesaurus: an index whose terms were made with another one is stale."""
    return hashlib.sha256(_CONCEPTS_FILE.read_bytes()).hexdigest()


def concept_of(word: str, language: str) -> str | None:
    """Return the concept that a folded word expresses in a language, if the thesaurus has one."""
    return concepts().get((language, stem(word, language)))


def content_words(text: str) -> list[str]:
    """Return the folded words of a text that carry meaning: no function words, no single letters."""
    return [word for word in words(text) if word not in STOPWORDS and (len(word) > 1 or word.isdigit())]


def terms(text: str, language: str) -> list[str]:
    """Return the terms of a text, with repeats; concepts, sounds, dates, numbers and names carry a prefix each.

    >>> sorted(set(terms("74 dövlət", "az")) & set(terms("74 states", "en")))
    ['74', 'concept:state']
    """
    found: list[str] = []
    for word in content_words(text):
        found.append(stem(word, language))
        concept = concept_of(word, language)
        if concept:
            found.append(f"concept:{concept}")
    found += [f"sound:{key}" for key in sorted(sound_keys(text, language))]
    return found + figure_terms(text) + [f"name:{name.canonical}" for name in find_names(text)]


def figure_terms(text: str) -> list[str]:
    """Return the dates of a text as terms, in full and in part, and its number words as digits."""
    found = []
    for date in find_dates(text):
        if date.month and date.day:
            found.append(f"date:{date.month:02d}-{date.day:02d}")
        if date.year and date.month:
            found.append(f"month:{date.year}-{date.month:02d}")
    found += [f"{number.value}" for number in find_numbers(text) if not text[number.start : number.end].isdigit()]
    return found
