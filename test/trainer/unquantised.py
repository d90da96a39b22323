"""
The same model in 16 bits: what llama.cpp computes with it has no noise of quantised activations.

    python unquantised.py MODEL.gguf UNQUANTISED.gguf
"""

import sys

import numpy as np
from gguf import GGUFReader, GGUFWriter, dequantize

from copiedFields import copy_fields, write


def main(model: str, unquantised: str) -> None:
    reader = GGUFReader(model)
    writer = GGUFWriter(unquantised, "llama")
    copy_fields(reader, writer)
    for tensor in reader.tensors:
        values = dequantize(tensor.data, tensor.tensor_type)
        writer.add_tensor(tensor.name, values.astype(np.float32 if values.ndim == 1 else np.float16))
    write(writer)


main(*sys.argv[1:])
