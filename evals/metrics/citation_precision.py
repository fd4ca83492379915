"""Citation precision."""

from collections.abc import Sequence


def citation_precision(claims: Sequence[Sequence[Sequence[bool]]]) -> float:
    """The share of citations that have a quote of the evidence, 0 to 1; one that stands at two claims counts twice.

    `claims` has, for each claim of the answer, a row for each of its citations with one entry for each quote. Source:
    ALCE (Gao et al., 2023), which takes precision over all citations of an answer, and where a model judges what
    citation_hit decides here. Raises ValueError for no citations.
    """
    citations = [row for claim in claims for row in claim]
    if not citations:
        raise ValueError("no citations to take the precision of")
    return sum(map(any, citations)) / len(citations)
