"""The teacher's scores of training examples: a file for each pool."""

from pathlib import Path

import numpy as np

Scores = list[np.ndarray]  # of an example: start and end scores of shape (2, tokens)


def labels_file(folder: Path, seed: int, words: tuple[int, int], pool: int) -> Path:
    return folder / f"seed{seed}-words{words[0]}to{words[1]}-pool{pool}.npz"


def write_labels(file: Path, scores: Scores, teacher: str) -> None:
    """One array of all scores, the number of tokens of each example, and the digest of the teacher's checkpoint."""
    partly = file.with_name(f"{file.stem}.part.npz")
    tokens = [one.shape[1] for one in scores]
    np.savez(partly, scores=np.concatenate(scores, axis=1), tokens=tokens, teacher=teacher)
    partly.replace(file)


def is_labelled_by(teacher: str, file: Path) -> bool:
    """Whether the file is there and has this teacher's scores."""
    if not file.exists():
        return False
    with np.load(file) as stored:
        return str(stored["teacher"]) == teacher


def load_labels(file: Path) -> Scores:
    """The scores that `write_labels` wrote."""
    with np.load(file) as stored:
        return np.split(stored["scores"], np.cumsum(stored["tokens"])[:-1], axis=1)
