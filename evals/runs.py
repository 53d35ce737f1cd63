"""A run read back and scored, with what it is compared with: all that its reports show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from evals.compare import Comparison, compare
from evals.curve import Curve, curves
from evals.gates import Gates, failed_gates
from evals.generate import read_run
from evals.metrics import score
from evals.summary import Scored, Summary, summarize

COVERAGES: Final = (0.5, 0.8, 0.9)  # of the facts, at which tables tell the risk
WITHOUT_BRIEFS: Final = "without-briefs"  # the folder, inside a run's, of the same questions without our statements


@dataclass(frozen=True, slots=True)
class Run:
    """A run's config, and its records with their scores."""

    config: dict[str, Any]
    scored: tuple[Scored, ...]

    @property
    def name(self) -> str:
        """What a reader knows a run by: its split, day and code."""
        known = (self.config.get(field) for field in ("split", "date", "commit"))
        without = [] if self.config.get("briefs", True) else ["without statements"]
        return ", ".join([*(str(value) for value in known if value), *without])


@dataclass(frozen=True, slots=True)
class Report:
    """What the reports of a run show; `missed` holds the gates it fails, in whole sentences."""

    run: Run
    summary: Summary
    curves: tuple[Curve, ...]
    gates: Gates
    missed: tuple[str, ...]
    without_briefs: Comparison | None
    summary_without_briefs: Summary | None
    baseline: Comparison | None
    baseline_name: str

    @property
    def config(self) -> dict[str, Any]:
        """What the run was made with."""
        return self.run.config

    @property
    def scored(self) -> Sequence[Scored]:
        """The records with their scores."""
        return self.run.scored

    @property
    def split(self) -> str:
        """Which facts were asked."""
        return str(self.config.get("split", "own"))


def load_run(folder: Path) -> Run:
    """Read a run back and score it."""
    config, records = read_run(folder)
    return Run(config, tuple((record, score(record)) for record in records))


def load_report(folder: Path, gates: Gates, baseline: Run | None) -> Report:
    """Read a run back, with its own ablation if one was made, and compare it with an earlier run if one is given."""
    run = load_run(folder)
    summary = summarize(run.scored)
    ablation = load_run(folder / WITHOUT_BRIEFS) if run.config.get("ablations") else None
    return Report(
        run=run,
        summary=summary,
        curves=curves(run.scored),
        gates=gates,
        missed=tuple(failed_gates(summary, gates.of(str(run.config.get("split", "own"))))),
        without_briefs=compare(ablation.scored, run.scored) if ablation else None,
        summary_without_briefs=summarize(ablation.scored) if ablation else None,
        baseline=compare(baseline.scored, run.scored) if baseline else None,
        baseline_name=baseline.name if baseline else "",
    )
