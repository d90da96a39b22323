"""One stage of training, from rows to an adapter."""

from __future__ import annotations

import json
import math
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from datasets import Dataset
from transformers import PrinterCallback, TrainerCallback, set_seed
from trl import DPOConfig, SFTConfig

from .adapter_file import Origin, write_adapter
from .base import Base, dequantised, read_base
from .batches import plan_batches
from .chat import Chat
from .checkpoints import Mark, delete_checkpoints, last_checkpoint, mark
from .config import Config, Recipe
from .dataset import Tokenised, tokenise
from .events import emit, is_main_process
from .failure import TrainerError
from .hardware import process_index, processes, use_bf16, use_cuda, use_threads
from .hashes import sha256_of, sha256_of_text
from .peft_folder import hash_of_adapter, open_adapter, write_folder
from .rows import read_rows
from .stop import STOPPED, asked_to_stop, stop_at_once, stop_gracefully
from .trainers import PlannedDpo, PlannedSft
from .tuned_model import adapter_of, load_model, load_tokenizer, with_adapter, with_new_adapter


@dataclass(frozen=True)
class Prepared:
    """A trainer that has not begun yet, and what its result will say of itself."""

    trainer: Any
    base: Base
    origin: Origin
    plan: list[list[list[int]]]
    data: Tokenised


def train(config: Config) -> None:
    prepared = prepare(config, config.stage)
    trainer = prepared.trainer
    run = sha256_of_text(json.dumps([asdict(prepared.origin), processes()], sort_keys=True))
    if not config.resume and is_main_process():
        delete_checkpoints(config.out)
    trainer.accelerator.wait_for_everyone()
    checkpoint = last_checkpoint(config.out, run) if config.resume else None
    emit(
        "rows",
        used=len(prepared.data.rows),
        leftOut=prepared.data.leftOut,
        tokens=sum(prepared.data.lengths),
        steps=len(prepared.plan),
    )
    progress = Progress(config.stage, run, prepared, None if checkpoint is None else checkpoint[1])
    trainer.remove_callback(PrinterCallback)
    trainer.add_callback(progress)
    if checkpoint is not None:
        emit("resumed", step=checkpoint[1].step, steps=len(prepared.plan))
    stop_gracefully()
    trainer.train(resume_from_checkpoint=None if checkpoint is None else str(checkpoint[0]))
    if trainer.state.global_step < len(prepared.plan):
        raise STOPPED
    stop_at_once()
    if is_main_process():
        model = trainer.accelerator.unwrap_model(trainer.model)
        adapter = adapter_of(model, prepared.origin)
        file, folder = config.out / "adapter.gguf", config.out / "peft"
        write_folder(adapter, prepared.base, folder)
        write_adapter(adapter, prepared.base, file)
        delete_checkpoints(config.out)
        emit(
            "done",
            adapter=str(file),
            peft=str(folder),
            loss0=progress.loss0,
            loss=progress.loss,
            steps=len(prepared.plan),
            tokensPerSecond=progress.rate(),
        )


def prepare(config: Config, stage: str) -> Prepared:
    """Everything up to the first step."""
    use_threads(config)
    base = read_base(config.base)
    rows = read_rows(config.rows, "preference" if stage == "dpo" else "example")
    start = None if config.start is None else open_adapter(config.start, base)
    folder = dequantised(base, config.cache)
    recipe = config.recipe
    tokenizer = load_tokenizer(folder)
    data = tokenise(rows, Chat(tokenizer), recipe.maxLength)
    plan = plan_batches(
        data.lengths, recipe.tokensPerBatch, recipe.epochs, recipe.seed, processes(), recipe.maxSteps
    )
    cuda = use_cuda(config)
    bf16 = use_bf16(config, cuda)
    set_seed(recipe.seed)
    model = load_model(folder, torch.bfloat16 if bf16 and cuda else torch.float32)
    tuned = with_new_adapter(model, recipe) if start is None else with_adapter(model, start, recipe)
    arguments = _arguments(config, len(plan), cuda, bf16)
    common = {"model": tuned, "train_dataset": Dataset.from_list(data.rows), "processing_class": tokenizer}
    if stage == "dpo":
        kinds = {"loss_type": ["sigmoid", "sft"], "loss_weights": [1.0, recipe.sftWeight]} if recipe.sftWeight else {}
        trainer: Any = PlannedDpo(args=DPOConfig(**arguments, **kinds, beta=recipe.beta), **common)
    else:
        trainer = PlannedSft(args=SFTConfig(**arguments), **common)
    trainer.batches = [step[process_index()] for step in plan]
    parents = () if start is None else (*start.origin.parents, hash_of_adapter(config.start))
    settled = {**asdict(recipe), "rank": tuned.peft_config["default"].r, "alpha": tuned.peft_config["default"].lora_alpha}
    origin = Origin(base.sha256, sha256_of(config.rows), settled, parents, config.licence, stage)
    return Prepared(trainer, base, origin, plan, data)


class Progress(TrainerCallback):
    """Tells each step, marks each checkpoint, and stops when asked to."""

    def __init__(self, stage: str, run: str, prepared: Prepared, resumed: Mark | None) -> None:
        self.stage = stage
        self.run = run
        self.tokens = [
            sum(prepared.data.lengths[index] for batch in step for index in batch) for step in prepared.plan
        ]
        self.begun = 0 if resumed is None else resumed.step
        self.loss0 = math.nan if resumed is None else resumed.loss0
        self.loss = self.loss0
        self.step = self.begun
        self.seconds = 0.0

    def rate(self) -> float:
        """Tokens of a second, all processes together."""
        return sum(self.tokens[self.begun : self.step]) / self.seconds if self.seconds > 0 else 0.0

    def on_train_begin(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self.started = time.monotonic()

    def on_step_end(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        self.step = state.global_step
        self.seconds = time.monotonic() - self.started
        if asked_to_stop():
            control.should_save = True
            control.should_training_stop = True

    def on_log(self, args: Any, state: Any, control: Any, logs: dict[str, float], **kwargs: Any) -> None:
        if "loss" not in logs:
            return
        self.loss = float(logs["loss"])
        if not math.isfinite(self.loss):
            raise TrainerError(
                "diverged",
                f"The loss of step {self.step} is not a number: training went astray.",
                "Lower learningRate in the recipe and start anew.",
            )
        if self.step == 1:
            self.loss0 = self.loss
        rate = self.rate()
        emit(
            "step",
            stage=self.stage,
            step=self.step,
            steps=len(self.tokens),
            loss=self.loss,
            tokensPerSecond=round(rate, 1),
            secondsLeft=round(sum(self.tokens[self.step :]) / rate, 1),
        )

    def on_save(self, args: Any, state: Any, control: Any, **kwargs: Any) -> None:
        if is_main_process():
            mark(Path(args.output_dir) / f"checkpoint-{state.global_step}", Mark(self.run, state.global_step, self.loss0))
            emit("saved", step=state.global_step)


def _arguments(config: Config, steps: int, cuda: bool, bf16: bool) -> dict[str, Any]:
    recipe: Recipe = config.recipe
    return {
        "output_dir": str(config.out),
        "max_steps": steps,
        # The plan makes the batches; this is only what the library divides by.
        "per_device_train_batch_size": 1,
        "learning_rate": recipe.learningRate,
        "lr_scheduler_type": "cosine_warmup_with_min_lr",
        "lr_scheduler_kwargs": {"min_lr_rate": 0.05},
        "warmup_steps": min(recipe.warmupSteps, steps // 5),
        "adam_beta2": 0.98,
        "weight_decay": 0.0,
        "max_grad_norm": 1.0,
        "seed": recipe.seed,
        "max_length": None,
        "activation_checkpointing": recipe.gradientCheckpointing,
        "use_cpu": not cuda,
        "bf16": bf16,
        "logging_steps": 1,
        "logging_nan_inf_filter": False,
        "save_steps": recipe.saveEvery,
        "save_total_limit": 2,
        "report_to": "none",
        "disable_tqdm": True,
        "dataloader_pin_memory": False,
    }
