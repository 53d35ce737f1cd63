"""A sentence-transformers model of random weights, for what is taught by one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import torch
from sentence_transformers import SentenceTransformer
from transformers import BertConfig, BertModel, BertTokenizer


def tiny_teacher(folder: Path, words: Iterable[str], *, width: int = 16, heads: int = 2, layers: int = 1) -> Path:
    """Make a transformer that knows the words; return the folder of the model."""
    torch.manual_seed(7)
    parts, model = folder / "parts", folder / "tiny-teacher"
    parts.mkdir()
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *words]
    (parts / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=width,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        intermediate_size=4 * width,
        max_position_embeddings=80,
    )
    BertModel(config).save_pretrained(parts)
    BertTokenizer(str(parts / "vocab.txt")).save_pretrained(parts)
    SentenceTransformer(str(parts), device="cpu").save(str(model))
    return model
