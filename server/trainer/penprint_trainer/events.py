"""Progress for the program that started this one: one JSON object a line on stdout, and nothing else there."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO

_stream: TextIO | None = None


def claim_stdout() -> None:
    """Keeps stdout for events; whatever libraries print, natively or not, goes to stderr."""
    global _stream
    sys.stdout.flush()
    _stream = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    os.dup2(2, 1)
    sys.stdout = sys.stderr


def is_main_process() -> bool:
    """Of several processes of one training only the first speaks and writes."""
    return os.environ.get("RANK", "0") == "0"


def emit(event: str, **fields: Any) -> None:
    if _stream is None or not is_main_process():
        return
    _stream.write(json.dumps({"event": event, **fields}, ensure_ascii=False, allow_nan=False) + "\n")
    _stream.flush()
