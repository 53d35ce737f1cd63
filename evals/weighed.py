"""The development questions with their sentences weighed: what the judge of sentences is fitted on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.candidates import Candidate
from assistant.engine import Engine
from assistant.scoring import Asked, table
from assistant.spans import in_language
from assistant.types import Question
from corpus.load import Corpus
from evals.made_up import grown
from evals.matching import Haystack
from evals.types import Case, Fact

_ONE_IN: Final = 10
_TOPICS: Final = frozenset({"articles", "convention", "facts", "followups", "unanswerable"})


@dataclass(frozen=True)
class Weighed:
    """A question with its sentences: their features (sentences, features), and which of them carry the fact.

    `sentences` and `wordings` are the numbers of their vectors in `Gathered.vectors`, of which the first is of nothing;
    `said` is the number of what a sentence says, which it has in common with its versions in other languages.
    """

    fact: str
    writer: str
    answerable: bool
    asked: Asked
    rows: NDArray[np.float64]
    right: NDArray[np.bool_]
    question: NDArray[np.float32]
    sentences: NDArray[np.int32]
    wordings: NDArray[np.int32]
    said: NDArray[np.int32]

    @property
    def known(self) -> NDArray[np.bool_]:
        """Which sentences have an everyday wording, as those of an added document have none."""
        return self.wordings > 0


@dataclass(frozen=True)
class Gathered:
    """All weighed questions, the vectors of their sentences and wordings, and the embedder that made them."""

    items: Sequence[Weighed]
    vectors: NDArray[np.float32]
    model: str


def gather(engine: Engine, asked: Sequence[Case], of_added: Sequence[Case] = ()) -> Gathered:
    """Weigh the sentences of every case, and of `of_added`, which are asked of the made-up documents as additions.

    Some of the others are asked beside these, too: what was known before has to be found still.
    """
    beside = [*of_added, *asked[::_ONE_IN]]
    views = [(engine, asked), *([(grown(engine), beside)] if of_added else [])]
    texts: dict[str, int] = {"": 0}
    versions = _Versions()
    found = (_weigh(each, case, texts, versions) for each, cases in views for case in cases)
    items = [item for item in found if item is not None]
    vectors = engine.embedder.embed_passages(list(texts))
    vectors[0] = 0
    return Gathered(items, vectors, engine.embedder.model_id)


def unknown_to(held_out: Iterable[Fact], facts: Iterable[Fact]) -> list[Fact]:
    """Leave out the facts of which a question is, word for word, one of the held-out ones: people ask alike."""
    known = {key for fact in held_out for key in _asked(fact)}
    return [fact for fact in facts if not known & _asked(fact)]


def _asked(fact: Fact) -> set[tuple[str, tuple[str, ...]]]:
    return {(question, fact.history.get(language, ())) for language, question in fact.questions.items()}


class _Versions:
    """Numbers what sentences say: statements and the digest say the same in three languages."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._of_candidate: dict[tuple[str, int], int] = {}

    def number(self, candidate: Candidate, corpus: Corpus) -> int:
        """Return the number of what a sentence says."""
        if candidate.key not in self._of_candidate:
            english = in_language(candidate, corpus, "en")
            text = english.text if english else candidate.text
            self._of_candidate[candidate.key] = self._numbers.setdefault(text, len(self._numbers))
        return self._of_candidate[candidate.key]


def _weigh(engine: Engine, case: Case, texts: dict[str, int], versions: _Versions) -> Weighed | None:
    evidence = engine.evidence(Question(case.question, case.history))
    if evidence is None or not evidence.judged:
        return None
    found = [item.candidate for item in evidence.judged]
    return Weighed(
        case.fact.id,
        writer(case.fact.source),
        case.answerable,
        evidence.judge.asked,
        table([item.features for item in evidence.judged]),
        np.array([case.answerable and carries(candidate, case.fact, engine.corpus) for candidate in found]),
        evidence.judge.query,
        np.array([texts.setdefault(candidate.text, len(texts)) for candidate in found], dtype=np.int32),
        np.array([texts.setdefault(candidate.wording_text, len(texts)) for candidate in found], dtype=np.int32),
        np.array([versions.number(candidate, engine.corpus) for candidate in found], dtype=np.int32),
    )


def writer(source: str) -> str:
    """Say who wrote a file of facts, by its name without the topics: the questions of one writer are alike.

    >>> writer("dev_eighth_unanswerable_a"), writer("dev_articles")
    ('dev_eighth_a', 'dev')
    """
    return "_".join(part for part in source.split("_") if part not in _TOPICS)


def carries(candidate: Candidate, fact: Fact, corpus: Corpus) -> bool:
    """Whether a sentence holds every required group and stands, or is proved, where the proof may stand."""
    document, article = candidate.document, candidate.article
    if document.kind == "brief":
        topic = document.id.removeprefix("brief-").removesuffix(f"-{document.language}")
        sources = [item.document_id for item in corpus.brief(topic).evidence]
    else:
        sources = [document.id]
    allowed = article in fact.articles or any(
        fnmatchcase(name, wanted) for name in sources for wanted in fact.documents
    )
    beside = [f"Article {article}"] if article and fact.kind == "which" else []
    dated = [document.published] if document.kind == "article" and document.published else []
    haystack = Haystack("\n".join([candidate.text, *beside, *dated]))
    return allowed and all(haystack.has_any(group) for group in fact.must)
