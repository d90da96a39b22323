"""
Writes an adapter of small random numbers.

    python blankAdapter.py BASE.gguf ADAPTER.gguf
"""

import sys
from pathlib import Path

import numpy as np
from gguf import GGUFReader

from penprint_trainer.adapter_file import UNKNOWN, Adapter, Origin, _tensor_names, write_adapter
from penprint_trainer.base import read_base


def main(base_file: str, file: str) -> None:
    base = read_base(Path(base_file))
    shapes = {tensor.name: [int(n) for n in tensor.shape] for tensor in GGUFReader(base_file).tensors}
    random = np.random.default_rng(0)
    matrices = {}
    for module, name in _tensor_names(base).items():
        inner, out = shapes[name]
        matrices[module] = (random.normal(0, 0.1, (4, inner)), random.normal(0, 0.1, (out, 4)))
    origin = Origin(base.sha256, UNKNOWN, {})
    write_adapter(Adapter(8.0, 4, matrices, origin), base, Path(file))


main(*sys.argv[1:])
