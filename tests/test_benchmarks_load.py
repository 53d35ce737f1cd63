"""The load test itself: it asks the real server, counts what is lost, and is bounded."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from assistant.settings import Settings
from benchmarks import load
from evals.generate import cases
from evals.load import load_split


def test_a_few_people_for_a_second_lose_nothing(
    home: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(home.index_dir))
    monkeypatch.setenv("ASSISTANT_LIBRARY_DIR", str(home.library_dir))
    assert load.main(["--people", "3", "--seconds", "2", "--pause", "0.2"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"^page opened +3 times", told, re.MULTILINE)
    answers = re.search(r"^answer +(\d+) times", told, re.MULTILINE)
    assert answers is not None
    assert int(answers[1]) >= 1
    assert re.search(r"^errors +0$", told, re.MULTILINE)
    assert not home.library_dir.exists()


def test_what_is_lost_is_counted(
    home: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ASSISTANT_INDEX_DIR", str(home.index_dir))
    questions = cases(load_split("dev"))[:1]
    monkeypatch.setattr(load, "cases", lambda _: [replace(questions[0], question="?!")])
    assert load.main(["--people", "2", "--seconds", "2"]) == 1
    told = capsys.readouterr().out
    assert re.search(r"^errors +[1-9]\d*$", told, re.MULTILINE)
    assert "no answer to '?!'" in told


@pytest.mark.parametrize("arguments", [["--people", "5000"], ["--seconds", "601"], ["--people", "many"]])
def test_the_load_is_bounded(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        load.main(arguments)
    assert "is no number from 1 to" in capsys.readouterr().err
