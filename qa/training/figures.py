"""What is told of answers and their confidence: the calibration's error, risk at coverages, what a threshold does."""

import numpy as np

from qa.question_kind import QuestionKind, question_kind
from qa.training.open_dev import Asked

COVERAGES = (0.5, 0.7, 0.8, 0.9, 1.0)
BINS = 10


def calibration_error(probabilities: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error (Guo et al., 2017, arXiv:1706.04599), 0 to 1."""
    bins = np.minimum((probabilities * BINS).astype(int), BINS - 1)
    return float(
        sum(
            np.mean(bins == number) * abs(np.mean(right[bins == number]) - np.mean(probabilities[bins == number]))
            for number in set(bins)
        )
    )


def as_answered(
    questions: list[Asked], outcomes: dict[str, tuple[np.ndarray, np.ndarray, float]]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(probability, whether right, threshold) of what is shown: a span or a sentence, by the kind of the question.

    Not what a rule refuses or answers on its own: a name that no passage has, another office, the count of a vote.
    """
    spans = np.array([question_kind(asked.example.question) is QuestionKind.SPAN for asked in questions])
    both = zip(outcomes["span"], outcomes["evidence"], strict=True)
    probability, right, threshold = (np.where(spans, span, evidence) for span, evidence in both)
    return probability, right, threshold


def report(
    probabilities: np.ndarray, right: np.ndarray, answerable: np.ndarray, threshold: float | np.ndarray
) -> dict[str, object]:
    """Calibration error, risk at coverages, outcome at the threshold (one for all, or each its own)."""
    shown = probabilities >= threshold
    return {
        "questions": len(right),
        "right_at_full_coverage": round(float(right.mean()), 4),
        "expected_calibration_error": round(calibration_error(probabilities, right), 4),
        "wrong_at_coverage": wrong_at_coverage(probabilities, right),
        "wrong_at_coverage_of_answerable": wrong_at_coverage(probabilities[answerable], right[answerable]),
        "shown_at_threshold": round(float(shown.mean()), 4),
        "wrong_among_shown": round(float(1 - right[shown].mean()) if shown.any() else 0.0, 4),
        "unanswerable_refused": round(float(1 - shown[~answerable].mean()), 4),
        "answerable_shown": round(float(shown[answerable].mean()), 4),
        "answerable_right_and_shown": round(float((shown & right)[answerable].mean()), 4),
    }


def wrong_at_coverage(probabilities: np.ndarray, right: np.ndarray) -> dict[str, float]:
    """Share of wrong answers among the most confident part of all, by the size of that part."""
    order = np.argsort(-probabilities)
    return {
        str(coverage): round(float(1 - right[order[: round(coverage * len(right))]].mean()), 4)
        for coverage in COVERAGES
    }
