"""Any sentence-transformers model: prompts, length, unit rows; and the bundled one by both paths."""

from __future__ import annotations

import socket
from pathlib import Path

import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer
from transformers import BertConfig, BertModel, BertTokenizer

from index.embed import BundledEmbedder, ModelError
from index.features import Vocabulary
from index.hub import SentenceTransformerEmbedder, load_embedder, load_embedder_for_building, prompts_of
from index.model_files import MODEL_FOLDER, write_model

TEXTS = [
    "Сколько стран подписали конвенцию?",
    "Konvensiyanı neçə ölkə imzalayıb?",
    "How many countries have signed the convention by 23 February 2026?",
    "",
    "İ ı ə 🙂",
]
_WORDS = ["query", "passage", ":", "law", "court", "суд", "закон", "qanun", "məhkəmə"]
_MAX_TOKENS = 16


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a transformer with random weights: two layers, sixteen numbers, nine words."""
    torch.manual_seed(7)
    parts, folder = tmp_path_factory.mktemp("parts"), tmp_path_factory.mktemp("models") / "tiny-e5-test"
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    (parts / "vocab.txt").write_text("\n".join([*special, *_WORDS]), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(special) + len(_WORDS),
        hidden_size=16,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=_MAX_TOKENS,
    )
    BertModel(config).save_pretrained(parts)
    BertTokenizer(str(parts / "vocab.txt"), strip_accents=False).save_pretrained(parts)
    SentenceTransformer(str(parts), device="cpu").save(str(folder))
    return folder


def _refuse(*_arguments: object, **_options: object) -> None:
    raise AssertionError("the network was asked for")


def test_a_folder_is_loaded_without_the_network_and_gives_unit_rows(
    tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket.socket, "connect", _refuse)
    embedder = load_embedder(str(tiny))
    rows = embedder.embed_passages(["law court", "суд", "qanun"])
    assert rows.dtype == np.float32
    assert (rows.shape, embedder.dimension) == ((3, 16), 16)
    assert np.abs(np.linalg.norm(rows, axis=1) - 1).max() < 1e-5
    assert embedder.embed_queries([]).shape == (0, 16)


def test_e5_prompts_are_put_before_the_text(tiny: Path) -> None:
    embedder = SentenceTransformerEmbedder(str(tiny))
    plain = SentenceTransformer(str(tiny), device="cpu")
    for embed, prompt in ((embedder.embed_queries, "query: "), (embedder.embed_passages, "passage: ")):
        expected = plain.encode([f"{prompt}law court"], normalize_embeddings=True)
        assert np.abs(embed(["law court"]) - expected).max() < 1e-5


def test_a_text_beyond_the_maximum_length_is_cut(tiny: Path) -> None:
    embedder = SentenceTransformerEmbedder(str(tiny))
    long, longer = embedder.embed_passages(["law " * 100, "law " * 100 + "суд"])
    assert np.abs(long - longer).max() < 1e-6


def test_the_id_tells_weights_apart(tiny: Path, tmp_path: Path) -> None:
    first = SentenceTransformerEmbedder(str(tiny))
    changed = SentenceTransformer(str(tiny), device="cpu")
    with torch.no_grad():
        next(iter(changed.parameters())).add_(0.5)
    changed.save(str(tmp_path / "tiny-e5-test"))
    second = SentenceTransformerEmbedder(str(tmp_path / "tiny-e5-test"))
    assert first.model_id == SentenceTransformerEmbedder(str(tiny)).model_id
    assert first.model_id.startswith("tiny-e5-test-")
    assert first.model_id != second.model_id


@pytest.mark.parametrize(
    ("name", "prompts", "expected"),
    [
        ("intfloat/multilingual-e5-small", {"query": "", "document": ""}, ("query: ", "passage: ")),
        ("models/multilingual-e5-small", {}, ("query: ", "passage: ")),
        ("some/model", {"query": "q: ", "document": "d: "}, ("q: ", "d: ")),
        ("some/model", {"query": "q: ", "passage": "p: ", "document": "d: "}, ("q: ", "p: ")),
        ("BAAI/bge-m3", {"query": "", "document": None}, ("", "")),
    ],
)
def test_prompts(name: str, prompts: dict[str, str | None], expected: tuple[str, str]) -> None:
    assert prompts_of(name, prompts) == expected


def test_an_e5_instruct_model_gets_an_instruction_before_questions_only() -> None:
    query, passage = prompts_of("intfloat/multilingual-e5-large-instruct", {})
    assert query.startswith("Instruct: ")
    assert query.endswith("\nQuery: ")
    assert passage == ""


@pytest.mark.parametrize("name", ["./nowhere/model", "/nowhere/model", "a/b/c"])
def test_a_folder_that_is_not_there_is_named(name: str) -> None:
    with pytest.raises(ModelError, match=f"{name} is no folder"):
        load_embedder(name)


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be loaded"):
        load_embedder(str(tmp_path))


def test_the_bundled_model_is_the_default_and_a_folder_of_its_kind_needs_no_library() -> None:
    assert isinstance(load_embedder(None), BundledEmbedder)
    assert isinstance(load_embedder(str(MODEL_FOLDER)), BundledEmbedder)


def test_both_paths_give_the_same_vectors() -> None:
    bundled, through_library = BundledEmbedder(), load_embedder_for_building()
    assert through_library.model_id == bundled.model_id
    assert through_library.dimension == bundled.dimension
    expected = bundled.embed_passages(TEXTS)
    assert np.abs(through_library.embed_passages(TEXTS) - expected).max() < 1e-3
    direct = SentenceTransformer(str(MODEL_FOLDER), device="cpu", trust_remote_code=True)
    assert np.abs(direct.encode(TEXTS) - expected).max() < 1e-3


def test_a_model_of_our_kind_saved_through_the_library_reads_back_the_same(tmp_path: Path) -> None:
    rows = np.random.default_rng(3).normal(size=(6, 12)).astype(np.float32)
    write_model(tmp_path / "one", rows, Vocabulary(["<sud>", "=суд", "<law", "<qa"], hashed_rows=2), {})
    library = SentenceTransformer(str(tmp_path / "one"), device="cpu", trust_remote_code=True)
    library.save(str(tmp_path / "two"))
    one, two = (BundledEmbedder(tmp_path / name).embed_passages(TEXTS) for name in ("one", "two"))
    assert np.abs(one - two).max() < 1e-3
