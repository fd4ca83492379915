"""The least confidence of an answer that is shown: the one that earns most on the questions measured."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

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


def read_report(file: Path, reason: str, calibration: str) -> Measured:
    """The answers of one `reason` in a report of `qa eval SUITE --json FILE`, run with QA_CONFIDENCE=0.

    `calibration` is the SHA-256 of the calibration.json whose confidences are asked for. ValueError where the report's
    is another, where answers were refused for their confidence, or where all or none of them have an answer.
    """
    report = json.loads(file.read_text(encoding="utf-8"))
    if calibration not in report["weights"].values():
        raise ValueError(f"{str(file)!r} is of another calibration: run `QA_CONFIDENCE=0 qa eval SUITE --json` again")
    if any(report["thresholds"].values()):
        raise ValueError(f"{str(file)!r} was run with the thresholds {report['thresholds']}: set QA_CONFIDENCE=0")
    cases = [case for case in report["cases"] if case["answer"] and case["answer"]["reason"] == reason]
    if len({case["answerable"] for case in cases}) < 2:
        raise ValueError(f"{str(file)!r} has no {reason!r} answers to both kinds of questions: take another suite")
    return Measured(
        np.array([case["answer"]["confidence"] for case in cases]),
        np.array([case["outcome"] == "correct" for case in cases]),
        np.array([case["answerable"] for case in cases]),
    )
