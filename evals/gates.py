"""What a run must reach: thresholds of each split, and the aims that are shown beside what was reached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from evals.metrics import Share
from evals.summary import Summary
from evals.types import EvalError

GATES_FILE: Final = Path(__file__).resolve().parent / "gates.yaml"
MEASURES: Final = ("right", "balanced", "follow_ups", "quotes_exact", "language_match")
_SPLITS: Final = ("dev", "test")
_AIMED_AT: Final = (*MEASURES, "refused", "article_first", "article_in_three")
_PARITY: Final = "parity"
_ROUNDING: Final = 1e-9  # a difference that only rounding makes is none


@dataclass(frozen=True, slots=True)
class Gates:
    """Thresholds by split and measure, and aims by measure, in shares from 0 to 1."""

    splits: Mapping[str, Mapping[str, float]]
    aims: Mapping[str, float]

    def of(self, split: str) -> Mapping[str, float]:
        """Give the thresholds of a split; those of `test` for facts of one's own and for both splits together."""
        return self.splits.get(split, self.splits["test"])


def load_gates(file: Path = GATES_FILE) -> Gates:
    """Read thresholds and aims; each split sets every measure."""
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    if not isinstance(content, dict) or set(content) != {"aims", *_SPLITS}:
        raise EvalError(f"{file} must hold exactly aims, dev and test; add what lacks, take out the rest.")
    wanted = {*MEASURES, _PARITY}
    splits = {split: _shares(file, split, content[split]) for split in _SPLITS}
    for split, gates in splits.items():
        if set(gates) != wanted:
            raise EvalError(f"{file}, {split}: set exactly {', '.join(sorted(wanted))}; add what lacks, drop the rest.")
    aims = _shares(file, "aims", content["aims"])
    if unknown := sorted(set(aims) - set(_AIMED_AT)):
        raise EvalError(f"{file}, aims: {unknown[0]} is no measure; use only {', '.join(_AIMED_AT)}.")
    return Gates(splits, aims)


def _shares(file: Path, section: str, content: Any) -> dict[str, float]:  # noqa: ANN401 - checked here
    if not isinstance(content, dict):
        raise EvalError(f"{file}, {section}: {content!r} is no mapping; write lines such as `right: 0.9`.")
    for name, value in content.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise EvalError(f"{file}, {section}: {name} is {value!r}; write a share from 0 to 1.")
    return {str(name): float(value) for name, value in content.items()}


def failed_gates(summary: Summary, gates: Mapping[str, float]) -> list[str]:
    """Say which gates a run fails, in whole sentences; an empty list is a pass."""
    failed = []
    for language in summary.languages:
        for gate in MEASURES:
            reached: Share = getattr(language, gate)
            if reached.value is not None and reached.value < gates[gate] - _ROUNDING:
                failed.append(
                    f"{language.language}: {gate} is {reached.value:.3f}, below its gate of {gates[gate]:.3f}."
                )
    return failed + _parity(summary, gates[_PARITY])


def _parity(summary: Summary, most_behind: float) -> list[str]:
    shares = {language.language: language.right.value for language in summary.languages}
    reached = {language: value for language, value in shares.items() if value is not None}
    best = max(reached.values(), default=0.0)
    return [
        f"{language}: right is {value:.3f}, more than {most_behind:.3f} behind the best language at {best:.3f}."
        for language, value in sorted(reached.items())
        if best - value > most_behind + _ROUNDING
    ]
