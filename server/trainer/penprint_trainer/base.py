"""The base model: a GGUF file as llama.cpp runs it, dequantised once into a folder that transformers loads."""

from __future__ import annotations

import os
import shutil
import struct
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from .failure import TrainerError
from .hashes import sha256_of

FINISHED = "finished"
LENGTH = struct.Struct("<Q")
LIST = struct.Struct("<IQ")
"""What a list is of, and how long it is."""


@dataclass(frozen=True)
class Base:
    file: Path
    sha256: str
    architecture: str
    """As llama.cpp names it."""
    name: str
    blocks: int
    heads: int
    keyHeads: int


@cache
def read_base(file: Path) -> Base:
    """What an adapter must know of its base; reads the header and hashes the file."""
    try:
        reader = _header_of(file)
    except Exception as error:
        raise TrainerError("base", f"{file} is no whole GGUF model: {error}", "Fetch the model again.")

    def field(key: str) -> Any:
        found = reader.get_field(key)
        if found is None:
            raise TrainerError("base", f"{file} does not say its {key}.", "Choose another model file.")
        return found.contents()

    architecture = field("general.architecture")
    if reader.get_field("general.type") is not None and field("general.type") == "adapter":
        raise TrainerError("base", f"{file} is an adapter, not a model.", "Name the base model's file.")
    heads = field(f"{architecture}.attention.head_count")
    grouped = reader.get_field(f"{architecture}.attention.head_count_kv")
    return Base(
        file=file,
        sha256=sha256_of(file),
        architecture=architecture,
        name=file.name,
        blocks=field(f"{architecture}.block_count"),
        heads=heads,
        keyHeads=heads if grouped is None else grouped.contents(),
    )


def _header_of(file: Path) -> Any:
    """GGUF's own reader, which skips lists of strings: it takes seconds for a hundred thousand tokens and merges."""
    from gguf import GGUFReader, GGUFValueType

    class Header(GGUFReader):
        def _get_field_parts(self, orig_offs: int, raw_type: int) -> Any:
            data = memoryview(self.data)
            if raw_type != GGUFValueType.ARRAY or self.byte_order != "I":
                return super()._get_field_parts(orig_offs, raw_type)
            of, length = LIST.unpack_from(data, orig_offs)
            if of != GGUFValueType.STRING:
                return super()._get_field_parts(orig_offs, raw_type)
            at = orig_offs + LIST.size
            for _ in range(length):
                at += LENGTH.size + LENGTH.unpack_from(data, at)[0]
            return at - orig_offs, [], [], [GGUFValueType.ARRAY, GGUFValueType.STRING]

    return Header(file)


def dequantised(base: Base, cache: Path) -> Path:
    """The folder with the model's weights, made if it is not there yet. Whole or not there, whoever is interrupted."""
    from filelock import FileLock

    folder = cache / f"base-{base.sha256[:16]}"
    cache.mkdir(parents=True, exist_ok=True)
    with FileLock(cache / f"{folder.name}.lock"):
        if (folder / FINISHED).is_file():
            return folder
        part = cache / f"{folder.name}.part"
        for leftover in (part, folder):
            shutil.rmtree(leftover, ignore_errors=True)
        _dequantise(base, part)
        (part / FINISHED).write_text(f"{base.sha256}\n")
        os.replace(part, folder)
    return folder


def _dequantise(base: Base, folder: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer

    where = {"pretrained_model_name_or_path": str(base.file.parent), "gguf_file": base.file.name}
    try:
        tokenizer = AutoTokenizer.from_pretrained(**where)
        model = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.float32)
    except (ValueError, KeyError, NotImplementedError) as error:
        raise TrainerError(
            "base",
            f"{base.file} cannot be opened for training (architecture {base.architecture}): {error}",
            "Choose a model whose architecture transformers reads from GGUF, for example llama or qwen2.",
        )
    # What is dequantised is no longer quantised: without this it can be neither saved nor trained.
    model.hf_quantizer = None
    model.is_quantized = False
    for owner, name in ((model, "quantization_method"), (model.config, "quantization_config")):
        if hasattr(owner, name):
            delattr(owner, name)
    # Scales of the quantised blocks are 16-bit floats themselves: half precision keeps what they say.
    model.to(torch.float16).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
