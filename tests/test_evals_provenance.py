"""What a run was made with: the commit of the code, wherever it runs from."""

import subprocess
from pathlib import Path

from assistant.engine import Engine
from assistant.settings import Settings
from evals.provenance import commit, provenance
from index.store import read_manifest


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
    done = subprocess.run(["git", "-C", str(folder), *who, *arguments], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_the_commit_and_whether_files_differ_from_it(tmp_path: Path) -> None:
    assert commit(tmp_path) is None  # a folder without git, as after an install from an archive
    git(tmp_path, "init", "-q")
    assert commit(tmp_path) is None  # nothing committed yet
    (tmp_path / "a.txt").write_text("ə", encoding="utf-8")
    git(tmp_path, "add", "a.txt")
    git(tmp_path, "commit", "-q", "-m", "first")
    head = git(tmp_path, "rev-parse", "--short=12", "HEAD")
    assert commit(tmp_path) == head
    (tmp_path / "b.txt").write_text("not part of it", encoding="utf-8")
    assert commit(tmp_path) == head
    (tmp_path / "a.txt").write_text("changed", encoding="utf-8")
    assert commit(tmp_path) == f"{head}+changes"


def test_the_index_tells_corpus_and_model(engine: Engine, home: Settings, tmp_path: Path) -> None:
    made_with = provenance(home)
    assert made_with["corpus"] == engine.corpus.fingerprint == read_manifest(home.index_dir).corpus_fingerprint
    assert made_with["model"] == engine.embedder.model_id
    assert provenance(Settings(index_dir=tmp_path, library_dir=tmp_path))["model"] is None
