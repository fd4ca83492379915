"""Have the teacher read the training examples: `python -m qa.training label --data DATA --teacher FOLDER ...`.

A file of scores for each pool of examples; `train --labels` learns from them. What another checkpoint has labelled is
labelled anew.
"""

import argparse
import hashlib
import json
import time
from pathlib import Path

import numpy as np
import torch

from qa.training.batches import BATCH, Row, collate, encoded_pools
from qa.training.data import training_shares
from qa.training.labels import Scores, is_labelled_by, labels_file, write_labels
from qa.training.source import load_source_tokenizer
from qa.training.teacher import TeacherModel


def read_scores(model: torch.nn.Module, rows: list[Row]) -> Scores:
    """The scores of encoded examples, in their order, read in batches of about one length."""
    scores: Scores = [np.empty(0)] * len(rows)
    order = sorted(range(len(rows)), key=lambda at: len(rows[at].ids))
    for first in range(0, len(order), BATCH):
        places = order[first : first + BATCH]
        with torch.inference_mode():
            both = torch.stack(model(**collate([rows[at] for at in places])["inputs"]), dim=1)
        for at, one in zip(places, both.numpy(), strict=True):
            scores[at] = one[:, : len(rows[at].ids)].astype(np.float16)
    return scores


def label(options: argparse.Namespace) -> None:
    torch.set_num_threads(options.threads)
    model = TeacherModel(options.teacher).eval()
    model.load_state_dict(torch.load(options.checkpoint, weights_only=True)["model"])
    digest = hashlib.sha256(options.checkpoint.read_bytes()).hexdigest()
    options.labels.mkdir(parents=True, exist_ok=True)
    words = tuple(options.words)
    pools = encoded_pools(load_source_tokenizer(), training_shares(options.data), words, options.seed, options.first)
    for number, rows in zip(range(options.first, options.last + 1), pools, strict=False):
        file = labels_file(options.labels, options.seed, words, number)
        if is_labelled_by(digest, file):
            continue
        began = time.monotonic()
        write_labels(file, read_scores(model, rows), digest)
        speed = round(len(rows) / (time.monotonic() - began), 2)
        print(json.dumps({"pool": number, "examples": len(rows), "per_s": speed}), flush=True)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="folder with the training files")
    parser.add_argument("--teacher", type=Path, required=True, help="folder of all-mpnet-base-v2")
    parser.add_argument("--checkpoint", type=Path, required=True, help="the trained teacher (final.pt)")
    parser.add_argument("--labels", type=Path, required=True, help="folder for the scores")
    parser.add_argument("--first", type=int, default=0, help="number of the first pool")
    parser.add_argument("--last", type=int, default=9, help="number of the last pool")
    parser.add_argument("--words", type=int, nargs=2, default=(25, 80), help="least and most words of a passage")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=11)
    parser.set_defaults(run_command=label)
