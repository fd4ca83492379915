"""Stand-ins for vectors where embedding every passage would take too long: unit vectors near real ones."""

import time
from collections.abc import Callable
from hashlib import sha256

import numpy as np

NOISE = 1.0  # length of the noise against that of the real vector: their cosine is about 0.7
MOST_REAL_KEPT = 2000  # real vectors that synthetic ones are made near to


class PartlyReal:
    """Embeds the first `budget` texts for real and gives every later one a synthetic vector.

    The same texts in the same order have the same vectors. `spent_at` is the time (`time.perf_counter`) at which the
    last real vector was made, None before that.
    """

    def __init__(self, budget: int) -> None:
        self._left = budget
        self._real: list[list[float]] = []
        self.spent_at: float | None = None

    def embed(self, texts: list[str], embed: Callable[[list[str]], list[list[float]]]) -> list[list[float]]:
        """The texts' vectors, in their order; `embed` makes the real ones."""
        real = texts[: self._left]
        vectors = embed(real) if real else []
        self._left -= len(real)
        if real and not self._left:
            self.spent_at = time.perf_counter()
        self._real += vectors[: MOST_REAL_KEPT - len(self._real)]
        return vectors + [self._synthetic(text) for text in texts[len(real) :]]

    def _synthetic(self, text: str) -> list[float]:
        draw = np.random.default_rng(int.from_bytes(sha256(text.encode("utf-8")).digest()[:8], "big"))
        near = np.asarray(self._real[int(draw.integers(len(self._real)))])
        noise = draw.standard_normal(near.shape)
        vector = near + NOISE * noise / np.linalg.norm(noise)
        unit: list[float] = (vector / np.linalg.norm(vector)).tolist()
        return unit
