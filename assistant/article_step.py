"""From one article to another: "the next article", "а предыдущая?", "Bəs 33-cü?", "No, sorry, I meant 32"."""

from __future__ import annotations

import re
from typing import Final

from assistant.asking import kind_of
from assistant.messages import azerbaijani_ordinal
from corpus.detect import detect_language
from corpus.text import fold
from corpus.treaty import Reference, find_articles

_NEXT: Final = re.compile(
    r"\bnext\b|\bone after\b|\bafter (?:that|it|this)\b|\bfollowing\b|\bследующ\w+|\bnovbeti\w*|\bsonraki\w*"
    r"|\bпосле (?:нее|этой|той)\b"
)
_PREVIOUS: Final = re.compile(
    r"\bprevious\b|\bone before\b|\bbefore (?:that|it|this)\b|\bпредыдущ\w+|\bevvelki\w*"
    r"|\b(?:перед|до) (?:ней|нее|этой|той)\b"
)
_NUMBER_ALONE: Final = re.compile(
    r"(?:the )?(?:number |номер |№ ?)?(\d{1,3})(?:st|nd|rd|th|\s?-?\s?(?:я|й|ю|ая|ую|ой|ей|ci|cu|nci|ncu))?[\s?!.]*"
)

# What one says beside the number when one has named the wrong article; folded.
_OWNING_UP: Final = """
    no nope not meant mean sorry oops mistake wrong typo actually нет не ой простите извините ошибся ошиблась опечатка
    виду точнее вернее yox uzr bagislayin bagisla sehv sehvdir nezerde dogrusu
"""
_BESIDE_IT: Final = """
    a about article articles ask asking but i is it made my number rather s that the to wanted was а в имел имела номер
    о об она про спросить статье статью статьи статья хотел хотела это я bu daha demek deyil etdim etmisem isteyirdim
    istedim madde maddeni maddeye maddesini men nomre sorusmaq sorusurdum tutdum tuturam tuturdum var yazdim
"""
_OWN_UP: Final = frozenset(_OWNING_UP.split())
_OF_CORRECTIONS: Final = _OWN_UP | frozenset(_BESIDE_IT.split())
_AZ_ENDING: Final = r"\s?-?\s?(?:[iı]nci|uncu|üncü|c[iıuü])(?!\w)"
_NAMED: Final = {"en": "Article {}", "ru": "статья {}", "az": "maddə {}"}
_IN_PREPOSITIONAL: Final = re.compile(r"(?<!\w)(?:в|во|о|об|по|на)\s$", re.IGNORECASE)
_ABOUT: Final = {"en": "What is article {} about?", "ru": "О чём статья {}?", "az": "Maddə {} nə haqqındadır?"}
_NUMBER: Final = re.compile(r"\b(\d{1,3})(?:\s?-\s?\w{1,5}|st|nd|rd|th)?\b")


def corrects(text: str) -> bool:
    """Whether a text only says that another article was meant: "Нет, я имел в виду 32", "Yox, 32-ci maddə".

    >>> corrects("No, sorry, I meant 32."), corrects("No, 32 countries signed")
    (True, False)
    """
    folded = fold(text)
    beside = set(re.findall(r"\w+", _NUMBER.sub(" ", folded)))
    return _NUMBER.search(folded) is not None and bool(beside & _OWN_UP) and beside <= _OF_CORRECTIONS


def steps(text: str) -> bool:
    """Whether a text asks for a neighbour of what was asked about."""
    folded = fold(text)
    return (_NEXT.search(folded) or _PREVIOUS.search(folded)) is not None


def step_to_article(text: str, earlier: str) -> str | None:
    """Ask the earlier question of the article that a follow-up, without its "And", steps to; None if to none.

    >>> step_to_article("the next one?", "What does article 41 say?")
    'What does article 42 say?'
    """
    folded = fold(text)
    references = find_articles(earlier)
    if not references:
        return None
    last = references[-1]
    if number := _NUMBER_ALONE.fullmatch(folded):
        wanted = int(number[1])
    elif corrects(text) and (meant := [int(each) for each in _NUMBER.findall(folded) if int(each) != last.article]):
        wanted = meant[-1]
    elif _NEXT.search(folded):
        wanted = last.article + 1
    elif _PREVIOUS.search(folded):
        wanted = last.article - 1
    else:
        return None
    language = detect_language(earlier) or "en"
    if kind_of(text) == "summary":
        return _ABOUT[language].format(wanted)
    before, written, behind = earlier[: last.start], earlier[last.start : last.end], earlier[last.end :]
    renumbered = _renumbered(written, last, wanted) or _NAMED[language].format(wanted)
    if _IN_PREPOSITIONAL.search(before):
        renumbered = renumbered.replace("статья", "статье")
    return f"{before}{renumbered}{behind}"


def _renumbered(written: str, named: Reference, wanted: int) -> str | None:
    """Write a reference with another number: "статье 9" as "статье 8", "9-cu maddədə" as "8-ci maddədə".

    None where the number is written in words or of more than an article.
    """
    number = re.search(rf"(?<!\d){named.article}(?!\d|st|nd|rd|th)({_AZ_ENDING})?", written)
    if number is None or named.paragraph is not None:
        return None
    ending = f"-{azerbaijani_ordinal(wanted)}" if number[1] else ""
    return f"{written[: number.start()]}{wanted}{ending}{written[number.end() :]}"
