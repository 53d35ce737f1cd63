"""The words of one language that the sources and their wordings use, as a speller looks them up."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from assistant.light_words import LIGHT_WORDS
from assistant.slips import heard
from corpus.function_words import QUESTION_WORDS, STOP_WORDS
from corpus.names import alias_words
from corpus.numerals import CARDINALS, ORDINALS
from corpus.stem import is_cyrillic, stem
from corpus.text import words
from corpus.types import Language
from index.stopwords import STOPWORDS

_ASKED_OFTEN: Final = 300  # questions are full of function words, however rare they are in a treaty
_ASKED: Final = 4
_FEWEST_WITH_ENDING: Final = 2
_FEWEST_WITH_SURE: Final = 6
_SHORTEST_STEM: Final = 4
_LONGEST_ENDING: Final = 9
_SHORTEST_ROOT: Final = 3
_MONTHS: Final = """
    january february march april may june july august september october november december
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря
    yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr
"""
_NO_ROOT_ENDS_SO: Final = frozenset("аеиоуыэюяьй")


@dataclass(frozen=True)
class Lexicon:
    """Folded words with how often they stand there, their stems, and what follows stems in them.

    Only the counts are made at once: a question without a slip needs no more, and the rest takes most of a second.
    """

    language: Language
    counts: Mapping[str, int]
    known_stems: tuple[str, ...]
    function_words: frozenset[str]

    @classmethod
    def of(cls, language: Language, texts: Iterable[str], known_stems: Iterable[str]) -> Lexicon:
        """Count the words of texts; function words and names of countries are added to each language."""
        counts: Counter[str] = Counter()
        for text, times in Counter(texts).items():
            found = [word for word in words(text) if not word.isdigit()]
            for _ in range(times):
                counts.update(found)
        functions = _function_words(language)
        counts.update(dict.fromkeys(functions, _ASKED_OFTEN))
        others = (*alias_words(), *CARDINALS, *ORDINALS, *_MONTHS.split())
        asked = {word for word in others if is_cyrillic(word) == (language == "ru")} | LIGHT_WORDS[language]
        counts.update({word: _ASKED for word in asked if word.isalpha()})
        return cls(language, counts, tuple(known_stems), functions)

    @cached_property
    def _stemmed(self) -> tuple[Mapping[str, int], Counter[str]]:
        """The stems and the endings of the words, with how often they are met."""
        stems: Counter[str] = Counter(self.known_stems)
        endings: Counter[str] = Counter()
        for word, count in self.counts.items():
            root = stem(word, self.language)
            if word not in self.function_words:
                stems[root] += count
            if word.startswith(root):
                endings[word[len(root) :]] += 1
        return stems, endings

    @property
    def stems(self) -> Mapping[str, int]:
        """The stems of the words that carry meaning, with how often they are met."""
        return self._stemmed[0]

    @cached_property
    def endings(self) -> frozenset[str]:
        """What stands behind several stems."""
        return frozenset(ending for ending, count in self._stemmed[1].items() if count >= _FEWEST_WITH_ENDING)

    @cached_property
    def sure_endings(self) -> frozenset[str]:
        """What stands behind so many stems that a slip is told by it."""
        return frozenset(ending for ending, count in self._stemmed[1].items() if count >= _FEWEST_WITH_SURE)

    @cached_property
    def by_letter(self) -> Mapping[str, tuple[str, ...]]:
        """The words by their first letter."""
        return _by_letter(self.counts)

    @cached_property
    def stems_by_letter(self) -> Mapping[str, tuple[str, ...]]:
        """The longer stems by their first letter."""
        return _by_letter(root for root in self.stems if len(root) >= _SHORTEST_STEM)

    @cached_property
    def by_sound(self) -> Mapping[str, tuple[str, ...]]:
        """The words by how they sound."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.counts:
            found[heard(word, self.language)].append(word)
        return {sound: tuple(sorted(alike)) for sound, alike in found.items()}

    def make(self) -> None:
        """Make the parts that are else made when the first misspelt word needs them."""
        _ = self.endings, self.sure_endings, self.by_letter, self.stems_by_letter, self.by_sound

    def has(self, word: str) -> bool:
        """Whether a word stands there in some form: a known stem, or word, and an ending that others have."""
        return any(root in self.stems or root in self.counts for root in self.roots(word))

    def forms(self, word: str) -> bool:
        """Whether it is a word that stands there with one more ending."""
        if self.language == "en":  # its short endings make other words: sat, sate
            return False
        return any(
            word[:at] in self.counts and word[at - 1] not in _NO_ROOT_ENDS_SO for at in self._before_endings(word)
        )

    def _before_endings(self, word: str) -> Iterator[int]:
        for at in range(len(word) - 1, max(_SHORTEST_ROOT, len(word) - _LONGEST_ENDING) - 1, -1):
            if word[at:] in self.endings:
                yield at

    def roots(self, word: str) -> Iterator[str]:
        """Give what may be the root of a word: its stem, and all before each ending that it could have."""
        root, tail = stem(word, self.language), None
        if word.startswith(root):
            tail = word[len(root) :]
        # Azerbaijani endings are taken off one by one, each where it can stand: what is left over is a root.
        if len(root) >= _SHORTEST_ROOT and (self.language == "az" or tail is None or tail in self.endings):
            yield root
        yield from (word[:at] for at in self._before_endings(word))


def _function_words(language: Language) -> frozenset[str]:
    asking = {
        word for word in QUESTION_WORDS[language] | STOP_WORDS[language] if is_cyrillic(word) == (language == "ru")
    }
    others = QUESTION_WORDS["en"] if language == "az" else QUESTION_WORDS["az"]
    more = {word for word in STOPWORDS if is_cyrillic(word) == (language == "ru") and word not in others}
    return frozenset(word for word in asking | more if word.isalpha())


def _by_letter(known: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for word in sorted(known):
        found[word[:1]].append(word)
    return {letter: tuple(group) for letter, group in found.items()}
