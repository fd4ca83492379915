"""Examples as word pieces, in batches of a few fixed lengths, so that memory stays flat."""

import gzip
import json
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

from qa.training.example import Example
from qa.training.mixture import Group, Mixture, training_shares
from qa.training.news import SPEAKERS, news_shares
from qa.training.rephrased import rephrased_shares
from qa.training.source import load_source_tokenizer

LENGTHS = tuple(range(64, 257, 16))
WRITTEN = "written_"
POOLS_AHEAD = 2  # that each process makes before they are asked for

Batch = dict[str, np.ndarray]


@dataclass(frozen=True)
class Row:
    """An example's token ids and types, and the token spans of its answers.

    `written_ids` and `written_types` are those of the question as it was written, with the same text.
    """

    ids: list[int]
    types: list[int]
    spans: list[tuple[int, int]]
    written_ids: list[int]
    written_types: list[int]


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
    written = tokenizer.encode(example.written, example.text) if example.written else encoding
    written_ids, written_types = written.ids[: LENGTHS[-1]], written.type_ids[: LENGTHS[-1]]
    return Row(ids, types, spans or [(0, 0)], written_ids, written_types)


def collate(groups: list[list[Row]]) -> Batch:
    """`input_ids`, `attention_mask` and `token_type_ids`, of shape (rows, length); `gold`: the share that each place
    has of the starts and of the ends, of shape (2, rows, length); `members`: which rows were read for each question, of
    shape (questions, most rows of one), filled up with the number of all rows.

    The names of what asks as it was written begin with WRITTEN, of lengths of their own; `written_at`, of shape (rows,
    length), has for each place of the text and for [CLS] where it stands there, and -1 for other places.
    """
    rows = [row for group in groups for row in group]
    batch = _inputs([(row.ids, row.types) for row in rows])
    written = _inputs([(row.written_ids, row.written_types) for row in rows])
    batch |= {f"{WRITTEN}{name}": values for name, values in written.items()}
    batch[f"{WRITTEN}at"] = _places(rows, batch["input_ids"].shape[1])
    gold = np.zeros((2, *batch["input_ids"].shape), dtype=np.float32)
    for i, row in enumerate(rows):
        for span in row.spans:
            for side, place in enumerate(span):
                gold[side, i, place] += 1 / len(row.spans)
    members = np.full((len(groups), max(map(len, groups))), len(rows), dtype=np.int64)
    first = 0
    for i, group in enumerate(groups):
        members[i, : len(group)] = range(first, first + len(group))
        first += len(group)
    return batch | {"gold": gold, "members": members}


def _inputs(pieces: list[tuple[list[int], list[int]]]) -> Batch:
    """The model's input of ids and types, filled up to one of LENGTHS."""
    longest = max(len(ids) for ids, _ in pieces)
    length = next(size for size in LENGTHS if size >= longest)
    names = ("input_ids", "attention_mask", "token_type_ids")
    batch: Batch = {name: np.zeros((len(pieces), length), dtype=np.int32) for name in names}
    for i, (ids, types) in enumerate(pieces):
        batch["input_ids"][i, : len(ids)] = ids
        batch["attention_mask"][i, : len(ids)] = 1
        batch["token_type_ids"][i, : len(ids)] = types
    return batch


def _places(rows: list[Row], length: int) -> np.ndarray:
    """Where each place of the text stands behind the question as it was written."""
    places = np.full((len(rows), length), -1, dtype=np.int64)
    places[:, 0] = 0
    for i, row in enumerate(rows):
        first, there = row.types.index(1), row.written_types.index(1)
        count = min(len(row.ids) - first, len(row.written_ids) - there)
        places[i, first : first + count] = range(there, there + count)
    return places


@dataclass(frozen=True)
class Wanted:
    """What the batches of a run are made of: the options of `train` that bear the same names."""

    data: Path
    news: int
    speakers: int
    rephrased: int
    beside: Path | None
    words: tuple[int, int]
    seed: int
    batch: int


def load_beside(file: Path | None) -> dict[str, list[str]]:
    """What `retrieve` wrote, {} without a file; ValueError where it cannot be read."""
    if file is None:
        return {}
    try:
        beside: dict[str, list[str]] = json.loads(gzip.decompress(file.read_bytes()))
    except (OSError, EOFError, ValueError) as error:
        raise ValueError(f"{str(file)!r} cannot be read ({error}): write it with `retrieve`") from None
    return beside


def batch_numbers(sizes: list[int], most: int) -> list[int]:
    """Which batch each group of so many rows goes to, from 0 on: in order, of about equally many rows, about `most`."""
    total = sum(sizes)
    before = np.cumsum([0, *sizes[:-1]])
    numbers = before * ceil(total / most) // total
    return [int(number) for number in np.unique(numbers, return_inverse=True)[1]]


class PoolMaker:
    """Makes the batches of a pool of examples; the same for the same seed and number."""

    def __init__(self, wanted: Wanted) -> None:
        shares = [
            *training_shares(wanted.data),
            *news_shares(wanted.news),
            *news_shares(wanted.speakers, SPEAKERS),
            *rephrased_shares(wanted.data, wanted.rephrased),
        ]
        self._mixture = Mixture(shares, wanted.words, wanted.seed, load_beside(wanted.beside))
        self._tokenizer = load_source_tokenizer()
        self._wanted = wanted

    def make(self, number: int) -> list[Batch]:
        """Batches of about one length each, of about `batch` rows, in random order."""
        groups = [rows for group in self._mixture.pool(number) if (rows := self._encode(group))]
        groups.sort(key=lambda rows: max(len(row.ids) for row in rows))
        numbers = np.array(batch_numbers([len(rows) for rows in groups], self._wanted.batch))
        order = np.random.default_rng([self._wanted.seed, number]).permutation(numbers[-1] + 1)
        return [collate([groups[at] for at in np.flatnonzero(numbers == one)]) for one in order]

    def _encode(self, group: Group) -> list[Row]:
        """Empty where the first passage's answers are cut off."""
        rows = [encode_example(self._tokenizer, example) for example in group]
        return [row for row in rows if row] if rows[0] else []


_maker: PoolMaker | None = None  # of a process that makes pools for another


def _prepare(wanted: Wanted) -> None:
    global _maker
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _maker = PoolMaker(wanted)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever."""
    parent = parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _make(number: int) -> list[Batch]:
    assert _maker is not None
    return _maker.make(number)


def pools_of_batches(wanted: Wanted, first: int, processes: int) -> Iterator[list[Batch]]:
    """Endless pools from number `first` on, in their order; made by so many other processes (0: by this one)."""
    if not processes:
        yield from map(PoolMaker(wanted).make, count(first))
        return
    numbers = count(first)
    spawning = get_context("spawn")
    executor = ProcessPoolExecutor(processes, spawning, _prepare, (wanted,))
    try:
        waiting = deque(executor.submit(_make, next(numbers)) for _ in range(POOLS_AHEAD * processes))
        while True:
            yield waiting.popleft().result()
            waiting.append(executor.submit(_make, next(numbers)))
    finally:
        executor.shutdown(cancel_futures=True)
