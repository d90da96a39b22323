"""Where to compute, and in which precision."""

from __future__ import annotations

import os

import torch

from .config import Config
from .failure import TrainerError


def use_cuda(config: Config) -> bool:
    if config.device == "cuda" and not torch.cuda.is_available():
        raise TrainerError(
            "device", "No CUDA device is available.", 'Set "device" to "cpu", or install the driver of the graphics card.'
        )
    return config.device != "cpu" and torch.cuda.is_available()


def use_bf16(config: Config, cuda: bool) -> bool:
    if config.recipe.precision != "auto":
        return config.recipe.precision == "bf16"
    if cuda:
        return torch.cuda.is_bf16_supported()
    return torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()


def use_threads(config: Config) -> None:
    """By default every processor that this process may use: torch's own default leaves out those that share a core."""
    torch.set_num_threads(config.threads or usable_processors())


def usable_processors() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity is not None else os.cpu_count() or 1


def processes() -> int:
    return int(os.environ.get("WORLD_SIZE", "1"))


def process_index() -> int:
    return int(os.environ.get("RANK", "0"))
