"""Checkpoints of one run. One counts when its mark is there: a run killed while it writes one goes on from that before."""

from __future__ import annotations

import json
import os
import re
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from .failure import TrainerError

MARK = "penprint.json"


@dataclass(frozen=True)
class Mark:
    run: str
    """Hash of everything that decides the result: base, data, start, recipe, number of processes."""
    step: int
    loss0: float


def mark(folder: Path, value: Mark) -> None:
    part = folder / f"{MARK}.part"
    part.write_text(json.dumps(asdict(value)))
    os.replace(part, folder / MARK)


def last_checkpoint(folder: Path, run: str) -> tuple[Path, Mark] | None:
    """The newest whole one; what is not whole is deleted."""
    found: list[tuple[Path, Mark]] = []
    for checkpoint in _all(folder):
        try:
            found.append((checkpoint, Mark(**json.loads((checkpoint / MARK).read_text()))))
        except (OSError, ValueError, TypeError):
            shutil.rmtree(checkpoint, ignore_errors=True)
    other = next((checkpoint for checkpoint, value in found if value.run != run), None)
    if other is not None:
        raise TrainerError(
            "checkpoint",
            f"{other} belongs to a training with other data, another recipe or another base model.",
            "Start without resume, which begins anew, or choose another folder.",
        )
    return max(found, key=lambda pair: pair[1].step, default=None)


def delete_checkpoints(folder: Path) -> None:
    for checkpoint in _all(folder):
        shutil.rmtree(checkpoint, ignore_errors=True)


def _all(folder: Path) -> list[Path]:
    return [entry for entry in folder.glob("checkpoint-*") if re.fullmatch(r"checkpoint-\d+", entry.name)]
