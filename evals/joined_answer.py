"""An answer and the quotes that it has to stand in."""

from collections.abc import Sequence

from evals.metrics.contains_answer import contains_answer
from qa.answer import BETWEEN_ROWS


def stands_in(quotes: Sequence[str], answer: str) -> bool:
    """True where one of the quotes has the answer word for word; of one from several rows ("Maths; Physics"), each
    part.
    """
    parts = [answer] if any(contains_answer(quote, answer) for quote in quotes) else answer.split(BETWEEN_ROWS)
    return all(any(contains_answer(quote, part) for quote in quotes) for part in parts)
