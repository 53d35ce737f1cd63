"""Training the reader of questions: what it is given, how it starts from a teacher, and the whole command."""

from __future__ import annotations

import lzma
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from tiny_teacher import tiny_teacher

from corpus.load import Corpus, load_conversations, load_corpus
from corpus.types import LANGUAGES
from index import train_reader
from index.embed import BundledEmbedder
from index.reader import QuestionReader, read_reader
from index.reader_examples import Asked, Later, Shares, Typist, examples
from index.reader_network import start_from
from index.reading import AFTER, sentence_hash, words_read
from index.train_reader import Options, Training, main
from index.transformer import HEADS

_WIDTH = 4 * HEADS
_STATEMENTS = ("brief-signatories-count-", "brief-adoption-date-")
_SMALL = Options(layers=(1,), width=_WIDTH, own_words=50, reading_steps=20, reading_batch=16, epochs=12.0, batch=8)


@pytest.fixture(scope="module")
def embedder() -> BundledEmbedder:
    return BundledEmbedder()


@pytest.fixture(scope="module")
def teacher(tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = ("law", "country", "countries", "sign", "signed", "when", "how", "many", "who", "the", "date")
    return tiny_teacher(tmp_path_factory.mktemp("teacher"), words, width=_WIDTH, heads=HEADS, layers=2)


@pytest.fixture(scope="module")
def some() -> Corpus:
    """Two statements and a sentence of the news, with their questions."""
    whole = load_corpus()
    documents = tuple(
        item for item in whole.documents if item.id.startswith(_STATEMENTS) or item.id == "trend-2026-02-10-en"
    )
    ids = {item.id for item in documents}
    first = min(whole.asks["trend-2026-02-10-en"])
    kept = [
        {
            name: {start: words for start, words in at.items() if name.startswith("brief") or start == first}
            for name, at in side.items()
            if name in ids
        }
        for side in (whole.asks, whole.misses)
    ]
    return replace(whole, documents=documents, asks=kept[0], misses=kept[1])


@pytest.fixture(scope="module")
def later() -> Later:
    return load_conversations(load_corpus())


def test_each_question_belongs_to_one_sentence_in_all_its_languages(some: Corpus) -> None:
    asked, sentences = examples(some, {})
    assert sorted(len(texts) for texts in sentences) == [1, 3, 3]
    for number, texts in enumerate(sentences):
        document = next(item for item in some.documents if item.text in texts or texts[0] in item.text)
        start = 0 if document.kind == "brief" else document.text.index(texts[0])
        for misses, side in ((False, some.asks), (True, some.misses)):
            for language in LANGUAGES:
                found = {
                    item.text
                    for item in asked
                    if (item.sentence, item.misses, item.language) == (number, misses, language)
                }
                assert found == set(side[document.id][start][language].splitlines())


def test_the_network_starts_as_the_teachers_layers(embedder: BundledEmbedder, some: Corpus, teacher: Path) -> None:
    training = Training(_SMALL, embedder, some, {})
    model = SentenceTransformer(str(teacher), device="cpu")
    start_from(training.network, model, (1,), training.words, ["law", "country", "signed"])
    training.network.eval()
    state = torch.randn(2, 5, _WIDTH)
    filled = torch.ones(2, 1, 1, 5, dtype=torch.bool)
    with torch.no_grad():
        ours = training.network.layers[0](state, filled)
        theirs = model[0].auto_model.encoder.layer[1](state)
    theirs = theirs[0] if isinstance(theirs, tuple) else theirs
    assert torch.allclose(ours, theirs, atol=2e-3)  # two approximations of one curve


def test_a_text_read_alone_and_among_longer_ones_is_the_same(embedder: BundledEmbedder, some: Corpus) -> None:
    training = Training(_SMALL, embedder, some, {})
    training.network.eval()
    with torch.no_grad():
        short, long = words_read("Kim imzaladı?"), words_read("Сколько всего стран подписали эту конвенцию?")
        alone = training.network(training.words.batch([short]))[0]
        among = training.network(training.words.batch([long, short]))[1]
    assert torch.allclose(alone, among, atol=1e-5)


def test_the_command_trains_a_reader_that_knows_its_questions(  # noqa: PLR0917 - fixtures
    embedder: BundledEmbedder,
    some: Corpus,
    later: Later,
    teacher: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = "ours\tthe law signed by the country\tölkənin imzaladığı qanun\tзакон страны подписан\n"
    (tmp_path / "ours.tsv.xz").write_bytes(lzma.compress(f"source\ten\taz\tru\n{lines}".encode()))
    monkeypatch.setattr(train_reader, "load_corpus", lambda: some)
    monkeypatch.setattr(train_reader, "load_conversations", lambda _corpus: later)
    monkeypatch.setattr(train_reader, "Options", lambda: _SMALL)
    out = tmp_path / "reader"
    common = ["--data", str(tmp_path), "--teacher", str(teacher), "--cache", str(tmp_path / "cache")]
    assert main([*common, "--out", str(out)]) == 0
    reader = QuestionReader(embedder, out, None)
    assert min(rights(reader, some, later).values()) > 0.8
    further = tmp_path / "further"
    assert main(["--start", str(out), "--epochs", "0.5", "--rate", "0.00001", "--out", str(further)]) == 0
    assert min(rights(QuestionReader(embedder, further, None), some, later).values()) > 0.8


def rights(reader: QuestionReader, corpus: Corpus, later: Later) -> dict[str, float]:
    """The share of questions, alone and after others, by language, of which the reader tells sentence and side."""
    asked, sentences = examples(corpus, later)
    found: dict[str, list[bool]] = {}
    for item in asked:
        told = reader.read(item.text, item.before)
        best = np.concatenate([told.answers, told.misses]).argmax()
        found.setdefault(item.language, []).append(best == item.sentence + item.misses * len(sentences))
    return {language: float(np.mean(right)) for language, right in found.items()}


def test_what_may_be_asked_after_a_question_is_read_after_it(some: Corpus, later: Later) -> None:
    asked, sentences = examples(some, later)
    after = [item for item in asked if item.before]
    assert {item.language for item in after} == set(LANGUAGES)
    for document in some.documents:
        for start in some.asks.get(document.id, {}):
            number = next(
                number for number, texts in enumerate(sentences) if any(text in document.text[start:] for text in texts)
            )
            for language, said in later[document.id][start].items():
                expected = {(each.after, text, False) for each in said for text in each.asks}
                expected |= {(each.after, text, True) for each in said for text in each.misses}
                found = {
                    (item.before, item.text, item.misses)
                    for item in after
                    if (item.sentence, item.language) == (number, language)
                }
                assert expected == found


def typed(item: Asked, shares: Shares, others: list[Asked]) -> set[tuple[str, ...]]:
    typist = Typist([item, *others], shares, np.random.default_rng(1))
    return {tuple(typist.words(item)) for _ in range(40)}


def test_follow_ups_are_read_after_what_was_asked_and_as_one_with_it() -> None:
    item = Asked("Bəs harada?", 0, misses=False, language="az", before="Nə vaxt imzalanıb?")
    assert typed(item, Shares(slips=0, after=0, joined=0), []) == {
        ("bes", "harada", AFTER, "ne", "vaxt", "imzalanib"),
        ("bes", "harada", "ne", "vaxt", "imzalanib"),
    }


def test_other_questions_are_now_and_then_misspelt_and_read_after_another() -> None:
    item = Asked("Кто подписал?", 0, misses=True, language="ru")
    others = [Asked("Где это было?", 0, misses=False, language="ru")]
    assert typed(item, Shares(slips=0, after=0, joined=0), others) == {("кто", "подписал")}
    after = typed(item, Shares(slips=0, after=1, joined=0), others)
    assert ("кто", "подписал", AFTER, "где", "это", "было") in after
    misspelt = typed(item, Shares(slips=1, after=0, joined=0), others)
    assert all(read[0] == "кто" for read in misspelt)
    assert len(misspelt - {("кто", "подписал")}) > 10


def test_going_on_from_a_reader_starts_with_what_it_had_learnt(
    embedder: BundledEmbedder, some: Corpus, tmp_path: Path
) -> None:
    first = Training(_SMALL, embedder, some, {})
    first.write(tmp_path, embedder.model_id)
    start = read_reader(tmp_path)
    fewer = replace(some, documents=tuple(reversed(some.documents)))
    second = Training(replace(_SMALL, own_words=60), embedder, fewer, {}, start)
    second._start_head()
    second.network.eval()
    second.write(tmp_path / "second", embedder.model_id)
    before, after = (QuestionReader(embedder, folder, None) for folder in (tmp_path, tmp_path / "second"))
    for question in ("How many countries signed it?", "Сколько стран подписали?", "Nə vaxt qəbul edilib?"):
        old, new = before.read(question), after.read(question)
        for texts in first.sentences:
            assert new.of(texts[0]) == pytest.approx(old.of(texts[0]), abs=0.02)
            assert sentence_hash(texts[0]) in new.numbers


@pytest.mark.parametrize(
    "arguments",
    [[], ["--data", "d", "--teacher", "t"], ["--start", "s", "--data", "d", "--teacher", "t", "--cache", "c"]],
)
def test_the_command_says_what_it_needs(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert "give --start DIR to go on from a reader, or --data, --teacher and --cache" in capsys.readouterr().err
