"""An adapter in both forms: a GGUF file for llama.cpp, and a folder for PEFT."""

from __future__ import annotations

import os

from .adapter_file import write_adapter
from .base import read_base
from .config import Config
from .events import emit
from .peft_folder import open_adapter, write_folder


def export(config: Config) -> None:
    base = read_base(config.base)
    adapter = open_adapter(config.start, base)
    config.out.mkdir(parents=True, exist_ok=True)
    file, folder = config.out / "adapter.gguf", config.out / "peft"
    if not (folder.exists() and os.path.samefile(config.start, folder)):
        write_folder(adapter, base, folder)
    write_adapter(adapter, base, file)
    emit("done", adapter=str(file), peft=str(folder))
