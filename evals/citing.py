"""Whether what an answer cites proves it: the quotes are read as a reader would, by themselves."""

from __future__ import annotations

from fnmatch import fnmatchcase

from evals.matching import Haystack
from evals.types import Case, Cited, Record


def citation_precision(record: Record) -> float | None:
    """Share of the cited sources that may prove the fact and whose quote carries something that is required.

    A statement of ours is no source and counts neither way. A quote that repeats what another proves is right too.
    """
    sources = [cited for cited in record.citations if cited.kind != "brief"]
    if record.abstained or not record.case.answerable or not sources:
        return None
    return sum(_carries(cited, record.case) for cited in sources) / len(sources)


def citation_recall(record: Record) -> float | None:
    """Share of the required groups that a cited quote carries which may prove the fact; 1 where every one is."""
    groups = record.case.fact.must
    if record.abstained or not record.case.answerable or not groups:
        return None
    proofs = [Haystack(_proof(cited, record.case)) for cited in record.citations if may_prove(cited, record.case)]
    return sum(any(proof.has_any(group) for proof in proofs) for group in groups) / len(groups)


def _carries(cited: Cited, case: Case) -> bool:
    """Whether a citation may prove the fact, and its quote carries one of the required groups."""
    if not may_prove(cited, case):
        return False
    proof = Haystack(_proof(cited, case))
    return any(proof.has_any(group) for group in case.fact.must)


def is_proved(record: Record) -> bool:
    """Whether the citations that may prove the fact, taken together, hold every required group."""
    proofs = [_proof(cited, record.case) for cited in record.citations if may_prove(cited, record.case)]
    haystack = Haystack("\n".join(proofs))
    return bool(proofs) and all(haystack.has_any(group) for group in record.case.fact.must)


def may_prove(cited: Cited, case: Case) -> bool:
    """Whether a citation stands where the proof may stand: in a listed document or a listed article's text."""
    if any(fnmatchcase(cited.document_id, pattern) for pattern in case.fact.documents):
        return True
    return cited.kind == "convention" and cited.article in case.fact.articles


def _proof(cited: Cited, case: Case) -> str:
    """Give what a citation proves: its quote, what article that is in if this was asked, the date of a press report."""
    parts = [cited.quote]
    if case.fact.kind == "which" and case.fact.articles and cited.article:
        parts.append(f"Article {cited.article}")
    if cited.kind == "article" and cited.published:  # "has signed", in a report of 23 February, is of that day
        parts.append(cited.published)
    return "\n".join(parts)
