"""SpanReader: the stretch of a passage that answers a question, and how sure the model is that there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.onnx_model import MOST_TOKENS, OnnxModel

WEIGHTS = Path(__file__).resolve().parent / "weights"
MOST_ANSWER_TOKENS = 30
MOST_QUESTION_TOKENS = 64
SPANS_WEIGHED = 20
WINDOW_OVERLAP = 48  # tokens that two windows of a long passage share

Scores = np.ndarray[Any, np.dtype[np.float32]]


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

    def __init__(self, threads: int = 2, folder: Path = WEIGHTS) -> None:
        self._model = OnnxModel(folder, "reader.int8.onnx", threads)

    def read(self, question: str, passage: str, fits: Callable[[str], bool] | None = None) -> Reading | None:
        """The best span of the passage, or None where the passage has no token.

        With `fits`, the best of the SPANS_WEIGHED leading spans whose text it accepts, if it accepts any.
        """
        tokens = self._model.tokenizer.encode(question, add_special_tokens=False)
        if len(tokens.ids) > MOST_QUESTION_TOKENS:
            question = question[: tokens.offsets[MOST_QUESTION_TOKENS - 1][1]]
        encoding = self._model.tokenizer.encode(question, passage)
        passage_begins = encoding.type_ids.index(1) if 1 in encoding.type_ids else len(encoding.ids)
        head, body = encoding.ids[:passage_begins], encoding.ids[passage_begins:-1]
        offsets = encoding.offsets[passage_begins:-1]
        size = MOST_TOKENS - len(head) - 1
        readings: list[Reading] = []
        for first in range(0, max(1, len(body) - WINDOW_OVERLAP), size - WINDOW_OVERLAP):
            window = body[first : first + size]
            ids = [*head, *window, encoding.ids[-1]]
            scores = self._model.run(ids, [0] * len(head) + [1] * (len(window) + 1))
            readings += best_spans(scores, len(head), offsets[first : first + size])
        readings.sort(key=lambda reading: -reading.margin)
        fitting = (one for one in readings if fits is None or fits(passage[one.start : one.end]))
        return next(fitting, readings[0] if readings else None)


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
