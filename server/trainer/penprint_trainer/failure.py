"""Expected failures: what happened, where, and what to do next."""

from __future__ import annotations

import errno


class TrainerError(Exception):
    """`code` is stable and read by programs; `message` and `next` are read by people."""

    def __init__(self, code: str, message: str, next: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.next = next


DISK_SIGNS = ("no space left on device", "os error 28", "pytorchstreamwriter failed", "disk quota")
MEMORY_SIGNS = ("out of memory", "can't allocate memory", "cannot allocate memory", "defaultcpuallocator")


def explained(error: BaseException) -> TrainerError:
    """Any failure as one that says what to do; what nobody expected keeps its type and text."""
    if isinstance(error, TrainerError):
        return error
    text = f"{type(error).__name__}: {error}"
    seen = text.lower()
    if getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or any(sign in seen for sign in DISK_SIGNS):
        return TrainerError(
            "disk",
            f"The disk is full ({text}).",
            "Free some space and start again with resume: it goes on from the last whole checkpoint.",
        )
    if isinstance(error, MemoryError) or any(sign in seen for sign in MEMORY_SIGNS):
        return TrainerError(
            "memory",
            f"There is not enough memory ({text}).",
            "Close other programs, or lower tokensPerBatch or maxLength in the recipe.",
        )
    if isinstance(error, PermissionError):
        return TrainerError("permission", f"No permission ({text}).", "Choose a folder that can be written to.")
    if isinstance(error, ImportError):
        return TrainerError(
            "environment",
            f"The trainer's environment lacks something ({text}).",
            "Install it again: delete the trainer folder in the data folder and start the training once more.",
        )
    return TrainerError("fault", text, "This is a fault of the trainer; the log has more. Please report it.")
