"""The language of a question or a document: Azerbaijani, English or Russian, decided by code and always the same.

A question may be one word, typed without Azerbaijani letters, in transliterated Russian, or a mixture: "State
Security Service nə edir?" is Azerbaijani. So every word votes: by its script, its letters, by being one of the small
words that people ask with, and else by its letter groups (`language_profiles.json`, from `corpus/train_detect.py`).
Names vote little: a run of capitalised words inside a sentence says nothing about the language around it.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from corpus.function_words import QUESTION_WORDS, STOP_WORDS, TOPIC_WORDS
from corpus.text import words
from corpus.types import LANGUAGES, CorpusError, Language

PROFILES_PATH: Final = Path(__file__).with_name("language_profiles.json")
WEIGHT_SCALE: Final = 20  # the profiles' weights are whole twentieths, to keep the file small

# How loudly a word votes; a small word outvotes any two content words, which may be borrowed or a name.
_FUNCTION_WORD: Final = 6.0
_OWN_WORD: Final = 3.0
_CONTENT_CAP: Final = 2.5
_NAME_SHARE: Final = 0.15
# Between "prezident" in Azerbaijani and in Russian typed in Latin letters, the first is likelier.
_PRIOR: Final[dict[Language, float]] = {"en": 0.5, "az": 0.5, "ru": -0.5}
_SAMPLE_CHARS: Final = 4_000  # of a document; more changes no decision

_DOCUMENT_CHARS: Final = 40_000
# The least share of stop words in running text: half the usual. Azerbaijani's suffixes do the work of small words,
# and a list of names, or a language that we have no table for, has next to none.
_MIN_STOP_WORD_SHARE: Final = {"en": 0.2, "ru": 0.06, "az": 0.06}
_MIN_WORDS: Final = 12  # fewer say nothing by their stop words: such a text is judged like a question
_MIN_SCHWA_SHARE: Final = 0.02  # of the letters; Azerbaijani has 8 %, and no other language written in Latin has ə

_TOKEN: Final = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_ROMAN_NUMERAL: Final = re.compile(r"[IVX]+")
_CASE_ENDING: Final = re.compile(r"(?<=[A-ZƏİÖÜĞŞÇ]{2})[-’'][a-zəıöüğşç]{1,5}\b")
_ROMAN_WORD: Final = re.compile(r"(?<!\w)(?!I\b)[IVX]+(?!\w)")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_AZERBAIJANI: Final = re.compile("[əƏğĞıİşŞçÇöÖüÜ]")
_TURKIC: Final = re.compile("[ğĞışŞ]")
_SITE: Final = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.(?:az|com|org|net|ru|info)\b", re.IGNORECASE)  # "Day.Az" is no "az"
_SENTENCE_END: Final = re.compile(r"[.?!:;\n]")
_EVERY_QUESTION_WORD: Final = frozenset[str]().union(*QUESTION_WORDS.values())


_CYRILLIC_LANGUAGES: Final = ("ru", "uk", "be", "bg", "sr", "kk")
_LANGUAGES_OF_SCRIPT: Final = {
    "CYRILLIC": _CYRILLIC_LANGUAGES,
    "LATIN": tuple(language for language in STOP_WORDS if language not in _CYRILLIC_LANGUAGES),
}
_ONE_LANGUAGE_SCRIPTS: Final = {"ARABIC": "ar", "CJK": "zh"}  # near enough: neither is ours


@functools.lru_cache(maxsize=256)  # one answer asks it of the same few texts again and again
def detect_language(text: str) -> Language | None:
    """Return the likeliest of the three languages, or None for a text without letters.

    >>> detect_language("kim imzaladi"), detect_language("kto podpisal"), detect_language("Who signed it?")
    ('az', 'ru', 'en')
    """
    sample = text[:_SAMPLE_CHARS]
    if not any(char.isalpha() for char in sample):
        return None
    without_sites = _SITE.sub(" ", sample)
    sample = without_sites if _TOKEN.search(without_sites) else sample
    sample = _CASE_ENDING.sub("", sample)  # "SSS-in vəzifələri": no English "in"
    tokens = [match.group() for match in _TOKEN.finditer(sample)]
    if any(not _ROMAN_NUMERAL.fullmatch(token) for token in tokens):
        sample = _ROMAN_WORD.sub(" ", sample)  # "Chapter V" is no Russian "v"
        tokens = [match.group() for match in _TOKEN.finditer(sample)]
    scores = dict(_PRIOR)
    for token, is_name in zip(tokens, _names(sample, tokens), strict=True):
        for language, vote in _votes(token).items():
            scores[language] += vote * (_NAME_SHARE if is_name else 1.0)
    return max(scores, key=lambda language: scores[language])


def guess_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a document's language, ours or a foreign one, or None if it is none we know.

    >>> guess_language("Das Abkommen wurde von der Versammlung mit einer Entschließung angenommen und tritt in Kraft")
    'de'
    """
    sample = text[:_DOCUMENT_CHARS]
    scripts = Counter(_script_of(char) for char in sample if char.isalpha())
    if not scripts:
        return None
    script, letters = scripts.most_common(1)[0]
    if script in _ONE_LANGUAGE_SCRIPTS:
        return _ONE_LANGUAGE_SCRIPTS[script]
    if script not in _LANGUAGES_OF_SCRIPT:
        return None
    schwa_share = sum(sample.count(schwa) for schwa in "əƏ") / letters
    if script == "LATIN" and schwa_share > _MIN_SCHWA_SHARE:
        return "az"
    tokens = words(sample)
    if len(tokens) < _MIN_WORDS:
        return detect_language(sample)
    not_azerbaijani = schwa_share == 0 and _TURKIC.search(sample)  # who types ı or ş has ə on the keyboard too
    candidates = [one for one in _LANGUAGES_OF_SCRIPT[script] if not (one == "az" and not_azerbaijani)]
    return _by_stop_words(tokens, candidates)


def _script_of(char: str) -> str:
    return unicodedata.name(char, "UNKNOWN").split(maxsplit=1)[0]


def _by_stop_words(tokens: list[str], languages: Sequence[str]) -> str | None:
    counts = Counter(tokens)
    shares = {one: sum(counts[word] for word in STOP_WORDS[one]) / len(tokens) for one in languages}
    best = max(shares, key=lambda language: shares[language])
    return best if shares[best] >= _MIN_STOP_WORD_SHARE.get(best, min(_MIN_STOP_WORD_SHARE.values())) else None


def word_features(word: str) -> list[str]:
    """Return the features of a folded word: itself, and its groups of two to four letters, ends marked.

    >>> word_features("kim")
    ['=kim', '^k', 'ki', 'im', 'm$', '^ki', 'kim', 'im$', '^kim', 'kim$']
    """
    marked = f"^{word}$"
    groups = [marked[at : at + size] for size in (2, 3, 4) for at in range(len(marked) - size + 1)]
    return [f"={word}", *groups]


def _names(text: str, tokens: list[str]) -> list[bool]:
    """Tell for each token whether it looks like part of a name: capitalised where the language would not have it."""
    if not any(token.islower() for token in tokens):
        return [False] * len(tokens)  # a title, a shout or one word: capitals say nothing
    starts = _sentence_starts(text)
    capital = [token[0].isupper() and not _asks(token) for token in tokens]
    followed = [*capital[1:], False]
    return [
        is_capital and (after or not start) for is_capital, after, start in zip(capital, followed, starts, strict=True)
    ]


def _sentence_starts(text: str) -> list[bool]:
    starts, previous_end = [], 0
    for match in _TOKEN.finditer(text):
        starts.append(previous_end == 0 or bool(_SENTENCE_END.search(text, previous_end, match.start())))
        previous_end = match.end()
    return starts


def _asks(token: str) -> bool:
    return not _EVERY_QUESTION_WORD.isdisjoint(words(token))


def _votes(token: str) -> dict[Language, float]:
    """Return how much one word speaks for each language."""
    folded = "".join(words(token))
    script = _script(token)
    asked_in = [language for language in LANGUAGES if folded in QUESTION_WORDS[language] and script in (None, language)]
    if asked_in:  # "ne" asks in Azerbaijani and denies in Russian: both get the vote, and the rest decides
        return dict.fromkeys(asked_in, _FUNCTION_WORD)
    if script:
        return {script: _OWN_WORD}
    topic_of = [language for language in LANGUAGES if folded in TOPIC_WORDS[language]]
    return {topic_of[0]: _OWN_WORD} if topic_of else _content_votes(folded)


def _script(token: str) -> Language | None:
    """Return the language that the letters of a word belong to, None for plain Latin."""
    if _CYRILLIC.search(token):
        return "ru"
    return "az" if _AZERBAIJANI.search(token) else None


def _content_votes(word: str) -> dict[Language, float]:
    """Score a Latin word by its letter groups, no word more than the cap ahead of another."""
    profiles = _profiles()
    totals = [0.0] * len(LANGUAGES)
    for name in word_features(word):
        for at, weight in enumerate(profiles.get(name, ())):
            totals[at] += weight / WEIGHT_SCALE
    best = max(totals)
    return {language: max(0.0, total - best + _CONTENT_CAP) for language, total in zip(LANGUAGES, totals, strict=True)}


@functools.cache
def _profiles() -> dict[str, list[int]]:
    """Return feature -> weights in the order of `LANGUAGES`."""
    try:
        loaded: dict[str, list[int]] = json.loads(PROFILES_PATH.read_text(encoding="ascii"))
    except (OSError, ValueError) as error:
        raise CorpusError(f"{PROFILES_PATH} cannot be read: {error}. Restore it from the project.") from error
    return loaded
