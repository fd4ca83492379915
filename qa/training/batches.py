"""Examples as word pieces, in batches of a few fixed lengths, so that memory stays flat."""

import os
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import count
from math import ceil
from multiprocessing import get_context, parent_process
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from qa.training.data import training_pools, training_shares
from qa.training.example import Example
from qa.training.news import news_shares
from qa.training.source import load_source_tokenizer

LENGTHS = (64, 80, 96, 112, 128, 160, 192, 224, 256)
POOLS_AHEAD = 2  # that each process makes before they are asked for

Batch = dict[str, np.ndarray]


@dataclass(frozen=True)
class Row:
    """An example's token ids and types, and the token spans of its answers."""

    ids: list[int]
    types: list[int]
    spans: list[tuple[int, int]]


def encode_example(tokenizer: Tokenizer, example: Example) -> Row | None:
    """None where every answer falls, whole or in part, to the cut at 256 tokens."""
    encoding = tokenizer.encode(example.question, example.text)
    ids, types = encoding.ids[: LENGTHS[-1]], encoding.type_ids[: LENGTHS[-1]]
    spans = []
    for start, end in example.spans:
        inside = [
            i
            for i, (left, right) in enumerate(encoding.offsets)
            if encoding.type_ids[i] == 1 and right > left and left < end and right > start
        ]
        if inside and inside[-1] < LENGTHS[-1]:
            spans.append((inside[0], inside[-1]))
    if example.spans and not spans:
        return None
    return Row(ids, types, spans or [(0, 0)])


def collate(rows: list[Row]) -> Batch:
    """`input_ids`, `attention_mask` and `token_type_ids`, of shape (rows, length); `gold`: the share that each place
    has of the starts and of the ends, of shape (2, rows, length).
    """
    longest = max(len(row.ids) for row in rows)
    length = next(size for size in LENGTHS if size >= longest)
    batch: Batch = {
        name: np.zeros((len(rows), length), dtype=np.int32)
        for name in ("input_ids", "attention_mask", "token_type_ids")
    }
    gold = np.zeros((2, len(rows), length), dtype=np.float32)
    for i, row in enumerate(rows):
        batch["input_ids"][i, : len(row.ids)] = row.ids
        batch["attention_mask"][i, : len(row.ids)] = 1
        batch["token_type_ids"][i, : len(row.ids)] = row.types
        for span in row.spans:
            for side, place in enumerate(span):
                gold[side, i, place] += 1 / len(row.spans)
    return batch | {"gold": gold}


class PoolMaker:
    """Makes the batches of a pool of examples; the same for the same seed and number."""

    def __init__(self, data: Path, news: int, words: tuple[int, int], seed: int, most: int) -> None:
        self._shares = [*training_shares(data), *news_shares(news)]
        self._tokenizer = load_source_tokenizer()
        self._words, self._seed, self._most = words, seed, most

    def make(self, number: int) -> list[Batch]:
        """Batches of about one length each, of at most `most` examples, in random order."""
        pool = next(training_pools(self._shares, self._words, self._seed, number))
        rows = [row for example in pool if (row := encode_example(self._tokenizer, example))]
        rows.sort(key=lambda row: len(row.ids))
        groups = np.array_split(np.arange(len(rows)), ceil(len(rows) / self._most))
        order = np.random.default_rng([self._seed, number]).permutation(len(groups))
        return [collate([rows[at] for at in groups[place]]) for place in order]


_maker: PoolMaker | None = None  # of a process that makes pools for another


def _prepare(data: Path, news: int, words: tuple[int, int], seed: int, most: int) -> None:
    global _maker
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _maker = PoolMaker(data, news, words, seed, most)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _make(number: int) -> list[Batch]:
    assert _maker is not None
    return _maker.make(number)


def pools_of_batches(
    data: Path, news: int, words: tuple[int, int], seed: int, most: int, first: int, processes: int
) -> Iterator[list[Batch]]:
    """Endless pools from number `first` on, in their order; made by so many other processes (0: by this one)."""
    if not processes:
        yield from map(PoolMaker(data, news, words, seed, most).make, count(first))
        return
    numbers = count(first)
    spawning = get_context("spawn")
    executor = ProcessPoolExecutor(processes, spawning, _prepare, (data, news, words, seed, most))
    try:
        waiting = deque(executor.submit(_make, next(numbers)) for _ in range(POOLS_AHEAD * processes))
        while True:
            yield waiting.popleft().result()
            waiting.append(executor.submit(_make, next(numbers)))
    finally:
        executor.shutdown(cancel_futures=True)
