"""Precision, recall and F1 of refusals."""

from collections.abc import Sequence
from typing import NamedTuple


class RefusalScores(NamedTuple):
    """Each 0 to 1; None where nothing was refused (precision), nothing was to be refused (recall), or neither (F1)."""

    precision: float | None
    recall: float | None
    f1: float | None


def refusal_scores(refused: Sequence[bool], unanswerable: Sequence[bool]) -> RefusalScores:
    """How well the refused questions match the unanswerable ones; both say it of each question, in the same order.

    Source: precision, recall and their harmonic mean (van Rijsbergen, 1979) with refusing as the positive class, as
    SQuAD 2.0 (Rajpurkar et al., 2018) asks for it. Raises ValueError where the lengths differ.
    """
    rightly = sum(given and due for given, due in zip(refused, unanswerable, strict=True))
    given, due = sum(refused), sum(unanswerable)
    return RefusalScores(
        precision=rightly / given if given else None,
        recall=rightly / due if due else None,
        f1=2 * rightly / (given + due) if given or due else None,
    )
