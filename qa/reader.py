"""SpanReader: the stretch of a passage that answers a question, and how sure the model is that there is one."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from index.onnx_model import MOST_TOKENS, OnnxModel

WEIGHTS = Path(__file__).resolve().parent / "weights"
MOST_ANSWER_TOKENS = 30
MOST_QUESTION_TOKENS = 64
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

    def read(self, question: str, passage: str) -> Reading | None:
        """The best span of the passage, or None where the passage has no token."""
        tokens = self._model.tokenizer.encode(question, add_special_tokens=False)
        if len(tokens.ids) > MOST_QUESTION_TOKENS:
            question = question[: tokens.offsets[MOST_QUESTION_TOKENS - 1][1]]
        encoding = self._model.tokenizer.encode(question, passage)
        question_part = encoding.type_ids.index(1) if 1 in encoding.type_ids else len(encoding.ids)
        head, body = encoding.ids[:question_part], encoding.ids[question_part:-1]
        offsets = encoding.offsets[question_part:-1]
        size = MOST_TOKENS - len(head) - 1
        readings = []
        for first in range(0, max(1, len(body) - WINDOW_OVERLAP), size - WINDOW_OVERLAP):
            window = body[first : first + size]
            ids = [*head, *window, encoding.ids[-1]]
            types = [0] * len(head) + [1] * (len(window) + 1)
            scores = self._model.run(ids, types)
            reading = best_span(scores, len(head), offsets[first : first + size])
            if reading:
                readings.append(reading)
        return max(readings, key=lambda reading: reading.margin, default=None)


def best_span(scores: Scores, first: int, offsets: list[tuple[int, int]]) -> Reading | None:
    """The best span over start and end scores of shape (2, tokens); passage tokens begin at `first`."""
    if not offsets:
        return None
    starts, ends = scores[:, first : first + len(offsets)]
    pairs = starts[:, None] + ends[None, :]
    allowed = np.triu(np.ones_like(pairs, dtype=bool)) & ~np.triu(np.ones_like(pairs, dtype=bool), MOST_ANSWER_TOKENS)
    pairs = np.where(allowed, pairs, -np.inf)
    start, end = np.unravel_index(int(pairs.argmax()), pairs.shape)
    null = scores[0, 0] + scores[1, 0]
    return Reading(offsets[start][0], offsets[end][1], float(pairs[start, end] - null))
