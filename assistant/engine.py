"""The engine: a question goes through the ordered steps below and comes out as an answer."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant import conversation
from assistant.asking import kind_of
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
from corpus.stem import stem
from corpus.text import normalize
from corpus.types import LANGUAGES, Document, Language, Passage
from index.build import build, progress_bar
from index.embed import BundledEmbedder, Embedder
from index.hub import load_embedder
from index.search import HybridIndex
from index.store import check, open_store, read_manifest
from index.types import Hit, MissingIndexError

_PASSAGES_RANKED: Final = 400  # of which the best of each kind are read
_PASSAGES_READ: Final = 14  # passages of each kind whose sentences are judged: recall is near full, and it stays quick
ANSWER_FROM: Final = 0.36  # probability that the best sentence answers, below which the assistant refuses
_VECTORS_KEPT: Final = 65_536  # of sentences and words, 64 MB at most, before the store of them begins anew
_AS_GOOD: Final = 0.08  # of the rank score; nearer than this, the order of two sentences is a guess, so both are shown
_UNSURE_MARGIN: Final = 0.4  # what is added to it the less probable the first sentence is
_MOST_LEADS: Final = 3
_SECOND_LEAD_FROM: Final = 0.8  # of the probability that a first sentence needs
_SAME_SUBJECT: Final = 0.1  # of coverage, within which two sentences are about the same thing
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
    _knows: Callable[[str], bool] = field(init=False, repr=False)
    _seen: dict[str, NDArray[np.float32]] = field(init=False, default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._knows = self.embedder.knows if isinstance(self.embedder, BundledEmbedder) else self._is_known_term
        beside = [(language, text) for words in self.corpus.keywords.values() for language, text in words.items()]
        self.speller = Speller.of(self.corpus.documents, self._knows, beside)

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

    def warm(self) -> None:
        """Read every sentence once, a second or two, so that the first answers are as quick as the later ones."""
        found = of_passages(self.index.passages, self.corpus)
        self._vectors([candidate.text for candidate in found])

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
        if (
            not understood.other_treaty
            and is_pure(understood)
            and (found := look_up(understood, self.corpus, draft.language))
        ):
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
        """Take a question that leans on earlier ones in the reading that is answered best; any other as it is."""
        readings = conversation.readings(draft.question, history)
        draft.standalone = readings[0].text
        taken = [
            replace(self.understand(reading.text, draft.language, reading.asks_like), must_meet=reading.own_words)
            for reading in readings
        ]
        if len(taken) == 1:
            return taken[0], None
        weighed = [(understood, self.judge(understood)) for understood in taken]
        best = max(range(len(weighed)), key=lambda number: (weighed[number][1].probability, -number))
        draft.standalone = readings[best].shown
        return weighed[best]

    def understand(self, text: str, language: Language, asks_like: str | None = None) -> Understanding:
        """Take a standalone question apart in its own language, its typing mistakes put right.

        `asks_like` is an earlier question whose kind this one takes over.
        """
        own = question_language(text, language)
        understood = understand(self.speller.correct(searchable(text, own), own), own)
        return understood if asks_like is None else replace(understood, asked_for=kind_of(asks_like))

    def _answer_from_evidence(self, draft: Draft, question: Understanding, evidence: _Evidence) -> Answer:
        if question.language != draft.language:
            evidence = self._preferring(draft.language, evidence)
        leads = self._leads(evidence)
        if leads:
            shown = [self._in_language(item.candidate, draft.language) for item in leads]
            heading = question.asked_for == "which_article" or bool(question.articles)
            composer = compose(
                _distinct(shown),
                self.corpus,
                draft.language,
                wanted=claims(question.text),
                differs=leads[0].contradicts,
                heading=heading,
            )
            return draft.finish_composed(composer)
        if (
            question.articles
            and not question.other_treaty
            and (found := look_up(question, self.corpus, draft.language))
        ):
            return draft.finish_composed(found)
        return draft.refuse(evidence.judged)

    def judge(self, question: Understanding) -> _Evidence:
        """Search, and judge every sentence of the passages found, best first."""
        query = self._vector(question.text)
        named = {reference.article for reference in question.articles if reference.exists}
        if named and question.asked_for != "whether":
            passages = [passage for passage in self.index.passages if _is_in(passage, named)]
            found = of_passages(passages, self.corpus)
        else:
            found = candidates(self._to_read(question), self.corpus)
        judge = Judge(question, self.index.lexical.idf, self._vectors, query, self._knows)
        return _Evidence(judge, judge.judge(found, self._vectors([candidate.text for candidate in found])))

    def _to_read(self, question: Understanding) -> list[Hit]:
        """The best passages of the Convention and the best of all else.

        Passages of one article support one another in search, and would else crowd out a single fitting statement.
        """
        hits = self.search(question.text, question.language, _PASSAGES_RANKED)
        of_treaty = [hit for hit in hits if hit.passage.location is not None]
        others = [hit for hit in hits if hit.passage.location is None]
        return [*of_treaty[:_PASSAGES_READ], *others[:_PASSAGES_READ]]

    def _leads(self, evidence: _Evidence) -> list[Judged]:
        """The sentence that answers, and others that are as good or add what the first lacks; none to refuse."""
        if evidence.probability < self.answer_from:
            return []
        first, *others = evidence.judged
        leads = [first]
        margin = _AS_GOOD + _UNSURE_MARGIN * (1 - first.probability)
        for item in others:
            if len(leads) == _MOST_LEADS:
                break
            if item.probability < _SECOND_LEAD_FROM * self.answer_from or any(
                self._says_the_same(lead.candidate, item.candidate) for lead in leads
            ):
                continue
            if _counts_otherwise(first, item, evidence.judge):
                return sorted([first, item], key=lambda judged: judged.candidate.document.published or "", reverse=True)
            if first.score - item.score <= margin or evidence.judge.gain(first, item) >= _SECOND_LEAD_GAIN:
                leads.append(item)
        return leads

    def _preferring(self, language: Language, evidence: _Evidence) -> _Evidence:
        """Put what can be said in the answer's language first, among the sentences that answer."""
        answering = [item for item in evidence.judged if item.probability >= self.answer_from]
        sayable = [item for item in answering if in_language(item.candidate, self.corpus, language) is not None]
        kinds = {item.features.kind for item in answering[:1]}
        first = [item for item in sayable if item.features.kind in kinds]
        return _Evidence(evidence.judge, [*first, *(item for item in evidence.judged if item not in first)])

    def _says_the_same(self, first: Candidate, other: Candidate) -> bool:
        """Whether a sentence is the proof of a statement, or one statement or digest sentence in another language."""
        for one, two in ((first, other), (other, first)):
            if any(wording in two.text or two.text in wording for wording in self.corpus.wordings_of(one.document)):
                return True
        if first.document.kind == other.document.kind == "brief" and claims(other.text) <= claims(first.text):
            return True
        said_in = [in_language(other, self.corpus, language) for language in LANGUAGES]
        return any(span is not None and span.text == first.text for span in said_in)

    def _in_language(self, candidate: Candidate, language: Language) -> Candidate:
        span = in_language(candidate, self.corpus, language)
        if span is None:
            return candidate
        return replace(candidate, document=span.document, start=span.start, end=span.end)

    def _is_known_term(self, word: str) -> bool:
        """Whether a word stands in the corpus, for a model that does not tell what words it has met."""
        return any(self.index.lexical.document_frequency(stem(word, language)) for language in LANGUAGES)

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.embedder.embed_queries([text])[0]
        return vector

    def _vectors(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the unit rows of texts, shape (len(texts), dimension); sentences and words come up again and again."""
        if len(self._seen) > _VECTORS_KEPT:
            self._seen = {}
        seen = self._seen
        new = [text for text in dict.fromkeys(texts) if text not in seen]
        if new:
            seen.update(zip(new, self.embedder.embed_passages(new), strict=True))
        rows = [seen[text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.embedder.dimension), dtype=np.float32)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """The judged sentences, best first, and the judge that compared them."""

    judge: Judge
    judged: Sequence[Judged]

    @property
    def probability(self) -> float:
        """The probability that the best sentence answers; 0 where nothing was found."""
        return self.judged[0].probability if self.judged else 0.0


def _counts_otherwise(first: Judged, other: Judged, judge: Judge) -> bool:
    """Whether two sentences answer "how many" with different figures: sources differ, or time has passed."""
    if not judge.asks_how_many or min(first.features.kind, other.features.kind) < 1:
        return False
    same_subject = other.features.coverage >= first.features.coverage - _SAME_SUBJECT
    return same_subject and not first.candidate.reading.numbers & other.candidate.reading.numbers


def _is_no_brief(passage: Passage) -> bool:
    return not passage.document_id.startswith("brief-")


def _is_in(passage: Passage, articles: set[int]) -> bool:
    return passage.location is not None and passage.location.article in articles


def _distinct(found: Sequence[Candidate]) -> list[Candidate]:
    return list({candidate.key: candidate for candidate in found}.values())
