"""Conversations as token ids, the same ones that the runtime evaluates: template and text are tokenised apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .rows import Message


class Chat:
    """
    node-llama-cpp renders the model's own template, reads special tokens in the template alone, and tokenises every
    message on its own, so that no text of a message becomes a special token or merges with what stands around it.
    """

    def __init__(self, tokenizer: Any) -> None:
        self.tokenizer = tokenizer
        opened = self._template([{"role": "user", "content": self._mark(0)}, {"role": "assistant", "content": self._mark(1)}])
        after = self._special(opened.rsplit(self._mark(1), 1)[1])
        end = tokenizer.eos_token_id
        self.end: list[int] = after[: after.index(end) + 1] if end in after else [end]

    def prompt(self, messages: Sequence[Message]) -> list[int]:
        marked = [{**message, "content": self._mark(index)} for index, message in enumerate(messages)]
        rest = self._template(marked, add_generation_prompt=True)
        ids: list[int] = []
        for index, message in enumerate(messages):
            before, rest = rest.split(self._mark(index), 1)
            ids += self._special(before) + self.text(message["content"])
        return ids + self._special(rest)

    def answer(self, text: str) -> list[int]:
        return self.text(text) + self.end

    def text(self, text: str) -> list[int]:
        return self._ids(text, split_special_tokens=True)

    def _special(self, text: str) -> list[int]:
        return self._ids(text, split_special_tokens=False)

    def _ids(self, text: str, split_special_tokens: bool) -> list[int]:
        if text == "":
            return []
        options = {"add_special_tokens": False, "split_special_tokens": split_special_tokens}
        return list(self.tokenizer(text, **options)["input_ids"])

    def _template(self, messages: Sequence[Message], add_generation_prompt: bool = False) -> str:
        return self.tokenizer.apply_chat_template(
            list(messages), tokenize=False, add_generation_prompt=add_generation_prompt
        )

    @staticmethod
    def _mark(index: int) -> str:
        return f"\ue000{index}\ue001"
