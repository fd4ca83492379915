"""The least confidence of an answer that is shown: where showing one begins to cost more than it earns."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ANSWERABLE = 0.8  # share of questions in use that the documents answer, assumed; half of the held-out ones are
WRONG = 1.0  # what a wrong answer costs, where a right one earns 1
SUREST = 1 - 1e-9  # more is as good as certain, and has no log-odds


@dataclass(frozen=True)
class Measured:
    """One set of questions: for each the confidence of its answer, whether that is right, and whether there is one."""

    confidences: np.ndarray
    right: np.ndarray
    answerable: np.ndarray

    @property
    def weights(self) -> np.ndarray:
        """What each question counts for, were ANSWERABLE of the set's questions answerable."""
        share = self.answerable.mean()
        if share in (0, 1):
            raise ValueError("all or none of a set's questions have an answer: ask more (--limit)")
        return np.where(self.answerable, ANSWERABLE / share, (1 - ANSWERABLE) / (1 - share))


def even_threshold(sets: Sequence[Measured]) -> float:
    """The confidence at which an answer earns as much as it costs, the mean of the sets'.

    A right answer earns 1, a refusal 0 and a wrong answer costs WRONG: with 1 that is the score of CRAG (Yang et al.,
    2024, arXiv:2406.04744). How likely an answer of a confidence is to be right where ANSWERABLE of the questions have
    one is a logistic regression on the confidence's log-odds (Platt, 1999). ValueError where in a set every answer is
    right or none is, or all or none of the questions have one, or where the surer answers are right less often.
    """
    return round(float(np.mean([_even(one) for one in sets])), 4)


def _even(measured: Measured) -> float:
    weights = measured.weights
    from sklearn.linear_model import LogisticRegression  # of the group `train`: what stands above is tested without

    confidences = np.clip(measured.confidences, 1 - SUREST, SUREST)
    log_odds = np.log(confidences / (1 - confidences))
    model = LogisticRegression(C=np.inf).fit(log_odds[:, None], measured.right, weights)
    slope = float(model.coef_[0, 0])
    if slope <= 0:
        raise ValueError("surer answers are right less often: ask more questions (--limit)")
    return 1 / (1 + math.exp(-(math.log(WRONG) - float(model.intercept_[0])) / slope))
