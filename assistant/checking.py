"""Whether a sentence of a language model may be shown: all that it says must stand in the passages that it cites."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from assistant.ground import Ground, Source, capitalised_words, counts
from assistant.light_words import is_light
from assistant.pairing import keeps_together
from assistant.question import names_other_treaty, unknown_ministries
from assistant.said import Said
from assistant.turning_words import NEGATION, denied_words, turns
from corpus.detect import detect_language, guess_language
from corpus.figures import find_dates, find_numbers
from corpus.names import CONVENTION, find_names
from corpus.stem import is_cyrillic, stem
from corpus.text import fold
from corpus.text import words as cut_words
from corpus.treaty import find_articles
from corpus.types import Document, Language
from index.stopwords import STOPWORDS
from index.terms import concept_of, content_words

WordVectors = Callable[[Sequence[str]], NDArray[np.float32]]

Fault = Literal[
    "uncited",
    "unknown passage",
    "markup",
    "contact",
    "language",
    "date",
    "number",
    "name",
    "turned",
    "unsupported",
    "mixed",
]

# One content word in so many may be the model's own; a short sentence may have none, since one other word makes it
# another statement: "74 countries ratified it", "74 companies signed it". Of 76 honest rewordings 72 have no word that
# their passage lacks, in other words or another language; each of 20 that were turned by one word has one.
_WORDS_FOR_ONE_OWN: Final = 8
_WORDS_FOR_ONE_OWN_ACROSS_LANGUAGES: Final = 5  # where likeness of meaning has to stand in for stems
_TREATY: Final = frozenset({"convention", "document"})  # the Convention by another word
# Words of telling that state nothing: "in total", "gave its approval", "according to".
_NEUTRAL_WORDS: Final = """
    total altogether gave gives given according accordance namely respectively concerning moreover
    итого всего общей сложности согласно именно соответственно также дано дала дал
    umumilikde cemi esasen uygun olaraq hemcinin verib verilib
"""
_NEUTRAL: Final = frozenset(_NEUTRAL_WORDS.split())
_IN_THE_VERB: Final = frozenset({NEGATION, "plan", "must"})  # in Azerbaijani part of a verb, which says more than that
_NEAR_MEANING: Final = 0.6  # cosine of two words from which one is taken for the other, as in the evidence gate
_NEAR_MEANING_ACROSS_LANGUAGES: Final = 0.42  # translations lie at 0.44 to 0.9, other words below 0.2
_ENOUGH_TO_GUESS: Final = 12  # words from which a text's language can be told from those that are not ours
_ODD: Final = re.compile(r"[<>{}\[\]|`\\^~]|&\w+;")
_CONTACT: Final = re.compile(
    r"(?:https?:|www\.)\S*|\S+@\S+|\b[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}\b|(?:\+|\b)\d[\d\s()-]{6,}\d"
)
_TOKEN: Final = re.compile(r"[^\W\d_]+")
_ENDING: Final = re.compile(r"(?<=\w)[^\W\d_]+")
_QUOTED: Final = re.compile(r"[“«\"„]([^“”«»\"„]+)[”»\"“]")


@dataclass(frozen=True)
class Checker:
    """Checks sentences in one language against numbered passages."""

    language: Language
    sources: tuple[Source, ...]
    vectors: WordVectors
    knows: Callable[[str], bool]  # whether a folded word is one that the embedder has met
    ordinary: frozenset[str]  # folded words that the corpus writes small: at the start of a sentence they are no name

    def fault(self, said: Said) -> Fault | None:
        """Return the first thing that is wrong with a sentence; None if it may be shown."""
        if not said.cites:
            return "uncited"
        if not all(1 <= number <= len(self.sources) for number in said.cites):
            return "unknown passage"
        ground = Ground.of([self.sources[number - 1] for number in said.cites], self.language)
        checks: Mapping[Fault, Callable[[str, Ground], bool]] = {
            "markup": _is_plain,
            "contact": _has_no_other_contact,
            "language": _is_in_language,
            "date": _dates_stand,
            "number": _numbers_stand,
            "name": self._names_stand,
            "turned": _is_not_turned,
            "unsupported": self._is_supported,
            "mixed": _is_not_mixed,
        }
        return next((fault for fault, holds in checks.items() if not holds(said.text, ground)), None)

    def _names_stand(self, text: str, ground: Ground) -> bool:
        """Known names by their canonical names, other capitalised words by their letters."""
        known = find_names(text)
        if not {name.canonical for name in known} | set(unknown_ministries(text)) <= ground.names:
            return False
        if names_other_treaty(text) and not names_other_treaty(ground.text):
            return False
        rest = _blanked(text, [*((name.start, name.end) for name in known), *_figure_spans(text)])
        opening = text.lstrip("\"'“«„( ")
        return all(
            fold(word) in STOPWORDS
            or (opening.startswith(word) and all(self._is_ordinary(part, ground) for part in word.split("-")))
            or ground.has_name(word)
            for word in capitalised_words(rest)
        )

    def _is_ordinary(self, word: str, ground: Ground) -> bool:
        folded = fold(word)
        if not ground.is_in_own_language and self._near([folded], ground):
            return True
        return (
            folded in self.ordinary or is_light(folded, self.language) or concept_of(folded, self.language) is not None
        )

    def _is_supported(self, text: str, ground: Ground) -> bool:
        """Whether the passages carry the content words, save one in so many, and none is of no known word."""
        apart = [*((name.start, name.end) for name in find_names(text)), *_figure_spans(text)]
        words = [word for word in content_words(_blanked(text, apart)) if not is_light(word, self.language)]
        missing = [word for word in words if not self._is_carried(word, ground)]
        near = self._near(missing, ground)
        own = [word for word in missing if word not in near]
        if any(word not in self.ordinary and not self.knows(word) for word in own):
            return False
        one_in = _WORDS_FOR_ONE_OWN if ground.is_in_own_language else _WORDS_FOR_ONE_OWN_ACROSS_LANGUAGES
        return len(own) <= len(words) // one_in

    def _is_carried(self, word: str, ground: Ground) -> bool:
        if word in _NEUTRAL or turns(word) - _IN_THE_VERB:  # turning words have been checked
            return True
        if CONVENTION in ground.names and concept_of(word, self.language) in _TREATY:
            return True
        return ground.has_word(word) or ground.has_name(word)

    def _near(self, missing: list[str], ground: Ground) -> set[str]:
        """The words that are near in meaning to one of the passages' words.

        Across languages a word that the embedder has not met is taken too: it is known by its parts, and it has to be
        near in meaning, while in one language a misspelt or invented word is near to what it is made from.
        """
        across = not ground.is_in_own_language
        known, theirs = [word for word in missing if across or self.knows(word)], ground.words
        if not known or not theirs:
            return set()
        nearest = (self.vectors(known) @ self.vectors(theirs).T).max(axis=1)
        least = _NEAR_MEANING_ACROSS_LANGUAGES if across else _NEAR_MEANING
        return {word for word, cosine in zip(known, nearest, strict=True) if cosine >= least}


def ordinary_words(documents: Iterable[Document]) -> frozenset[str]:
    """Return the folded words that documents write with a small letter."""
    return frozenset(
        fold(token) for document in documents for token in _TOKEN.findall(document.text) if token[0].islower()
    )


def _is_plain(text: str, ground: Ground) -> bool:
    """No markup, and no letter or digit that only looks like one of ours."""
    if any(match.group() not in ground.text for match in _ODD.finditer(text)):
        return False
    if any(not _is_usual(char) and char not in ground.text for char in text):
        return False
    return not any(_mixes_alphabets(token) for token in _TOKEN.findall(text))


def _is_usual(char: str) -> bool:
    if char.isascii():
        return True
    kind = unicodedata.category(char)
    if kind.startswith("L"):
        return unicodedata.name(char, "").startswith(("LATIN ", "CYRILLIC "))
    return kind.startswith("P") or kind in {"Sc", "Zs"} or char in "№°±"


def _mixes_alphabets(token: str) -> bool:
    return is_cyrillic(token.lower()) and any("a" <= char <= "z" for char in fold(token))


def _has_no_other_contact(text: str, ground: Ground) -> bool:
    """No address or telephone number that the passages lack."""
    plain, digits = fold(ground.text), re.sub(r"\D", "", ground.text)
    dates = [(date.start, date.end) for date in find_dates(text)]
    for match in _CONTACT.finditer(_blanked(text, dates)):
        found = fold(match.group().rstrip(".,;:!?)"))
        stands = (
            re.sub(r"\D", "", found) in digits if found[:1] in "+0123456789" and "@" not in found else found in plain
        )
        if not stands:
            return False
    return True


def _is_in_language(text: str, ground: Ground) -> bool:
    """In the asked language, save what is quoted from the passages and names that they write so."""
    plain = _QUOTED.sub(lambda match: " " if match[1] in ground.text else match.group(), text)
    plain = plain if content_words(plain) else text
    plain = _blanked(plain, _figure_spans(plain))
    if detect_language(plain) != ground.language:
        return False
    guessed = guess_language(plain) if len(cut_words(plain)) >= _ENOUGH_TO_GUESS else None
    if guessed is not None and guessed != ground.language:
        return False
    theirs = set(cut_words(ground.text))
    foreign = [
        word for word in cut_words(plain) if not word[0].isdigit() and is_cyrillic(word) != (ground.language == "ru")
    ]
    return all(word in theirs for word in foreign)


def _dates_stand(text: str, ground: Ground) -> bool:
    known = ground.dates
    return all(any(date.within(other) for other in known) for date in find_dates(text))


def _numbers_stand(text: str, ground: Ground) -> bool:
    """Each number, each article, and for what the passages count, the same count."""
    articles = find_articles(text)
    if not {item.article for item in articles} <= ground.articles:
        return False
    spans = [range(item.start, item.end) for item in articles]
    paragraphs = {str(item.paragraph) for item in articles if item.paragraph is not None}
    numbers = {item.value for item in find_numbers(text) if not any(item.start in span for span in spans)}
    places = {str(source.span.location.paragraph) for source in ground.sources if source.span.location}
    if not numbers <= ground.numbers or not paragraphs <= ground.numbers | places:
        return False
    theirs: dict[str, set[str]] = {}
    for thing, number in ground.counts:
        theirs.setdefault(thing, set()).add(number)
    return all(number in theirs.get(thing, {number}) for thing, number in counts(text, ground.language))


def _is_not_turned(text: str, ground: Ground) -> bool:
    """No word that turns the statement into another one, and no denial lost."""
    mine = turns(text)
    if not mine <= ground.turns:
        return False
    if NEGATION in mine or NEGATION not in ground.turns:
        return True
    own = [version for version in ground.versions if version.language == ground.language]
    said = {key for word in content_words(text) for key in _keys(word, ground.language)}
    denied = {key for item in own for word in denied_words(item.text) for key in _keys(word, item.language)}
    return bool(own) and not denied & said  # across languages it cannot be told what is denied


def _is_not_mixed(text: str, ground: Ground) -> bool:
    """Who did what and when is as the passages have it."""
    return keeps_together(text, ground.language, ((item.text, item.language) for item in ground.versions))


def _keys(word: str, language: str) -> set[str]:
    return {stem(word, language), *([concept] if (concept := concept_of(word, language)) else [])}


def _figure_spans(text: str) -> list[tuple[int, int]]:
    dates = [(date.start, date.end) for date in find_dates(text)]
    numbers = [(number.start, number.end) for number in find_numbers(text)]
    return [*dates, *numbers, *((article.start, article.end) for article in find_articles(text))]


def _blanked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put spaces over spans and the endings that hang on them, so that what is left keeps its place."""
    for start, found_end in spans:
        ending = _ENDING.match(text, found_end)
        end = ending.end() if ending else found_end
        text = text[:start] + " " * (end - start) + text[end:]
    return text
