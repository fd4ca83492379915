"""Average trained readers: `python -m qa.training average A/final.pt B/final.pt --target AVERAGE.pt`.

The mean of the weights of checkpoints that share their beginnings (Wortsman et al., 2022, arXiv:2203.05482): ends of
one run, or an end and the reader that it began from. A checkpoint named twice counts twice.
"""

import argparse
from pathlib import Path

import torch


def average(options: argparse.Namespace) -> None:
    """Writes a checkpoint for `export`; SystemExit where the checkpoints are not of one shape."""
    models = [torch.load(file, map_location="cpu", weights_only=True)["model"] for file in options.checkpoints]
    shapes = [{name: value.shape for name, value in model.items()} for model in models]
    if any(other != shapes[0] for other in shapes):
        raise SystemExit("the checkpoints hold weights of different shapes: name checkpoints of one model")
    mean = {
        name: torch.stack([model[name] for model in models]).mean(0) if value.is_floating_point() else value
        for name, value in models[0].items()
    }
    torch.save({"model": mean}, options.target)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("checkpoints", type=Path, nargs="+", help="checkpoints that `train` wrote")
    parser.add_argument("--target", type=Path, required=True, help="file for the average")
    parser.set_defaults(run_command=average)
