"""Examples as word pieces, in batches of a few fixed lengths, so that memory stays flat."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from qa.training.data import Share, training_pools
from qa.training.example import Example
from qa.training.labels import labels_file, load_labels

LENGTHS = (64, 80, 96, 112, 128, 160, 192, 224, 256)
BATCH = 16
NOT_READ = -1e4  # the score of a place where no answer may begin or end


@dataclass(frozen=True)
class Row:
    """An example's token ids and types, and the token spans of its answers.

    `scores` are the teacher's start and end scores, of shape (2, tokens), where it has read the example.
    """

    ids: list[int]
    types: list[int]
    spans: list[tuple[int, int]]
    scores: np.ndarray | None = None


def encode_example(tokenizer: Tokenizer, example: Example) -> Row | None:
    """None where an answer falls to the cut at 256 tokens."""
    encoding = tokenizer.encode(example.question, example.text)
    ids, types = encoding.ids[: LENGTHS[-1]], encoding.type_ids[: LENGTHS[-1]]
    spans = []
    for start, end in example.spans:
        inside = [
            i
            for i, (left, right) in enumerate(encoding.offsets[: LENGTHS[-1]])
            if types[i] == 1 and right > left and left < end and right > start
        ]
        if inside:
            spans.append((inside[0], inside[-1]))
    if example.spans and not spans:
        return None
    return Row(ids, types, spans or [(0, 0)])


def encode_pool(tokenizer: Tokenizer, pool: list[Example]) -> list[Row]:
    """The pool's examples that fit, in its order."""
    return [row for example in pool if (row := encode_example(tokenizer, example))]


def batches(pools: Iterator[list[Row]], seed: int, first_pool: int) -> Iterator[dict]:
    """Batches of one padded length each; `pool` and `place` say where to go on."""
    for number, rows in enumerate(pools, first_pool):
        rows.sort(key=lambda row: len(row.ids))
        groups = [rows[i : i + BATCH] for i in range(0, len(rows) - BATCH + 1, BATCH)]
        order = torch.randperm(len(groups), generator=torch.Generator().manual_seed(seed + number)).tolist()
        for place, index in enumerate(order):
            yield {**collate(groups[index]), "pool": number, "place": place}


def collate(rows: list[Row]) -> dict:
    """`inputs` of the model, of shape (rows, length), and of starts and ends, of shape (2, rows, length): `gold`, the
    share of each place, and `taught`, the teacher's scores, or None.
    """
    longest = max(len(row.ids) for row in rows)
    length = next(size for size in LENGTHS if size >= longest)
    batch = {
        name: torch.zeros(len(rows), length, dtype=torch.long)
        for name in ("input_ids", "attention_mask", "token_type_ids")
    }
    gold = torch.zeros(2, len(rows), length)
    taught = torch.full((2, len(rows), length), NOT_READ)
    for i, row in enumerate(rows):
        batch["input_ids"][i, : len(row.ids)] = torch.tensor(row.ids)
        batch["attention_mask"][i, : len(row.ids)] = 1
        batch["token_type_ids"][i, : len(row.ids)] = torch.tensor(row.types)
        for span in row.spans:
            for side, place in enumerate(span):
                gold[side, i, place] += 1 / len(row.spans)
        if row.scores is not None:
            taught[:, i, : len(row.ids)] = torch.tensor(row.scores, dtype=torch.float32)
    return {"inputs": batch, "gold": gold, "taught": taught if rows[0].scores is not None else None}


def encoded_pools(
    tokenizer: Tokenizer, shares: list[Share], words: tuple[int, int], seed: int, first: int
) -> Iterator[list[Row]]:
    """Endless pools of encoded examples."""
    for pool in training_pools(shares, words, seed, first):
        yield encode_pool(tokenizer, pool)


def labelled_pools(
    folder: Path, tokenizer: Tokenizer, shares: list[Share], words: tuple[int, int], seed: int, first: int
) -> Iterator[list[Row]]:
    """Pools 0, 1, ... as far as they have labels, again and again; FileNotFoundError where there are none.

    Pool number `first` of that endless row comes first.
    """
    many = next(number for number in count() if not labels_file(folder, seed, words, number).exists())
    if not many:
        raise FileNotFoundError(f"{labels_file(folder, seed, words, 0)} is missing: run `label` with these options")
    for number in count(first):
        rows = next(encoded_pools(tokenizer, shares, words, seed, number % many))
        scores = load_labels(labels_file(folder, seed, words, number % many))
        yield [replace(row, scores=one) for row, one in zip(rows, scores, strict=True)]
