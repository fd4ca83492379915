"""SpanReader: the stretch of a passage that answers a question, and how sure the model is that there is one."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.onnx_model import MOST_TOKENS, OnnxModel, TokenSequence
from qa.layout import ITEM_MARK, PARAGRAPH_END
from qa.span_edges import whole_span

WEIGHTS = Path(__file__).resolve().parent / "weights"
MOST_ANSWER_TOKENS = 30
MOST_QUESTION_TOKENS = 64
MOST_TITLE_TOKENS = 32
SPANS_WEIGHED = 20
WINDOW_OVERLAP = 48  # tokens that two windows of a long passage share
_NEXT_ITEM = re.compile(rf"\n[^\S\n]*(?:{ITEM_MARK}|\|)[^\S\n]")
_ITEM_END = re.compile(r"[^\S\n]*[.,;|]?[^\S\n]*(?:\n|\Z)")
MOST_ADDED = 3  # words that a span of the form asked for may have beside those of the best one
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")

Scores = np.ndarray[Any, np.dtype[np.float32]]
Fits = Callable[[str, int, int], bool]  # of a passage, and where in it a span starts and ends


@dataclass(frozen=True)
class Reading:
    """The best span of one passage: `text[start:end]`, in characters of the passage.

    `margin` is the span's score less the score of "no answer here": above 0 the model prefers the span.
    """

    start: int
    end: int
    margin: float


class SpanReader:
    """Reads passages with a six-layer MiniLM of 22 million parameters (see weights/MODEL_CARD.md).

    WeightsFailure where the weights are missing or damaged.
    """

    def __init__(self, threads: int, folder: Path = WEIGHTS) -> None:
        self._model = OnnxModel(folder, "reader.int8.onnx", threads)

    def close(self) -> None:
        """End the model's threads; what is read from now on is read in the caller's."""
        self._model.close()

    def read_all(
        self,
        question: str,
        passages: Sequence[str],
        fits: Fits | None = None,
        titles: Sequence[str] | None = None,
    ) -> list[Reading | None]:
        """The best span of each passage, or None where it has none.

        With `fits`, the best of the SPANS_WEIGHED leading spans that it accepts, if it accepts any. With
        `titles`, each passage is read under its document's title, which tells what it is about but gives no answer.
        """
        tokens = self._model.tokenizer.encode(question, add_special_tokens=False)
        if len(tokens.ids) > MOST_QUESTION_TOKENS:
            question = question[: tokens.offsets[MOST_QUESTION_TOKENS - 1][1]]
        titled = zip(titles or [""] * len(passages), passages, strict=True)
        windows = [
            window
            for number, (title, text) in enumerate(titled)
            for window in self._windows(question, title, text, number)
        ]
        readings: list[list[Reading]] = [[] for _ in passages]
        scores = self._model.run_all([window.tokens for window in windows])
        for window, window_scores in zip(windows, scores, strict=True):
            readings[window.passage] += best_spans(window_scores, window.first, window.offsets)
        return [_choose(found, text, fits) for found, text in zip(readings, passages, strict=True)]

    def _windows(self, question: str, title: str, text: str, number: int) -> "list[_Window]":
        """The question and the title with each part of the text that fits into the model."""
        encoding = self._model.tokenizer.encode(question, text)
        passage_begins = encoding.type_ids.index(1) if 1 in encoding.type_ids else len(encoding.ids)
        asked, body = encoding.ids[:passage_begins], encoding.ids[passage_begins:-1]
        head = [*asked, *self._title_tokens(title)]
        offsets = encoding.offsets[passage_begins:-1]
        size = MOST_TOKENS - len(head) - 1
        windows = []
        for first in range(0, max(1, len(body) - WINDOW_OVERLAP), size - WINDOW_OVERLAP):
            part = body[first : first + size]
            ids = [*head, *part, encoding.ids[-1]]
            type_ids = [0] * len(asked) + [1] * (len(ids) - len(asked))
            windows.append(_Window(number, (ids, type_ids), len(head), offsets[first : first + size]))
        return windows

    def _title_tokens(self, title: str) -> list[int]:
        """The title as a sentence, or as much of it as MOST_TITLE_TOKENS hold."""
        if not title:
            return []
        ids: list[int] = self._model.tokenizer.encode(f"{title}.", add_special_tokens=False).ids
        return ids[:MOST_TITLE_TOKENS]


@dataclass(frozen=True)
class _Window:
    """A part of passage number `passage`, after question and title; the part's tokens begin at `first`."""

    passage: int
    tokens: TokenSequence
    first: int
    offsets: list[tuple[int, int]]


def _choose(readings: list[Reading], text: str, fits: Fits | None) -> Reading | None:
    """The best reading within one paragraph and of whole list items, of those that fit if any does.

    The model sees no line ends.
    """
    within = [
        one
        for one in readings
        if not PARAGRAPH_END.search(text, one.start, one.end) and not _cuts_an_item(text, one.start, one.end)
    ]
    whole = [Reading(*whole_span(text, one.start, one.end), one.margin) for one in within]
    whole.sort(key=lambda reading: -reading.margin)
    fitting = (one for one in whole if fits is None or fits(text, one.start, one.end))
    return next((one for one in fitting if not _stretches(one, whole[0], text)), whole[0] if whole else None)


def _stretches(one: Reading, best: Reading, text: str) -> bool:
    """Whether a reading goes on from the best one into other words, from which it may have its form."""
    if one.start >= best.end or one.end <= best.start:
        return False
    added = text[one.start : max(one.start, best.start)], text[min(one.end, best.end) : one.end]
    return sum(len(words.split()) for words in added) > MOST_ADDED or any(map(_SENTENCE_END.search, added))


def _cuts_an_item(text: str, start: int, end: int) -> bool:
    """Whether the span goes on from one item of a list into a part of the next."""
    return _NEXT_ITEM.search(text, start, end) is not None and not _ITEM_END.match(text, end)


def best_spans(scores: Scores, first: int, offsets: list[tuple[int, int]]) -> list[Reading]:
    """The SPANS_WEIGHED best spans, best first.

    `scores` are start and end scores of shape (2, tokens); the passage's tokens begin at `first`.
    """
    if not offsets:
        return []
    starts, ends = scores[:, first : first + len(offsets)]
    pairs = starts[:, None] + ends[None, :]
    ones = np.ones_like(pairs, dtype=bool)
    pairs = np.where(np.triu(ones) & ~np.triu(ones, MOST_ANSWER_TOKENS), pairs, -np.inf)
    leading = np.argsort(-pairs, axis=None, kind="stable")[:SPANS_WEIGHED]
    null = float(scores[0, 0] + scores[1, 0])
    found = []
    for start, end in zip(*np.unravel_index(leading, pairs.shape), strict=True):
        if np.isfinite(pairs[start, end]):
            found.append(Reading(offsets[start][0], offsets[end][1], float(pairs[start, end]) - null))
    return found
