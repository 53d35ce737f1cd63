"""Wishes for the language of an answer ("in English, please"), told from what a question is about."""

from __future__ import annotations

import re
from typing import Final

from assistant.asking import kind_of
from assistant.leaning_words import LEANING
from corpus.text import fold
from corpus.types import Language
from index.terms import content_words

# Words of a wish to have the last answer again, or in another language; none is what a question is about.
_REPEATING_TEXT: Final = """
    answer again repeat same question translate reply once write ответь ответьте повтори повторите еще раз самое
    вопрос переведи переведите сказать ответить повторить перевести можешь можете мог могла напиши напишите
    написать cavab ver verin verersen verersiniz tekrar eyni sey seyi sual tercume dilinde yeniden etrafli deye
    yaz yazin yazarsan soyle soyleyin bilersen bilersiniz bilersenmi bilersinizmi
"""
_REPEATING: Final = frozenset(_REPEATING_TEXT.split())
_LANGUAGE_REQUEST: Final[tuple[tuple[Language, re.Pattern[str]], ...]] = (
    ("en", re.compile(r"\bin english\b|\bпо-?\s?английски\b|\bна английском\b|\bingilis(?:ce| dilinde)\b")),
    ("ru", re.compile(r"\bin russian\b|\bпо-?\s?русски\b|\bна русском\b|\brus(?:ca| dilinde)\b")),
    (
        "az",
        re.compile(
            r"\bin azerbaijani\b|\bпо-?\s?азербайджански\b|\bна азербайджанском\b|\bazerbaycan(?:ca| dilinde)\b"
        ),
    ),
)
_WISHES: Final = re.compile(
    r"\b(?:please|answer|reply|respond|tell me|write|explain|say|repeat|"
    r"translate|пожалуйста|ответ\w*|скажи\w*|сказать|напиши\w*|повтори\w*|"
    r"переведи\w*|объясни\w*|расскажи\w*|zehmet olmasa|xahis|"
    # "də" is "too", which folding makes equal to "de", "say"; "yazısı" is a piece of writing
    r"cavab\w*|yaz(?:in|arsan|arsiniz|mag\w*)?|de(?=\W*$)|deyin|deye|soyle\w*|tekrar\w*|tercume|izah)\b"
)
_IN_A_LANGUAGE: Final = rf"(?:{'|'.join(pattern.pattern for _, pattern in _LANGUAGE_REQUEST)})(?: языке)?"
_WISH_WORDS: Final = (
    r"(?:please|answer|reply|respond|me|write|пожалуйста|ответь(?:те)?|"
    r"мне|напиши(?:те)?|zehmet olmasa|cavab(?: ver(?:in)?)?|yaz(?:in)?|"
    r"xahis edirem)"
)
_WISH_BEFORE: Final = re.compile(
    rf"(?:{_WISH_WORDS}\s+){{0,3}}{_IN_A_LANGUAGE}(?:\s+{_WISH_WORDS}){{0,3}}\s*[,:.–—-]\s*"
)
_WISH_AFTER: Final = re.compile(
    rf"\s*[,(.?!–—-]*\s*(?:{_WISH_WORDS}\s+){{0,3}}{_IN_A_LANGUAGE}(?:,?\s+{_WISH_WORDS}){{0,3}}[\s).!]*$"
)


def requested_language(text: str) -> Language | None:
    """The language that a question asks to be answered in, if it names one."""
    folded = fold(text)
    if topic_words(text) and not _WISHES.search(folded):
        return None  # "Is there an official text in Russian?" asks about Russian
    return next((language for language, pattern in _LANGUAGE_REQUEST if pattern.search(folded)), None)


def only_wishes(text: str) -> bool:
    """Whether a text wishes for another language and asks nothing: "By whom? Answer in English." asks."""
    return requested_language(text) is not None and not topic_words(text) and kind_of(text) in {"other", "whether"}


def without_request(text: str) -> str:
    """Leave out a wish for the answer's language, so that it is not taken for what the question is about.

    >>> without_request("Answer in Russian: who signed it?")
    'who signed it?'
    """
    if requested_language(text) is None or only_wishes(text):
        return text
    match = _WISH_BEFORE.match(fold(text)) or _WISH_AFTER.search(fold(text))
    return (text[: match.start()] + text[match.end() :]).strip() if match else text


def topic_words(text: str) -> list[str]:
    """Content words that are neither pronouns nor part of a request for a language."""
    folded = fold(text)
    for _, pattern in _LANGUAGE_REQUEST:
        folded = pattern.sub(" ", folded)
    return [word for word in content_words(folded) if word not in LEANING and word not in _REPEATING]
