"""From one article of the Convention to another: "the next article", "а предыдущая?", "Bəs 33-cü?"."""

from __future__ import annotations

import re
from typing import Final

from corpus.detect import detect_language
from corpus.text import fold
from corpus.treaty import find_articles

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


def steps(text: str) -> bool:
    """Whether a text asks for a neighbour of what was asked about."""
    folded = fold(text)
    return (_NEXT.search(folded) or _PREVIOUS.search(folded)) is not None


def step_to_article(text: str, earlier: str) -> str | None:
    """Ask the earlier question of the article that a follow-up, without its "And", steps to; None if to none.

    >>> step_to_article("the next one?", "What does article 41 say?")
    'What does Article 42 say?'
    """
    folded = fold(text)
    references = find_articles(earlier)
    if not references:
        return None
    last = references[-1]
    if number := _NUMBER_ALONE.fullmatch(folded):
        wanted = int(number[1])
    elif _NEXT.search(folded):
        wanted = last.article + 1
    elif _PREVIOUS.search(folded):
        wanted = last.article - 1
    else:
        return None
    named = {"en": f"Article {wanted}", "ru": f"статья {wanted}", "az": f"maddə {wanted}"}
    return f"{earlier[: last.start]}{named[detect_language(earlier) or 'en']}{earlier[last.end :]}"
