"""Questions about the Convention as a whole: what it is, what it is about, in short."""

from __future__ import annotations

from typing import Final

from assistant.asking import OPEN_KINDS
from assistant.question import Understanding
from assistant.quote import Composer, add_statement
from assistant.spans import Span
from assistant.types import MAX_ANSWER_CHARS
from corpus.load import Corpus
from corpus.names import CONVENTION
from corpus.types import Language
from index.terms import concept_of

_ITSELF: Final = frozenset({"convention", "cybercrime", "combat", "document", "content"})
# How one asks, folded, to be told of something: such a word asks for nothing in particular.
_TELLING_WORDS: Final = """
    summary summarise summarize explain describe about tell know brief briefly short overview un united nations
    расскажи расскажите рассказать объясни объясните объяснить суть перескажи перескажите опиши опишите кратко вкратце
    коротко оон danis danisin danisarsan izah xulase xulasesi xulasesini mahiyyeti mahiyyet qisa qisaca melumat
    haqqinda bmt bmtnin nin
"""
_TELLING: Final = frozenset(_TELLING_WORDS.split())


def of_the_whole(question: Understanding, corpus: Corpus, language: Language) -> Composer | None:
    """Show the statements that sum the Convention up, if to be told of it is all that a question asks."""
    if question.asked_for not in OPEN_KINDS or CONVENTION not in question.names or not _asks_no_more(question):
        return None
    composer = Composer(language)
    for brief in corpus.briefs:
        if not brief.sums_up:
            continue
        document = corpus.document(f"brief-{brief.topic}-{language}")
        trial = Composer(language, [*composer.lines], [*composer.spans])
        add_statement(trial, Span(document, 0, len(document.text), None), corpus, frozenset(), 1)
        if composer.spans and len(trial.text) > MAX_ANSWER_CHARS:
            break
        composer = trial
    return composer if composer.spans else None


def _asks_no_more(question: Understanding) -> bool:
    """Whether a question names nothing but the Convention, and its words ask for nothing in particular."""
    if len(question.names) > 1 or question.is_narrowed or question.itself is not None:
        return False
    return all(word in _TELLING or concept_of(word, question.language) in _ITSELF for word in question.words)
