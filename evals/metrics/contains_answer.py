"""Contains-answer."""

from evals.metrics.normalise import answer_tokens


def contains_answer(text: str, answer: str) -> bool:
    """True where the words of `answer` stand in `text` next to each other and in order.

    Whole words: "146" is not in "1146". An answer without words is in no text.
    Source: `has_answer` of DrQA (Chen et al., 2017), which DPR uses too.
    """
    wanted, words = answer_tokens(answer), answer_tokens(text)
    starts = range(len(words) - len(wanted) + 1)
    return bool(wanted) and any(words[start : start + len(wanted)] == wanted for start in starts)
