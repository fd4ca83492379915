"""Normalised discounted cumulative gain."""

import math
from collections.abc import Sequence


def ndcg(gains: Sequence[float], ideal: Sequence[float], k: int) -> float:
    """The discounted gain of the first `k` passages as a share of the best order's, 0 to 1.

    `gains` are those of the passages, best ranked first; `ideal` are the gains of everything that could have been
    ranked, in any order. 0 where nothing has a gain. Source: Järvelin and Kekäläinen (2002), with trec_eval's discount
    log2(rank + 1). Raises ValueError for a `k` below 1 or a negative gain.
    """
    if k < 1:
        raise ValueError(f"k is at least 1, not {k!r}")
    if least := min((*gains, *ideal, 0)):
        raise ValueError(f"a gain is 0 or more, not {least!r}")
    best = _discounted(sorted(ideal, reverse=True)[:k])
    return _discounted(gains[:k]) / best if best else 0.0


def _discounted(gains: Sequence[float]) -> float:
    """The sum of the gains, each by the logarithm of its rank."""
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
