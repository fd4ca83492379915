"""Hit counting: did a retrieved passage hold the gold answer's characters?"""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics.hit_at_k import hit_at_k

CUTOFFS = (1, 5, 20)


@dataclass(frozen=True)
class Gold:
    """A question and where its answer stands: (start, end) in the text of the document from the file `source`."""

    question: str
    source: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Retrieved:
    """A retrieved passage's place; a start or end of None is a place that the system does not know."""

    source: str
    start: int | None
    end: int | None


def holds_answer(passage: Retrieved, gold: Gold) -> bool:
    """Whether the passage covers one of the answer's places whole; an equal text elsewhere does not count."""
    if passage.source != gold.source or passage.start is None or passage.end is None:
        return False
    return any(passage.start <= start and end <= passage.end for start, end in gold.places)


def count_hits(golds: Sequence[Gold], retrieved: Sequence[Sequence[Retrieved]]) -> dict[int, int]:
    """For each of CUTOFFS, the number of questions with a hit among their first so many passages, best first."""
    relevant = [
        [holds_answer(passage, gold) for passage in passages] for gold, passages in zip(golds, retrieved, strict=True)
    ]
    return {cutoff: sum(hit_at_k(one, cutoff) for one in relevant) for cutoff in CUTOFFS}
