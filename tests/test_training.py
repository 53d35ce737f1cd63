"""Training: reading pairs, never the measuring sets; choosing features; the same run twice."""

from __future__ import annotations

import lzma
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch

from index.bitext import accuracy_at_1
from index.embed import BundledEmbedder, ModelError
from index.train import Batch, Options, contrastive_loss, main, rounded_rows, train
from index.training_data import choose_vocabulary, read_parallel

ROWS = [
    ("law", "qanun", "закон", "kanun"),
    ("court", "məhkəmə", "суд", "mahkeme"),
    ("country", "ölkə", "страна", "ülke"),
    ("child", "uşaq", "ребёнок", "çocuk"),
    ("evidence", "sübut", "доказательство", "kanıt"),
    ("bank", "bank", "банк", "banka"),
    ("winter", "qış", "зима", "kış"),
    ("mountain", "dağ", "гора", "dağ"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write a lexicon of eight words as parallel text, Turkish apart, and a measuring set that must stay unread."""
    main_rows = "".join(f"ours\t{en}\t{az}\t{ru}\n" for en, az, ru, _ in ROWS)
    _write(tmp_path / "ours.tsv.xz", f"source\ten\taz\tru\n{main_rows}ours\tonly english and russian\t\tне всё\n")
    _write(tmp_path / "turkish.tsv.xz", "source\ten\ttr\n" + "".join(f"ours\t{en}\t{tr}\n" for en, _, _, tr in ROWS))
    _write(tmp_path / "dev_secret.tsv.xz", "index_id\ten\taz\tru\n1\tsecret\tsirr\tтайна\n")
    return tmp_path


def _write(path: Path, text: str) -> None:
    path.write_bytes(lzma.compress(text.encode()))


def _options(**changes: float) -> Options:
    settings = {"batch_pairs": 8, "dimension": 12, "rows": 400, "hashed_rows": 8, "min_word_count": 1, "threads": 1}
    return Options(**{**settings, "settling_steps": 3, **changes})  # type: ignore[arg-type] # counts are whole here


def test_pairs_are_read_joined_and_kept_apart_from_the_measuring_sets(folder: Path) -> None:
    data = read_parallel(folder)
    assert {name: len(pairs) for name, pairs in data.pairs.items()} == {
        "az-ru": 8, "az-tr": 8, "en-az": 8, "en-ru": 9, "en-tr": 8,
    }  # fmt: skip
    texts = [(data.texts[left], data.texts[right]) for left, right in data.pairs["az-tr"]]
    assert ("qanun", "kanun") in texts, "joined through the English 'law'"
    assert not {"secret", "sirr", "тайна"} & set(data.texts)
    assert sorted(data.file_hashes) == ["ours.tsv.xz", "turkish.tsv.xz"]


def test_a_folder_without_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no \*\.tsv\.xz"):
        read_parallel(tmp_path)


def test_whole_words_come_first_and_turkish_ones_need_more_occurrences(folder: Path) -> None:
    data = read_parallel(folder)
    chosen = choose_vocabulary(data, rows=1000, min_count=1, helper_min_count=2)
    assert {"<kanun>", "<gis>", "<sud>", "=суд"} - set(chosen) == {"<kanun>"}
    assert "<kanun>" in choose_vocabulary(data, rows=1000, min_count=1, helper_min_count=1)
    assert choose_vocabulary(data, rows=3, min_count=1, helper_min_count=2) == chosen[:3]
    assert len(chosen) == len(set(chosen))


def test_the_loss_by_hand() -> None:
    batch = Batch(
        rows=np.arange(2),
        features_of_words=np.array([0, 1]),
        word_offsets=np.array([0, 1]),
        kept=np.ones(2, dtype=np.float32),
        words_of_texts=np.array([0, 1, 0, 1]),
        text_offsets=np.arange(4),
        equal=np.zeros((2, 2), dtype=bool),
    )
    loss = contrastive_loss(batch, torch.eye(2), temperature=1.0)
    assert loss.item() == pytest.approx(np.log(1 + np.exp(-1)))
    batch.equal[0, 1] = batch.equal[1, 0] = True
    assert contrastive_loss(batch, torch.eye(2), temperature=1.0).item() == pytest.approx(0.0, abs=1e-6)


def test_rounded_rows_have_six_levels() -> None:
    rows = torch.tensor([[-9.0, -1.0, -0.1, 0.1, 1.0, 9.0]])
    unit = float(rounded_rows(rows)[0, 3])
    assert (rounded_rows(rows) / unit).round(decimals=4).tolist() == [[-5, -1, -1, 1, 1, 5]]


def test_training_repeats_itself(folder: Path) -> None:
    data = read_parallel(folder)
    rows, vocabulary = train(data, _options(epochs=2))
    again, _ = train(data, _options(epochs=2))
    other, _ = train(data, _options(epochs=2, seed=1))
    assert torch.equal(rows, again)
    assert not torch.equal(rows, other)
    assert len(rows) == len(vocabulary)


def test_the_command_writes_a_model_that_has_learnt_the_lexicon(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = partial(Options, batch_pairs=8, rows=400, hashed_rows=8, min_word_count=1, settling_steps=5, threads=1)
    monkeypatch.setattr("index.train.Options", small)
    out = tmp_path / "model"
    assert main(["--data", str(folder), "--out", str(out), "--epochs", "20"]) == 0
    embedder = BundledEmbedder(out)
    english, russian = (embedder.embed_passages([row[place] for row in ROWS]) for place in (0, 2))
    assert accuracy_at_1(english, russian) >= 0.75
