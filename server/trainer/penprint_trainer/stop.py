"""Being asked to stop: SIGTERM, SIGINT, or, when the starter keeps stdin open for us, its end."""

from __future__ import annotations

import os
import signal
import threading
from typing import Any

from .failure import TrainerError

STOPPED = TrainerError("stopped", "The training was stopped.", "Start it again with resume to go on.")

_asked = threading.Event()
_graceful = False


def asked_to_stop() -> bool:
    return _asked.is_set()


def watch() -> None:
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, _on_signal)
    if os.environ.get("PENPRINT_TRAINER_WATCH_STDIN") == "1":
        threading.Thread(target=_until_stdin_ends, daemon=True).start()


def stop_gracefully() -> None:
    """From here on a step is finished and a checkpoint written first."""
    global _graceful
    _graceful = True


def stop_at_once() -> None:
    global _graceful
    _graceful = False
    if _asked.is_set():
        raise STOPPED


def _on_signal(number: int, frame: Any) -> None:
    _asked.set()
    if not _graceful:
        raise STOPPED


def _until_stdin_ends() -> None:
    # The descriptor itself: a reader that holds sys.stdin's lock would break the interpreter's end.
    while os.read(0, 4096):
        pass
    if os.name == "nt":
        os._exit(1)
    os.kill(os.getpid(), signal.SIGTERM)
