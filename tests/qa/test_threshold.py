"""The threshold where an answer earns what it costs, on answers worked by hand."""

import numpy as np
import pytest

from qa.training.threshold import Measured, even_threshold


def measured(*answers: tuple[float, bool, bool]) -> Measured:
    """Answers as (confidence, right, answerable)."""
    confidences, right, answerable = zip(*answers, strict=True)
    return Measured(np.array(confidences), np.array(right), np.array(answerable))


def test_a_set_counts_as_if_four_in_five_of_its_questions_had_an_answer() -> None:
    one = measured((0.9, True, True), (0.5, False, True), (0.4, False, False), (0.3, False, False))
    assert list(one.weights) == pytest.approx([1.6, 1.6, 0.4, 0.4])


def test_a_set_without_questions_of_both_kinds_tells_nothing() -> None:
    with pytest.raises(ValueError, match="--limit"):
        even_threshold([measured((0.9, True, True), (0.2, False, True))])


LIKELY = [*[(0.8, True, True)] * 8, *[(0.8, False, True)] * 2]
UNLIKELY = [*[(0.2, True, True)] * 2, *[(0.2, False, True)] * 8]


def test_of_questions_that_all_have_an_answer_one_is_shown_that_is_likelier_right_than_wrong() -> None:
    pytest.importorskip("sklearn")
    none = [(0.0, False, False), (1.0, True, True)]  # far from where it matters
    assert even_threshold([measured(*LIKELY, *UNLIKELY, *none)]) == pytest.approx(0.5, abs=0.03)


def test_it_is_lower_than_where_half_of_the_questions_have_none() -> None:
    """At 0.2 two of ten are right; were four in five answerable, as many right as wrong."""
    pytest.importorskip("sklearn")
    surer = [*[(0.8, True, True)] * 8, *[(0.8, False, False)] * 2]
    half = measured(*surer, *[(0.2, True, True)] * 2, *[(0.2, False, False)] * 8)
    assert even_threshold([half]) == pytest.approx(0.2, abs=1e-3)


def test_sets_count_alike_whatever_their_size() -> None:
    pytest.importorskip("sklearn")
    strict = measured(*LIKELY, *[(0.6, False, True)] * 9, (0.1, False, False))
    lenient = measured(*[*LIKELY, *[(0.3, True, True)] * 8, (0.2, False, True), (0.1, False, False)] * 50)
    apart = even_threshold([strict]), even_threshold([lenient])
    assert apart[0] > apart[1] + 0.1
    assert even_threshold([strict, lenient]) == pytest.approx(sum(apart) / 2, abs=1e-3)


def test_confidence_that_misleads_gives_no_threshold() -> None:
    pytest.importorskip("sklearn")
    with pytest.raises(ValueError, match="--limit"):
        even_threshold([measured(*[(0.2, True, True)] * 8, *[(0.8, False, True)] * 8, (0.5, False, False))])
