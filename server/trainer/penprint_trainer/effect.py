"""What an adapter does: the log-probability of each token with it and without it."""

from __future__ import annotations

import json
import os
from typing import Any

import torch

from .base import dequantised, read_base
from .chat import Chat
from .config import Config
from .events import emit
from .hardware import use_cuda, use_threads
from .peft_folder import open_adapter
from .rows import Example, PlainText, read_rows
from .tuned_model import load_model, load_tokenizer, with_adapter


def effect(config: Config) -> None:
    """Writes `effect.jsonl`: for each row the ids of its context and its text, and the text's logarithms `without` and `with`."""
    use_threads(config)
    base = read_base(config.base)
    rows = read_rows(config.rows, "text", "example")
    adapter = open_adapter(config.start, base)
    folder = dequantised(base, config.cache)
    tokenizer = load_tokenizer(folder)
    device = "cuda" if use_cuda(config) else "cpu"
    model = with_adapter(load_model(folder, torch.float32), adapter, config.recipe).to(device).eval()
    chat = Chat(tokenizer)
    config.out.mkdir(parents=True, exist_ok=True)
    file = config.out / "effect.jsonl"
    part = file.with_name(f"{file.name}.part")
    with part.open("w", encoding="utf-8") as out:
        for row in rows:
            before, text = _ids(row, chat, tokenizer.bos_token_id)
            with model.disable_adapter():
                without = log_probabilities(model, before, text)
            tuned = log_probabilities(model, before, text)
            row = {"context": before, "tokens": text, "without": without, "with": tuned}
            out.write(json.dumps(row) + "\n")
    os.replace(part, file)
    emit("done", effect=str(file), rows=len(rows))


def log_probabilities(model: Any, before: list[int], text: list[int]) -> list[float]:
    ids = torch.tensor([before + text], device=model.device)
    with torch.no_grad():
        logits = model(input_ids=ids, logits_to_keep=len(text) + 1).logits[0, :-1].float()
    chosen = torch.log_softmax(logits, dim=-1).gather(1, ids[0, len(before) :, None])
    return [float(value) for value in chosen[:, 0]]


def _ids(row: PlainText | Example, chat: Chat, begin: int | None) -> tuple[list[int], list[int]]:
    if isinstance(row, Example):
        return chat.prompt(row.prompt), chat.answer(row.completion)
    return [*([] if begin is None else [begin]), *chat.text(row.context)], chat.text(row.text)
