"""The index on disk: there and back, every byte checked, and never half-written."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from conftest import BagOfWords, make_document

from corpus.load import Corpus
from index import builds
from index.build import build_index
from index.search import HybridIndex
from index.store import check, open_store, read_manifest, save
from index.types import FORMAT_VERSION, Manifest, MissingIndexError, StaleIndexError, StoreError

FILES = ("corpus.json", "passages.json", "vectors.faiss", "terms.json", "postings.bin", "manifest.json")
MEND = r"`python -m index build`"


@pytest.fixture(scope="module")
def index(small_corpus: Corpus, embedder: BagOfWords) -> HybridIndex:
    return build_index(small_corpus, embedder)


@pytest.fixture
def folder(tmp_path: Path, small_corpus: Corpus, index: HybridIndex) -> Path:
    save(tmp_path / "index", small_corpus, index, "bag-of-words")
    return tmp_path / "index"


def build_of(folder: Path) -> Path:
    return folder / (folder / "current").read_text(encoding="utf-8")


def changed(corpus: Corpus) -> Corpus:
    """Another corpus, with a document more."""
    more = make_document("new-az", "Yeni sənəd əlavə edildi.", "az")
    return replace(corpus, documents=(*corpus.documents, more), fingerprint="1" * 64)


def test_there_and_back(folder: Path, small_corpus: Corpus, index: HybridIndex) -> None:
    store = open_store(folder)
    assert store.corpus == small_corpus
    assert store.corpus.document("dayaz-az") == small_corpus.document("dayaz-az")
    assert store.index.passages == index.passages
    assert store.index.lexical.vocabulary == index.lexical.vocabulary
    for name in ("starts", "rows", "weights"):
        stored, built = getattr(store.index.lexical, name), getattr(index.lexical, name)
        assert np.array_equal(stored, built)
        assert stored.dtype == built.dtype
    assert store.index.vectors.to_bytes() == index.vectors.to_bytes()
    [vector] = BagOfWords().embed_queries(["sənədi kim imzaladı"])
    for question, language in (("sənədi kim imzaladı", "az"), ("сеть 24/7", "ru"), ("countries", "en")):
        found = store.index.search(question, language, vector)
        assert found == index.search(question, language, vector)
        assert found


def test_the_manifest_tells_what_it_was_built_from(folder: Path, small_corpus: Corpus, index: HybridIndex) -> None:
    manifest = read_manifest(folder)
    assert manifest == open_store(folder).manifest
    assert (manifest.format_version, manifest.corpus_fingerprint) == (FORMAT_VERSION, small_corpus.fingerprint)
    assert (manifest.model_id, manifest.dimension) == ("bag-of-words", 64)
    assert (manifest.documents, manifest.passages) == (3, len(index.passages))
    assert manifest.terms == len(index.lexical.vocabulary)
    build = build_of(folder)
    assert manifest.files == {
        name: hashlib.sha256((build / name).read_bytes()).hexdigest() for name in FILES if name != "manifest.json"
    }


def test_an_empty_corpus(tmp_path: Path, embedder: BagOfWords) -> None:
    empty = Corpus((), (), "2" * 64)
    save(tmp_path, empty, build_index(empty, embedder), "bag-of-words")
    store = open_store(tmp_path)
    assert (store.corpus, store.index.passages, store.index.vectors.count) == (empty, (), 0)
    [vector] = embedder.embed_queries(["74"])
    assert store.index.search("74", "en", vector) == []


def test_the_same_corpus_gives_the_same_bytes(
    tmp_path: Path, folder: Path, small_corpus: Corpus, embedder: BagOfWords
) -> None:
    save(tmp_path / "again", small_corpus, build_index(small_corpus, embedder), "bag-of-words")
    first, again = build_of(folder), build_of(tmp_path / "again")
    assert {name: (first / name).read_bytes() for name in FILES} == {
        name: (again / name).read_bytes() for name in FILES
    }


def flip(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "flipped": flip,
    "cut": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "longer": lambda data: data + b" ",
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [*DAMAGES, "gone"])
def test_damage_is_told(folder: Path, name: str, damage: str) -> None:
    path = build_of(folder) / name
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(DAMAGES[damage](path.read_bytes()))
    with pytest.raises(StoreError, match=MEND) as caught:
        open_store(folder)
    assert name in str(caught.value)
    assert not isinstance(caught.value, MissingIndexError)
    if name == "manifest.json":
        with pytest.raises(StoreError, match=MEND):
            read_manifest(folder)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"build-", b"../build-0123456789abcdef-1", b"build-0123456789abcdef-9"]
)
def test_a_damaged_pointer_is_told(folder: Path, content: bytes) -> None:
    (folder / "current").write_bytes(content)
    for read in (open_store, read_manifest):
        with pytest.raises(StoreError, match=MEND) as caught:
            read(folder)
        assert "the file current names" in str(caught.value)


def test_a_missing_index_is_told(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    for missing in (tmp_path, tmp_path / "none", tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(MissingIndexError, match=MEND):
            open_store(missing)
    (folder / "current").unlink()
    with pytest.raises(MissingIndexError, match=MEND):
        read_manifest(folder)


def put_manifest(folder: Path, fields: dict[str, Any]) -> None:
    """Give the build another manifest, and the name that goes with it, as another version would have written it."""
    data = json.dumps(fields).encode()
    build = build_of(folder)
    (build / "manifest.json").write_bytes(data)
    name = f"build-{hashlib.sha256(data).hexdigest()[:16]}"
    build.rename(folder / name)
    (folder / "current").write_text(name, encoding="utf-8")


@pytest.mark.parametrize("version", [FORMAT_VERSION - 1, FORMAT_VERSION + 1])
def test_another_format_is_stale(folder: Path, version: int) -> None:
    fields = asdict(read_manifest(folder)) | {"format_version": version, "added": "by a later version"}
    put_manifest(folder, fields)
    for read in (open_store, read_manifest):
        with pytest.raises(StaleIndexError, match=MEND) as caught:
            read(folder)
        assert f"format {version}, not {FORMAT_VERSION}" in str(caught.value)


def test_counts_that_differ_are_told(folder: Path) -> None:
    put_manifest(folder, asdict(read_manifest(folder)) | {"passages": 99})
    with pytest.raises(StoreError, match="different numbers of passages"):
        open_store(folder)


def test_check(folder: Path, small_corpus: Corpus) -> None:
    manifest = read_manifest(folder)
    check(manifest, small_corpus.fingerprint, "bag-of-words", 64)
    stale: list[tuple[Manifest, str, str, int, str]] = [
        (manifest, "1" * 64, "bag-of-words", 64, "the corpus has changed"),
        (manifest, small_corpus.fingerprint, "other", 64, r"bag-of-words \(64 dimensions\), but other \(64 dim"),
        (manifest, small_corpus.fingerprint, "bag-of-words", 32, r"\(64 dimensions\), but bag-of-words \(32 dim"),
        (replace(manifest, thesaurus=""), small_corpus.fingerprint, "bag-of-words", 64, r"concepts\.yaml has changed"),
    ]
    for built, fingerprint, model_id, dimension, reason in stale:
        with pytest.raises(StaleIndexError, match=reason) as caught:
            check(built, fingerprint, model_id, dimension)
        assert "`python -m index build`" in str(caught.value)


def test_a_new_build_takes_the_place_of_the_old_one(folder: Path, small_corpus: Corpus, embedder: BagOfWords) -> None:
    old = build_of(folder)
    save(folder, changed(small_corpus), build_index(changed(small_corpus), embedder), "bag-of-words")
    assert open_store(folder).corpus == changed(small_corpus)
    assert not old.exists()
    assert sorted(path.name for path in folder.iterdir()) == sorted(["current", "lock", build_of(folder).name])


def test_building_anew_mends_a_damaged_build(folder: Path, small_corpus: Corpus, index: HybridIndex) -> None:
    (build_of(folder) / "terms.json").write_bytes(b"")
    save(folder, small_corpus, index, "bag-of-words")
    assert open_store(folder).corpus == small_corpus


class CrashError(BaseException):
    """The process dies here: no handler of the store may catch it."""


class Crash:
    """Counts the steps that touch the disk, and dies before the n-th; what would clean up is dead too."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.steps = 0

    def before(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*values: Any, **named: Any) -> Any:  # noqa: ANN401 - stands for any function
            self.steps += 1
            if self.steps >= self.at > 0:
                raise CrashError
            return step(*values, **named)

        return stepped

    def install(self, patch: pytest.MonkeyPatch) -> None:
        for owner, name in (
            (os, "fsync"), (Path, "rename"), (Path, "replace"), (Path, "mkdir"), (Path, "unlink"), (shutil, "rmtree"),
        ):  # fmt: skip
            patch.setattr(owner, name, self.before(getattr(owner, name)))


def crashed_save(folder: Path, corpus: Corpus, index: HybridIndex, at: int) -> int:
    crash = Crash(at)
    with pytest.MonkeyPatch.context() as patch:
        crash.install(patch)
        if at:
            with pytest.raises(CrashError):
                save(folder, corpus, index, "bag-of-words")
        else:
            save(folder, corpus, index, "bag-of-words")
    return crash.steps


@pytest.mark.parametrize("same", [False, True], ids=["another corpus", "the same corpus"])
def test_a_crash_at_any_step_leaves_the_old_index_or_the_new_one(
    tmp_path: Path, small_corpus: Corpus, index: HybridIndex, embedder: BagOfWords, same: bool
) -> None:
    corpus = small_corpus if same else changed(small_corpus)
    new_index = build_index(corpus, embedder)
    save(tmp_path / "whole", small_corpus, index, "bag-of-words")
    steps = crashed_save(tmp_path / "whole", corpus, new_index, at=0)
    assert steps > len(FILES)
    seen = []
    for at in range(1, steps + 1):
        folder = tmp_path / str(at)
        save(folder, small_corpus, index, "bag-of-words")
        crashed_save(folder, corpus, new_index, at)
        store = open_store(folder)
        assert store.corpus in (small_corpus, corpus)
        assert store.index.passages == (index if store.corpus == small_corpus else new_index).passages
        seen.append(store.corpus == corpus)
        save(folder, corpus, new_index, "bag-of-words")  # what the crash left behind is harmless, and goes
        assert open_store(folder).corpus == corpus
        assert sorted(path.name for path in folder.iterdir()) == sorted(["current", "lock", build_of(folder).name])
    assert seen == sorted(seen)  # old until the switch, new ever after
    assert seen[-1]
    assert same or not seen[0]


def test_a_crash_of_the_first_build_leaves_no_index(tmp_path: Path, small_corpus: Corpus, index: HybridIndex) -> None:
    steps = crashed_save(tmp_path / "whole", small_corpus, index, at=0)
    outcomes = set()
    for at in range(1, steps + 1):
        folder = tmp_path / str(at)
        crashed_save(folder, small_corpus, index, at)
        try:
            outcomes.add(open_store(folder).corpus == small_corpus)
        except MissingIndexError:
            outcomes.add(False)
    assert outcomes == {True, False}


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, small_corpus: Corpus, index: HybridIndex, below: str
) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(StoreError, match="ASSISTANT_INDEX_DIR") as caught:
        save(tmp_path / "file" / below, small_corpus, index, "bag-of-words")
    assert str(tmp_path / "file") in str(caught.value)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_a_full_disk_is_told_and_the_old_index_kept(
    folder: Path, small_corpus: Corpus, embedder: BagOfWords, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    new = build_index(changed(small_corpus), embedder)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left on device"):
        save(folder, changed(small_corpus), new, "bag-of-words")
    assert open_store(folder).corpus == small_corpus


def test_a_reader_follows_a_build_that_was_replaced_meanwhile(
    folder: Path, small_corpus: Corpus, embedder: BagOfWords
) -> None:
    new = build_index(changed(small_corpus), embedder)
    seen: list[Path] = []

    def read(build: Path) -> str:
        seen.append(build)
        if len(seen) == 1:  # another process builds while we read
            save(folder, changed(small_corpus), new, "bag-of-words")
        return builds.read_file(build / "manifest.json").decode()

    text = builds.read_current(folder, read)
    assert json.loads(text)["corpus_fingerprint"] == "1" * 64
    assert len(seen) == 2
    assert seen[1] == build_of(folder)
