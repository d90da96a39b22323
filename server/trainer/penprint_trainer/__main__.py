"""`python -m penprint_trainer CONFIG.json` runs one stage. Under `accelerate launch -m` with the same file: on many devices."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .config import Config, read_config
from .events import claim_stdout, emit, is_main_process
from .failure import TrainerError, explained
from .stop import watch

EXIT_CODES = {"config": 2, "rows": 2, "adapter": 2, "base": 2, "missing": 2, "environment": 3, "stopped": 143}


def main(arguments: list[str]) -> int:
    claim_stdout()
    watch()
    try:
        if len(arguments) != 1:
            raise TrainerError("config", "Usage: python -m penprint_trainer CONFIG.json.", "Name one configuration.")
        run(read_config(arguments[0]))
        return 0
    except BaseException as error:
        failure = explained(error)
        if failure.code == "fault":
            traceback.print_exc()
        emit("error", code=failure.code, message=failure.message, next=failure.next)
        return EXIT_CODES.get(failure.code, 1)


def run(config: Config) -> None:
    keep_to_itself(config.cache)
    if config.nice > 0 and hasattr(os, "nice"):
        os.nice(config.nice)
    if config.stage in ("sft", "dpo"):
        with alone_in(config.out):
            check_before_loading(config)
            from .training import train

            train(config)
    elif config.stage == "export":
        from .export import export

        export(config)
    elif config.stage == "effect":
        check_before_loading(config)
        from .effect import effect

        effect(config)
    else:
        check_before_loading(config)
        from .estimate import estimate

        estimate(config)


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Two trainings would write the same checkpoints. The system gives the lock back, however its holder ends."""
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    if not is_main_process():
        yield
        return
    lock = FileLock(folder / "training.lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise TrainerError("busy", f"Another training writes to {folder}.", "Wait for its end, or choose another folder.")
    with lock:
        yield


def check_before_loading(config: Config) -> None:
    """What can be refused without the libraries of many seconds is refused at once."""
    from .base import read_base
    from .peft_folder import open_adapter
    from .rows import read_rows

    kinds = {"sft": ("example",), "dpo": ("preference",), "effect": ("text", "example")}
    read_rows(config.rows, *kinds.get(config.stage, ("example", "preference")))
    base = read_base(config.base)
    if config.start is not None:
        open_adapter(config.start, base)


def keep_to_itself(cache: Path) -> None:
    """Nothing is sent anywhere or fetched, and nothing written outside the given folders."""
    os.environ.update(
        HF_HUB_OFFLINE="1",
        HF_HUB_DISABLE_TELEMETRY="1",
        DISABLE_TELEMETRY="1",
        HF_HOME=str(cache / "huggingface"),
        TRANSFORMERS_VERBOSITY="error",
        TOKENIZERS_PARALLELISM="false",
        TQDM_DISABLE="1",
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
