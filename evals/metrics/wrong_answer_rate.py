"""Wrong-answer rate."""


def wrong_answer_rate(right: int, refused: int, wrong: int) -> float:
    """The share of all questions, refused ones too, that were answered wrongly, 0 to 1.

    Source: the hallucination rate of CRAG (Yang et al., 2024). Raises ValueError for no questions or a negative count.
    """
    counts = (right, refused, wrong)
    if min(counts) < 0 or not any(counts):
        raise ValueError(f"the counts are 0 or more, and one at least is not 0: not {counts!r}")
    return wrong / sum(counts)
