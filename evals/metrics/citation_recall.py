"""Citation recall."""

from collections.abc import Sequence


def citation_recall(hits: Sequence[Sequence[bool]], quotes: int) -> float:
    """The share of the evidence that is cited, 0 to 1: the quotes that a citation hits.

    `hits` has a row for each citation, with one entry for each of the `quotes`; no citations recall nothing. Source:
    ALCE (Gao et al., 2023), where a model judges what is decided by place here. Raises ValueError for no quotes.
    """
    if quotes < 1:
        raise ValueError("no evidence to recall")
    return sum(any(row[quote] for row in hits) for quote in range(quotes)) / quotes
