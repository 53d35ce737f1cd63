"""What "it" stands for: the Convention, where the question before names it, or the state that somebody acts for."""

from __future__ import annotations

import re
from typing import Final

from assistant.light_words import looks_like_verb
from corpus.detect import detect_language
from corpus.function_words import STOP_WORDS
from corpus.names import AZERBAIJAN, CONVENTION, COUNTRIES, find_names
from corpus.text import fold
from corpus.types import Language

# "O" may be a person in Azerbaijani, and "его" a law in Russian: neither is taken for the Convention.
_STANDS_FOR: Final[dict[Language, dict[str, str]]] = {
    "en": {"it": "the Convention", "its": "the Convention's"},
    "ru": {"она": "Конвенция", "ее": "Конвенцию", "ней": "Конвенции", "нее": "Конвенции"},
    "az": {
        "onu": "Konvensiyanı",
        "onun": "Konvensiyanın",
        "ona": "Konvensiyaya",
        "onda": "Konvensiyada",
        "ondan": "Konvensiyadan",
    },
}


# Behind these "ее" is no object, which would be "нее" or stand before a verb.
_BEFORE_OWNED: Final = re.compile(
    r"\b(?:каков\w*|как(?:ой|ая|ое|ие|им|ими|ую|их)|чем|в|во|о|об|на|из|от|до|по|к|с|у|для|про) $"
)
# One acts on behalf of a state, never of a convention. A Russian name stays as it stood, behind a word for that.
_ON_BEHALF: Final = (
    (re.compile(r"\b(?:its|their)(?= behalf\b)"), "{}'s"),
    (re.compile(r"(?<=\bот )(?:ее|его|их) имени\b"), "имени государства {}"),
    (re.compile(r"\b(?:onun|onlarin)(?= adindan\b)"), "{}"),
)


def named(text: str, earlier: str) -> str:
    """Put what the earlier question names in the place of the first "it" of a text: the Convention, or a state.

    >>> named("When was it adopted?", "How many states signed the Convention?")
    'When was the Convention adopted?'
    >>> named("Who signed on its behalf?", "Did Russia sign the Convention?")
    "Who signed on Russia's behalf?"
    """
    known = {name.canonical for name in find_names(text)}
    if (whole := _on_behalf(text, earlier)) is not None:
        return whole
    if CONVENTION in known or not any(name.canonical == CONVENTION for name in find_names(earlier)):
        return text
    language = detect_language(text) or "en"
    pronouns, folded = _STANDS_FOR[language], fold(text)
    match = re.search(rf"\b(?:{'|'.join(pronouns)})\b(?!')", folded)
    if match is None:
        return text
    if match.group() == "ее" and (end := _end_of_owned(folded, match.start(), match.end())):
        return f"{text[: match.start()]}{text[match.end() + 1 : end]} Конвенции{text[end:]}"
    return f"{text[: match.start()]}{pronouns[match.group()]}{text[match.end() :]}"


def _end_of_owned(folded: str, start: int, end: int) -> int | None:
    """Where the noun ends that "ее" says the owner of ("ее текст" is "текст Конвенции"); None of "ее подписали"."""
    owned = re.match(r" (\w+)", folded[end:])
    if owned is None or owned[1] in STOP_WORDS["ru"]:
        return None
    asks_of_it = _BEFORE_OWNED.search(folded[:start])
    return end + owned.end() if asks_of_it or not looks_like_verb(owned[1], "ru") else None


def _on_behalf(text: str, earlier: str) -> str | None:
    states = [name for name in find_names(earlier) if name.canonical in COUNTRIES or name.canonical == AZERBAIJAN]
    if len(states) != 1:
        return None
    for pattern, form in _ON_BEHALF:
        if match := pattern.search(fold(text)):
            name = form.format(earlier[states[0].start : states[0].end].removesuffix("'s"))
            return f"{text[: match.start()]}{name}{text[match.end() :]}"
    return None
