"""The part of a question that asks ("how many states", "в каком городе", "kim tərəfindən"), to take out or replace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from assistant.asking import kind_of
from assistant.light_words import is_light, looks_like_verb
from corpus.text import fold
from corpus.types import Language
from index.stopwords import STOPWORDS

_ASKING: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(
        r"(?:\b(?:in|on|at|by|to|for|from|of|with|until|till|since|under|within|into|over|after|before) )?"
        r"\b(?:(?P<noun>how many|how much|(?:what|which) (?:kind|sort|type)s? of|which|what|whose)|"
        r"how long|how soon|how|when|where|who|whom|why)\b"
    ),
    "ru": re.compile(
        r"(?:\b(?:в|во|на|с|со|до|от|по|к|за|о|об|при|для|из|через|перед|под|у|старше|более|менее) )?"
        r"\b(?:(?P<noun>сколь?к(?:о|их|им|ими)|как(?:ой|ая|ое|ие|их|ого|ому|им|ими|ую|ом|ов|ова|ово|овы)|"
        r"че(?:й|го|му|м)|чь(?:я|е|и|его|ей|ему|им|ими|их|ю))|"
        r"когда|где|куда|откуда|кто|кем|кого|кому|ком|почему|зачем|что|как)\b"
    ),
    "az": re.compile(
        r"\b(?:(?P<noun>nece|hansi|ne qeder|kimin)|ne vaxt\w*|ne zaman\w*|hacan\w*|hara\w*|"
        r"kim(?:dir|ler|e|den|de)?|niye|neye gore|ne ucun|necun|neyi|neye|neden|nede|nedir|ne)\b"
    ),
}
_COUNTS: Final = re.compile(r"how m|сколь?к|nece|ne qeder")
_OF_A_CIRCUMSTANCE: Final = re.compile(
    r"(?:when|where|why|how|когда|где|куда|почему|зачем|как|ne vaxt|harada|niye|nece)\b"
)
_OF_A_PART: Final = re.compile(
    r"(?:who|whom|whose|which|what|how many|how much|кто|кого|кому|кем|что|сколь|как(?!\b)|чей|чья|чье|чьи|"
    r"kim|nece|hansi|ne qeder|nedir|neyi|ne(?! vaxt| zaman| ucun)\b)"
)
_POSTPOSITION: Final = r"\s+(?:terefinden|qeder|adindan|ile|uzre|gore|ucun)"
_AFTER_THE_NOUN: Final = re.compile(rf"{_POSTPOSITION}\b")
_OF_A_PLACE: Final = re.compile(rf"(?<=.{{4}})d[ae]n?$|{_POSTPOSITION}$")
_WORD: Final = re.compile(r"\s+([\w'’/-]+)")
_NOUN_WITHIN: Final = 3  # words after the question word: "какой именно орган", "what other main body"


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a question's asking part stands, and where the noun begins that it counts ("how many |states")."""

    start: int
    end: int
    counted: int | None = None


def find_phrase(text: str, language: Language) -> Phrase | None:
    """Find the question word with its preposition and the noun that it is put before; None where nothing asks so.

    >>> text = "Konvensiyanı neçə dövlət imzalayıb?"
    >>> (found := find_phrase(text, "az")) and text[found.start : found.end]
    'neçə dövlət'
    """
    folded = fold(text)
    if kind_of(text) == "whether":
        return None
    match = _ASKING[language].search(folded)
    if match is None:
        return None
    end = match.end()
    how = language == "az" and text[match.start() : end].lower() == "necə"  # folded it equals "neçə", "how many"
    if match["noun"] and not how:
        end = _end_of_noun(folded, end, language)
    if language == "az" and (after := _AFTER_THE_NOUN.match(folded, end)):
        end = after.end()
    counted = match.end() if match["noun"] and not how and _COUNTS.match(match["noun"]) else None
    return Phrase(match.start(), end, counted)


def _end_of_noun(folded: str, start: int, language: Language) -> int:
    """The end of the noun that follows a question word, general words before it included."""
    end = at = start
    for _ in range(_NOUN_WITHIN):
        match = _WORD.match(folded, at)
        if match is None or match[1] in STOPWORDS:
            break
        if language == "en" and looks_like_verb(match[1], language):
            break
        at = end = match.end()
        if not is_light(match[1], language):
            break
    return end


def without_phrase(text: str, language: Language) -> str:
    """Return a question without its asking part, to stand beside another question.

    >>> without_phrase("How many states signed in Hanoi?", "en")
    'signed in Hanoi'
    """
    found = find_phrase(text, language)
    rest = f"{text[: found.start]} {text[found.end :]}" if found else text
    return lower_first(" ".join(rest.split()).strip(" ?!.,:;"))


def with_phrase(text: str, phrase: str, language: Language) -> str:
    """Return a question that asks by another phrase than its own.

    Who did something still did it where or when is asked: "how many states signed" becomes "where states signed".

    >>> with_phrase("Когда страны подписали Конвенцию?", "где", "ru")
    'Где страны подписали Конвенцию?'
    """
    found = find_phrase(text, language)
    if found is None:
        return upper_first(f"{phrase} {lower_first(text)}")
    stays = found.counted if _OF_A_CIRCUMSTANCE.fullmatch(fold(phrase)) else None
    return upper_first(f"{text[: found.start]}{lower_first(phrase)}{text[found.end if stays is None else stays :]}")


def takes_phrase(earlier: str, phrase: str, language: Language) -> bool:
    """Whether a question is well formed with another's asking phrase: who did something is put otherwise than when.

    >>> takes_phrase("How many states signed?", "where", "en"), takes_phrase("When did it open?", "where", "en")
    (False, True)
    """
    found = find_phrase(earlier, language)
    if found is None:  # "Can it be so?" asks by the order of its words in English alone
        return language == "en" and not _is_of_a_part(phrase)
    return _is_of_a_part(earlier[found.start : found.end]) == _is_of_a_part(phrase)


def _is_of_a_part(phrase: str) -> bool:
    """Whether a phrase asks for who, what or how many, rather than when, where, why or by whom."""
    folded = fold(phrase)
    return _OF_A_PART.match(folded) is not None and not _OF_A_PLACE.search(folded)


def lower_first(text: str) -> str:
    """Put the first letter in lower case, unless the first word is an abbreviation.

    Within a text a capital would make a name of a common word: "(Ölkələr Konvensiyanı …" is no "Ölkələr" Convention.
    """
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    if sum(char.isupper() for char in first) > 1:
        return text
    small = "i" if text[:1] == "İ" else "ı" if text[:1] == "I" and not text[1:2].isspace() and _is_turkic(text) else ""
    return (small or text[:1].lower()) + text[1:]


def _is_turkic(text: str) -> bool:
    return re.search("[əğışçöü]", text.lower().replace("i̇", "i")) is not None


def upper_first(text: str) -> str:
    """Put the first letter in upper case, as the language has it.

    >>> upper_first("where was it?"), upper_first("imza nə vaxt atılıb?")
    ('Where was it?', 'İmza nə vaxt atılıb?')
    """
    return ("İ" if text[:1] == "i" and _is_turkic(text) else text[:1].upper()) + text[1:]
