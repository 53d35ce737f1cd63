"""The engine: a question goes through the ordered steps below and comes out as an answer."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant import conversation
from assistant.candidates import Candidate, candidates, of_passages
from assistant.draft import Draft, checked
from assistant.evidence import Judge, Judged
from assistant.language import answer_language, question_language, searchable
from assistant.lookup import definition, is_pure, look_up, missing, published
from assistant.messages import GREETING, THANKS
from assistant.question import Understanding, understand
from assistant.quote import claims, compose, in_language
from assistant.settings import Settings
from assistant.spelling import Speller
from assistant.types import MAX_HISTORY, Answer, Question
from corpus.load import Corpus, fingerprint, load_corpus
from corpus.text import normalize
from corpus.types import Document, Language, Passage
from index.build import build, progress_bar
from index.embed import BundledEmbedder, Embedder
from index.hub import load_embedder
from index.search import HybridIndex
from index.store import check, open_store, read_manifest
from index.types import Hit, MissingIndexError

_PASSAGES_READ: Final = 24  # passages whose sentences are judged: recall is near full, and judging stays quick
ANSWER_FROM: Final = 0.5  # probability that the best sentence answers, below which the assistant refuses
_SECOND_LEAD_GAIN: Final = 0.3  # share of the question's meaning that a second sentence must add


@dataclass
class Engine:
    """Answers questions over one opened index; safe to share between threads, since answering changes nothing."""

    corpus: Corpus
    index: HybridIndex
    embedder: Embedder
    briefs: bool = True
    answer_from: float = ANSWER_FROM
    speller: Speller = field(init=False)

    def __post_init__(self) -> None:
        knows = self.embedder.knows if isinstance(self.embedder, BundledEmbedder) else _knows_none
        self.speller = Speller.of(self.corpus.documents, knows)

    @classmethod
    def open(cls, settings: Settings, *, briefs: bool = True, answer_from: float = ANSWER_FROM) -> Engine:
        """Open the index, building it first if there is none; `briefs=False` leaves our statements out (ablation)."""
        embedder = load_embedder(settings.embedding_model)
        library = settings.library_dir
        try:
            manifest = read_manifest(settings.index_dir)
        except MissingIndexError:
            sys.stderr.write("Building the index, once…\n")
            manifest = build(settings.index_dir, load_corpus(library), embedder, progress_bar)
        check(manifest, fingerprint(library), embedder.model_id, embedder.dimension)
        store = open_store(settings.index_dir)
        return cls(store.corpus, store.index, embedder, briefs, answer_from)

    def document(self, document_id: str) -> Document:
        """Return a document by its id; KeyError if there is none."""
        return self.corpus.document(document_id)

    def search(self, text: str, language: Language, count: int = 40) -> list[Hit]:
        """Rank the passages for a text, best first."""
        text = searchable(normalize(text), language)
        keep = None if self.briefs else _is_no_brief
        return self.index.search(text, language, self._vector(text), count, keep)

    def answer(self, question: Question) -> Answer:
        """Answer a question, or refuse; raise QuestionError for one that cannot be taken."""
        started = time.perf_counter()
        text = checked(question.text)
        history = [normalize(earlier) for earlier in question.history[-MAX_HISTORY:] if earlier.strip()]
        draft = Draft(text, answer_language(text, history, question.language), started)
        if conversation.is_greeting(text):
            return draft.finish(GREETING[draft.language], "greeting")
        if conversation.is_thanks(text):
            return draft.finish(THANKS[draft.language], "greeting")
        understood, judged = self._understand(draft, history)
        if absent := missing(understood, draft.language):
            return draft.finish(absent, "no_such_article")
        if is_pure(understood) and (found := look_up(understood, self.corpus, draft.language)):
            return draft.finish_composed(found)
        for step in (definition, published):
            if found := step(understood, self.corpus, draft.language):
                return draft.finish_composed(found)
        return self._answer_from_evidence(draft, understood, judged or self.judge(understood))

    def best_evidence(self, question: Question) -> Judged | None:
        """Return the best sentence for a question, whether or not it is enough; None where no evidence is weighed."""
        text = checked(question.text)
        draft = Draft(text, answer_language(text, question.history, question.language), 0.0)
        understood, evidence = self._understand(draft, question.history)
        if is_pure(understood) or missing(understood, draft.language):
            return None
        if any(step(understood, self.corpus, draft.language) for step in (definition, published)):
            return None
        return next(iter((evidence or self.judge(understood)).judged), None)

    def _understand(self, draft: Draft, history: Sequence[str]) -> tuple[Understanding, _Evidence | None]:
        """Take the question as it stands if it can be answered so, else completed by the earlier ones."""
        completed = conversation.standalone(draft.question, history)
        if completed != draft.question and conversation.asks_by_itself(draft.question):
            alone = self.understand(conversation.without_opener(draft.question), draft.language)
            evidence = self.judge(alone)
            if evidence.judged and evidence.judged[0].probability >= self.answer_from:
                draft.standalone = alone.text
                return alone, evidence
        draft.standalone = completed
        return self.understand(completed, draft.language), None

    def understand(self, text: str, language: Language) -> Understanding:
        """Take a standalone question apart in its own language, its typing mistakes put right."""
        own = question_language(text, language)
        return understand(self.speller.correct(searchable(text, own), own), own)

    def _answer_from_evidence(self, draft: Draft, question: Understanding, evidence: _Evidence) -> Answer:
        leads = self._leads(evidence, question)
        if leads:
            shown = [self._in_language(item.candidate, draft.language) for item in leads]
            heading = question.asked_for == "which_article"
            composer = compose(
                _distinct(shown),
                self.corpus,
                draft.language,
                wanted=claims(question.text),
                differs=leads[0].contradicts,
                heading=heading,
            )
            return draft.finish_composed(composer)
        if question.articles and (found := look_up(question, self.corpus, draft.language)):
            return draft.finish_composed(found)
        return draft.refuse(evidence.judged)

    def judge(self, question: Understanding) -> _Evidence:
        """Search, and judge every sentence of the passages found, best first."""
        query = self._vector(question.text)
        named = {reference.article for reference in question.articles if reference.exists}
        if named:
            passages = [passage for passage in self.index.passages if _is_in(passage, named)]
            found = of_passages(passages, self.corpus)
        else:
            found = candidates(self.search(question.text, question.language, _PASSAGES_READ), self.corpus)
        judge = Judge(question, self.index.lexical.idf, self._vectors, query)
        return _Evidence(judge, judge.judge(found, self._vectors([candidate.text for candidate in found])))

    def _leads(self, evidence: _Evidence, question: Understanding) -> list[Judged]:
        """The sentence that answers, and a second one that adds what the first lacks; none to refuse."""
        judged = evidence.judged
        if not judged or judged[0].probability < self.answer_from:
            return []
        first = judged[0]
        if question.asked_for in {"when", "who", "whose_name", "where", "how_many", "which_article"}:
            return [first]
        seconds = (
            item
            for item in judged[1:]
            if item.probability >= self.answer_from and evidence.judge.gain(first, item) >= _SECOND_LEAD_GAIN
        )
        return [first, *list(seconds)[:1]]

    def _in_language(self, candidate: Candidate, language: Language) -> Candidate:
        span = in_language(candidate, self.corpus, language)
        if span is None:
            return candidate
        return replace(candidate, document=span.document, start=span.start, end=span.end)

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.embedder.embed_queries([text])[0]
        return vector

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.embedder.dimension), dtype=np.float32)
        return np.stack([_cached_vector(self.embedder, text) for text in texts])


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The judged sentences, best first, and the judge that compared them."""

    judge: Judge
    judged: Sequence[Judged]


@lru_cache(maxsize=65_536)
def _cached_vector(embedder: Embedder, text: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = embedder.embed_passages([text])[0]
    return vector


def _knows_none(_word: str) -> bool:
    return False


def _is_no_brief(passage: Passage) -> bool:
    return not passage.document_id.startswith("brief-")


def _is_in(passage: Passage, articles: set[int]) -> bool:
    return passage.location is not None and passage.location.article in articles


def _distinct(found: Sequence[Candidate]) -> list[Candidate]:
    return list({candidate.key: candidate for candidate in found}.values())
