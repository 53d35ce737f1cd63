"""The index on disk: written whole or not at all, and checked whenever it is opened.

`index.builds` keeps the folders. The manifest holds the checksum of every other file, and the folder's name that of the
manifest, so that each byte is checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from corpus.digest import Term
from corpus.load import Corpus
from corpus.types import Brief, Document, Evidence, Location, Passage, Section, Sentence
from index.builds import MANIFEST, REBUILD, read_current, read_file, short_hash, write_build
from index.lexical import LexicalIndex
from index.search import HybridIndex
from index.terms import thesaurus_fingerprint
from index.types import FORMAT_VERSION, Manifest, StaleIndexError, StoreError
from index.vectors import VectorIndex

_CORPUS: Final = "corpus.json"
_BESIDE: Final = ("wordings", "asks", "misses")  # what a corpus has beside its sentences
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
    contents[MANIFEST] = _json(asdict(manifest))
    try:
        write_build(folder, contents)
    except OSError as error:
        raise StoreError(
            f"The index cannot be written to {folder}: {error.strerror or error}. "
            "Make the folder writable and leave some space on the disk, or choose another with ASSISTANT_INDEX_DIR."
        ) from error
    return manifest


def read_manifest(folder: Path) -> Manifest:
    """Read what the index in a folder was built from; raise StoreError when it is missing or damaged."""
    return read_current(folder, _read_manifest)


def _read_manifest(build: Path) -> Manifest:
    data = read_file(build / MANIFEST)
    if short_hash(data) not in build.name.split("-"):
        raise StoreError(f"The index is damaged: {build / MANIFEST} is not what was written. {REBUILD}")
    fields = json.loads(data)
    if fields["format_version"] != FORMAT_VERSION:
        raise StaleIndexError(
            f"The index in {build} has format {fields['format_version']}, not {FORMAT_VERSION}. {REBUILD}"
        )
    return Manifest(**fields)


def check(manifest: Manifest, corpus_fingerprint: str, model_id: str, dimension: int) -> None:
    """Raise StaleIndexError when an index was built from another corpus or with another model."""
    if manifest.corpus_fingerprint != corpus_fingerprint:
        raise StaleIndexError(f"The index is stale: the corpus has changed since it was built. {REBUILD}")
    if manifest.thesaurus != thesaurus_fingerprint():
        raise StaleIndexError(f"The index is stale: index/concepts.yaml has changed since it was built. {REBUILD}")
    if (manifest.model_id, manifest.dimension) != (model_id, dimension):
        raise StaleIndexError(
            f"The index was built with the model {manifest.model_id} ({manifest.dimension} dimensions), "
            f"but {model_id} ({dimension} dimensions) is set. {REBUILD}"
        )


def open_store(folder: Path) -> Store:
    """Open the index in a folder; every file is compared with its checksum first."""
    return read_current(folder, _open_build)


def _open_build(build: Path) -> Store:
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
    data = read_file(path)
    if hashlib.sha256(data).hexdigest() != expected:
        raise StoreError(f"The index is damaged: {path} is not what was written. {REBUILD}")
    return data


def _manifest(corpus: Corpus, index: HybridIndex, model_id: str, contents: Mapping[str, bytes]) -> Manifest:
    return Manifest(
        format_version=FORMAT_VERSION,
        corpus_fingerprint=corpus.fingerprint,
        thesaurus=thesaurus_fingerprint(),
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
                "keywords": {str(article): dict(words) for article, words in corpus.keywords.items()},
                **_beside_sentences(corpus),
            }
        ),
        _PASSAGES: _json([_passage_row(passage) for passage in index.passages]),
        _VECTORS: index.vectors.to_bytes(),
        _TERMS: _json(list(index.lexical.vocabulary)),
        _POSTINGS: _postings(index.lexical),
    }


def _beside_sentences(corpus: Corpus) -> dict[str, Any]:
    """Give what stands beside the sentences, each text once: the digest has it in three documents."""
    texts: dict[str, int] = {}
    kinds = {
        name: {
            document: {
                str(start): {language: texts.setdefault(text, len(texts)) for language, text in words.items()}
                for start, words in by_start.items()
            }
            for document, by_start in getattr(corpus, name).items()
        }
        for name in _BESIDE
    }
    return {**kinds, "texts": list(texts)}


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True).encode()


def _passage_row(passage: Passage) -> list[Any]:
    """Give a passage without its text, which its document holds."""
    location = None if passage.location is None else [passage.location.article, passage.location.paragraph]
    spans = [[sentence.start, sentence.end] for sentence in passage.sentences]
    return [passage.id, passage.document_id, passage.start, passage.end, location, spans]


def _postings(lexical: LexicalIndex) -> bytes:
    """Put the three arrays one after another, with their lengths first: `np.savez` would add the time of writing."""
    lengths = np.array([len(lexical.starts), len(lexical.rows), len(lexical.weights)], dtype="<i8")
    parts = (lengths, lexical.starts.astype("<i8"), lexical.rows.astype("<i4"), lexical.weights.astype("<f4"))
    return b"".join(part.tobytes() for part in parts)


def _corpus(data: Mapping[str, Any], fingerprint: str) -> Corpus:
    documents = tuple(_document(item) for item in data["documents"])
    briefs = tuple(
        Brief(**{**item, "evidence": tuple(Evidence(**evidence) for evidence in item["evidence"])})
        for item in data["briefs"]
    )
    keywords = {int(article): words for article, words in data["keywords"].items()}
    texts = data["texts"]
    beside = (
        {
            document: {
                int(start): {language: texts[number] for language, number in words.items()}
                for start, words in by_start.items()
            }
            for document, by_start in data[name].items()
        }
        for name in _BESIDE
    )
    return Corpus(documents, briefs, fingerprint, tuple(Term(**item) for item in data["terms"]), keywords, *beside)


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
