"""Folders of builds: each written whole beside the one in use, which a single step replaces.

Each build is a folder of its own, `build-<hash of its manifest>-<number>`; the file `current` names the one in use and
is replaced in one step, so a crash at any moment leaves the old index or the new one.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

from index.types import MissingIndexError, StoreError

try:
    import fcntl
except ImportError:  # Windows has none: there, two builds at once are not kept apart
    fcntl = None  # type: ignore[assignment]

REBUILD: Final = "Run `python -m index build` to build it anew."
MANIFEST: Final = "manifest.json"
_CURRENT: Final = "current"
_LOCK: Final = "lock"
_UNFINISHED: Final = ".writing"
_BUILD_NAME: Final = re.compile(r"build-[0-9a-f]{16}(?:-\d+)?")
_OLD: Final = ("build-*", _UNFINISHED, f"{_CURRENT}.*")

Result = TypeVar("Result")


def write_build(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write files, one of them the manifest, as a new build, switch to it, remove the others; OSError if it cannot."""
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder):
        build = _write(folder, contents)
        _replace_file(folder / _CURRENT, build.name.encode())
        _remove_others(folder, build)


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other builds into the same folder waiting; the system lets go of the lock of a process that dies."""
    with (folder / _LOCK).open("wb") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(folder: Path, contents: Mapping[str, bytes]) -> Path:
    """Write a build under a name that no other has: even the same build never touches the one in use."""
    prefix = f"build-{short_hash(contents[MANIFEST])}"
    number = 1
    while (folder / f"{prefix}-{number}").exists():
        number += 1
    unfinished = folder / _UNFINISHED
    shutil.rmtree(unfinished, ignore_errors=True)  # a crashed build's
    unfinished.mkdir()
    for name, data in contents.items():
        _write_synced(unfinished / name, data)
    _sync_folder(unfinished)
    build = unfinished.rename(folder / f"{prefix}-{number}")
    _sync_folder(folder)
    return build


def short_hash(data: bytes) -> str:
    """Return the part of a manifest's checksum that its build's folder is named by."""
    return hashlib.sha256(data).hexdigest()[:16]


def _write_synced(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Have a folder's names on the disk before what follows, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _replace_file(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(".new")
    _write_synced(temporary, data)
    temporary.replace(path)
    _sync_folder(path.parent)


def _remove_others(folder: Path, build: Path) -> None:
    """Remove older builds and what crashed ones left; what cannot be removed does no harm."""
    for path in (found for pattern in _OLD for found in folder.glob(pattern)):
        if path.is_dir() and path != build:
            shutil.rmtree(path, ignore_errors=True)
        elif path.is_file():
            with contextlib.suppress(OSError):
                path.unlink()


def read_current(folder: Path, read: Callable[[Path], Result]) -> Result:
    """Read the build in use; once more if another process put a newer one in its place meanwhile."""
    build = _build_folder(folder)
    try:
        return read(build)
    except StoreError:
        newer = _build_folder(folder)
        if newer == build:
            raise
        return read(newer)


def _build_folder(folder: Path) -> Path:
    pointer = folder / _CURRENT
    if not pointer.is_file():
        raise MissingIndexError(f"There is no index in {folder}. {REBUILD}")
    name = read_file(pointer).decode(errors="replace")
    if not _BUILD_NAME.fullmatch(name):
        raise StoreError(f"The index in {folder} is damaged: the file {_CURRENT} names no build: {name!r}. {REBUILD}")
    if not (folder / name).is_dir():
        raise StoreError(
            f"The index in {folder} is damaged: the file {_CURRENT} names {name}, which is not there. {REBUILD}"
        )
    return folder / name


def read_file(path: Path) -> bytes:
    """Read a file of a build; StoreError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise StoreError(f"The index is damaged: {path} cannot be read ({error.strerror}). {REBUILD}") from error
