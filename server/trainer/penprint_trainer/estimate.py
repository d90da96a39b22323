"""A dry run: how long a training will take and how much memory, from a few real steps that change nothing."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from typing import Any

import psutil
import torch

from .config import Config
from .events import emit
from .rows import Preference, read_rows
from .stop import stop_at_once
from .training import prepare


def estimate(config: Config) -> None:
    stage = "dpo" if isinstance(read_rows(config.rows, "example", "preference")[0], Preference) else "sft"
    prepared = prepare(replace(config, stage=stage), stage)
    trainer, lengths = prepared.trainer, prepared.data.lengths
    steps = [sum(lengths[index] for batch in step for index in batch) for step in prepared.plan]
    widest = max(prepared.plan, key=lambda step: max(_width(batch, lengths) for batch in step))
    typical = sorted(zip(steps, prepared.plan), key=lambda pair: pair[0])[len(steps) // 2][1]
    _once(trainer, widest[0])
    started = time.monotonic()
    _once(trainer, typical[0])
    rate = sum(lengths[index] for index in typical[0]) / (time.monotonic() - started)
    memory = torch.cuda.max_memory_allocated() if trainer.args.device.type == "cuda" else _peak()
    emit(
        "estimate",
        stage=stage,
        rows=len(prepared.data.rows),
        leftOut=prepared.data.leftOut,
        steps=len(steps),
        tokens=sum(steps),
        tokensPerSecond=round(rate, 1),
        seconds=round(sum(steps) / (rate * len(prepared.plan[0])), 1),
        memoryBytes=int(memory),
    )
    emit("done")


def _width(batch: list[int], lengths: list[int]) -> int:
    return len(batch) * max(lengths[index] for index in batch)


def _once(trainer: Any, batch: list[int]) -> None:
    stop_at_once()
    model = trainer.model.to(trainer.args.device).train()
    inputs = trainer._prepare_inputs(trainer.data_collator([trainer.train_dataset[index] for index in batch]))
    with trainer.accelerator.autocast():
        loss = trainer.compute_loss(model, inputs)
    loss.backward()
    model.zero_grad()


def _peak() -> int:
    """Bytes that this process has held at most."""
    info = psutil.Process().memory_info()
    if hasattr(info, "peak_wset"):
        return info.peak_wset
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
