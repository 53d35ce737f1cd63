"""Features: one sound spelling for three languages, offsets that add up, and rows for unseen names."""

from __future__ import annotations

import numpy as np
import pytest

from index.features import MAX_WORD_CHARS, Vocabulary, sound_spelling, word_features


@pytest.mark.parametrize(
    ("spellings", "expected"),
    [
        (("вашингтон", "washington", "vasinqton"), "vasington"),
        (("сколько", "skolko"), "skolko"),
        (("программ", "program", "proqram"), "program"),
        (("щит", "shchit", "shit"), "sit"),
        (("хан", "khan", "xan"), "han"),
        (("карабах", "karabakh"), "karabah"),
        (("2026", "24a"), None),
        (("", ""), ""),
    ],
)
def test_the_same_name_has_one_sound_spelling(spellings: tuple[str, ...], expected: str | None) -> None:
    found = [sound_spelling(spelling) for spelling in spellings]
    assert found == ([expected] * len(spellings) if expected is not None else list(spellings))


def test_features_of_a_word_by_hand() -> None:
    assert word_features("kod") == ["<kod>", "<ko", "kod", "od>", "<kod", "kod>"]
    assert word_features("он") == ["<on>", "<on", "on>", "=он"]
    assert word_features("on") == ["<on>", "<on", "on>"]
    assert word_features("41") == ["<41>"]
    assert [feature for feature in word_features("imzaladi") if len(feature) > 5] == [
        "<imzaladi>", "<imzal", "<imzala", "<imzalad",
    ]  # fmt: skip


def test_a_long_word_is_cut_and_gives_no_feature_twice() -> None:
    features = word_features("ab" * 500)
    assert features == word_features("ab" * (MAX_WORD_CHARS // 2))
    assert len(features) == len(set(features))


def test_bags_lay_texts_and_words_out_flat() -> None:
    vocabulary = Vocabulary(["<kod>", "<ko", "<sud>"], hashed_rows=1)
    bags = vocabulary.bags(["Kod, KOD", "", "41 код 🙂"])
    assert bags.text_offsets.tolist() == [0, 2, 2, 4]
    assert bags.word_ids.tolist() == [0, 0, 1, 2]
    assert bags.word_offsets.tolist() == [0, 2, 3, 5]
    assert bags.feature_ids.tolist() == [0, 1, 3, 0, 1]
    assert all(array.dtype == np.int64 for array in (bags.text_offsets, bags.word_ids, bags.feature_ids))


def test_no_texts_give_empty_bags() -> None:
    bags = Vocabulary(["<kod>"], hashed_rows=4).bags([])
    assert (bags.text_offsets.tolist(), bags.word_ids.tolist(), bags.word_offsets.tolist()) == ([0], [], [0])


def test_an_unseen_name_gets_the_same_hashed_row_in_three_spellings() -> None:
    vocabulary = Vocabulary(["<kod>"], hashed_rows=2048)
    rows = {tuple(vocabulary.word_ids(word)) for word in ("qasimzade", "gasimzade", "гасимзаде")}
    assert len(rows) == 1
    ((row,),) = rows
    assert 1 <= row < len(vocabulary) == 2049
    assert vocabulary.word_ids("kod") == (0,)


@pytest.mark.parametrize("typed", ["imzaladi", "İMZALADI", "ımzaladı", "Imzaladı"])
def test_azerbaijani_casing_and_ascii_typing_change_nothing(typed: str) -> None:
    vocabulary = Vocabulary(word_features("imzaladi"), hashed_rows=2)
    assert vocabulary.bags([typed]).feature_ids.tolist() == list(range(len(vocabulary.features)))
