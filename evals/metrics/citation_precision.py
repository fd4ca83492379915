"""Citation precision."""

from collections.abc import Sequence


def citation_precision(hits: Sequence[Sequence[bool]]) -> float:
    """The share of citations that bear on the question, 0 to 1: those that hit a quote of the evidence.

    `hits` has a row for each citation, with one entry for each quote. Source: ALCE (Gao et al., 2023), where a model
    judges what is decided by place here. Raises ValueError for no citations.
    """
    if not hits:
        raise ValueError("no citations to take the precision of")
    return sum(any(row) for row in hits) / len(hits)
