"""The same adapter as a folder that PEFT and servers like vLLM load, with its origin beside it."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from .adapter_file import UNKNOWN, Adapter, Origin, read_adapter
from .base import Base
from .failure import TrainerError
from .hashes import sha256_of

ORIGIN = "penprint.json"
WEIGHTS = "adapter_model.safetensors"
PREFIX = "base_model.model."
WEIGHT = re.compile(r"base_model\.model\.(.+)\.lora_([AB])\.weight")


def open_adapter(path: Path, base: Base) -> Adapter:
    return read_folder(path, base) if path.is_dir() else read_adapter(path, base)


def hash_of_adapter(path: Path) -> str:
    return sha256_of(path / WEIGHTS if path.is_dir() else path)


def read_folder(folder: Path, base: Base) -> Adapter:
    from safetensors.numpy import load_file

    config = _json(folder / "adapter_config.json")
    for name, plain in (("peft_type", ("LORA",)), ("use_dora", (False, None)), ("use_rslora", (False, None))):
        if config.get(name) not in plain:
            raise _refused(folder, f"{name} is {config.get(name)!r}; only plain LoRA can be read")
    for name in ("rank_pattern", "alpha_pattern", "modules_to_save"):
        if config.get(name):
            raise _refused(folder, f"it uses {name}; only plain LoRA can be read")
    try:
        tensors = load_file(folder / WEIGHTS)
    except Exception as error:
        raise _refused(folder, f"{WEIGHTS} cannot be read ({error})")
    halves: dict[str, dict[str, np.ndarray]] = {}
    for name, tensor in tensors.items():
        match = WEIGHT.fullmatch(name)
        if match is None:
            raise _refused(folder, f"it has a foreign tensor, {name}")
        halves.setdefault(match[1], {})[match[2]] = np.asarray(tensor, dtype=np.float32)
    for module, sides in halves.items():
        if len(sides) != 2 or sides["A"].shape[0] != config.get("r") or sides["B"].shape[1] != config.get("r"):
            raise _refused(folder, f"{module} has not the rank {config.get('r')}")
    if not halves:
        raise _refused(folder, "it holds no tensors")
    return Adapter(
        alpha=float(config["lora_alpha"]),
        rank=int(config["r"]),
        matrices={module: (sides["A"], sides["B"]) for module, sides in halves.items()},
        origin=_origin(folder, base),
    )


def write_folder(adapter: Adapter, base: Base, folder: Path) -> None:
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    tensors: dict[str, np.ndarray] = {}
    for module, (a, b) in adapter.matrices.items():
        tensors[f"{PREFIX}{module}.lora_A.weight"] = np.ascontiguousarray(a, dtype=np.float32)
        tensors[f"{PREFIX}{module}.lora_B.weight"] = np.ascontiguousarray(b, dtype=np.float32)
    save_file(tensors, folder / WEIGHTS, metadata={"format": "pt"})
    config = {
        "peft_type": "LORA",
        "task_type": "CAUSAL_LM",
        "base_model_name_or_path": base.name,
        "r": adapter.rank,
        "lora_alpha": adapter.alpha,
        "lora_dropout": 0.0,
        "bias": "none",
        "inference_mode": True,
        "target_modules": sorted({module.rsplit(".", 1)[1] for module in adapter.matrices}),
    }
    (folder / "adapter_config.json").write_text(json.dumps(config, indent=2) + "\n")
    (folder / ORIGIN).write_text(json.dumps(asdict(adapter.origin), indent=2) + "\n")


def _origin(folder: Path, base: Base) -> Origin:
    """A folder of someone else's making has none: then it is only known to fit."""
    if not (folder / ORIGIN).is_file():
        return Origin(base=base.sha256, data=UNKNOWN, recipe={})
    values = _json(folder / ORIGIN)
    if values.get("base") != base.sha256:
        raise _refused(folder, f"it was trained for another base model than {base.file}")
    try:
        return Origin(**{**values, "parents": tuple(values.get("parents", ()))})
    except TypeError as error:
        raise _refused(folder, f"{ORIGIN} cannot be read ({error})")


def _json(file: Path) -> dict[str, Any]:
    try:
        value = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _refused(file.parent, f"{file.name} cannot be read ({error})")
    if not isinstance(value, dict):
        raise _refused(file.parent, f"{file.name} is no object")
    return value


def _refused(folder: Path, why: str) -> TrainerError:
    return TrainerError("adapter", f"{folder}: {why}.", "Choose another adapter, or train one anew.")
