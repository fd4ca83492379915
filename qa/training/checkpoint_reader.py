"""A checkpoint that `train` wrote, read with as the service reads with the exported weights."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch

from index.onnx_model import TokenSequence
from qa.reader import Scores, SpanReader
from qa.training.source import load_source_tokenizer
from qa.training.teacher import TeacherModel
from qa.training.train import SpanModel


class CheckpointReader(SpanReader):
    """Reads with the reader in a checkpoint or, with the folder of all-mpnet-base-v2, with the teacher."""

    def __init__(self, checkpoint: Path, teacher: Path | None, device: str) -> None:
        model = TeacherModel(teacher) if teacher else SpanModel()
        model.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=True)["model"])
        self._model = _CheckpointModel(model.to(device).eval(), device)


class _CheckpointModel:
    """What SpanReader asks of a model."""

    def __init__(self, model: torch.nn.Module, device: str) -> None:
        self.tokenizer = load_source_tokenizer()
        self._model, self._device = model, device

    def run_all(self, sequences: Sequence[TokenSequence]) -> list[Scores]:
        """Start and end scores of each sequence, of shape (2, tokens)."""
        return [self._run(ids, types) for ids, types in sequences]

    def _run(self, ids: Sequence[int], types: Sequence[int]) -> Scores:
        tokens, kinds = (torch.tensor([one], device=self._device) for one in (ids, types))
        with torch.inference_mode():
            scores = self._model(tokens, torch.ones_like(tokens), kinds)
        return np.concatenate([one.float().cpu().numpy() for one in scores])
