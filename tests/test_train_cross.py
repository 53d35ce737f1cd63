"""Training the cross-encoder: what it is given, how it starts, and the whole command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.load import Corpus, load_corpus
from corpus.practice import PracticeDocument, PracticeSentence
from corpus.split import sentences
from corpus.types import LANGUAGES
from index import train_cross
from index.cross_encoder import CrossEncoder, Said, pair_of, read_cross
from index.cross_examples import Asked, Shelf, Text, of_corpus, of_practice
from index.cross_network import CrossNetwork
from index.embed import BundledEmbedder
from index.reader import READER_FOLDER, read_reader
from index.train_cross import Options, Training, main
from index.transformer import HEADS

_WIDTH = 4 * HEADS
_SMALL = Options(width=_WIDTH, layers=1, steps=150, questions=8, others=2, practice=0.5, rate=2e-3)
_TOWNS = ("Salyan", "Lerik", "Quba", "Astara", "Barda", "Goygol")


def practice(town: str, year: int) -> PracticeDocument:
    """A document of two sentences, asked of in three languages."""
    opened = PracticeSentence(
        f"The lab in {town} opened in {year}.",
        {"en": [f"When did the {town} lab open?"], "ru": ["Когда открыли?"], "az": ["Nə vaxt açılıb?"]},
        {"en": [f"When did the {town} lab close?"], "ru": ["Когда закрыли?"], "az": ["Nə vaxt bağlanıb?"]},
    )
    headed = PracticeSentence(
        "Its head is Anna Lind.",
        {"en": [f"Who heads the {town} lab?"], "ru": ["Кто глава?"], "az": ["Rəhbəri kimdir?"]},
        {"en": [f"Who paid for the {town} lab?"], "ru": ["Кто платил?"], "az": ["Kim ödəyib?"]},
    )
    return PracticeDocument("en", f"A lab in {town}", [opened, headed])


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


def test_practice_documents_are_taken_as_they_stand() -> None:
    (text,) = of_practice([practice("Quba", 2027)])
    opened = "The lab in Quba opened in 2027."
    assert text.title == "A lab in Quba"
    assert text.sentences == (Said(opened, text.title), Said("Its head is Anna Lind.", text.title, opened))
    assert len(text.asked) == 12
    assert Asked("Когда открыли?", 0, answered=True) in text.asked
    assert Asked("Kim ödəyib?", 1, answered=False) in text.asked


def test_the_corpus_is_asked_of_by_document_and_by_article(corpus: Corpus) -> None:
    texts = list(of_corpus(corpus))
    titles = [text.title for text in texts]
    for language in LANGUAGES:
        document = corpus.document(f"convention-{language}")
        first = next(section for section in document.sections if section.location.article == 41)
        heading = document.text[first.start : first.end]
        (article,) = (text for text in texts if text.title == heading)
        inside = [
            document.text[item.start : item.end]
            for item in sentences(document.text)
            for section in document.sections
            if section.location.article == 41 and section.start <= item.start < section.end
        ]
        assert [said.text for said in article.sentences] == inside
        assert [said.before for said in article.sentences] == ["", "", *inside[1:-1]]  # the heading is known
    assert corpus.document("omm-undated-en").title in titles
    statements = [text for text in texts if not text.title]
    assert not any(said.before for text in statements for said in text.sentences)
    assert [len(text.sentences) for text in statements] == [len(corpus.briefs)] * len(LANGUAGES)
    asked = {
        (text.sentences[item.sentence].text, item.question) for text in texts for item in text.asked if item.answered
    }
    for document in corpus.documents:
        ends = {item.start: item.end for item in sentences(document.text)}
        for start, lines in corpus.asks.get(document.id, {}).items():
            text = document.text if document.kind == "brief" else document.text[start : ends[start]]
            assert {(text, line) for side in lines.values() for line in side.splitlines()} <= asked


def test_a_question_is_drawn_with_its_sentence_first_and_no_double_of_it(embedder: BundledEmbedder) -> None:
    texts = "Anna Lind heads the lab.", "Anna Lind heads the lab now.", "It cost a million.", "Guests came in May."
    said = tuple(Said(text, "Lab", f"Before {text}") for text in texts)
    one = Text("Lab", said, (Asked("Who heads the lab?", 0, answered=True),))
    two = Text("Other", (Said("Rain fell.", "Other"),), (Asked("What fell?", 0, answered=True),))
    shelf = Shelf([one, two], embedder, np.random.default_rng(0))
    assert len(shelf) == 2
    seen = set()
    for _ in range(30):
        asked, beside = shelf.drawn(0, 2)
        assert (asked.question, beside[0]) == ("Who heads the lab?", said[0])
        seen |= set(beside[1:])
    assert seen == {said[2], said[3]}
    for _ in range(10):  # too few beside it: the rest is of another document
        asked, beside = shelf.drawn(1, 2)
        assert beside[0] == Said("Rain fell.", "Other")
        assert all(each.title == "Lab" for each in beside[1:])


def test_it_starts_as_the_reader_of_questions(embedder: BundledEmbedder) -> None:
    reader = read_reader(READER_FOLDER).tensors
    network = CrossNetwork(embedder.dimension, reader["begin"].shape[0], 2)
    network.start_from(reader)
    ours = network.tensors()
    for name in ("project.weight", "norm.bias", "layers.0.qkv.weight", "layers.1.down.bias"):
        assert np.array_equal(ours[name], reader[name])
    assert np.array_equal(ours["place.weight"][: len(reader["place"]) - 1], reader["place"][1:])
    assert ours["begin"] == pytest.approx(reader["begin"] + reader["place"][0])


def test_the_command_trains_one_that_tells_what_it_has_practised(
    embedder: BundledEmbedder, corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [practice(town, 2020 + number) for number, town in enumerate(_TOWNS)]
    kept = replace(
        corpus, documents=tuple(item for item in corpus.documents if item.id.startswith("brief-signatories"))
    )
    monkeypatch.setattr(train_cross, "load_practice", lambda: documents)
    monkeypatch.setattr(train_cross, "load_corpus", lambda: kept)
    monkeypatch.setattr(train_cross, "Options", lambda: _SMALL)
    monkeypatch.setattr(CrossNetwork, "start_from", lambda _self, _reader: None)  # of another width
    assert main(["--out", str(tmp_path)]) == 0
    config = read_cross(tmp_path).config
    assert config["training"]["steps"] == _SMALL.steps
    assert config["training"]["questions_known"][0] == 12 * len(_TOWNS)
    cross = CrossEncoder(embedder, tmp_path)
    opened, headed = (sentence.text for sentence in practice("Barda", 2024).sentences)
    said = [Said(opened, "A lab in Barda"), Said(headed, "A lab in Barda", opened)]
    for language in LANGUAGES:
        asked = practice("Barda", 2024).sentences
        when, who = (cross.scores(item.asks[language][0], said) for item in asked)
        assert when[0] > when[1]
        assert who[1] > who[0]
        closed, paid = (cross.scores(item.misses[language][0], said) for item in asked)
        assert closed.max() < when[0]
        assert paid.max() < who[1]


def test_going_on_starts_with_what_was_learnt(embedder: BundledEmbedder, tmp_path: Path) -> None:
    texts = list(of_practice([practice("Barda", 2024), practice("Quba", 2026)]))
    first, second = (Training(replace(_SMALL, seed=seed), embedder, texts, texts) for seed in (0, 1))
    first.write(tmp_path / "first", embedder.model_id)
    second.network.go_on_from(read_cross(tmp_path / "first").tensors)
    second.write(tmp_path / "second", embedder.model_id)
    old, new = (CrossEncoder(embedder, tmp_path / name) for name in ("first", "second"))
    said = [Said("The lab in Barda opened in 2024.", "A lab in Barda")]
    for question in ("When did it open?", "Когда открыли?", "Nə vaxt açılıb?"):
        assert new.scores(question, said) == pytest.approx(old.scores(question, said), abs=0.02)


def test_a_batch_without_a_question_that_is_answered_has_a_loss(embedder: BundledEmbedder) -> None:
    texts = [
        replace(text, asked=tuple(item for item in text.asked if not item.answered))
        for text in of_practice([practice("Barda", 2024), practice("Quba", 2026)])
    ]
    training = Training(_SMALL, embedder, texts, texts)
    assert np.isfinite(training._loss(next(training._batches())).item())


def test_words_are_now_and_then_misspelt(embedder: BundledEmbedder) -> None:
    texts = list(of_practice([practice("Barda", 2024), practice("Quba", 2026)]))
    typed = [
        next(Training(replace(_SMALL, slips=share), embedder, texts, texts)._batches())[0].pairs[0].question
        for share in (0.0, 1.0)
    ]
    questions = {item.question for text in texts for item in text.asked}
    written = {pair_of(question, Said("")).question for question in questions}
    assert typed[0] in written
    assert typed[1] not in written
