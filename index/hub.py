"""Any sentence-transformers model, by folder or hub name, and the choice between it and the bundled one."""

from __future__ import annotations

import hashlib
import importlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

from index.embed import BundledEmbedder, Embedder, unit_rows
from index.model_files import MODEL_FOLDER, VOCABULARY_FILE, ModelError

_PASSAGE_PROMPT_NAMES: Final = ("passage", "document", "corpus")
# The E5 family was trained with these and most of its repositories do not say so in a prompts setting.
_E5_PROMPTS: Final = ("query: ", "passage: ")
_E5_INSTRUCT_QUERY: Final = "Instruct: Given a question, retrieve passages that answer it\nQuery: "
_BATCH_TEXTS: Final = 32
# A folder that sentence-transformers opens has one of these; asking the library instead takes seconds.
_MODEL_FILES: Final = ("modules.json", "config.json")
# So many numbers of each weight go into the model's id: enough to tell models apart, quick for large ones.
_SAMPLED_NUMBERS: Final = 256


class _Model(Protocol):
    """What is used of a SentenceTransformer, which is imported late and has no types."""

    prompts: dict[str, str | None]

    def encode(self, texts: list[str], **options: object) -> NDArray[np.float32]: ...
    def get_embedding_dimension(self) -> int: ...
    def state_dict(self) -> dict[str, Any]: ...
    def __iter__(self) -> Iterator[object]: ...


class SentenceTransformerEmbedder:
    """Embeds with a sentence-transformers model: its own prompts, its maximum length, unit rows.

    The library (and torch) is imported here and only here: whoever answers with the bundled model never pays for it.
    A folder is read without any network access; a hub name may download the model on first use.
    """

    def __init__(self, name_or_path: str, *, trust_code: bool = False) -> None:
        self._model = _load(name_or_path, trust_code=trust_code)
        self._query_prompt, self._passage_prompt = prompts_of(name_or_path, dict(self._model.prompts))
        self.dimension = int(self._model.get_embedding_dimension())
        # The bundled model says its own id, the same by this path as by the numpy one.
        own_id = getattr(next(iter(self._model)), "model_id", None)
        self.model_id = own_id or f"{Path(name_or_path).name}-{_fingerprint(self._model)}"

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for each question, in order, with the model's query prompt before it."""
        return self._embed(texts, self._query_prompt)

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one unit row for each passage, in order, with the model's passage prompt before it."""
        return self._embed(texts, self._passage_prompt)

    def _embed(self, texts: Sequence[str], prompt: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        vectors = self._model.encode(
            list(texts), prompt=prompt, batch_size=_BATCH_TEXTS, convert_to_numpy=True, show_progress_bar=False
        )
        return unit_rows(np.asarray(vectors, dtype=np.float32))


def prompts_of(name_or_path: str, prompts: dict[str, str | None]) -> tuple[str, str]:
    """Return the query and the passage prompt: the model's own if it has any, else what its family is known to need.

    >>> prompts_of("intfloat/multilingual-e5-small", {"query": "", "document": ""})
    ('query: ', 'passage: ')
    """
    query = prompts.get("query") or ""
    passage = next((prompts[name] or "" for name in _PASSAGE_PROMPT_NAMES if prompts.get(name)), "")
    if query or passage:
        return query, passage
    parts = Path(name_or_path).name.lower().split("-")
    if "e5" not in parts:
        return "", ""
    return (_E5_INSTRUCT_QUERY, "") if "instruct" in parts else _E5_PROMPTS


def load_embedder(name: str | None) -> Embedder:
    """Return the bundled model for None, one of our own format for its folder, else a sentence-transformers model."""
    if name is None:
        return BundledEmbedder()
    folder = Path(name).expanduser()
    if (folder / VOCABULARY_FILE).is_file():
        return BundledEmbedder(folder)
    return SentenceTransformerEmbedder(str(folder) if folder.is_dir() else name)


def load_embedder_for_building(name: str | None = None) -> SentenceTransformerEmbedder:
    """Return a model through sentence-transformers, the bundled one too: the peer that the numpy path must equal."""
    if name is None:
        return SentenceTransformerEmbedder(str(MODEL_FOLDER), trust_code=True)
    return SentenceTransformerEmbedder(name)


def _load(name_or_path: str, *, trust_code: bool) -> _Model:
    is_folder = Path(name_or_path).is_dir()
    if not is_folder and (name_or_path.startswith((".", "/", "~")) or name_or_path.count("/") > 1):
        raise ModelError(f"{name_or_path} is no folder: name a model's folder, or a hub model as owner/name")
    if is_folder and not any((Path(name_or_path) / name).is_file() for name in _MODEL_FILES):
        raise _unloadable(name_or_path, f"it has neither {' nor '.join(_MODEL_FILES)}")
    library: Any = importlib.import_module("sentence_transformers")
    try:
        model: _Model = library.SentenceTransformer(
            name_or_path, local_files_only=is_folder, trust_remote_code=trust_code
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise _unloadable(name_or_path, str(error).strip().partition("\n")[0]) from error
    return model


def _unloadable(name_or_path: str, reason: str) -> ModelError:
    return ModelError(
        f"the embedding model {name_or_path} cannot be loaded ({reason}): "
        "name a folder or a hub model that sentence-transformers can open, or unset the setting"
    )


def _fingerprint(model: _Model) -> str:
    digest = hashlib.sha256()
    for name, weight in sorted(model.state_dict().items()):
        flat = weight.detach().flatten()
        sample = flat[:: max(1, len(flat) // _SAMPLED_NUMBERS)].float().cpu().numpy()
        digest.update(name.encode() + str(tuple(weight.shape)).encode() + sample.tobytes())
    return digest.hexdigest()[:12]
