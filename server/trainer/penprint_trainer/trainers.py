"""TRL's trainers on rows that are tokenised and put into batches already."""

from __future__ import annotations

from typing import Any

from datasets import Dataset
from torch.utils.data import DataLoader
from trl import DPOTrainer, SFTTrainer

from .completion_head import score_completions_alone


class _Planned:
    """Sees the batches of a plan in its order, once; a resumed run skips as many as it has seen."""

    batches: list[list[int]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.args.device.type == "cpu":
            score_completions_alone(self.model.get_base_model())

    def get_train_dataloader(self) -> DataLoader:
        return DataLoader(self.train_dataset, batch_sampler=self.batches, collate_fn=self.data_collator)

    def create_model_card(self, *args: Any, **kwargs: Any) -> None:
        """The adapter carries its own origin."""


class PlannedSft(_Planned, SFTTrainer):
    pass


class PlannedDpo(_Planned, DPOTrainer):
    def _prepare_dataset(self, dataset: Dataset, *args: Any, **kwargs: Any) -> Dataset:
        return dataset
