"""Training rows as TRL defines them, read line by line and checked before anything heavy is loaded."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, TypeAlias

from .failure import TrainerError

Message: TypeAlias = dict[str, str]


@dataclass(frozen=True)
class Example:
    """`{"prompt", "completion"}`"""

    prompt: tuple[Message, ...]
    completion: str


@dataclass(frozen=True)
class Preference:
    """`{"prompt", "chosen", "rejected"}`"""

    prompt: tuple[Message, ...]
    chosen: str
    rejected: str


@dataclass(frozen=True)
class PlainText:
    """`{"context", "text"}`: what an effect is measured on; `text` follows `context`, without any chat format."""

    context: str
    text: str


Row: TypeAlias = Example | Preference | PlainText
Kind = Literal["example", "preference", "text"]
SHAPES = {"example": "prompt and completion", "preference": "prompt, chosen and rejected", "text": "context and text"}


def read_rows(path: Path, *kinds: Kind) -> list[Row]:
    """All rows, of one of the kinds, the same throughout."""
    rows: list[Row] = []
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            if line.strip() == b"":
                continue
            where = f"{path}:{number}"
            rows.append(_row(_object(line, where), where, kinds))
            if type(rows[-1]) is not type(rows[0]):
                raise _bad(where, "has another shape than the rows before it")
    if not rows:
        raise TrainerError("rows", f"{path} holds no rows.", "Add pairs to the data set before training.")
    return rows


def _object(line: bytes, where: str) -> dict[str, Any]:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise _bad(where, "is not UTF-8")
    except ValueError as error:
        cut = "" if line.endswith(b"\n") else "; the file seems to be cut off"
        raise _bad(where, f"is not JSON ({error}){cut}")
    if not isinstance(value, dict):
        raise _bad(where, "must be an object")
    return value


def _row(value: dict[str, Any], where: str, kinds: tuple[Kind, ...]) -> Row:
    if "preference" in kinds and "chosen" in value:
        return Preference(
            _prompt(value, where), _answer(value, "chosen", where), _answer(value, "rejected", where)
        )
    if "example" in kinds and "completion" in value:
        return Example(_prompt(value, where), _answer(value, "completion", where))
    if "text" in kinds and "text" in value:
        return PlainText(_text(value.get("context", ""), "context", where), _text(value["text"], "text", where))
    raise _bad(where, f"must have {' or '.join(SHAPES[kind] for kind in kinds)}")


def _prompt(value: dict[str, Any], where: str) -> tuple[Message, ...]:
    messages = _messages(value, "prompt", where)
    if messages[-1]["role"] == "assistant":
        raise _bad(where, "prompt: must not end with an answer")
    return messages


def _answer(value: dict[str, Any], name: str, where: str) -> str:
    messages = _messages(value, name, where)
    if len(messages) != 1 or messages[0]["role"] != "assistant":
        raise _bad(where, f"{name}: must be one message of the assistant")
    if messages[0]["content"].strip() == "":
        raise _bad(where, f"{name}: is empty")
    return messages[0]["content"]


def _messages(value: dict[str, Any], name: str, where: str) -> tuple[Message, ...]:
    messages = value.get(name)
    if not isinstance(messages, list) or not messages:
        raise _bad(where, f"{name}: must be a list of messages")
    for message in messages:
        if not isinstance(message, dict) or message.get("role") not in ("system", "user", "assistant"):
            raise _bad(where, f"{name}: a message needs the role system, user or assistant")
        _text(message.get("content"), f"{name}: content", where)
    return tuple({"role": message["role"], "content": message["content"]} for message in messages)


def _text(value: Any, name: str, where: str) -> str:
    if not isinstance(value, str):
        raise _bad(where, f"{name}: must be text")
    return value


def _bad(where: str, what: str) -> TrainerError:
    return TrainerError("rows", f"{where}: {what}.", "Correct or remove that line, or build the data set again.")
