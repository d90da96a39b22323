"""Rows as the token ids that the trainers see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .chat import Chat
from .failure import TrainerError
from .rows import Example, Preference, Row

IGNORED = -100


@dataclass(frozen=True)
class Tokenised:
    rows: list[dict[str, Any]]
    lengths: list[int]
    """Tokens that one row puts into a batch."""
    leftOut: int
    """Rows longer than the recipe allows."""


def tokenise(rows: Sequence[Row], chat: Chat, most: int) -> Tokenised:
    kept: list[dict[str, Any]] = []
    lengths: list[int] = []
    for row in rows:
        columns, longest = _preference(row, chat) if isinstance(row, Preference) else _example(row, chat)
        if longest > most:
            continue
        kept.append(columns)
        # A preference is two sequences of the longer one's length in a batch.
        lengths.append(longest * 2 if isinstance(row, Preference) else longest)
    if not kept:
        raise TrainerError(
            "rows",
            f"All {len(rows)} rows are longer than {most} tokens.",
            "Raise maxLength in the recipe, or use shorter passages or fewer references.",
        )
    return Tokenised(kept, lengths, len(rows) - len(kept))


def _example(row: Example, chat: Chat) -> tuple[dict[str, Any], int]:
    prompt, answer = chat.prompt(row.prompt), chat.answer(row.completion)
    ids = prompt + answer
    return {"input_ids": ids, "labels": [IGNORED] * len(prompt) + answer}, len(ids)


def _preference(row: Preference, chat: Chat) -> tuple[dict[str, Any], int]:
    prompt, chosen, rejected = chat.prompt(row.prompt), chat.answer(row.chosen), chat.answer(row.rejected)
    columns = {"prompt_ids": prompt, "chosen_ids": chosen, "rejected_ids": rejected}
    return columns, len(prompt) + max(len(chosen), len(rejected))
