"""The engine: a question goes through the ordered steps below and comes out as an answer."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant import conversation
from assistant.added import Added
from assistant.asking import asks_itself, kind_of
from assistant.candidates import Candidate, Sentences
from assistant.chosen_reading import choose
from assistant.contents import chapter_asked_for, contents
from assistant.conversation import FollowUp
from assistant.courtesies import is_greeting, is_thanks
from assistant.draft import Draft, checked
from assistant.evidence import Evidence, Judge, Judged
from assistant.generate import Writer
from assistant.language import answer_language, question_language, searchable
from assistant.leads import chosen, corrections_first, distinct, own_language_first, preferring, statement_first
from assistant.lookup import definition, is_pure, look_up, missing, titled
from assistant.members import listed
from assistant.messages import GREETING, THANKS
from assistant.model import Model
from assistant.of_source import published, told_by
from assistant.proofs import claims
from assistant.query import Query, queries_of
from assistant.question import Understanding, asked_noun, strangers, understand
from assistant.quote import Composer, compose
from assistant.remembered import Remembered
from assistant.scoring import Weights, shipped_weights
from assistant.served import model_of
from assistant.settings import Settings
from assistant.spans import in_language
from assistant.spelling import Speller
from assistant.types import MAX_HISTORY, Answer, Question
from assistant.whole import of_the_whole
from assistant.worth_reading import of_articles, worth_reading
from corpus.likeness import sound_keys
from corpus.load import Corpus, fingerprint, load_corpus
from corpus.stem import stem
from corpus.text import normalize, words
from corpus.treaty import find_articles
from corpus.types import LANGUAGES, Document, Language, Passage
from index.build import build, progress_bar
from index.cross_encoder import CrossEncoder, cross_encoder_for
from index.embed import BundledEmbedder, Embedder
from index.hub import load_embedder
from index.reader import QuestionReader, reader_for
from index.search import HybridIndex
from index.store import check, open_store, read_manifest
from index.types import Hit, MissingIndexError

# Probability that the best sentence answers, below which the assistant refuses: the lowest, in steps of 0.05, with
# which at least 0.95 of what new writers ask in vain is refused in each language, by cross-validation over writers.
ANSWER_FROM: Final = 0.45
# Tried in order of every question that is no pure look-up of an article, before any evidence is weighed.
_LOOK_UPS: Final = (definition, titled, published, told_by, of_the_whole, contents, listed)
_BY_STATEMENTS: Final = frozenset({of_the_whole, listed})  # not tried where our statements are left out
_NEAREST_AMONG: Final = 12  # sentences of which a refusal shows the nearest, each once and in the asker's language
_SHOW_ARTICLE_FROM: Final = 0.35  # the same of showing the whole of an article that a question names


@dataclass
class Engine:
    """Answers questions over one opened index; safe to share between threads, since answering changes nothing."""

    corpus: Corpus
    index: HybridIndex
    embedder: Embedder
    briefs: bool = True
    answer_from: float = ANSWER_FROM
    weights: Weights = field(default_factory=shipped_weights)
    model: Model | None = None
    reader: QuestionReader | None = None
    cross: CrossEncoder | None = None
    speller: Speller = field(init=False)
    _knows: Callable[[str], bool] = field(init=False, repr=False)
    _added: Added = field(init=False, repr=False)
    _sentences: Sentences = field(init=False, repr=False)
    _vectors: Remembered = field(init=False, repr=False)
    _writer: Writer | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.weights = self.weights.for_embedder(self.embedder.model_id)
        self._sentences = Sentences(self.corpus)
        self._vectors = Remembered(self.embedder.embed_passages, self.embedder.dimension)
        self._knows = self.embedder.knows if isinstance(self.embedder, BundledEmbedder) else self._is_known_term
        self._added = Added(self.corpus, self.index.passages, self._vectors)
        sets = [
            *self.corpus.keywords.values(),
            *(words for at in self.corpus.wordings.values() for words in at.values()),
        ]
        beside = [(language, text) for words in sets for language, text in words.items()]
        self.speller = Speller.of(self.corpus.documents, self._knows, beside)
        self._writer = Writer(self.model, self.corpus, self._vectors, self._knows) if self.model else None

    @classmethod
    def open(
        cls,
        settings: Settings,
        *,
        briefs: bool = True,
        answer_from: float = ANSWER_FROM,
        weights: Weights | None = None,
    ) -> Engine:
        """Open the index, building it first if there is none.

        `briefs=False` leaves our statements out (ablation); `weights` are others than the shipped ones.
        """
        model = model_of(settings)
        embedder = load_embedder(settings.embedding_model)
        library = settings.library_dir
        try:
            manifest = read_manifest(settings.index_dir)
        except MissingIndexError:
            sys.stderr.write("Building the index, once…\n")
            manifest = build(settings.index_dir, load_corpus(library), embedder, progress_bar)
        check(manifest, fingerprint(library), embedder.model_id, embedder.dimension)
        store = open_store(settings.index_dir)
        judged_by = weights or shipped_weights()
        reader, cross = reader_for(embedder), cross_encoder_for(embedder)
        return cls(store.corpus, store.index, embedder, briefs, answer_from, judged_by, model, reader, cross)

    def warm(self) -> None:
        """Read every sentence once, a second or two, so that the first answers are as quick as the later ones."""
        for language in LANGUAGES:
            found = self._sentences.of_passages(self.index.passages, language)
            self._vectors([text for candidate in found for text in (candidate.text, candidate.wording_text) if text])

    def warm_wordings(self) -> None:
        """Compute the vectors of every word and phrase beside the sentences; some seconds, so best in a thread."""
        self.speller.warm()
        groups = [
            group
            for language in LANGUAGES
            for item in self._sentences.of_passages(self.index.passages, language)
            for group in (item.phrases, item.asks, item.misses, item.reading.ordered_words, item.wording.ordered_words)
        ]
        self._vectors.learn(groups)

    def document(self, document_id: str) -> Document:
        """Return a document by its id; KeyError if there is none."""
        return self.corpus.document(document_id)

    def search(
        self, text: str, language: Language, count: int = 40, keep: Callable[[Passage], bool] | None = None
    ) -> list[Hit]:
        """Rank the passages for a text, best first; `keep` filters exactly, None keeps all."""
        return list(islice(self._ranked(text, language, keep), count))

    def _ranked(self, text: str, language: Language, keep: Callable[[Passage], bool] | None = None) -> Iterator[Hit]:
        text = searchable(normalize(text), language)
        keep = keep if self.briefs else _without_briefs(keep)
        return self.index.ranked(text, language, self._vector(text), keep)

    def answer(self, question: Question) -> Answer:
        """Answer a question, or refuse; raise QuestionError for one that cannot be taken."""
        *_, answer = self.stream(question)
        return answer

    def stream(self, question: Question) -> Iterator[Answer]:
        """Give the answer as it grows: the last is the answer, and without a language model the only one."""
        started = time.perf_counter()
        text = checked(question.text)
        history = [normalize(earlier) for earlier in question.history[-MAX_HISTORY:] if earlier.strip()]
        draft = Draft(text, answer_language(text, history, question.language), started)
        answer = self._extract(draft, history)
        yield from self._writer.grow(draft, answer) if self._writer else (answer,)

    def _extract(self, draft: Draft, history: Sequence[str]) -> Answer:
        """Answer in the sources' own words, or refuse."""
        if is_greeting(draft.question):
            return draft.finish(GREETING[draft.language], "greeting")
        if is_thanks(draft.question):
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
        if found := self._looked_up(understood, draft.language):
            return draft.finish_composed(found)
        return self._answer_from_evidence(draft, understood, judged or self.judge(understood))

    def _looked_up(self, question: Understanding, language: Language) -> Composer | None:
        """Return what the first look-up that fits finds; None where evidence has to be weighed."""
        steps = (step for step in _LOOK_UPS if self.briefs or step not in _BY_STATEMENTS)
        return next((found for step in steps if (found := step(question, self.corpus, language))), None)

    def best_evidence(self, question: Question) -> Judged | None:
        """Return the best sentence for a question, whether or not it is enough; None where no evidence is weighed."""
        evidence = self.evidence(question)
        return next(iter(evidence.judged), None) if evidence else None

    def evidence(self, question: Question) -> Evidence | None:
        """Return every sentence weighed for a question, best first; None where none is, as for article look-ups."""
        text = checked(question.text)
        draft = Draft(text, answer_language(text, question.history, question.language), 0.0)
        understood, evidence = self._understand(draft, question.history)
        if is_pure(understood) or missing(understood, draft.language):
            return None
        if self._looked_up(understood, draft.language):
            return None
        return evidence or self.judge(understood)

    def _understand(self, draft: Draft, history: Sequence[str]) -> tuple[Understanding, Evidence | None]:
        """Take a question that leans on earlier ones in the reading that is answered best; any other as it is."""
        asked, *before = conversation.as_shown(draft.question)
        said = [asked, *(reversed(before) if before else history)]
        if len(said) > 1:
            said = [self._put_right(text, draft.language) for text in said]
        if len(said) > 1 and not before and asks_itself(said[0]):
            alone = self.understand(said[0], draft.language)
            # It needs nothing of what was asked before.
            if self.briefs and of_the_whole(alone, self.corpus, draft.language):
                draft.standalone = said[0]
                return alone, None
        readings = conversation.readings(said[0], said[1:], goes_on=bool(before))
        draft.standalone = readings[0].shown
        earlier = readings[0].earlier
        article = None if earlier is None else self._article_of(earlier)
        taken = [replace(self._as_read(reading, draft.language), before=article) for reading in readings]
        if len(taken) == 1:
            return taken[0], None
        queries = queries_of(taken, self.embedder, self.reader, self.cross)
        found = [self.judge(*each) for each in zip(taken, queries, strict=True)]
        best = choose(readings, found, [understood.language for understood in taken])
        draft.standalone = readings[best].shown
        return taken[best], found[best]

    def _article_of(self, asked: str) -> int | None:
        """The article that a question is about, by its own words or by search; None if about none."""
        if named := find_articles(asked):
            return named[-1].article
        own = question_language(asked, answer_language(asked, (), None))
        first = next(self._ranked(self._put_right(asked, own), own), None)
        return first.passage.location.article if first and first.passage.location else None

    def _as_read(self, reading: FollowUp, answer: Language) -> Understanding:
        """Take a reading of a question apart; its kind is told by what it asks like."""
        understood = self.understand(conversation.without_request(reading.text), answer, reading.asks_like)
        if reading.asks_like is not None:
            understood = replace(understood, asked_noun=asked_noun(reading.asks_like, understood.language))
        return replace(understood, must_meet=reading.must_meet, earlier=reading.earlier, itself=reading.itself)

    def understand(self, text: str, language: Language, asks_like: str | None = None) -> Understanding:
        """Take a standalone question apart in its own language, its typing mistakes put right.

        `asks_like` is an earlier question whose kind this one takes over.
        """
        own = question_language(text, language)
        text = self._put_right(text, language)
        understood = understand(text, own)
        understood = replace(understood, strangers=len(strangers(text, lambda name: self._is_known_name(name, own))))
        return understood if asks_like is None else replace(understood, asked_for=kind_of(asks_like))

    def _put_right(self, text: str, answer: Language) -> str:
        """A question in its own language's letters, its typing mistakes mended."""
        own = question_language(text, answer)
        return self.speller.correct(searchable(text, own), own)

    def _answer_from_evidence(self, draft: Draft, question: Understanding, evidence: Evidence) -> Answer:
        if question.language != draft.language:
            evidence = preferring(draft.language, evidence, self.corpus, self.answer_from)
        evidence = corrections_first(evidence, self.answer_from)
        evidence = own_language_first(draft.language, evidence, self.corpus, self.answer_from)
        evidence = statement_first(draft.language, evidence, self.corpus, self.answer_from)
        leads = chosen(evidence, self.corpus, self.answer_from)
        if leads:
            draft.judged = evidence.judged
            shown = [self._in_language(item.candidate, draft.language) for item in leads]
            if of_chapter := chapter_asked_for(question, shown[0].location, self.corpus, draft.language):
                return draft.finish_composed(of_chapter)
            heading = question.asked_for == "which_article" or bool(question.articles)
            composer = compose(
                distinct(shown),
                self.corpus,
                draft.language,
                wanted=claims(question.text),
                differs=leads[0].contradicts,
                heading=heading,
            )
            return draft.finish_composed(composer)
        # Who asks what an article is about is shown it; it answers no question on a detail that it does not give.
        of_article = question.asked_for == "summary" or evidence.probability >= _SHOW_ARTICLE_FROM
        if (
            of_article
            and question.articles
            and not question.other_treaty
            and (found := look_up(question, self.corpus, draft.language))
        ):
            return draft.finish_composed(found)
        nearest = (self._in_language(item.candidate, draft.language) for item in evidence.judged[:_NEAREST_AMONG])
        return draft.refuse(distinct(nearest))

    def judge(self, question: Understanding, query: Query | None = None) -> Evidence:
        """Search, and judge every sentence of the passages found, best first; `query` is the question, if read."""
        named = {reference.article for reference in question.articles if reference.exists}
        if named and question.asked_for != "whether":
            found = of_articles(self._sentences, self.index.passages, named, question.language)
        else:
            found = self._sentences.of_hits(self._hits(question), question.language)
        query = query or queries_of([question], self.embedder, self.reader, self.cross)[0]
        judge = Judge(question, self.index.lexical.idf, self._vectors, query, self._knows, self.weights)
        return Evidence(judge, judge.judge(found, self._vectors([candidate.text for candidate in found])))

    def _hits(self, question: Understanding) -> list[Hit]:
        """The passages worth reading; those of added documents are searched by themselves, but in a large library."""
        ranked: Iterable[Hit] = self._ranked(question.text, question.language)
        if not self._added:
            return worth_reading(ranked)
        found: Iterable[Hit] = self._ranked(question.text, question.language, self._added.holds)
        if self._added.is_large:
            found = ranked = list(ranked)
        return worth_reading(ranked, self._added.best(found, self._vector(question.text)))

    def _in_language(self, candidate: Candidate, language: Language) -> Candidate:
        span = in_language(candidate, self.corpus, language)
        if span is None:
            return candidate
        return replace(candidate, document=span.document, start=span.start, end=span.end)

    def _is_known_name(self, name: str, language: Language) -> bool:
        """Whether a name stands in the sources, in any alphabet's spelling."""
        heard = sound_keys(name, language)
        if any(self.index.lexical.document_frequency(f"sound:{key}") for key in heard):
            return True
        return any(self._is_known_term(word) for word in words(name))

    def _is_known_term(self, word: str) -> bool:
        """Whether a word stands in the corpus, for a model that does not tell what words it has met."""
        return any(self.index.lexical.document_frequency(stem(word, language)) for language in LANGUAGES)

    def _vector(self, text: str) -> NDArray[np.float32]:
        vector: NDArray[np.float32] = self.embedder.embed_queries([text])[0]
        return vector


def _is_no_brief(passage: Passage) -> bool:
    return not passage.document_id.startswith("brief-")


def _without_briefs(keep: Callable[[Passage], bool] | None) -> Callable[[Passage], bool]:
    return lambda passage: _is_no_brief(passage) and (keep is None or keep(passage))
