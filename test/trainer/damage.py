"""
Writes adapters that must be refused, each wrong in one way.

    python damage.py BASE.gguf ADAPTER.gguf FOLDER
"""

import sys
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np

from penprint_trainer import adapter_file
from penprint_trainer.adapter_file import read_adapter, write_adapter
from penprint_trainer.base import read_base


def main(base_file: str, file: str, folder: str) -> None:
    base, out = read_base(Path(base_file)), Path(folder)
    right = read_adapter(Path(file), base)
    module, (a, b) = next(iter(right.matrices.items()))

    def write(name: str, **changes: object) -> None:
        write_adapter(replace(right, **changes), base, out / f"{name}.gguf")

    write("otherBase", origin=replace(right.origin, base="0" * 64))
    write("wrongShape", matrices={**right.matrices, module: (a[:, :-1], b)})
    write("notFinite", matrices={**right.matrices, module: (np.full_like(a, np.nan), b)})
    with mock.patch.object(adapter_file, "FORMAT", 2):
        write("future")
    names = adapter_file._tensor_names(base)
    with mock.patch.object(adapter_file, "_tensor_names", lambda base: {**names, module: "blk.0.ffn_moon.weight"}):
        write("foreign")
    whole = Path(file).read_bytes()
    (out / "truncated.gguf").write_bytes(whole[: len(whole) * 2 // 3])
    (out / "headOnly.gguf").write_bytes(whole[:100])
    (out / "text.gguf").write_text("not an adapter")
    (out / "model.gguf").symlink_to(Path(base_file).resolve())


main(*sys.argv[1:])
