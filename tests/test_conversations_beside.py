"""What may be asked of a sentence after another question: read for training, and beside the right sentences."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from copied_data import copied

from corpus.load import DATA, Corpus, load_conversations, load_corpus
from corpus.text import fold
from corpus.types import LANGUAGES, CorpusError, Language
from corpus.wordings import Conversations, FollowUps
from evals.load import load_split

Later = dict[str, dict[int, Conversations]]
_FEWEST_ASKS, _FEWEST_MISSES = 2, 3


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return load_corpus()


@pytest.fixture(scope="module")
def later(corpus: Corpus) -> Later:
    return load_conversations(corpus)


def key(question: str) -> str:
    return " ".join(re.findall(r"\w+", fold(question)))


def every(later: Later) -> Iterator[tuple[Language, FollowUps]]:
    for entries in later.values():
        for conversations in entries.values():
            for language, said in conversations.items():
                yield from ((language, each) for each in said)


def test_every_sentence_with_contrasts_has_them_in_three_languages(corpus: Corpus, later: Later) -> None:
    for document_id, entries in corpus.asks.items():
        for start in entries:
            for language in LANGUAGES:
                said = later[document_id][start][language]
                asks, misses = (sum(len(getattr(each, side)) for each in said) for side in ("asks", "misses"))
                assert asks >= _FEWEST_ASKS, (document_id, start, language)
                assert misses >= _FEWEST_MISSES, (document_id, start, language)


def test_none_is_answered_and_not_after_the_same_question(later: Later) -> None:
    for _, said in every(later):
        assert not {key(text) for text in said.asks} & {key(text) for text in said.misses}, said


def test_none_is_a_held_out_follow_up_word_for_word(later: Later) -> None:
    held_out = {
        (key(fact.history[language][-1]), key(question))
        for fact in load_split("test")
        for language, question in fact.questions.items()
        if fact.history.get(language)
    }
    for _, said in every(later):
        assert not {(key(said.after), key(text)) for text in (*said.asks, *said.misses)} & held_out, said


@pytest.mark.parametrize(
    ("document", "begins", "language", "about"),
    [
        ("brief-signatories-count-en", "As of", "en", "sign"),
        ("convention-ru", "Конвенция вступает в силу на 90-й день", "ru", "сил"),
        ("convention-az", "Konvensiya ratifikasiya, qəbul, təsdiq və ya qoşulma", "az", "qüvvə"),
    ],
)
def test_they_stand_by_their_own_sentence(  # noqa: PLR0917 - a sentence and what stands by it
    corpus: Corpus, later: Later, document: str, begins: str, language: Language, about: str
) -> None:
    said = later[document][corpus.document(document).text.index(begins)][language]
    whole = " ".join(text for each in said for text in (each.after, *each.asks, *each.misses))
    assert about in whole.lower()


@pytest.mark.parametrize(
    ("name", "change", "told"),
    [
        (
            "article-16.yaml",
            lambda text: text.replace("  - ", "  * ", 1).replace("    - ", "    * ", 1),
            "`- follow-up`",
        ),
        ("article-20.yaml", lambda text: re.sub(r"(?m)^    \? .*\n", "", text, count=1), "write `\\? question` first"),
        ("article-18.yaml", lambda text: text.replace("    + ", "      + ", 1), "is no line of a conversation"),
        ("article-21.yaml", lambda text: text.replace("  az: |", "  tr: |", 1), "in each of az, en, ru"),
        ("article-22.yaml", lambda text: text[: text.rindex("\n- en:") + 1], "one for each sentence"),
        ("statements.yaml", lambda text: text.replace("adoption-date:", "no-such-topic:", 1), "no statement"),
    ],
)
def test_a_broken_file_is_named(
    corpus: Corpus, tmp_path: Path, name: str, change: Callable[[str], str], told: str
) -> None:
    data = copied(tmp_path)
    shutil.copytree(DATA / "conversations", data / "conversations")
    path = data / "conversations" / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(CorpusError, match=told) as raised:
        load_conversations(corpus, data)
    assert name in str(raised.value)


def test_a_copy_without_them_cannot_train(corpus: Corpus, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match=r"conversations is missing.*clone"):
        load_conversations(corpus, copied(tmp_path))
