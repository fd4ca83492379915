"""Exact match and token F1 by the rules of the official SQuAD 2.0 script, worked by hand."""

import pytest

from evals.metrics.exact_match import exact_match
from evals.metrics.token_f1 import token_f1


@pytest.mark.parametrize(
    ("shown", "accepted", "exact", "f1"),
    [
        ("Denver Broncos", "Denver Broncos", True, 1.0),
        ("the Denver Broncos", "Denver Broncos", True, 1.0),
        ("denver broncos.", "Denver Broncos", True, 1.0),
        ("Broncos", "Denver Broncos", False, 2 / 3),  # precision 1, recall 1/2
        ("The Denver Broncos of Colorado", "Denver Broncos", False, 2 / 3),  # precision 2/4, recall 1
        ("Carolina Panthers", "Denver Broncos", False, 0.0),
        ("$1,000", "1000", True, 1.0),  # ASCII punctuation goes without leaving a space
        ("£1,000", "1000", False, 0.0),  # the pound sign is not ASCII punctuation
        ("state-of-the-art", "state of the art", False, 0.0),  # one word, stateoftheart, against three
        ("a an the", "", True, 1.0),  # nothing is left of either
        ("", "", True, 1.0),
        ("", "Denver", False, 0.0),
        ("Denver", "", False, 0.0),
        ("an apple a day", "apple day", True, 1.0),
        ("theatre", "atre", False, 0.0),  # an article is a whole word
        ("to be or not to be", "to be", False, 4 / 8),  # 2 in common, 6 and 2 words
        ("to to be", "to be be", False, 4 / 6),  # common: to once, be once
        ("1 2 3 4", "4 3 2 1", False, 1.0),  # order does not count for F1
        ("O'Neill's  pub\n", "oneills pub", True, 1.0),
        ("“Denver”", "Denver", False, 0.0),  # typographic quotes stay
    ],
)
def test_squad_scores(shown: str, accepted: str, exact: bool, f1: float) -> None:
    assert exact_match(shown, accepted) is exact
    assert token_f1(shown, accepted) == pytest.approx(f1)
