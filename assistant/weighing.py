"""The words of a question, weighed: a rare topic word most, a word that only carries the kind of question least."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.asking import AskedFor
from assistant.candidates import Reading
from assistant.light_words import is_light, looks_like_verb
from assistant.question import Understanding
from corpus.stem import is_cyrillic, stem
from corpus.types import Language
from index.terms import concept_of

Idf = Callable[[str], float]

SAME_STEM: Final = 1.0
SAME_CONCEPT: Final = 0.9  # the same in other words
SAME_SOUND: Final = 0.9  # a name in another alphabet's spelling

# Words that only carry the kind of question ("what date", "how many"): that is judged by `kind_fits`.
_SCAFFOLD_CONCEPTS: Final = frozenset({"number", "period"})
_SCAFFOLD: Final = """
    ad adi ay ayda city correct date dates day days deyilmi dogru dogrudur duzdur eledir full gun gunu il ilde
    list month months name names place right seher seherde siyahi tarix tarixde tarixi tarixinde time times true
    vaxt year years yer yeri верно время год года годов году город городе дата дате дату даты день дня имя место
    месяц месяца правда список числа число
"""
_SCAFFOLD_WORDS: Final = frozenset(_SCAFFOLD.split())
_SCAFFOLD_BY_KIND: Final[dict[AskedFor, frozenset[str]]] = {
    "who": frozenset({"authority", "ministry", "service"}),
    "where": frozenset({"city"}),
    "which_article": frozenset({"article"}),
    "whose_name": frozenset({"title"}),
    "summary": frozenset({"article", "source"}),
}
RAREST: Final = 6.0  # an unknown word weighs no more than this, or one typo would decide
_LIGHTEST: Final = 0.1
_SCAFFOLD_SHARE: Final = 0.25
_LIGHT_SHARE: Final = 0.25


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question: its stem in either Latin language, its concept, its weight."""

    text: str
    stems: frozenset[str]
    concept: str | None
    weight: float
    sounds: frozenset[str] = frozenset()


def weighed(word: str, question: Understanding, idf: Idf) -> Word:
    """Weigh a folded word by its rarity in the corpus (`idf`), less if it is general or only scaffolding."""
    language = question.language
    stems = frozenset({stem(word, language), stem(word, "en"), stem(word, "az")})
    concept = concept_of(word, language)
    weight = min(RAREST, *(idf(term) for term in (*stems, *([f"concept:{concept}"] if concept else []))))
    if is_scaffold(word, question):
        weight *= _SCAFFOLD_SHARE
    elif is_light(word, language) or (weight == RAREST and looks_like_verb(word, language)):
        weight *= _LIGHT_SHARE
    return Word(word, stems, concept, max(weight, _LIGHTEST), question.sounds_of(word))


def is_scaffold(word: str, question: Understanding) -> bool:
    """Whether a word only says what kind of thing is asked for: "what date", "which agency", "hansı şəhərdə"."""
    concept = concept_of(word, question.language)
    if concept in _SCAFFOLD_CONCEPTS | _SCAFFOLD_BY_KIND.get(question.asked_for, frozenset()):
        return True
    return word in _SCAFFOLD_WORDS or stem(word, question.language) in _scaffold_stems(question.language)


@lru_cache(maxsize=3)
def _scaffold_stems(language: Language) -> frozenset[str]:
    return frozenset(stem(word, language) for word in _SCAFFOLD_WORDS if is_cyrillic(word) == (language == "ru"))


def meeting(word: Word, reading: Reading) -> float:
    """Return how well a text meets a word, from 0 to 1: by stem, by concept in other words, by sound for a name."""
    if word.stems & reading.stems:
        return SAME_STEM
    if word.concept in reading.concepts:
        return SAME_CONCEPT
    return SAME_SOUND if word.sounds & reading.sounds else 0.0
