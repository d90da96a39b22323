"""The base model with an adapter on it, in PEFT."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from peft import LoraConfig, PeftModel, get_peft_model, get_peft_model_state_dict, set_peft_model_state_dict
from transformers import AutoModelForCausalLM, AutoTokenizer

from .adapter_file import PROJECTIONS, Adapter, Origin
from .config import Recipe
from .failure import TrainerError
from .peft_folder import PREFIX, WEIGHT

DEFAULT_RANK = 16


def load_tokenizer(folder: Path) -> Any:
    return AutoTokenizer.from_pretrained(folder, local_files_only=True)


def load_model(folder: Path, dtype: torch.dtype) -> Any:
    return AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, local_files_only=True)


def with_new_adapter(model: Any, recipe: Recipe) -> PeftModel:
    rank = recipe.rank or DEFAULT_RANK
    present = {name.rsplit(".", 1)[-1] for name, _ in model.named_modules()}
    return _with_lora(model, rank, recipe.alpha or 2.0 * rank, recipe.dropout, [p for p in PROJECTIONS if p in present])


def with_adapter(model: Any, adapter: Adapter, recipe: Recipe) -> PeftModel:
    """The model with this adapter, ready to be trained further."""
    for name, asked, has in (("rank", recipe.rank, adapter.rank), ("alpha", recipe.alpha, adapter.alpha)):
        if asked is not None and asked != has:
            raise TrainerError(
                "config",
                f"recipe.{name} is {asked:g}, but the adapter to start from has {has:g}.",
                f"Leave {name} out of the recipe, or start without an adapter.",
            )
    targets = sorted({module.rsplit(".", 1)[1] for module in adapter.matrices})
    tuned = _with_lora(model, adapter.rank, adapter.alpha, recipe.dropout, targets)
    state = {}
    for module, (a, b) in adapter.matrices.items():
        state[f"{PREFIX}{module}.lora_A.weight"] = torch.from_numpy(np.array(a))
        state[f"{PREFIX}{module}.lora_B.weight"] = torch.from_numpy(np.array(b))
    result = set_peft_model_state_dict(tuned, state)
    missing = [key for key in result.missing_keys if "lora_" in key]
    if result.unexpected_keys or missing:
        raise TrainerError(
            "adapter",
            f"The adapter does not fit the model: {(list(result.unexpected_keys) + missing)[0]}.",
            "Choose another adapter, or train one anew.",
        )
    return tuned


def adapter_of(model: PeftModel, origin: Origin) -> Adapter:
    """What was trained, apart from the model."""
    halves: dict[str, dict[str, np.ndarray]] = {}
    for name, tensor in get_peft_model_state_dict(model, adapter_name="default", save_embedding_layers=False).items():
        match = WEIGHT.fullmatch(name)
        if match is None:
            raise ValueError(f"unexpected weight {name}")
        halves.setdefault(match[1], {})[match[2]] = tensor.detach().float().cpu().numpy()
    lora = model.peft_config["default"]
    return Adapter(
        alpha=float(lora.lora_alpha),
        rank=int(lora.r),
        matrices={module: (sides["A"], sides["B"]) for module, sides in halves.items()},
        origin=origin,
    )


def _with_lora(model: Any, rank: int, alpha: float, dropout: float, targets: list[str]) -> PeftModel:
    return get_peft_model(
        model,
        LoraConfig(
            r=rank, lora_alpha=alpha, lora_dropout=dropout, target_modules=targets, task_type="CAUSAL_LM"
        ),
    )
