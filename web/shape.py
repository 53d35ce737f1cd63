"""What an exchange looks like: an answer, a refusal, a correction, or sources that differ."""

from __future__ import annotations

import re
from itertools import combinations
from typing import Final, Literal

from assistant.asking import kind_of
from assistant.messages import DIFFERENT, PROOF, REFUSAL
from assistant.types import Answer, Citation
from corpus.figures import find_numbers
from corpus.stem import stem
from corpus.text import words
from index.terms import concept_of

Shape = Literal["answered", "corrected", "differs", "refused", "no_such_article", "greeting"]

_MARKER: Final = re.compile(r"\[(\d{1,3})\]")
_COUNTED_WITHIN: Final = (
    2  # words after a number that may say what it counts ("74 other states"); one before it may too
)
_ORDINAL: Final = re.compile(r"\d-?(?:st|nd|rd|th|c[iıuü]|й|я|е|го|м)\b")
_SIGNATORIES: Final = frozenset({"sign", "state"})  # a treaty's signatories are states: both words count the same


def verdict(answer: Answer) -> str:
    """Return the sentence by which a refusal or a correction begins; empty for any other answer."""
    verdicts = (phrase[answer.language] for phrase in (REFUSAL, DIFFERENT))
    return next((said for said in verdicts if answer.text.startswith(said)), "")


def shape(answer: Answer) -> Shape:
    """Return the answer's status, told apart further where an answer corrects the question or its sources differ."""
    if answer.status != "answered":
        return answer.status
    if verdict(answer):
        return "corrected"
    return "differs" if _sources_differ(answer) else "answered"


def _sources_differ(answer: Answer) -> bool:
    """Whether a "how many" is answered by two kinds of source with different counts of the same thing."""
    question = answer.standalone_question
    if kind_of(question) != "how_many":
        return False
    asked = _concepts(question, answer.language)
    counted = [(citation.edition, _counts(citation.quote, citation.language, asked)) for citation in _leads(answer)]
    return any(
        one[0] != other[0] and one[1] and other[1] and not one[1] & other[1] for one, other in combinations(counted, 2)
    )


def _leads(answer: Answer) -> list[Citation]:
    """Return what each line of the answer quotes first, without the lines that only prove the one above."""
    cited = {citation.marker: citation for citation in answer.citations}
    proof = f"{PROOF[answer.language]}:"
    lines = (line for line in answer.text.split("\n") if not line.startswith(proof))
    found = (match for match in map(_MARKER.search, lines) if match)
    return [cited[int(match[1])] for match in found if int(match[1]) in cited]


def _counts(text: str, language: str, asked: frozenset[str]) -> frozenset[str]:
    """Return the numbers of a text that count what was asked for; ordinals count nothing."""
    counted = set()
    for number in find_numbers(text):
        if _ORDINAL.search(text[number.start : number.end + 4]):
            continue
        before, after = words(text[: number.start])[-1:], words(text[number.end : number.end + 60])[:_COUNTED_WITHIN]
        near = " ".join([*before, *after])
        if _concepts(near, language) & asked:
            counted.add(number.value)
    return frozenset(counted)


def _concepts(text: str, language: str) -> frozenset[str]:
    """Return the concepts, else the stems, of a text's words; signatories count as states."""
    found = {concept_of(word, language) or stem(word, language) for word in words(text)}
    return frozenset(found | _SIGNATORIES if found & _SIGNATORIES else found)
