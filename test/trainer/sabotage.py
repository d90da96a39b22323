"""
Writes wrong exports of a right adapter: q and k as PyTorch keeps them, another alpha, and one module left out, the one
that changes its output most.

    python sabotage.py BASE.gguf ADAPTER.gguf FOLDER
"""

import sys
from dataclasses import replace
from pathlib import Path
from unittest import mock

import numpy as np

from penprint_trainer import adapter_file
from penprint_trainer.base import read_base


def main(base_file: str, adapter: str, folder: str) -> None:
    base = read_base(Path(base_file))
    out = Path(folder)
    right = adapter_file.read_adapter(Path(adapter), base)
    with mock.patch.object(adapter_file, "to_runtime", lambda b, module, base: b):
        adapter_file.write_adapter(right, base, out / "unpermuted.gguf")
    adapter_file.write_adapter(replace(right, alpha=right.alpha / 2), base, out / "alpha.gguf")
    strongest = max(right.matrices, key=lambda module: np.linalg.norm(right.matrices[module][1] @ right.matrices[module][0]))
    rest = {module: pair for module, pair in right.matrices.items() if module != strongest}
    adapter_file.write_adapter(replace(right, matrices=rest), base, out / "dropped.gguf")
    print(strongest)


main(*sys.argv[1:])
