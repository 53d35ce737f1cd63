"""How a question is cut into the words that are read, and by what name a sentence is known."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from corpus.text import words

MAX_WORDS: Final = 32  # of a question; what stands behind them is not read
AFTER: Final = "("  # stands, as a word, between a follow-up and the question before it; no text has such a word
_HASH_CHARS: Final = 16


def words_read(question: str, before: str = "") -> list[str]:
    """Cut a question, and the one that it was asked after, into the words that are read.

    >>> words_read("And where?", "When was it signed?")
    ['and', 'where', '(', 'when', 'was', 'it', 'signed']
    """
    behind = [AFTER, *words(before)] if before else []
    return [*words(question), *behind][:MAX_WORDS]


def parted(cut: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """Part what `words_read` cut into the words of the question and those of the one before it.

    >>> parted(["and", "where", "(", "when"])
    (['and', 'where'], ['when'])
    """
    place = cut.index(AFTER) if AFTER in cut else len(cut)
    return cut[:place], cut[place + 1 :]


@lru_cache(maxsize=8192)
def sentence_hash(text: str) -> str:
    """Name a sentence by its text.

    >>> sentence_hash("Azerbaijan signed it.")
    '2e7f9b2a91ab0e4f'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:_HASH_CHARS]


def hash_lines(sentences: Sequence[Sequence[str]]) -> str:
    """List the names of sentences, a line for each of them with those of its texts in all languages."""
    return "\n".join(" ".join(sentence_hash(text) for text in texts) for texts in sentences)
