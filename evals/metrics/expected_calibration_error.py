"""Expected calibration error."""

import math
from collections import defaultdict
from collections.abc import Sequence


def expected_calibration_error(confidences: Sequence[float], right: Sequence[bool], bins: int = 10) -> float:
    """How far the confidence is from the share that is right, 0 to 1, in `bins` of equal width, weighted by size.

    A bin takes its upper edge; the first takes 0 too. Source: Guo et al. (2017). Raises ValueError for no answers, for
    a confidence out of 0 to 1, for no bins, or where the lengths differ.
    """
    if not confidences or bins < 1:
        raise ValueError(f"no calibration error of {len(confidences)} answers in {bins!r} bins")
    gaps: dict[int, float] = defaultdict(float)
    for confidence, is_right in zip(confidences, right, strict=True):
        if not 0 <= confidence <= 1:
            raise ValueError(f"a confidence is between 0 and 1, not {confidence!r}")
        gaps[max(1, math.ceil(confidence * bins))] += is_right - confidence
    return sum(map(abs, gaps.values())) / len(confidences)
