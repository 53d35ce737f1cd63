"""The step of a language model: it words the answer, and each of its sentences is checked before anyone sees it.

It comes after the evidence gate and the extractive answer, and may only replace that answer: what is refused without a
model is refused with one, and whatever goes wrong with the model, the extractive answer stands.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from assistant.checking import Checker, WordVectors, ordinary_words
from assistant.draft import Draft
from assistant.material import Material, gather
from assistant.messages import DIFFERENT, DROPPED, PROOF, UNPROVED, WITHOUT_MODEL, Phrase
from assistant.model import Model, ModelFailureError
from assistant.prompt import NO_ANSWER, build_prompt
from assistant.proofs import claims, proofs
from assistant.quote import Composer
from assistant.said import Said, cut
from assistant.spans import Span
from assistant.types import MAX_ANSWER_CHARS, Answer
from corpus.load import Corpus

_LOGGER: Final = logging.getLogger(__name__)
_MOST_SENTENCES: Final = 5  # an answer is short; the prompt asks for three
_MOST_WRITTEN_CHARS: Final = 8_000  # a model that writes on and on is not read to its end


@dataclass
class Writer:
    """Words answers with a language model over one corpus; safe to share between threads."""

    model: Model
    corpus: Corpus
    vectors: WordVectors
    knows: Callable[[str], bool]

    @cached_property
    def ordinary(self) -> frozenset[str]:
        """The words that the corpus writes small, for the checks."""
        return ordinary_words(self.corpus.documents)

    def grow(self, draft: Draft, extractive: Answer) -> Iterator[Answer]:
        """Give the answer as its sentences are checked; the last is final, the extractive one where none stands.

        Only an answer that comes from weighed evidence is reworded: a text that was asked for is given as it stands.
        """
        if extractive.status != "answered" or not draft.judged:
            yield extractive
            return
        material = gather(draft.judged, extractive, self.corpus)
        growing = _Growing(draft, extractive, material, self.corpus)
        try:
            with closing(
                self.model.write(build_prompt(extractive.standalone_question, material.spans, draft.language))
            ) as pieces:
                yield from self._checked(cut(_bounded(pieces)), growing)
        except ModelFailureError as failure:
            _LOGGER.warning("The extractive answer is given: %s.", failure)
            yield growing.without_model(WITHOUT_MODEL)
        else:
            yield growing.finished()

    def _checked(self, sentences: Iterator[Said], growing: _Growing) -> Iterator[Answer]:
        material = growing.material
        checker = Checker(growing.draft.language, material.sources, self.vectors, self.knows, self.ordinary)
        for said in sentences:
            if NO_ANSWER in said.text:
                return
            if fault := checker.fault(said):
                _LOGGER.info("A sentence of the language model is dropped: %s.", fault)
                growing.dropped += 1
            elif not growing.take(said):
                return
            else:
                yield growing.so_far()


def _bounded(pieces: Iterator[str]) -> Iterator[str]:
    """Pass pieces on until there are too many to be an answer."""
    written = 0
    for piece in pieces:
        yield piece
        written += len(piece)
        if written > _MOST_WRITTEN_CHARS:
            return


@dataclass
class _Growing:
    """An answer in the making: the sentences that stand, and how many did not."""

    draft: Draft
    extractive: Answer
    material: Material
    corpus: Corpus
    taken: list[Said] = field(default_factory=list)
    dropped: int = 0

    def take(self, said: Said) -> bool:
        """Add a sentence; False when it is one too many, by number or by length."""
        if any(said.text == other.text for other in self.taken):
            return True
        longer = [*self.taken, said]
        if self.taken and (len(longer) > _MOST_SENTENCES or len(self._compose(longer).text) > MAX_ANSWER_CHARS):
            return False
        self.taken = longer
        return True

    def so_far(self) -> Answer:
        """The answer as far as it stands."""
        return self._answer(self._compose(self.taken))

    def finished(self) -> Answer:
        """The whole answer with its quotes, or the extractive one if no sentence stands or none is to the point."""
        if not any(number in self.material.to_the_point for said in self.taken for number in said.cites):
            return self.without_model(UNPROVED if self.dropped else WITHOUT_MODEL)
        composer = self._compose(self.taken)
        for span in [*composer.spans]:
            self._show(composer, span)
        note = DROPPED[self.draft.language].format(count=self.dropped) if self.dropped else ""
        return replace(self._answer(composer), note=note)

    def _show(self, composer: Composer, span: Span) -> None:
        """Add the quote that a sentence cites, and for a statement of ours what proves it, while there is room."""
        is_ours = span.document.kind == "brief"
        shown = [(span, None if is_ours else PROOF[self.draft.language])]
        if is_ours:
            asked = claims(self.extractive.standalone_question)
            first = proofs(span.document, self.corpus, self.draft.language, asked)[0]
            shown.append((first, PROOF[self.draft.language]))
        for quote, lead in shown:
            line = Composer(self.draft.language, [*composer.lines], [*composer.spans])
            line.quote(quote, lead)
            if quote.text not in composer.text and len(line.text) <= MAX_ANSWER_CHARS:
                composer.lines, composer.spans = line.lines, line.spans

    def without_model(self, why: Phrase) -> Answer:
        """The extractive answer, saying why it is that."""
        return replace(
            self.extractive, dropped=self.dropped, note=why[self.draft.language], elapsed_ms=_elapsed_ms(self.draft)
        )

    def _compose(self, taken: list[Said]) -> Composer:
        composer = Composer(self.draft.language)
        if self.extractive.text.startswith(DIFFERENT[self.draft.language]):
            composer.say(DIFFERENT[self.draft.language])  # a wrong premise is wrong in anyone's words
        spans = self.material.spans
        marked = (f"{said.text} {''.join(composer.mark(spans[number - 1]) for number in said.cites)}" for said in taken)
        composer.say(" ".join(marked))
        return composer

    def _answer(self, composer: Composer) -> Answer:
        return replace(
            self.extractive,
            text=composer.text,
            mode="generative",
            citations=composer.citations(),
            dropped=self.dropped,
            elapsed_ms=_elapsed_ms(self.draft),
        )


def _elapsed_ms(draft: Draft) -> float:
    return round((time.perf_counter() - draft.started) * 1000, 3)
