"""The area under the risk-coverage curve."""

from collections.abc import Sequence

from evals.metrics.risk_coverage_curve import risk_coverage_curve


def risk_coverage_area(confidences: Sequence[float], right: Sequence[bool]) -> float:
    """The mean risk over all coverages, 0 to 1: small where the wrong answers are the least confident ones.

    Source: AURC (Geifman, Uziel and El-Yaniv, 2019). Raises ValueError for no answers, or where the lengths differ.
    """
    curve = risk_coverage_curve(confidences, right)
    if not curve:
        raise ValueError("no answers to take the risk of")
    return sum(risk for _, risk in curve) / len(curve)
