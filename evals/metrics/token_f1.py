"""Token F1."""

from collections import Counter
from collections.abc import Callable

from evals.metrics.normalise import squad_tokens


def token_f1(shown: str, accepted: str, tokens: Callable[[str], list[str]] = squad_tokens) -> float:
    """The harmonic mean of precision and recall of the shown words against the accepted ones, 0 to 1.

    Words count as often as they occur. Two texts without words agree (1); one without words never does (0).
    Source: `compute_f1` in the SQuAD 2.0 evaluation script (Rajpurkar et al., 2018), with its words by default.
    """
    shown_words, accepted_words = tokens(shown), tokens(accepted)
    if not shown_words or not accepted_words:
        return float(shown_words == accepted_words)
    common = (Counter(shown_words) & Counter(accepted_words)).total()
    return 2 * common / (len(shown_words) + len(accepted_words))
