"""Which of the judged sentences an answer leads with: the best, and those that are as good, add, or say otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from assistant.candidates import Candidate
from assistant.evidence import Evidence, Judge, Judged
from assistant.proofs import claims
from assistant.spans import in_language, topic_of
from corpus.load import Corpus
from corpus.types import LANGUAGES, Language

_VERSIONS_AMONG: Final = 6  # best sentences among which the first is looked for in its other languages
_DIFFERENCE_AMONG: Final = 12  # best sentences among which one is looked for that says that sources differ
_AS_GOOD: Final = 1.2  # log-odds that the first sentence is the better one; below, the order is a guess: both are shown
_CORRECTS_AS_WELL: Final = 1.5  # log-odds within which another sentence corrects a question as well as the first
_NO_WORSE: Final = 0.5  # log-odds within which another sentence is as good as the first
_SURELY: Final = 0.97  # probability from which a sentence answers, whatever is put before it by search
_NOTHING_LOST: Final = 0.05  # share of the question's meaning that the sentence adds to the statement, at most
_IN_SHORT: Final = 3.0  # log-odds within which a statement goes before the sentence that proves it
_UNSURE_MARGIN: Final = 1.2  # what is added to it the less probable the first sentence is
_MOST_LEADS: Final = 3
_SECOND_LEAD_FROM: Final = 0.8  # of the probability that a first sentence needs
_OTHER_COUNT_FROM: Final = 0.3  # the same of one that counts otherwise, or says that sources differ
_SAME_SUBJECT: Final = 0.1  # of coverage, within which two sentences are about the same thing
_SECOND_LEAD_GAIN: Final = 0.3  # share of the question's meaning that a second sentence must add


def chosen(evidence: Evidence, corpus: Corpus, answer_from: float) -> list[Judged]:
    """The sentence that answers, and others that are as good or add what the first lacks; none to refuse."""
    if not evidence.judged or probability(evidence, corpus) < answer_from:
        return []
    first, *others = evidence.judged
    leads = [first]
    margin = _AS_GOOD + _UNSURE_MARGIN * (1 - first.probability)
    for item in others:
        if len(leads) == _MOST_LEADS:
            break
        if item.probability < _OTHER_COUNT_FROM * answer_from or any(
            _says_the_same(lead.candidate, item.candidate, corpus) for lead in leads
        ):
            continue
        if _counts_otherwise(first, item, evidence.judge):
            return sorted([first, item], key=lambda judged: judged.candidate.document.published or "", reverse=True)
        if item.probability < _SECOND_LEAD_FROM * answer_from:
            continue
        if first.score - item.score <= margin or evidence.judge.gain(first, item) >= _SECOND_LEAD_GAIN:
            leads.append(item)
    return _with_difference(leads, evidence, corpus, answer_from)


def _with_difference(leads: list[Judged], evidence: Evidence, corpus: Corpus, answer_from: float) -> list[Judged]:
    """Add that sources differ, where that is likely asked of and the first sentence is what one of them writes.

    Who asks whether something is so is told that alone, with a quote of each source.
    """
    if evidence.judge.asks_of_a_source:
        return leads
    first = leads[0]
    alone = evidence.judge.asks_whether and not first.contradicts
    for item in [*leads, *evidence.judged[:_DIFFERENCE_AMONG]]:
        likely = item in leads or item.probability >= _OTHER_COUNT_FROM * answer_from
        of_the_same = item is first or _share_a_proof(first.candidate, item.candidate, corpus)
        if likely and of_the_same and _says_that_sources_differ(item, corpus):
            return [item] if alone else leads if item in leads else [first, item]
    return leads


def _says_that_sources_differ(item: Judged, corpus: Corpus) -> bool:
    document = item.candidate.document
    return document.kind == "brief" and corpus.brief(topic_of(document)).differs


def _share_a_proof(first: Candidate, other: Candidate, corpus: Corpus) -> bool:
    """Whether a sentence proves a statement, or is one that is proved by what proves that, in whole or in part."""
    of_first, of_other = corpus.quotes_for(first.document), corpus.quotes_for(other.document)
    shared = any(mine in theirs or theirs in mine for mine in of_first for theirs in of_other)
    return shared or _proves(first, other, corpus)


def probability(evidence: Evidence, corpus: Corpus) -> float:
    """Return the probability that the best sentence answers, in the language in which it is judged the likeliest."""
    first = evidence.judged[0]
    versions = (
        item for item in evidence.judged[:_VERSIONS_AMONG] if _is_version(first.candidate, item.candidate, corpus)
    )
    return max((item.probability for item in versions), default=first.probability)


def preferring(language: Language, evidence: Evidence, corpus: Corpus, answer_from: float) -> Evidence:
    """Put what can be said in the answer's language first, among the sentences that answer."""
    answering = [item for item in evidence.judged if item.probability >= answer_from]
    sayable = [item for item in answering if in_language(item.candidate, corpus, language) is not None]
    kinds = {item.features.kind for item in answering[:1]}
    first = [item for item in sayable if item.features.kind in kinds]
    return Evidence(evidence.judge, [*first, *(item for item in evidence.judged if item not in first)])


def corrections_first(evidence: Evidence, answer_from: float) -> Evidence:
    """Put a sentence that corrects the question before one as good that says nothing of what is to be confirmed."""
    if not evidence.judged or evidence.judged[0].contradicts or not evidence.judge.leaves_open(evidence.judged[0]):
        return evidence
    first, *others = evidence.judged
    for item in others[:_VERSIONS_AMONG]:
        if item.contradicts and item.probability >= answer_from and first.score - item.score <= _AS_GOOD:
            return _with_first(item, evidence)
    return evidence


def own_language_first(language: Language, evidence: Evidence, corpus: Corpus, answer_from: float) -> Evidence:
    """Put a sentence in the asker's language first where it is as good as one that can only be shown in another.

    It is as good if it stands near to it in the order, or surely answers and carries as much of the question.
    """
    if not evidence.judged:
        return evidence
    first, *others = evidence.judged
    if in_language(first.candidate, corpus, language) is not None:
        return evidence
    # What corrects the question is not put behind what only speaks of the same; one correction is as good as another.
    margin = _CORRECTS_AS_WELL if first.contradicts else _NO_WORSE
    for item in others[:_VERSIONS_AMONG]:
        corrects = item.contradicts or not first.contradicts
        likely = item.probability >= answer_from and item.features.kind >= first.features.kind and corrects
        if not likely or item.candidate.document.language != language:
            continue
        surely = item.probability >= _SURELY and evidence.judge.gain(item, first) <= _NOTHING_LOST
        if surely or first.score - item.score <= margin:
            return _with_first(item, evidence)
    return evidence


def statement_first(language: Language, evidence: Evidence, corpus: Corpus, answer_from: float) -> Evidence:
    """Put a statement of ours before the sentence of a source that proves it, if it says all that was asked of it."""
    if not evidence.judged or evidence.judged[0].candidate.document.kind == "brief":
        return evidence
    first, *others = evidence.judged
    for item in others[:_VERSIONS_AMONG]:
        proves = _proves(first.candidate, item.candidate, corpus)
        as_likely = item.probability >= answer_from and first.score - item.score <= _IN_SHORT
        says_all = evidence.judge.gain(item, first) <= _NOTHING_LOST
        fits = says_all and all(
            getattr(item.features, name) >= getattr(first.features, name)
            for name in ("kind", "names", "figures", "contradicts")
        )
        if proves and as_likely and fits and in_language(item.candidate, corpus, language) is not None:
            return _with_first(item, evidence)
    return evidence


def _with_first(item: Judged, evidence: Evidence) -> Evidence:
    return Evidence(evidence.judge, [item, *(other for other in evidence.judged if other is not item)])


def distinct(found: Iterable[Candidate]) -> list[Candidate]:
    """Keep the first of what stands in one place."""
    return list({candidate.key: candidate for candidate in found}.values())


def _says_the_same(first: Candidate, other: Candidate, corpus: Corpus) -> bool:
    """Whether a sentence is the proof of a statement, or one statement or digest sentence in another language."""
    if _proves(first, other, corpus) or _proves(other, first, corpus):
        return True
    if first.document.kind == other.document.kind == "brief" and claims(other.text) <= claims(first.text):
        return True
    return _is_version(first, other, corpus)


def _proves(sentence: Candidate, statement: Candidate, corpus: Corpus) -> bool:
    """Whether a sentence is, or holds, or is part of, a quote that proves a statement of ours."""
    return any(quote in sentence.text or sentence.text in quote for quote in corpus.quotes_for(statement.document))


def _is_version(first: Candidate, other: Candidate, corpus: Corpus) -> bool:
    """Whether a sentence is another, or says it in another language: statements and the digest are aligned."""
    if first.key == other.key:
        return True
    said_in = (in_language(other, corpus, language) for language in LANGUAGES if language == first.document.language)
    return any(span is not None and span.text == first.text for span in said_in)


def _counts_otherwise(first: Judged, other: Judged, judge: Judge) -> bool:
    """Whether two sentences answer "how many" with different figures: sources differ, or time has passed."""
    if not judge.asks_how_many or min(first.features.kind, other.features.kind) < 1:
        return False
    same_subject = other.features.coverage >= first.features.coverage - _SAME_SUBJECT
    return same_subject and not first.candidate.reading.numbers & other.candidate.reading.numbers
