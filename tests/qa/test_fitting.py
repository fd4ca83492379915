"""What a question counts for where confidence is fitted, and how candidates may rank."""

import numpy as np
import pytest

from qa.confidence import load_calibration
from qa.reader import WEIGHTS
from qa.training.fitting import RANKINGS, evenly


def test_half_of_each_source_counts_as_answerable_and_a_source_as_much_as_it_has() -> None:
    answerable = np.array([True, False, False, False, True, True])
    sources = np.array(["articles"] * 4 + ["news"] * 2)
    with pytest.raises(ValueError, match=r"'news'.*--limit"):
        evenly(answerable, sources)
    answerable[5] = False
    weights = evenly(answerable, sources)
    assert list(weights) == pytest.approx([2, 2 / 3, 2 / 3, 2 / 3, 1, 1])


def test_the_ranking_that_is_shipped_is_tried_and_lets_nothing_far_behind_come_first() -> None:
    assert load_calibration(WEIGHTS).ranking in RANKINGS
