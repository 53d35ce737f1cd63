"""Which sentences are read beside a question, and what is told of them."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import numpy as np
import pytest

from assistant.candidates import Candidate
from assistant.engine import Engine
from assistant.fitting import with_fits
from assistant.scoring import FEATURE_NAMES, Features
from corpus.types import LANGUAGES
from index.cross_encoder import CrossEncoder, Said

_NOTHING = Features(**dict.fromkeys(FEATURE_NAMES, 0.0))


class Reads:
    """Gives the scores it was made with, and remembers what was read."""

    def __init__(self, *scores: float) -> None:
        self.said, self.read = scores, list[Said]()

    def scores(self, question: str, sentences: list[Said]) -> np.ndarray:
        assert question == "Who?"
        self.read += sentences
        return np.array(self.said[: len(sentences)])


@pytest.fixture
def found(engine: Engine) -> list[Candidate]:
    return engine._sentences.of_passages(engine.index.passages, "en")[:20]


def told(reads: Reads | None, found: list[Candidate], features: list[Features], known: list[bool]) -> list[float]:
    return [item.fits for item in with_fits(cast("CrossEncoder", reads), "Who?", found, features, np.array(known))]


def test_the_likeliest_of_the_unknown_are_read(found: list[Candidate]) -> None:
    features = [replace(_NOTHING, headed=number / 20) for number in range(20)]
    reads = Reads(*[0.0] * 16)
    fits = told(reads, found, features, [number == 19 for number in range(20)])
    assert fits == [0.0] * 3 + [0.5] * 16 + [0.0]  # the last is known, the first three are less likely
    assert reads.read == [found[number].said for number in range(18, 2, -1)]


def test_the_words_that_it_has_count_beside_the_meaning(found: list[Candidate]) -> None:
    features = [replace(_NOTHING, headed=0.4)] * 16 + [replace(_NOTHING, headed=0.2, coverage=0.7)]
    assert told(Reads(*[0.0] * 16), found[:17], features, [False] * 17) == [0.5] * 15 + [0.0, 0.5]


def test_log_odds_become_a_number_from_0_to_1(found: list[Candidate]) -> None:
    fits = told(Reads(-9, -6, -3, 0, 3, 6, 9), found[:7], [_NOTHING] * 7, [False] * 7)
    assert fits == pytest.approx([0, 0, 0.25, 0.5, 0.75, 1, 1])


def test_without_a_cross_encoder_or_unknown_sentences_nothing_is_told(found: list[Candidate]) -> None:
    assert told(None, found, [_NOTHING] * 20, [False] * 20) == [0.0] * 20
    reads = Reads()
    assert told(reads, found, [_NOTHING] * 20, [True] * 20) == [0.0] * 20
    assert not reads.read


def test_what_stands_above_a_sentence(engine: Engine) -> None:
    found = [item for each in LANGUAGES for item in engine._sentences.of_passages(engine.index.passages, each)]
    headings = {item.document.id: item.heading for item in found if item.article in {None, 41}}
    assert headings["trend-2026-02-10-en"] == engine.document("trend-2026-02-10-en").title
    assert {item.heading for item in found if item.article == 41 and item.document.id == "convention-ru"} == {
        next(
            engine.document("convention-ru").text[section.start : section.end]
            for section in engine.document("convention-ru").sections
            if section.location.article == 41
        )
    }
    assert all(not item.heading for item in found if item.document.kind == "brief")


def test_what_stands_before_a_sentence(engine: Engine) -> None:
    found = [item for each in LANGUAGES for item in engine._sentences.of_passages(engine.index.passages, each)]
    for item in found:
        text = item.document.text
        said = item.said
        assert (said.text, said.title) == (item.text, item.heading)
        assert said.before in text[: item.start]
        between = text[: item.start].rpartition(said.before)[2] if said.before else ""
        assert not between.strip()
    for document in ("trend-2026-02-10-ru", "dayaz-2026-02-10-az", "trend-2026-02-10-en"):
        news = {item.start: item.said.before for item in found if item.document.id == document}
        assert sum(not before for before in news.values()) <= 2  # the title's, and the first below it
    first = next(item for item in found if item.article == 41 and item.document.id == "convention-az")
    assert not first.said.before  # its heading is told as such
    assert all(not item.said.before for item in found if item.document.kind == "brief")
