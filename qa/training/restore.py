"""Make the shipped reader trainable again: `python -m qa.training restore --target CHECKPOINT.pt`.

Every training run that the weights came from may be gone; the int8 file is not. Its weights, multiplied by their
scales, differ from those that were quantised by at most half a step (a 126th of the largest of their channel); the
embeddings, which training leaves as published, come from the published weights.
"""

import argparse
from pathlib import Path

import numpy as np
import onnx
import torch

from qa.reader import WEIGHTS
from qa.training.train import SpanModel


def restore(options: argparse.Namespace) -> None:
    """Writes a checkpoint for `train --start` and `export`; ValueError where the file lacks a layer of the model."""
    model = SpanModel()
    weights = read_weights(options.weights / "reader.int8.onnx")
    trained = {name for name in model.state_dict() if "embeddings" not in name}
    if weights.keys() != trained:
        raise ValueError(f"{options.weights} and the model differ in {sorted(weights.keys() ^ trained)}")
    model.load_state_dict(weights, strict=False)
    torch.save({"model": model.state_dict()}, options.target)


def read_weights(file: Path) -> dict[str, torch.Tensor]:
    """The weights and biases of all layers above the embeddings, by their names in SpanModel, in fp32."""
    graph = onnx.load(file).graph
    stored = {tensor.name: onnx.numpy_helper.to_array(tensor) for tensor in graph.initializer}
    found: dict[str, np.ndarray] = {}
    for name, value in stored.items():
        if name.startswith("model.") and value.dtype == np.float32 and "embeddings" not in name:
            found[name.removeprefix("model.")] = value
    for node in graph.node:
        if node.op_type == "QAttention":
            layer = f"bert.encoder.layer.{node.name.split('_')[1]}.attention.self"
            weight, bias = _multiplied(stored, node.input[1]), stored[node.input[2]]
            for part, matrix, shift in zip(
                ("query", "key", "value"), np.split(weight, 3, axis=1), np.split(bias, 3), strict=True
            ):
                found[f"{layer}.{part}.weight"], found[f"{layer}.{part}.bias"] = matrix.T, shift
        elif node.op_type in ("MatMul", "MatMulInteger") and node.input[1].startswith("onnx::"):
            layer = node.name.removeprefix("/model/").rsplit("/", 1)[0].replace("/", ".")
            found[f"{layer}.weight"] = _multiplied(stored, node.input[1]).T
    return {name: torch.from_numpy(np.array(value)) for name, value in found.items()}


def _multiplied(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """The fp32 values of a stored matrix of shape (in, out)."""
    if not name.endswith("_quantized"):
        return stored[name]
    start = name.removesuffix("_quantized")
    zero = stored[f"{start}_zero_point"].astype(np.float32)
    return (stored[name].astype(np.float32) - zero) * stored[f"{start}_scale"]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="folder with the reader's files")
    parser.add_argument("--target", type=Path, required=True, help="file for the checkpoint")
    parser.set_defaults(run_command=restore)
