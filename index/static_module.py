"""The bundled model as a sentence-transformers module; the same features and rows as `index.embed`, in torch."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.modules.input_module import InputModule
from torch.nn import functional

from index.features import Vocabulary
from index.model_files import read_model, write_model


class StaticModule(InputModule):  # type: ignore[misc] # the library comes without types
    """Features to rows, rows to words, words to a sentence: two sums and a normalisation.

    `SentenceTransformer("index/model", trust_remote_code=True)` finds this class through the folder's modules.json;
    sentence-transformers asks for that consent for any class that is not its own, a local one too.
    """

    def __init__(self, rows: torch.Tensor, vocabulary: Vocabulary, model_id: str = "") -> None:
        super().__init__()
        self.rows = torch.nn.Parameter(rows)
        self.vocabulary = vocabulary
        self.model_id = model_id
        self.tokenizer = None

    def preprocess(
        self, inputs: Sequence[str], prompt: str | None = None, **_options: object
    ) -> dict[str, torch.Tensor | Any]:
        """Cut texts into words and features; four flat tensors, as `index.features.Bags` lays them out."""
        bags = self.vocabulary.bags(f"{prompt or ''}{text}" for text in inputs)
        return {
            "input_ids": torch.from_numpy(bags.feature_ids),
            "word_offsets": torch.from_numpy(bags.word_offsets[:-1]),
            "word_ids": torch.from_numpy(bags.word_ids),
            "text_offsets": torch.from_numpy(bags.text_offsets[:-1]),
        }

    def forward(self, features: dict[str, torch.Tensor | Any], **_options: object) -> dict[str, torch.Tensor | Any]:
        """Add `sentence_embedding`, unit rows; zeros for a text without a word."""
        words = functional.embedding_bag(features["input_ids"], self.rows, features["word_offsets"], mode="sum")
        texts = functional.embedding_bag(features["word_ids"], words, features["text_offsets"], mode="sum")
        features["sentence_embedding"] = functional.normalize(texts, dim=1)
        return features

    def get_embedding_dimension(self) -> int:
        """Return the length of a row."""
        return int(self.rows.shape[1])

    @property
    def max_seq_length(self) -> float:
        """Return infinity: a sum has no longest text."""
        return float("inf")

    def save(self, output_path: str, *_arguments: object, **_options: object) -> None:
        """Quantise and write the folder that `load` and `index.embed` read."""
        rows = self.rows.detach().cpu().numpy().astype(np.float32)
        write_model(Path(output_path), rows, self.vocabulary, {})

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", **_options: object) -> StaticModule:
        """Read a local folder."""
        data = read_model(Path(model_name_or_path) / subfolder)
        rows = data.rows(np.arange(len(data.vocabulary)))
        return cls(torch.from_numpy(rows), data.vocabulary, data.model_id)
