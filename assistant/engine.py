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
from assistant.evidence import Judge, Judged
from assistant.language import answer_language, searchable
from assistant.lookup import is_pure, look_up, missing
from assistant.messages import COVERAGE, GREETING, NEAREST, REFUSAL, THANKS, quoted, source_label
from assistant.question import Understanding, understand
from assistant.quote import Composer, Span, citation, compose, in_language, span_of
from assistant.settings import Settings
from assistant.spelling import Speller
from assistant.types import MAX_HISTORY, MAX_QUESTION_CHARS, Answer, Question, QuestionError, Status
from corpus.load import Corpus, fingerprint, load_corpus
from corpus.text import normalize
from corpus.types import Document, Language, Passage
from index.build import build, progress_bar
from index.embed import Embedder
from index.hub import load_embedder
from index.search import HybridIndex
from index.store import check, open_store, read_manifest
from index.types import Hit, MissingIndexError

_PASSAGES_READ: Final = 24  # passages whose sentences are judged: recall is near full, and judging stays quick
_NEAREST_SHOWN: Final = 2
ANSWER_FROM: Final = 0.5  # probability that the best sentence answers, below which the assistant refuses


@dataclass
class Engine:
    """Answers questions over one opened index; safe to share between threads, since answering changes nothing."""

    corpus: Corpus
    index: HybridIndex
    embedder: Embedder
    briefs: bool = True
    speller: Speller = field(init=False)

    def __post_init__(self) -> None:
        self.speller = Speller.of(self.corpus.documents)

    @classmethod
    def open(cls, settings: Settings, *, briefs: bool = True) -> Engine:
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
        return cls(store.corpus, store.index, embedder, briefs)

    def document(self, document_id: str) -> Document:
        """Return a document by its id; KeyError if there is none."""
        return self.corpus.document(document_id)

    def search(self, text: str, language: Language, count: int = 10) -> list[Hit]:
        """Rank the passages for a text, best first."""
        text = searchable(normalize(text), language)
        keep = None if self.briefs else _is_no_brief
        return self.index.search(text, language, self._vector(text), count, keep)

    def answer(self, question: Question) -> Answer:
        """Answer a question, or refuse; raise QuestionError for one that cannot be taken."""
        started = time.perf_counter()
        text = checked(question.text)
        history = [normalize(earlier) for earlier in question.history[-MAX_HISTORY:] if earlier.strip()]
        language = answer_language(text, history, question.language)
        draft = _Draft(text, language, started)
        if conversation.is_greeting(text):
            return draft.finish(GREETING[language], "greeting")
        if conversation.is_thanks(text):
            return draft.finish(THANKS[language], "greeting")
        draft.standalone = conversation.standalone(text, history)
        understood = understand(self.speller.correct(searchable(draft.standalone, language), language), language)
        if absent := missing(understood):
            return draft.finish(absent, "no_such_article")
        if is_pure(understood) and (found := look_up(understood, self.corpus)):
            return draft.finish_composed(found)
        return self._answer_from_evidence(draft, understood)

    def _answer_from_evidence(self, draft: _Draft, question: Understanding) -> Answer:
        judged = self.judged(question)
        leads = self._leads(judged, question)
        if leads:
            differs = bool(question.dates or question.numbers) and leads[0].features.figures < 1
            shown = [self._in_language(item.candidate, draft.language) for item in leads]
            return draft.finish_composed(compose(_distinct(shown), self.corpus, draft.language, differs=differs))
        if question.articles and (found := look_up(question, self.corpus)):
            return draft.finish_composed(found)
        return draft.refuse(judged)

    def judged(self, question: Understanding) -> list[Judged]:
        """Search, and judge every sentence of the passages found, best first."""
        query = self._vector(question.text)
        named = {reference.article for reference in question.articles if reference.exists}
        if named:
            passages = [passage for passage in self.index.passages if _is_in(passage, named)]
            found = of_passages(passages, self.corpus)
        else:
            found = candidates(self.search(question.text, question.language, _PASSAGES_READ), self.corpus)
        judge = Judge(question, self.index.lexical.idf, self._word_vectors, query)
        return judge.judge(found, self._sentence_vectors([candidate.text for candidate in found]))

    def _leads(self, judged: Sequence[Judged], question: Understanding) -> list[Judged]:
        if not judged or judged[0].probability < ANSWER_FROM:
            return []
        return [judged[0]]

    def _in_language(self, candidate: Candidate, language: Language) -> Candidate:
        span = in_language(candidate, self.corpus, language)
        if span is None:
            return candidate
        return replace(candidate, document=span.document, start=span.start, end=span.end)

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.embedder.embed_queries([text])[0]
        return vector

    def _word_vectors(self, words: Sequence[str]) -> NDArray[np.float32]:
        return np.stack([_cached_vector(self.embedder, word) for word in words])

    def _sentence_vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.embedder.dimension), dtype=np.float32)
        return np.stack([_cached_vector(self.embedder, text) for text in texts])


@lru_cache(maxsize=65_536)
def _cached_vector(embedder: Embedder, text: str) -> NDArray[np.float32]:
    vector: NDArray[np.float32] = embedder.embed_passages([text])[0]
    return vector


def _is_no_brief(passage: Passage) -> bool:
    return not passage.document_id.startswith("brief-")


def _is_in(passage: Passage, articles: set[int]) -> bool:
    return passage.location is not None and passage.location.article in articles


def _distinct(found: Sequence[Candidate]) -> list[Candidate]:
    return list({candidate.key: candidate for candidate in found}.values())


def checked(text: str) -> str:
    """Normalise a question; raise QuestionError for one that is empty or too long."""
    normal = " ".join(normalize(text).split())
    if not any(char.isalnum() for char in normal):
        raise QuestionError("The question is empty. Type a question, for example: How many states signed it?")
    if len(normal) > MAX_QUESTION_CHARS:
        raise QuestionError(
            f"The question has {len(normal)} characters; the limit is {MAX_QUESTION_CHARS}. Ask a shorter question."
        )
    return normal


@dataclass
class _Draft:
    """An answer on its way: what is known of it before its text is."""

    question: str
    language: Language
    started: float
    standalone: str = ""

    def finish(self, text: str, status: Status, composer: Composer | None = None, nearest: Sequence[Span] = ()) -> Answer:
        """Close the draft with its text."""
        return Answer(
            question=self.question,
            language=self.language,
            text=text,
            abstained=status in {"refused", "no_such_article"},
            status=status,
            mode="extractive",
            elapsed_ms=round((time.perf_counter() - self.started) * 1000, 3),
            standalone_question=self.standalone or self.question,
            citations=composer.citations() if composer else (),
            nearest=tuple(citation(span, marker) for marker, span in enumerate(nearest, start=1)),
        )

    def finish_composed(self, composer: Composer) -> Answer:
        """Close the draft with a composed answer."""
        return self.finish(composer.text, "answered", composer)

    def refuse(self, judged: Sequence[Judged]) -> Answer:
        """Close the draft with a refusal, what the sources do cover, and the nearest passages."""
        spans = [span_of(item.candidate) for item in judged[:_NEAREST_SHOWN]]
        lines = [f"{REFUSAL[self.language]} {COVERAGE[self.language]}"]
        if spans:
            lines.append(NEAREST[self.language])
        for span in spans:
            label = source_label(span.document, span.location, self.language)
            lines.append(f"— {quoted(span.text, span.document.language)} ({label})")
        return self.finish("\n".join(lines), "refused", nearest=spans)
