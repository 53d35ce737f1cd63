"""Sentences and passages: exact offsets, and the stops that end no sentence."""

from __future__ import annotations

from itertools import pairwise

import pytest
from conftest import make_document
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.split import MAX_PASSAGE_TOKENS, count_tokens, passages, sentences
from corpus.text import normalize
from corpus.types import Location, Section

PROSE = st.text(alphabet="aBİıəЖё. !?…»«\"'()\n 12-🙂", max_size=80)


def parts(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in sentences(text)]


@given(st.one_of(st.text(), PROSE))
def test_sentences_cover_the_text_in_order(text: str) -> None:
    found = sentences(text)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for sentence in found:
        part = text[sentence.start : sentence.end]
        assert part
        assert part == part.strip()
        assert "\n" not in part
    outside = text
    for sentence in reversed(found):
        outside = outside[: sentence.start] + outside[sentence.end :]
    assert not outside.strip()


@pytest.mark.parametrize(
    "expected",
    [
        ["The law was signed.", "It is in force."],
        ["I. Aliyev signed it.", "Then he left."],
        ["Mr. Smith met J. R. Tolkien and A.B. Jones.", "They talked."],
        ["See Art. 41 and No. 5.", "It says so."],
        ["The answer is no.", "Then it was yes."],
        ["This is the state of the art.", "Nothing is better."],
        ["It grew by 3.5 percent.", "That is a lot."],
        ["The U.S. Senate voted."],
        ["Read https://treaties.un.org/Pages/View.aspx?src=TREATY&x=1.5 first.", "Then decide."],
        ["Really?!", "Yes…", "“Good.”", "So be it!"],
        ["It is in Part I.", "The rest follows."],
        ["И. Алиев и А.Б. Гасанов подписали закон.", "Он вступил в силу."],
        ["В 2026 г. Баку подписал документ.", "Это важно."],
        ["Подписали Китай, Франция и т.д.", "Затем прошла церемония."],
        ["По ст. 41 п. 2 создан центр.", "Он работает 24/7."],
        ["«Слово сказано.»", "Следующее предложение."],
        ["Закон принят 23.02.2026.", "Он опубликован."],
        ["Служба гос. безопасности, т.е. СГБ, подписала."],
        ["Ёлка стоит.", "Ёж спит."],
        ["İ. Əliyev imzaladı.", "Qanun qüvvəyə minib."],
        ["Türkiyə, İsveç və s.", "Konvensiya imzalanıb."],
        ["(BƏƏ, İsveç və s).", "Həmçinin, sənəd imzalanıb."],
        ["10 fevral 2026-cı il tarixində qəbul edilib.", "24 dekabr 2024-cü ildə açılıb."],
        ["Prof. Ə. Məmmədov gəldi.", "Iclas başladı."],
        ["Konvensiya 2024.", "Sonra imzalanıb 🙂"],
        ["1. Birinci bənd.", "2. İkinci bənd."],
    ],
)
def test_sentence_boundaries(expected: list[str]) -> None:
    assert parts(" ".join(expected)) == expected


def test_a_line_end_always_ends_a_sentence() -> None:
    assert parts("Başlıq\nmətn davam edir\n\nson") == ["Başlıq", "mətn davam edir", "son"]


def test_nothing_gives_nothing() -> None:
    assert sentences("") == []
    assert sentences(" \n ") == []
    assert passages(make_document("empty", "")) == []


def test_tokens_are_counted_as_cl100k_base_does() -> None:
    assert count_tokens("") == 0
    assert count_tokens("hello world") == 2
    assert count_tokens("<|endoftext|>") > 1  # text, not a control token


@settings(max_examples=50)
@given(st.lists(st.sampled_from(["Bir cümlə. ", "Слово за слово. ", "A longer sentence of words! ", "\n", "🙂 "])))
def test_passages_quote_the_document(chunks: list[str]) -> None:
    document = make_document("d", normalize("".join(chunks * 12)))
    found = passages(document)
    assert [sentence for passage in found for sentence in passage.sentences] == sentences(document.text)
    for number, passage in enumerate(found):
        assert passage.id == f"d#{number:04d}"
        assert passage.text == document.text[passage.start : passage.end]
        assert "\n" not in passage.text
        assert (passage.start, passage.end) == (passage.sentences[0].start, passage.sentences[-1].end)
        sizes = [count_tokens(document.text[part.start : part.end]) for part in passage.sentences]
        assert sum(sizes) <= MAX_PASSAGE_TOKENS or len(sizes) == 1
        assert passage.location is None


def test_a_passage_is_filled_up_before_the_next_begins() -> None:
    sentence = "Each State Party shall adopt such measures as may be necessary."
    document = make_document("d", " ".join([sentence] * 40))
    per_passage = MAX_PASSAGE_TOKENS // count_tokens(sentence)
    counts = [len(passage.sentences) for passage in passages(document)]
    assert sum(counts) == 40
    assert set(counts[:-1]) == {per_passage}


def test_one_long_sentence_stays_whole() -> None:
    text = "word " * 400 + "end."
    [passage] = passages(make_document("d", text))
    assert passage.text == text


def test_passages_never_cross_sections() -> None:
    text = "Maddə 1: Məqsəd\nBir. İki.\nMaddə 2: Terminlər"
    sections = (
        Section(0, 15, Location(1)),
        Section(16, 25, Location(1, 1)),
        Section(26, len(text), Location(2)),
    )
    found = passages(make_document("convention-az", text, "az", sections))
    assert [(passage.text, passage.location) for passage in found] == [
        ("Maddə 1: Məqsəd", Location(1)),
        ("Bir. İki.", Location(1, 1)),
        ("Maddə 2: Terminlər", Location(2)),
    ]
    assert {passage.language for passage in found} == {"az"}
