"""Which rows are seen in which step: planned whole before training, so that a resumed run goes on where it stopped."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

WINDOW = 256
"""Rows within which those of like length are put together."""


def plan_batches(
    lengths: Sequence[int], tokens: int, epochs: float, seed: int, processes: int = 1, most: int | None = None
) -> list[list[list[int]]]:
    """For each step and process the indices of its rows; at most `tokens` in each, padding included."""
    random_ = random.Random(seed)
    steps: list[list[list[int]]] = []
    left = epochs
    while left > 0 and (most is None or len(steps) < most):
        batches = _epoch(lengths, tokens, random_)
        while len(batches) % processes != 0:
            batches.append(batches[len(batches) % processes])
        whole = [batches[at : at + processes] for at in range(0, len(batches), processes)]
        steps += whole[: math.ceil(len(whole) * min(1.0, left))]
        left -= 1
    return steps[:most]


def _epoch(lengths: Sequence[int], tokens: int, random_: random.Random) -> list[list[int]]:
    order = list(range(len(lengths)))
    random_.shuffle(order)
    batches: list[list[int]] = []
    for at in range(0, len(order), WINDOW):
        batch: list[int] = []
        for index in sorted(order[at : at + WINDOW], key=lambda index: (lengths[index], index)):
            if batch and lengths[index] * (len(batch) + 1) > tokens:
                batches.append(batch)
                batch = []
            batch.append(index)
        batches.append(batch)
    random_.shuffle(batches)
    return batches
