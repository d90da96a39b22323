"""What one run is asked to do. Everything is checked before anything heavy is loaded."""

from __future__ import annotations

import json
import math
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from .failure import TrainerError

STAGES = ("sft", "dpo", "export", "effect", "estimate")


@dataclass(frozen=True)
class Recipe:
    """How an adapter is trained. It is kept in the adapter; the same recipe on the same data gives the same adapter."""

    rank: int | None = None
    """None: that of the adapter training starts from, else 16."""
    alpha: float | None = None
    """None: that of the adapter training starts from, else twice the rank."""
    dropout: float = 0.0
    """On processors 0.05 already costs a third of the speed."""
    learningRate: float = 4e-4
    epochs: float = 2.0
    maxSteps: int | None = None
    warmupSteps: int = 10
    tokensPerBatch: int = 2048
    """Padding included; one row that is longer is a batch of its own."""
    maxLength: int = 1100
    """Tokens of prompt and completion; longer rows are left out, never cut."""
    seed: int = 0
    beta: float = 0.1
    """Preference training alone: how close to the reference the adapter stays."""
    sftWeight: float = 0.0
    """Preference training alone: share of the chosen text's own loss added."""
    saveEvery: int = 10
    """Steps between two checkpoints."""
    precision: str = "auto"
    """auto: bf16 where the processor computes it natively."""
    gradientCheckpointing: bool = False
    """Half the memory for a third more time."""


@dataclass(frozen=True)
class Config:
    stage: str
    base: Path
    out: Path
    cache: Path
    rows: Path | None = None
    start: Path | None = None
    """`from`: an adapter as a PEFT folder or a GGUF file of ours."""
    recipe: Recipe = Recipe()
    resume: bool = False
    device: str = "auto"
    licence: str = "not stated"
    """Of the adapter, written into it."""
    nice: int = 0
    threads: int | None = None


def read_config(path: str) -> Config:
    try:
        raw = json.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise _bad(path, f"cannot be read: {error.strerror}")
    except ValueError as error:
        raise _bad(path, f"is not JSON: {error}")
    if not isinstance(raw, dict):
        raise _bad(path, "must hold one object")
    values = dict(raw)
    values["start"] = values.pop("from", None)
    recipe = values.pop("recipe", {})
    if not isinstance(recipe, dict):
        raise _bad("recipe", "must be an object")
    values["recipe"] = _recipe(recipe)
    _only_known(values, Config, "")
    config = Config(**{name: _path(name, value) if name in PATHS else value for name, value in values.items()})
    _check(config)
    return config


PATHS = ("base", "out", "cache", "rows", "start")


def _recipe(values: dict[str, Any]) -> Recipe:
    _only_known(values, Recipe, "recipe.")
    recipe = Recipe(**values)
    _number("recipe.rank", recipe.rank, 1, 256, whole=True, optional=True)
    _number("recipe.alpha", recipe.alpha, 1e-3, 4096, optional=True)
    _number("recipe.dropout", recipe.dropout, 0, 0.9)
    _number("recipe.learningRate", recipe.learningRate, 1e-9, 1)
    _number("recipe.epochs", recipe.epochs, 1e-3, 1000)
    _number("recipe.maxSteps", recipe.maxSteps, 1, 10**9, whole=True, optional=True)
    _number("recipe.warmupSteps", recipe.warmupSteps, 0, 10**6, whole=True)
    _number("recipe.tokensPerBatch", recipe.tokensPerBatch, 16, 10**8, whole=True)
    _number("recipe.maxLength", recipe.maxLength, 16, 10**6, whole=True)
    _number("recipe.seed", recipe.seed, 0, 2**32 - 1, whole=True)
    _number("recipe.beta", recipe.beta, 1e-6, 100)
    _number("recipe.sftWeight", recipe.sftWeight, 0, 100)
    _number("recipe.saveEvery", recipe.saveEvery, 1, 10**9, whole=True)
    if recipe.precision not in ("auto", "bf16", "fp32"):
        raise _bad("recipe.precision", "must be auto, bf16 or fp32")
    if not isinstance(recipe.gradientCheckpointing, bool):
        raise _bad("recipe.gradientCheckpointing", "must be true or false")
    return recipe


def _check(config: Config) -> None:
    if config.stage not in STAGES:
        raise _bad("stage", f"must be one of {', '.join(STAGES)}")
    if config.device not in ("auto", "cpu", "cuda"):
        raise _bad("device", "must be auto, cpu or cuda")
    if not isinstance(config.resume, bool):
        raise _bad("resume", "must be true or false")
    if not isinstance(config.licence, str) or config.licence == "":
        raise _bad("licence", "must be text")
    _number("nice", config.nice, 0, 19, whole=True)
    _number("threads", config.threads, 1, 1024, whole=True, optional=True)
    if config.stage != "export" and config.rows is None:
        raise _bad("rows", f"the stage {config.stage} needs a file of rows")
    if config.stage in ("export", "effect") and config.start is None:
        raise _bad("from", f"the stage {config.stage} needs an adapter")
    if config.stage == "dpo" and config.start is None:
        raise _bad("from", "preference training needs the adapter of the supervised stage: it is its reference")
    for name, path in (("base", config.base), ("rows", config.rows)):
        if path is not None and not path.is_file():
            raise TrainerError("missing", f"{name}: {path} is not there.", "Correct the path.")
    if config.start is not None and not config.start.exists():
        raise TrainerError("missing", f"from: {config.start} is not there.", "Correct the path.")


def _only_known(values: dict[str, Any], kind: type, prefix: str) -> None:
    known = {field.name: field for field in fields(kind)}
    for name in values:
        if name not in known:
            raise _bad(f"{prefix}{name}", "is not a field of this version")
    for name, field in known.items():
        if name not in values and field.default is MISSING:
            raise _bad(f"{prefix}{name}", "is missing")


def _path(name: str, value: Any) -> Path | None:
    if value is None and name in ("rows", "start"):
        return None
    if not isinstance(value, str) or value == "":
        raise _bad("from" if name == "start" else name, "must be a path")
    return Path(value)


def _number(
    name: str, value: Any, low: float, high: float, whole: bool = False, optional: bool = False
) -> None:
    if value is None and optional:
        return
    kinds = (int,) if whole else (int, float)
    if not isinstance(value, kinds) or isinstance(value, bool) or not math.isfinite(value) or not low <= value <= high:
        raise _bad(name, f"must be {'a whole number' if whole else 'a number'} from {low:g} to {high:g}, not {value!r}")


def _bad(where: str, what: str) -> TrainerError:
    return TrainerError("config", f"{where}: {what}.", "Correct the configuration.")
