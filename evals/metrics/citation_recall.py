"""Citation recall."""

from collections.abc import Sequence


def citation_recall(claims: Sequence[Sequence[Sequence[bool]]], quotes: int) -> float:
    """How much of its evidence each claim cites, 0 to 1, the mean over the claims; no claims recall nothing.

    `claims` has, for each claim of the answer, a row for each of its citations with one entry for each of the
    `quotes`. The evidence of a claim is what its citations have and what no claim's have: of what nobody cites
    nobody knows whose it is. A claim that has none recalls 0. With one claim it is the share of the quotes that are
    cited. Source: ALCE (Gao et al., 2023), whose mean over statements this is; there a model judges whether the
    citations support a statement. Raises ValueError for no quotes.
    """
    if quotes < 1:
        raise ValueError("no evidence to recall")
    found = [{quote for row in claim for quote in range(quotes) if row[quote]} for claim in claims]
    missed = quotes - len(set().union(*found))
    return sum(len(own) / (len(own) + missed) for own in found if own) / len(found) if found else 0.0
