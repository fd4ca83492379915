"""Hit at k."""

from collections.abc import Sequence


def hit_at_k(relevant: Sequence[bool], k: int) -> bool:
    """True where one of the first `k` passages is relevant; `relevant` says it of each passage, best first.

    Source: the top-k accuracy of DPR (Karpukhin et al., 2020), which trec_eval calls `success`. Raises ValueError for
    a `k` below 1.
    """
    if k < 1:
        raise ValueError(f"k is at least 1, not {k!r}")
    return any(relevant[:k])
