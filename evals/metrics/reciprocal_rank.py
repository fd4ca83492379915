"""Reciprocal rank."""

from collections.abc import Sequence


def reciprocal_rank(relevant: Sequence[bool]) -> float:
    """1 by the rank, from 1, of the first relevant passage; 0 without one. Its mean over questions is MRR.

    `relevant` says of each passage, best first, whether it is. Source: the TREC-8 question answering track
    (Voorhees, 1999).
    """
    return next((1 / rank for rank, is_relevant in enumerate(relevant, 1) if is_relevant), 0.0)
