"""The risk-coverage curve."""

from collections.abc import Sequence
from itertools import groupby


def risk_coverage_curve(confidences: Sequence[float], right: Sequence[bool]) -> list[tuple[float, float]]:
    """(coverage, risk) for each number of answers that are kept, the most confident first; both 0 to 1.

    Coverage is the share kept, risk the share of wrong answers among them. Among equally confident answers the wrong
    ones are spread evenly, so that their order does not matter. Source: El-Yaniv and Wiener (2010). Raises ValueError
    where the lengths differ.
    """
    ranked = sorted(zip(confidences, right, strict=True), key=lambda answer: -answer[0])
    curve: list[tuple[float, float]] = []
    wrong = 0.0
    for _, group in groupby(ranked, key=lambda answer: answer[0]):
        tied = [not is_right for _, is_right in group]
        failures = sum(tied)
        for count in range(1, len(tied) + 1):
            kept = len(curve) + 1
            curve.append((kept / len(ranked), (wrong + failures * count / len(tied)) / kept))
        wrong += failures
    return curve
