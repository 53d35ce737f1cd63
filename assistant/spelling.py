"""Misspelt words put right by the corpus's own words, when one is near enough to be meant.

A word is looked for by its letters (slips of the finger), by its sound (slips of the ear, and what Latin letters leave
open in Russian), and in languages that inflect by its stem and its ending apart. A word that may be right as it is
bears only the cheapest slips.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.letters import Letters, in_case_of
from assistant.lexicon import Lexicon
from assistant.light_words import is_light
from assistant.slips import DOUBLED, LOST, SWAPPED, heard, slip_cost
from corpus.names import find_names
from corpus.numerals import CARDINALS, ORDINALS
from corpus.stem import stem
from corpus.text import fold
from corpus.types import LANGUAGES, Document, Language
from index.stopwords import STOPWORDS
from index.terms import concepts

# Not the "didn" of "didn't", nor an ending after a hyphen: "BMT-nin", "2026-cı".
_WORD: Final = re.compile(r"[^\W\d_]++(?!['’]t\b)(?<![-’'].)(?<![-’']..)(?<![-’']...)(?<![-’']....)")
_SHORTEST: Final = 4
_SHORTEST_HEARD: Final = 2
_SHORTEST_IN_CAPITALS: Final = 6  # a shorter word in capitals is an abbreviation
_TWO_EDITS_FROM: Final = 9
_STEM_FROM: Final = 6
_SAME_SOUND: Final = 0.5
# What slips may cost in words up to a length: the first for a rare word that may be meant, the second for any.
_BOUNDS: Final = ((5, (0.6, 0.75)), (8, (0.7, 1.0)), (math.inf, (1.0, 1.5)))
_PER_COUNT: Final = 0.08  # how much cheaper a word is for each e-fold that it is commoner
_PARTICLE: Final = re.compile("(?<=.{4})m[iu]$")  # Azerbaijani's "whether", which leans on any word
_VOWEL: Final = re.compile("[aeiouyаеиоуыэюя]")
_BARE: Final = str.maketrans({"ь": "", "э": "е"})  # what Latin letters leave out of the shortest words
_TRIPLED: Final = re.compile(r"(.)\1\1+")
_COMMON: Final = math.log(8)
_VERY_COMMON: Final = math.log(50)
_CACHED: Final = 2**14

_Nearest = Callable[[str, Language], str | None]


@dataclass(frozen=True)
class Speller:
    """The words of the corpus in each language, and what tells real words that stand in none of them."""

    lexicons: Mapping[Language, Lexicon]
    knows: Callable[[str], bool]
    letters: Letters
    _cached: _Nearest = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_cached", lru_cache(maxsize=_CACHED)(self._nearest))

    @classmethod
    def of(
        cls, documents: Iterable[Document], knows: Callable[[str], bool], beside: Iterable[tuple[str, str]] = ()
    ) -> Speller:
        """Collect the words of the documents and of what is `beside` them, as (language, text).

        `knows` tells real words of the languages that stand in none of them.
        """
        texts = [*((document.language, document.text) for document in documents), *beside]
        stems = [(language, root) for language, root in concepts()]
        return cls(
            {
                language: Lexicon.of(
                    language,
                    (text for own, text in texts if own == language),
                    (root for own, root in stems if own == language),
                )
                for language in LANGUAGES
            },
            knows,
            Letters(text for own, text in texts if own == "az"),
        )

    def warm(self) -> None:
        """Make ready what is else made for the first misspelt word."""
        for lexicon in self.lexicons.values():
            lexicon.make()
        self.letters.of("")

    def correct(self, text: str, language: Language) -> str:
        """Replace each misspelt word by the language's nearest one, if slips that people make lead to it."""
        shortest = _SHORTEST_HEARD if language == "ru" else _SHORTEST  # "вед" sounds like "ведь"
        put_right = {
            match.start(): (match.end(), right)
            for match in _WORD.finditer(text)
            if len(match.group()) >= shortest
            and (right := self._cached(fold(match.group()), language))
            and not _is_other_abbreviation(match.group(), right)
        }
        if not put_right:
            return text
        for name in find_names(text):  # a name stays as it is written
            put_right = {at: found for at, found in put_right.items() if not name.start <= at < name.end}
        pieces, position = [], 0
        for start, (end, right) in put_right.items():
            written = self.letters.of(right) if language == "az" else right
            pieces += [text[position:start], in_case_of(text[start:end], written, language)]
            position = end
        return "".join([*pieces, text[position:]])

    def _nearest(self, folded: str, language: Language) -> str | None:
        """Find the word that is meant; None for a word that is right, or near none."""
        lexicon = self.lexicons[language]
        if folded in STOPWORDS or folded in CARDINALS or folded in ORDINALS:
            return None
        if any(folded in each.counts for each in self.lexicons.values()):
            return None
        if soft := _with_soft_sign(folded, lexicon):
            return soft
        if lexicon.forms(folded):
            return None
        if language == "az" and _PARTICLE.search(folded):
            base = self._nearest(folded[:-2], language)
            return base and base + folded[-2:]
        folded = _TRIPLED.sub(r"\1\1", folded)
        inflected = lexicon.has(folded) or is_light(folded, language)
        known = not inflected and self._is_real(folded, lexicon)
        found = min(_candidates(folded, lexicon, known=known, inflected=inflected), default=None)
        if found or inflected:
            return found and found[1]
        if language != "en" and len(folded) >= _STEM_FROM:
            most = DOUBLED if known else LOST
            found = min(_by_parts(folded, lexicon, most), default=None)
        return found and found[1]

    def _is_real(self, folded: str, lexicon: Lexicon) -> bool:
        """Whether it is a word of the language that no source has, maybe with an ending."""
        if not _VOWEL.search(folded):
            return False
        root = stem(folded, lexicon.language)
        return self.knows(folded) or (len(root) >= _SHORTEST and root != folded and self.knows(root))


def _with_soft_sign(folded: str, lexicon: Lexicon) -> str | None:
    """Find the word that lacks nothing but a soft sign: толко. Latin letters leave it out."""
    found = (word for word in lexicon.by_sound.get(heard(folded, "ru"), ()) if word.replace("ь", "") == folded)
    word = max(found, key=lambda each: lexicon.counts[each], default=None)
    return None if word == f"{folded}ь" and folded[-1] == "т" and lexicon.has(folded) else word  # готовит, готовить


def _candidates(folded: str, lexicon: Lexicon, *, known: bool, inflected: bool) -> Iterator[tuple[float, str]]:
    """Give the words that may be meant, with what each costs."""
    sound = heard(folded, lexicon.language)
    edits = 2 if len(folded) >= _TWO_EDITS_FROM else 1
    near = _near(folded, lexicon.by_letter, edits) if len(folded) >= _SHORTEST else ()
    for word in {*near, *lexicon.by_sound.get(sound, ())}:
        if inflected and _ends_otherwise(folded, word):
            continue
        if len(folded) < _SHORTEST and word.translate(_BARE) != folded:
            continue
        cost = slip_cost(folded, word)
        if not inflected and heard(word, lexicon.language) == sound:
            cost = min(cost, _SAME_SOUND)
        commoner = math.log(lexicon.counts[word])
        if cost <= _most(len(folded), commoner, known=known, inflected=inflected):
            yield cost - _PER_COUNT * commoner, word


def _ends_otherwise(folded: str, word: str) -> bool:
    """Whether two forms differ in their ending, which is no slip ("готовит", "готовить"); "подпис" lacks a letter."""
    return word[-1] != folded[-1] and f"{word}ь" != folded and (word != f"{folded}ь" or folded[-1] == "т")


def _most(length: int, commoner: float, *, known: bool, inflected: bool) -> float:
    """What slips may cost in a word; more where a common word is meant, little where it may be right as it is."""
    if length < _SHORTEST or (inflected and (commoner <= _VERY_COMMON or length < _STEM_FROM - 1)):
        return DOUBLED
    if known or inflected:
        return LOST if commoner > _VERY_COMMON else SWAPPED if commoner > _COMMON else _SAME_SOUND
    least, most = next(bounds for longest, bounds in _BOUNDS if length <= longest)
    return min(most, least + _PER_COUNT * commoner)


def _near(word: str, groups: Mapping[str, tuple[str, ...]], edits: int) -> Iterator[str]:
    """Give the words a few edits away with the same first letter, or with the first two swapped, as "hwo" for "who"."""
    for found, _, _ in process.extract(
        word, groups.get(word[0], ()), scorer=OSA.distance, score_cutoff=edits, limit=None
    ):
        yield str(found)
    swapped = word[1] + word[0] + word[2:]
    if swapped in groups.get(swapped[0], ()):
        yield swapped


def _by_parts(word: str, lexicon: Lexicon, most: float) -> Iterator[tuple[float, str]]:
    """Give words that no source has in this form: a slip in the stem before a known ending, or in the ending."""
    for at in range(len(word) - 1, _SHORTEST - 1, -1):
        head, tail = word[:at], word[at:]
        if tail in lexicon.sure_endings:
            for root in _near(head, lexicon.stems_by_letter, 1):
                cost = slip_cost(head, root)
                if cost <= most and stem(root + tail, lexicon.language) in lexicon.stems:
                    yield cost - _PER_COUNT * math.log(lexicon.stems[root]), root + tail
        elif lexicon.language == "az" and head in lexicon.stems:
            for ending in lexicon.sure_endings:
                if abs(len(ending) - len(tail)) <= 1 and OSA.distance(tail, ending, score_cutoff=1) <= 1:
                    cost = slip_cost(tail, ending)
                    if cost <= most:
                        yield cost - _PER_COUNT * math.log(lexicon.stems[head]), head + ending


def _is_other_abbreviation(typed: str, meant: str) -> bool:
    """Whether a short word in capitals would become another: НАТО is not НАДО; but ОАЕ, from Latin letters, is ОАЭ."""
    return typed.isupper() and len(typed) < _SHORTEST_IN_CAPITALS and heard(fold(typed), "ru") != heard(meant, "ru")
