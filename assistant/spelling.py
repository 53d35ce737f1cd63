"""Misspelt words put right by the corpus's own words, when one is near enough to be meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.light_words import is_light
from corpus.likeness import sounds
from corpus.names import find_names
from corpus.numerals import CARDINALS, ORDINALS
from corpus.stem import stem
from corpus.text import fold
from corpus.types import LANGUAGES, Document, Language
from index.stopwords import STOPWORDS
from index.terms import concepts, content_words

_WORD: Final = re.compile(r"[^\W\d_]+")
_SHORTEST: Final = 5  # in shorter words one edit often makes another real word
_TWO_EDITS_FROM: Final = 9


@dataclass(frozen=True)
class Speller:
    """The folded words of the corpus in each language, and all of their stems."""

    words: Mapping[str, tuple[str, ...]]
    stems: frozenset[str]
    knows: Callable[[str], bool]

    @classmethod
    def of(
        cls, documents: Iterable[Document], knows: Callable[[str], bool], beside: Iterable[tuple[str, str]] = ()
    ) -> Speller:
        """Collect the words of the documents and of what is `beside` them, as (language, text).

        `knows` tells real words of the languages that stand in none of them.
        """
        found: dict[str, set[str]] = {language: set() for language in LANGUAGES}
        for document in documents:
            found.setdefault(document.language, set()).update(content_words(document.text))
        for language, text in beside:
            found[language].update(content_words(text))
        stems = {stem(word, language) for language, words in found.items() for word in words}
        stems |= {known for _, known in concepts()}
        return cls({language: tuple(sorted(words)) for language, words in found.items()}, frozenset(stems), knows)

    def correct(self, text: str, language: Language) -> str:
        """Replace each unknown word by the language's nearest one, if it is one edit away (two in a long word)."""
        names = [(name.start, name.end) for name in find_names(text)]

        def replace(match: re.Match[str]) -> str:
            inside_name = any(start <= match.start() < end for start, end in names)
            return match.group() if inside_name else self._nearest(match.group(), language) or match.group()

        return _WORD.sub(replace, text)

    def _nearest(self, word: str, language: Language) -> str | None:
        folded = fold(word)
        if self._is_known(folded):
            return None
        choices = [choice for choice in self.words[language] if choice[0] == folded[0]]
        if self.knows(folded):  # the embedder knows words by their sound: one of the sources' may be meant
            choices = [choice for choice in choices if sounds(choice) == sounds(folded)]
        cutoff = 2 if len(folded) >= _TWO_EDITS_FROM else 1
        found = process.extractOne(folded, choices, scorer=OSA.distance, score_cutoff=cutoff)
        return None if found is None else str(found[0])

    def _is_known(self, folded: str) -> bool:
        if folded in STOPWORDS or folded in CARDINALS or folded in ORDINALS:
            return True
        if any(is_light(folded, language) or stem(folded, language) in self.stems for language in LANGUAGES):
            return True
        return len(folded) < _SHORTEST
