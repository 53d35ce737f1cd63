"""Whether a country is among those that a statement lists: "Did France sign?" is told by the list of who signed."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from assistant.lookup import asks_for_nothing
from assistant.proofs import claims
from assistant.question import Understanding, name_words
from assistant.quote import Composer, add_statement
from assistant.spans import Span
from corpus.load import Corpus
from corpus.names import CONVENTION, COUNTRIES, find_names
from corpus.stem import stem
from corpus.types import Language
from index.terms import concept_of, content_words

_FEWEST_LISTED: Final = 4  # countries that a statement names to be a list of them
_MOST_PROOFS: Final = 2
_KINDS: Final = frozenset({"whether", "other"})


def listed(question: Understanding, corpus: Corpus, language: Language) -> Composer | None:
    """Show the statement that lists the countries asked of, if whether they are in it is all that is asked."""
    asked = set(question.names) - {CONVENTION}
    if question.asked_for not in _KINDS or question.is_narrowed or question.strangers:
        return None
    if not asked or not asked <= COUNTRIES:
        return None
    for brief in corpus.briefs:
        text = brief.statement[question.language]
        named = _countries_in(text)
        if len(named) >= _FEWEST_LISTED and asked <= named and _is_what_is_asked(question, text):
            document = corpus.document(f"brief-{brief.topic}-{language}")
            composer = Composer(language)
            add_statement(
                composer, Span(document, 0, len(document.text), None), corpus, claims(question.text), _MOST_PROOFS
            )
            return composer
    return None


def _is_what_is_asked(question: Understanding, statement: str) -> bool:
    """Whether a statement says all that is asked of the countries, and something of it is asked."""
    apart = name_words(question.text)
    words = [word for word in question.words if word not in apart]
    met = [word for word in words if _senses(word, question.language) & _said(statement, question.language)]
    return bool(met) and all(word in met or asks_for_nothing(word, question.language) for word in words)


def _senses(word: str, language: Language) -> set[str]:
    return {stem(word, language), *filter(None, [concept_of(word, language)])}


@lru_cache(maxsize=256)
def _said(statement: str, language: Language) -> frozenset[str]:
    return frozenset(sense for word in content_words(statement) for sense in _senses(word, language))


@lru_cache(maxsize=256)
def _countries_in(text: str) -> frozenset[str]:
    return frozenset(name.canonical for name in find_names(text)) & COUNTRIES
