"""What training runs have in common: the order of what is learnt from, and the steps down the losses."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

_SAID_EACH: Final = 100  # steps
_RISES_FOR: Final = 0.1  # of the steps


def take_steps(
    network: nn.Module,
    optimizers: Sequence[torch.optim.Optimizer],
    rates: Sequence[Sequence[float]],
    steps: int,
    losses: Iterator[Tensor],
) -> None:
    """Take so many steps down the losses; `rates` are, for each optimizer, the highest of its groups, in order."""
    schedules = [
        torch.optim.lr_scheduler.OneCycleLR(optimizer, list(highest), total_steps=steps + 1, pct_start=_RISES_FOR)
        for optimizer, highest in zip(optimizers, rates, strict=True)
    ]
    network.train()
    started = time.monotonic()
    for step in range(steps):
        loss = next(losses)
        for optimizer in optimizers:
            optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        for optimizer, schedule in zip(optimizers, schedules, strict=True):
            optimizer.step()
            schedule.step()
        if step % _SAID_EACH == 0:
            seconds = time.monotonic() - started
            sys.stderr.write(f"step {step} of {steps}: loss {loss.item():.3f}, {seconds:.0f} s\n")


def shuffled(random: np.random.Generator, count: int, size: int) -> Iterator[NDArray[np.int64]]:
    """Go through the numbers below `count` again and again, each time in another order, `size` at a time."""
    while True:
        order = random.permutation(count)
        yield from (order[start : start + size] for start in range(0, count, size))
