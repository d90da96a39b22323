"""A LoRA adapter as a GGUF file that llama.cpp loads, with all that says where it comes from."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from . import VERSION
from .base import Base
from .failure import TrainerError

if TYPE_CHECKING:
    from gguf import GGUFReader

FORMAT = 1
"""Raised when a reader of the old format would misunderstand a file of the new one."""

UNKNOWN = "unknown"
"""GGUF's writer drops empty texts."""

PROJECTIONS = ("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj")


@dataclass(frozen=True)
class Origin:
    """Where an adapter comes from."""

    base: str
    """SHA-256 of the base model's file."""
    data: str
    """SHA-256 of the rows it was trained on."""
    recipe: dict[str, Any]
    parents: tuple[str, ...] = ()
    """SHA-256 of each adapter that training went through before, the first one first."""
    licence: str = "not stated"
    stage: str = UNKNOWN


@dataclass(frozen=True)
class Adapter:
    """LoRA matrices by module, named as transformers names it: `model.layers.0.self_attn.q_proj` -> A (r, in), B (out, r)."""

    alpha: float
    rank: int
    matrices: dict[str, tuple[np.ndarray, np.ndarray]]
    origin: Origin


def write_adapter(adapter: Adapter, base: Base, file: Path) -> None:
    """In 16 bits. The file appears whole or not at all."""
    from gguf import GGUFWriter

    names = _tensor_names(base)
    part = file.with_name(f"{file.name}.part")
    writer = GGUFWriter(part, base.architecture)
    writer.add_type("adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", adapter.alpha)
    writer.add_license(adapter.origin.licence)
    writer.add_base_model_count(1)
    writer.add_base_model_name(0, base.name)
    writer.add_uint32("penprint.format", FORMAT)
    writer.add_string("penprint.created_by", f"penprint-trainer {VERSION}")
    writer.add_string("penprint.stage", adapter.origin.stage)
    writer.add_string("penprint.base.sha256", adapter.origin.base)
    writer.add_string("penprint.data.sha256", adapter.origin.data)
    writer.add_string("penprint.recipe", json.dumps(adapter.origin.recipe, sort_keys=True))
    writer.add_string("penprint.parents", json.dumps(list(adapter.origin.parents)))
    writer.add_uint32("penprint.tensors", 2 * len(adapter.matrices))
    for module, (a, b) in sorted(adapter.matrices.items(), key=lambda item: names[item[0]]):
        writer.add_tensor(f"{names[module]}.lora_a", a.astype(np.float16))
        writer.add_tensor(f"{names[module]}.lora_b", to_runtime(b, module, base).astype(np.float16))
    try:
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.write_tensors_to_file()
        writer.close()
        os.replace(part, file)
    finally:
        part.unlink(missing_ok=True)


def read_adapter(file: Path, base: Base) -> Adapter:
    """An adapter file of ours that belongs to this base; everything else is refused with the reason."""
    reader = _open(file)

    def field(key: str) -> Any:
        found = reader.get_field(key)
        if found is None:
            raise _refused(file, f"does not say its {key}, so it was not made by Penprint")
        return found.contents()

    if reader.get_field("general.type") is None or field("general.type") != "adapter":
        raise _refused(file, "is a model, not an adapter")
    if field("penprint.format") > FORMAT:
        raise TrainerError(
            "adapter",
            f"{file} is of format {field('penprint.format')}; this version reads up to {FORMAT}.",
            "Update Penprint, or choose an older adapter.",
        )
    if field("penprint.base.sha256") != base.sha256:
        raise TrainerError(
            "adapter",
            f"{file} was trained for another base model ({field('penprint.base.sha256')[:12]}…) than {base.file} ({base.sha256[:12]}…).",
            "Choose the model it was trained for, or train an adapter for this one.",
        )
    try:
        recipe, parents = json.loads(field("penprint.recipe")), json.loads(field("penprint.parents"))
    except ValueError:
        raise _refused(file, "carries a recipe that is not JSON")
    matrices = _matrices(reader, file, base)
    if field("penprint.tensors") != len(reader.tensors):
        raise _refused(file, f"has {len(reader.tensors)} tensors instead of {field('penprint.tensors')}")
    origin = Origin(
        base=base.sha256,
        data=field("penprint.data.sha256"),
        recipe=recipe,
        parents=tuple(parents),
        licence=field("general.license"),
        stage=field("penprint.stage"),
    )
    rank = next(iter(matrices.values()))[0].shape[0]
    return Adapter(alpha=float(field("adapter.lora.alpha")), rank=rank, matrices=matrices, origin=origin)


def to_runtime(b: np.ndarray, module: str, base: Base) -> np.ndarray:
    """llama.cpp keeps the two halves of a head that rotate together side by side in llama's q and k."""
    heads = _rotated_heads(module, base)
    if heads is None:
        return b
    return b.reshape(heads, 2, b.shape[0] // heads // 2, b.shape[1]).swapaxes(1, 2).reshape(b.shape)


def from_runtime(b: np.ndarray, module: str, base: Base) -> np.ndarray:
    heads = _rotated_heads(module, base)
    if heads is None:
        return b
    return b.reshape(heads, b.shape[0] // heads // 2, 2, b.shape[1]).swapaxes(1, 2).reshape(b.shape)


def _rotated_heads(module: str, base: Base) -> int | None:
    if base.architecture != "llama":
        return None
    return {"q_proj": base.heads, "k_proj": base.keyHeads}.get(module.rsplit(".", 1)[1])


def _tensor_names(base: Base) -> dict[str, str]:
    """Module of transformers -> tensor of llama.cpp."""
    from gguf import MODEL_ARCH_NAMES, get_tensor_name_map

    architecture = next((arch for arch, name in MODEL_ARCH_NAMES.items() if name == base.architecture), None)
    if architecture is None:
        raise TrainerError("base", f"{base.architecture} is an unknown architecture.", "Choose another base model.")
    known = get_tensor_name_map(architecture, base.blocks)
    names: dict[str, str] = {}
    for block in range(base.blocks):
        for projection in PROJECTIONS:
            part = "mlp" if projection in ("gate_proj", "up_proj", "down_proj") else "self_attn"
            module = f"model.layers.{block}.{part}.{projection}"
            name = known.get_name(module)
            if name is not None:
                names[module] = f"{name}.weight"
    return names


def _open(file: Path) -> GGUFReader:
    from gguf import GGUFReader

    try:
        reader = GGUFReader(file)
        for tensor in reader.tensors:
            tensor.data.shape
    except Exception as error:
        with file.open("rb") as opened:
            if opened.read(4) != b"GGUF":
                raise _refused(file, "is no GGUF file")
        raise _refused(file, f"is cut off or damaged ({error})")
    return reader


def _matrices(reader: GGUFReader, file: Path, base: Base) -> dict[str, tuple[np.ndarray, np.ndarray]]:
    from gguf import GGMLQuantizationType

    modules = {name: module for module, name in _tensor_names(base).items()}
    shapes = {tensor.name: tuple(int(n) for n in reversed(tensor.shape)) for tensor in _open(base.file).tensors}
    found: dict[str, dict[str, np.ndarray]] = {}
    for tensor in reader.tensors:
        name, _, side = tensor.name.rpartition(".")
        if side not in ("lora_a", "lora_b") or name not in modules or name not in shapes:
            raise _refused(file, f"has a foreign tensor, {tensor.name}")
        if tensor.tensor_type not in (GGMLQuantizationType.F16, GGMLQuantizationType.F32):
            raise _refused(file, f"keeps {tensor.name} as {tensor.tensor_type.name}, not in 16 or 32 bits")
        matrix = np.asarray(tensor.data, dtype=np.float32)
        if not np.isfinite(matrix).all():
            raise _refused(file, f"has numbers that are not finite in {tensor.name}")
        found.setdefault(name, {})[side] = matrix
    if not found:
        raise _refused(file, "holds no tensors")
    matrices: dict[str, tuple[np.ndarray, np.ndarray]] = {}
    rank = None
    for name, sides in found.items():
        if len(sides) != 2:
            raise _refused(file, f"has only half of {name}")
        a, b = sides["lora_a"], sides["lora_b"]
        rank = a.shape[0] if rank is None else rank
        out, inner = shapes[name]
        if a.shape != (rank, inner) or b.shape != (out, rank):
            raise _refused(
                file,
                f"has the wrong shape at {name}: {a.shape} and {b.shape} instead of {(rank, inner)} and {(out, rank)}",
            )
        matrices[modules[name]] = (a, from_runtime(b, modules[name], base))
    return matrices


def _refused(file: Path, why: str) -> TrainerError:
    return TrainerError("adapter", f"{file} {why}.", "Choose another adapter, or train one anew.")
