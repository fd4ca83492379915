"""Latency percentiles."""

import math
from collections.abc import Sequence

PERCENTILES = (50, 95)  # that reports tell


def latency_percentile(milliseconds: Sequence[float], percentile: float) -> float:
    """The percentile (0 to 100) of the times, in milliseconds, between neighbours by linear interpolation.

    Source: definition 7 of Hyndman and Fan (1996), which is NumPy's default. Raises ValueError for no times or for
    a percentile out of range.
    """
    if not milliseconds:
        raise ValueError("no times to take a percentile of")
    if not 0 <= percentile <= 100:
        raise ValueError(f"a percentile is between 0 and 100, not {percentile!r}")
    ordered = sorted(milliseconds)
    place = (len(ordered) - 1) * percentile / 100
    below, above = math.floor(place), math.ceil(place)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)
