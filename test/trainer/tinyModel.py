"""
A language model of two small blocks with the real model's tokenizer and chat format, random and unquantised: what
training does with it is seen in seconds, and llama.cpp computes with it what PyTorch does.

    python tinyModel.py REAL.gguf TINY.gguf
"""

import sys

import numpy as np
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter

from copiedFields import copy_fields, write

BLOCKS, WIDTH, INNER, HEADS, KEY_HEADS = 2, 64, 128, 4, 2
SIZES = {
    "llama.block_count": BLOCKS,
    "llama.embedding_length": WIDTH,
    "llama.feed_forward_length": INNER,
    "llama.attention.head_count": HEADS,
    "llama.attention.head_count_kv": KEY_HEADS,
    "llama.rope.dimension_count": WIDTH // HEADS,
    "llama.attention.key_length": WIDTH // HEADS,
    "llama.attention.value_length": WIDTH // HEADS,
}


def main(real: str, tiny: str) -> None:
    reader = GGUFReader(real)
    writer = GGUFWriter(tiny, "llama")
    copy_fields(reader, writer, SIZES)
    random = np.random.default_rng(0)
    words = int(next(tensor for tensor in reader.tensors if tensor.name == "token_embd.weight").shape[1])

    def add(name: str, out: int, into: int) -> None:
        values = random.normal(0, 0.6 / np.sqrt(into), (out, into)).astype(np.float16)
        writer.add_tensor(name, values.astype(np.float32), raw_dtype=GGMLQuantizationType.F32)

    add("token_embd.weight", words, WIDTH)
    writer.add_tensor("output_norm.weight", np.full(WIDTH, 4, dtype=np.float32))
    for block in range(BLOCKS):
        for name, out, into in (
            ("attn_q", WIDTH, WIDTH),
            ("attn_k", WIDTH * KEY_HEADS // HEADS, WIDTH),
            ("attn_v", WIDTH * KEY_HEADS // HEADS, WIDTH),
            ("attn_output", WIDTH, WIDTH),
            ("ffn_gate", INNER, WIDTH),
            ("ffn_up", INNER, WIDTH),
            ("ffn_down", WIDTH, INNER),
        ):
            add(f"blk.{block}.{name}.weight", out, into)
        for name in ("attn_norm", "ffn_norm"):
            writer.add_tensor(f"blk.{block}.{name}.weight", np.ones(WIDTH, dtype=np.float32))
    write(writer)


main(*sys.argv[1:])
