"""Whether a sentence keeps together what its source keeps together: who did what, and what happened when.

Both "the Service handles assistance" and "the Ministry handles extradition" may stand in one quote; a sentence that
swaps them has no word that the quote lacks. So what is said around each name and each date is compared with what the
source says around the same one, and around the others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from assistant.kinds import ACTORS, PLACES
from assistant.light_words import is_light
from corpus.figures import DateMention, find_dates
from corpus.names import COUNTRIES, find_names
from corpus.stem import stem
from corpus.text import fold
from corpus.types import LANGUAGES, Language
from index.terms import concept_of, content_words

_CUT: Final = re.compile(r"[,;:()—–]|\b(?:and|but|while|whereas|и|а|но|тогда как|ve|amma|ise|lakin)\b")
_BESIDE_WORDS: Final = 3  # between a city and its state, the comma counted where it stands alone
_ONE_PERSON: Final = {"Ilham Aliyev": "President"}  # the sources name him either way, or both

Anchor = str | DateMention


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text that goes with some anchors: the words around a name or a date, up to the next one's clause."""

    anchors: tuple[Anchor, ...]
    keys: frozenset[str]


def keeps_together(text: str, language: Language, sources: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a text pairs names and dates with what its sources, as (text, language), pair them with."""
    known = list(sources)
    own = [source for source in known if source[1] == language] or known
    for stretches, same in ((_by_name, _same_name), (_by_date, _same_date)):
        theirs = [stretch for source, spoken in own for stretch in stretches(source, spoken)]
        for mine in stretches(text, language):
            if _fits_another_better(mine, theirs, same):
                return False
    theirs_by_city: dict[str, set[str]] = {}
    for city, state in (pair for source, _ in known for pair in _cities(source)):
        theirs_by_city.setdefault(city, set()).add(state)
    return all(state in theirs_by_city.get(city, {state}) for city, state in _cities(text))


def _cities(text: str) -> set[tuple[str, str]]:
    """The pairs of a city and a state that stand side by side: "Hanoi, Vietnam", "Vyetnamın paytaxtı Hanoy"."""
    names = [name for name in find_names(text) if name.canonical in PLACES or name.canonical in COUNTRIES]
    beside = (pair for pair in pairwise(names) if len(text[pair[0].end : pair[1].start].split()) <= _BESIDE_WORDS)
    pairs = {frozenset((one.canonical, two.canonical)) for one, two in beside}
    return {(city, state) for pair in pairs for city in pair - COUNTRIES for state in pair & COUNTRIES}


def _fits_another_better(mine: Stretch, theirs: Sequence[Stretch], same: Callable[[Anchor, Anchor], bool]) -> bool:
    with_it, without_it = 0, 0
    for stretch in theirs:
        shared = len(mine.keys & stretch.keys)
        if any(same(one, two) for one in mine.anchors for two in stretch.anchors):
            with_it = max(with_it, shared)
        else:
            without_it = max(without_it, shared)
    return without_it > with_it


def _same_name(one: Anchor, two: Anchor) -> bool:
    return one == two


def _same_date(one: Anchor, two: Anchor) -> bool:
    return isinstance(one, DateMention) and isinstance(two, DateMention) and one.within(two)


def _by_name(text: str, language: str) -> list[Stretch]:
    """By who acts: states and places are listed and mentioned by the way, so they tell no clauses apart."""
    found = [name for name in find_names(text) if name.canonical in ACTORS]
    anchors = ((name.start, name.end, _ONE_PERSON.get(name.canonical, name.canonical)) for name in found)
    return _stretches(text, language, tuple(anchors))


def _by_date(text: str, language: str) -> list[Stretch]:
    return _stretches(text, language, tuple((date.start, date.end, date) for date in find_dates(text)))


@lru_cache(maxsize=4096)
def _stretches(text: str, language: str, anchors: tuple[tuple[int, int, Anchor], ...]) -> list[Stretch]:
    """Cut a text into clauses; a clause without an anchor goes with the one before, the first ones with the next."""
    found: list[tuple[list[Anchor], set[str]]] = []
    waiting: set[str] = set()
    for start, end in _clauses(text):
        inside = [anchor for at, _, anchor in anchors if start <= at < end]
        words = _keys(text[start:end], language)
        if inside:
            found.append((inside, words | waiting))
            waiting = set()
        elif found:
            found[-1][1].update(words)
        else:
            waiting |= words
    return [Stretch(tuple(names), frozenset(words)) for names, words in found]


def _clauses(text: str) -> list[tuple[int, int]]:
    """Cut at commas and conjunctions, but not inside a name or a date."""
    whole = _names_and_dates(text)
    cuts = [
        match.start()
        for match in _CUT.finditer(fold(text))
        if not any(start < match.end() and match.start() < end for start, end in whole)
    ]
    return list(pairwise([0, *cuts, len(text)]))


def _names_and_dates(text: str) -> list[tuple[int, int]]:
    names = [(name.start, name.end) for name in find_names(text)]
    return [*names, *((date.start, date.end) for date in find_dates(text))]


def _keys(text: str, language: str) -> set[str]:
    """The concepts of a text's content words, or their stems, without names and dates."""
    for start, end in _names_and_dates(text):
        text = text[:start] + " " * (end - start) + text[end:]
    words = (
        word for word in content_words(text) if not any(is_light(word, own) for own in LANGUAGES if own == language)
    )
    return {concept_of(word, language) or stem(word, language) for word in words}
