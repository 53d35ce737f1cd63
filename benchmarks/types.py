"""What a benchmark gives: rows of one table."""

from __future__ import annotations

from dataclasses import dataclass


class BenchmarkError(Exception):
    """Something cannot be measured; the message says what and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure, the budget it has to keep (None: it has none), and a peer's figure from the same run."""

    what: str
    value: float
    unit: str
    budget: float | None = None
    peer: str | None = None
    peer_value: float | None = None
    more_is_better: bool = False

    @property
    def times_better(self) -> float | None:
        """By how many times it is better than the peer, below 1 when it is worse; None without a peer or a time.

        >>> Row("search", 2.0, "ms", peer="other", peer_value=10.0).times_better
        5.0
        """
        if self.peer_value is None:
            return None
        better, worse = (self.value, self.peer_value) if self.more_is_better else (self.peer_value, self.value)
        return better / worse if worse else None

    @property
    def keeps_budget(self) -> bool | None:
        """Whether it keeps its budget; None without one."""
        if self.budget is None:
            return None
        return self.value >= self.budget if self.more_is_better else self.value <= self.budget
