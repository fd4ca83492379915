"""The threshold that earns most, on a few answers worked by hand."""

import numpy as np
import pytest

from qa.training.threshold import Measured, earning_threshold


def measured(*answers: tuple[float, bool, bool]) -> Measured:
    """Answers as (confidence, right, answerable)."""
    confidences, right, answerable = zip(*answers, strict=True)
    return Measured(np.array(confidences), np.array(right), np.array(answerable))


def many(*answers: tuple[float, bool, bool]) -> Measured:
    return measured(*answers * 200)


def test_what_a_set_earns_is_as_if_four_in_five_were_answerable() -> None:
    one = measured((0.9, True, True), (0.5, False, True), (0.4, False, False), (0.3, False, False))
    assert list(one.earned * 4) == pytest.approx([1.6, -1.6, -0.4, -0.4])


def test_the_threshold_ends_where_the_wrong_ones_outweigh_the_right() -> None:
    assert (
        earning_threshold([many((0.9, True, True), (0.6, True, True), (0.4, False, True), (0.2, False, False))]) == 0.6
    )
    assert earning_threshold([many((0.9, True, True), (0.6, False, False), (0.4, True, True))]) == 0.4


def test_each_set_counts_alike_whatever_its_size() -> None:
    first, second = (0.9, True, True), (0.4, True, True)
    strict = measured(*[first, first, first, (0.6, False, True), (0.5, False, False)] * 400)
    lenient = measured(*[(0.9, False, True), second, second, second, (0.1, False, False)] * 100)
    assert earning_threshold([strict]) == 0.9
    assert earning_threshold([lenient]) == 0.4
    assert earning_threshold([strict, lenient]) == earning_threshold([lenient, strict]) == 0.4
