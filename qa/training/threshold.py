"""The least confidence of an answer that is shown: the one that earns most on the questions measured."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ANSWERABLE = 0.8  # share of questions in use that the documents answer, assumed; half of the held-out ones are
WRONG = 1.0  # what a wrong answer costs, where a right one earns 1
RESAMPLES = 200


@dataclass(frozen=True)
class Measured:
    """One set of questions: for each the confidence of its answer, whether that is right, and whether there is one."""

    confidences: np.ndarray
    right: np.ndarray
    answerable: np.ndarray

    @property
    def earned(self) -> np.ndarray:
        """What showing each answer adds to the set's mean, were ANSWERABLE of its questions answerable."""
        share = self.answerable.mean()
        weights = np.where(self.answerable, ANSWERABLE / share, (1 - ANSWERABLE) / (1 - share))
        return weights * np.where(self.right, 1, -WRONG) / len(self.right)

    def take(self, places: np.ndarray) -> "Measured":
        return Measured(self.confidences[places], self.right[places], self.answerable[places])


def earning_threshold(sets: Sequence[Measured]) -> float:
    """The least confidence shown that earns most, each set counting alike.

    A right answer earns 1, a refusal 0 and a wrong answer costs WRONG: with 1 that is the score of CRAG (Yang et al.,
    2024, arXiv:2406.04744). What is earned changes little around the best threshold, so it is the mean of those of
    RESAMPLES samples of the questions (bagging; Breiman, 1996, doi:10.1007/BF00058655).
    """
    rng = np.random.default_rng(0)
    samples = ([one.take(rng.integers(len(one.right), size=len(one.right))) for one in sets] for _ in range(RESAMPLES))
    return round(float(np.mean([_earning_most(sample) for sample in samples])), 4)


def _earning_most(sets: Sequence[Measured]) -> float:
    confidences = np.concatenate([one.confidences for one in sets])
    order = np.argsort(-confidences, kind="stable")
    earned = np.cumsum(np.concatenate([one.earned for one in sets])[order])
    least = confidences[order]
    last = np.append(least[1:] != least[:-1], True)  # of those equally sure, all are shown or none
    return float(least[last][earned[last].argmax()])
