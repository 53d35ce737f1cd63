"""The index on disk: written whole or not at all, and checked whenever it is opened.

Each build is a folder of its own, `build-<hash>`; the file `current` names the one in use and is replaced in one
step, so a crash at any moment leaves the old index or the new one.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from corpus.digest import Term
from corpus.load import Corpus
from corpus.types import Brief, Document, Evidence, Location, Passage, Section, Sentence
from index.lexical import LexicalIndex
from index.search import HybridIndex
from index.types import FORMAT_VERSION, Manifest, MissingIndexError, StaleIndexError, StoreError
from index.vectors import VectorIndex

REBUILD: Final = "Run `python -m index build` to build it anew."
_CURRENT: Final = "current"
_MANIFEST: Final = "manifest.json"
_CORPUS: Final = "corpus.json"
_PASSAGES: Final = "passages.json"
_VECTORS: Final = "vectors.faiss"
_TERMS: Final = "terms.json"
_POSTINGS: Final = "postings.bin"


@dataclass(frozen=True)
class Store:
    """An opened index: what it was built from, the corpus as it was then, and both search sides."""

    manifest: Manifest
    corpus: Corpus
    index: HybridIndex


def save(folder: Path, corpus: Corpus, index: HybridIndex, model_id: str) -> Manifest:
    """Write an index beside the old one, then switch to it in one step and remove the old one."""
    contents = _contents(corpus, index)
    manifest = _manifest(corpus, index, model_id, contents)
    contents[_MANIFEST] = _json(asdict(manifest))
    name = f"build-{hashlib.sha256(contents[_MANIFEST]).hexdigest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _write_folder(folder, name, contents)
        _replace_file(folder / _CURRENT, name.encode())
        _remove_others(folder, name)
    except OSError as error:
        raise StoreError(
            f"The index cannot be written to {folder}: {error.strerror or error}. "
            "Make the folder writable and leave some space on the disk, or choose another with ASSISTANT_INDEX_DIR."
        ) from error
    return manifest


def _write_folder(folder: Path, name: str, contents: Mapping[str, bytes]) -> None:
    target = folder / name
    temporary = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    try:
        for file_name, data in contents.items():
            _write_synced(temporary / file_name, data)
        if target.exists():  # the same build, perhaps damaged since: the fresh copy takes its place
            shutil.rmtree(target)
        temporary.rename(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _replace_file(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(f".{os.getpid()}.new")
    _write_synced(temporary, data)
    temporary.replace(path)


def _remove_others(folder: Path, name: str) -> None:
    for path in folder.glob("build-*"):
        if path.name != name:
            shutil.rmtree(path, ignore_errors=True)


def read_manifest(folder: Path) -> Manifest:
    """Read what the index in a folder was built from; raise StoreError when it is missing or damaged."""
    return _read_manifest(_build_folder(folder))


def _build_folder(folder: Path) -> Path:
    pointer = folder / _CURRENT
    if not pointer.is_file():
        raise MissingIndexError(f"There is no index in {folder}. {REBUILD}")
    build = folder / pointer.read_text(encoding="utf-8").strip()
    if not (build / _MANIFEST).is_file():
        raise StoreError(f"The index in {folder} is damaged: {build.name}/{_MANIFEST} is missing. {REBUILD}")
    return build


def _read_manifest(build: Path) -> Manifest:
    try:
        data = json.loads((build / _MANIFEST).read_text(encoding="utf-8"))
        version = data["format_version"]
        if version != FORMAT_VERSION:
            raise StaleIndexError(f"The index in {build} has format {version}, not {FORMAT_VERSION}. {REBUILD}")
        return Manifest(**data)
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"The index in {build} is damaged: {_MANIFEST} cannot be read ({error}). {REBUILD}") from error


def check(manifest: Manifest, corpus_fingerprint: str, model_id: str, dimension: int) -> None:
    """Raise StaleIndexError when an index was built from another corpus or with another model."""
    if manifest.corpus_fingerprint != corpus_fingerprint:
        raise StaleIndexError(f"The index is stale: the corpus has changed since it was built. {REBUILD}")
    if (manifest.model_id, manifest.dimension) != (model_id, dimension):
        raise StaleIndexError(
            f"The index was built with the model {manifest.model_id} ({manifest.dimension} dimensions), "
            f"but {model_id} ({dimension} dimensions) is set. {REBUILD}"
        )


def open_store(folder: Path) -> Store:
    """Open the index in a folder; every file is compared with its checksum first."""
    build = _build_folder(folder)
    manifest = _read_manifest(build)
    contents = {name: _checked(build / name, expected) for name, expected in manifest.files.items()}
    try:
        corpus = _corpus(json.loads(contents[_CORPUS]), manifest.corpus_fingerprint)
        index = _index(contents, corpus)
    except (ValueError, KeyError, TypeError, RuntimeError) as error:
        raise StoreError(f"The index in {build} is damaged: {error}. {REBUILD}") from error
    if (len(index.passages), index.vectors.count) != (manifest.passages, manifest.passages):
        raise StoreError(f"The index in {build} is damaged: its parts hold different numbers of passages. {REBUILD}")
    return Store(manifest, corpus, index)


def _checked(path: Path, expected: str) -> bytes:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StoreError(f"The index is damaged: {path} cannot be read ({error.strerror}). {REBUILD}") from error
    if hashlib.sha256(data).hexdigest() != expected:
        raise StoreError(f"The index is damaged: {path} is not what was written. {REBUILD}")
    return data


def _manifest(corpus: Corpus, index: HybridIndex, model_id: str, contents: Mapping[str, bytes]) -> Manifest:
    return Manifest(
        format_version=FORMAT_VERSION,
        corpus_fingerprint=corpus.fingerprint,
        model_id=model_id,
        dimension=index.vectors.dimension,
        documents=len(corpus.documents),
        passages=len(index.passages),
        terms=len(index.lexical.vocabulary),
        files={name: hashlib.sha256(data).hexdigest() for name, data in sorted(contents.items())},
    )


def _contents(corpus: Corpus, index: HybridIndex) -> dict[str, bytes]:
    return {
        _CORPUS: _json(
            {
                "documents": [asdict(document) for document in corpus.documents],
                "briefs": [asdict(brief) for brief in corpus.briefs],
                "terms": [asdict(term) for term in corpus.terms],
            }
        ),
        _PASSAGES: _json([_passage_row(passage) for passage in index.passages]),
        _VECTORS: index.vectors.to_bytes(),
        _TERMS: _json(list(index.lexical.vocabulary)),
        _POSTINGS: _postings(index.lexical),
    }


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def _passage_row(passage: Passage) -> list[Any]:
    """A passage without its text, which its document holds."""
    location = None if passage.location is None else [passage.location.article, passage.location.paragraph]
    spans = [[sentence.start, sentence.end] for sentence in passage.sentences]
    return [passage.id, passage.document_id, passage.start, passage.end, location, spans]


def _postings(lexical: LexicalIndex) -> bytes:
    """The three arrays one after another, with their lengths first: `np.savez` would add the time of writing."""
    lengths = np.array([len(lexical.starts), len(lexical.rows), len(lexical.weights)], dtype="<i8")
    parts = (lengths, lexical.starts.astype("<i8"), lexical.rows.astype("<i4"), lexical.weights.astype("<f4"))
    return b"".join(part.tobytes() for part in parts)


def _corpus(data: Mapping[str, Any], fingerprint: str) -> Corpus:
    documents = tuple(_document(item) for item in data["documents"])
    briefs = tuple(
        Brief(**{**item, "evidence": tuple(Evidence(**evidence) for evidence in item["evidence"])})
        for item in data["briefs"]
    )
    return Corpus(documents, briefs, fingerprint, tuple(Term(**item) for item in data["terms"]))


def _document(item: Mapping[str, Any]) -> Document:
    sections = tuple(
        Section(section["start"], section["end"], Location(**section["location"])) for section in item["sections"]
    )
    return Document(**{**item, "sections": sections})


def _index(contents: Mapping[str, bytes], corpus: Corpus) -> HybridIndex:
    passages = tuple(_passage(row, corpus) for row in json.loads(contents[_PASSAGES]))
    vocabulary = {term: number for number, term in enumerate(json.loads(contents[_TERMS]))}
    lexical = _lexical(contents[_POSTINGS], vocabulary, len(passages))
    return HybridIndex(passages, VectorIndex.from_bytes(contents[_VECTORS]), lexical)


def _passage(row: list[Any], corpus: Corpus) -> Passage:
    passage_id, document_id, start, end, location, spans = row
    document = corpus.document(document_id)
    return Passage(
        passage_id,
        document_id,
        document.language,
        start,
        end,
        document.text[start:end],
        None if location is None else Location(*location),
        tuple(Sentence(*span) for span in spans),
    )


def _lexical(data: bytes, vocabulary: dict[str, int], row_count: int) -> LexicalIndex:
    lengths = np.frombuffer(data, dtype="<i8", count=3)
    starts = np.frombuffer(data, dtype="<i8", offset=24, count=int(lengths[0]))
    rows = np.frombuffer(data, dtype="<i4", offset=24 + starts.nbytes, count=int(lengths[1]))
    weights = np.frombuffer(data, dtype="<f4", offset=24 + starts.nbytes + rows.nbytes, count=int(lengths[2]))
    return LexicalIndex(vocabulary, starts, rows, weights, row_count)
