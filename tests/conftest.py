"""What several tests share: an embedder without a model, and a corpus of three short documents."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.engine import Engine
from assistant.settings import Settings
from corpus.digest import Term
from corpus.load import Corpus
from corpus.text import words
from corpus.types import Brief, Document, Edition, Evidence, Kind, Location, Section


class BagOfWords:
    """Hashes each word to a dimension; texts with the same words get the same unit row."""

    def __init__(self, dimension: int = 64, model_id: str = "bag-of-words") -> None:
        self.model_id = model_id
        self.dimension = dimension

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in words(text):
                row[zlib.crc32(word.encode()) % self.dimension] += 1
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        np.divide(rows, lengths, out=rows, where=lengths > 0)
        return rows

    def embed_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.embed_queries(texts)


def make_document(
    document_id: str,
    text: str,
    language: str = "en",
    sections: tuple[Section, ...] = (),
) -> Document:
    """A document of the Convention if it has sections, else an article; only its text and language matter."""
    kind: Kind = "convention" if sections else "article"
    edition: Edition = "digest" if sections else "source"
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(document_id, kind, language, document_id, None, None, None, text, sha256, edition, sections)


@pytest.fixture(autouse=True)
def no_language_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the model of whoever runs it."""
    for name in ("BASE_URL", "MODEL", "API_KEY", "TIMEOUT_SECONDS"):
        monkeypatch.delenv(f"ASSISTANT_LLM_{name}", raising=False)


@pytest.fixture(scope="session")
def embedder() -> BagOfWords:
    return BagOfWords()


@pytest.fixture(scope="session")
def small_corpus() -> Corpus:
    """Three languages; the Russian document has sections, as the Convention has."""
    russian = "Статья 41: Сеть 24/7\nКаждая сторона назначает центр. 🙂"
    sections = (Section(0, 20, Location(41)), Section(21, len(russian), Location(41, 1)))
    return Corpus(
        documents=(
            make_document("trend-en", "74 countries signed it in Hanoi.\nParliament approved the law."),
            make_document("convention-ru", russian, "ru", sections),
            make_document("dayaz-az", "İ. Əliyev qanunu imzaladı. Sənəd 2026-cı ildə təsdiqlənib.", "az"),
        ),
        briefs=(
            Brief(
                "signatories",
                "2026-02-10",
                {"en": "74 countries signed.", "ru": "Подписали 74 страны.", "az": "74 ölkə imzalayıb."},
                (Evidence("trend-en", "74 countries signed it in Hanoi."),),
            ),
        ),
        fingerprint="0" * 64,
        terms=(
            Term(
                {"en": "child", "ru": "ребёнок", "az": "uşaq"},
                {"en": "Under 18.", "ru": "До 18.", "az": "18 yaşadək."},
                2,
            ),
        ),
        keywords={41: {"en": "hotline", "ru": "горячая линия", "az": "qaynar xətt"}},
    )


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Folders of a user who has added nothing; the tests never touch the real ones."""
    folder = tmp_path_factory.mktemp("home")
    return Settings(index_dir=folder / "index", library_dir=folder / "library")


@pytest.fixture(scope="session")
def engine(home: Settings) -> Engine:
    """The assistant over the shipped corpus, with the bundled model; its index is built once."""
    return Engine.open(home)
