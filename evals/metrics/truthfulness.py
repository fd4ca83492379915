"""Truthfulness."""


def truthfulness(right: int, refused: int, wrong: int) -> float:
    """The mean, -1 to 1, over as many questions, where a right answer gives 1, a refusal 0 and a wrong answer -1.

    So a refusal is better than a wrong answer. Source: `Truthfulness` of CRAG (Yang et al., 2024), where every refusal
    ("missing") is 0; here a refusal where one is due counts among the `right`, as CRAG's questions all have an answer
    or a false premise to name, and these may have none. Raises ValueError for no questions or a negative count.
    """
    counts = (right, refused, wrong)
    if min(counts) < 0 or not any(counts):
        raise ValueError(f"the counts are 0 or more, and one at least is not 0: not {counts!r}")
    return (right - wrong) / sum(counts)
