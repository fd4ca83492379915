"""The risk-coverage curve, its area and the expected calibration error, by hand and by property."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.expected_calibration_error import expected_calibration_error
from evals.metrics.risk_coverage_area import risk_coverage_area
from evals.metrics.risk_coverage_curve import risk_coverage_curve

ANSWERS = st.lists(st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=20)


def split(answers: list[tuple[float, bool]]) -> tuple[list[float], list[bool]]:
    """The confidences, and whether each is right."""
    return [confidence for confidence, _ in answers], [right for _, right in answers]


@pytest.mark.parametrize(
    ("confidences", "right", "curve"),
    [
        ([0.9], [True], [(1.0, 0.0)]),
        ([0.2, 0.9], [True, False], [(1 / 2, 1.0), (1.0, 1 / 2)]),
        ([0.9, 0.8, 0.7, 0.6], [True, False, True, False], [(0.25, 0), (0.5, 1 / 2), (0.75, 1 / 3), (1, 1 / 2)]),
        ([0.5, 0.5], [True, False], [(0.5, 0.5), (1.0, 0.5)]),
        ([0.9, 0.5, 0.5], [True, False, True], [(1 / 3, 0.0), (2 / 3, 1 / 4), (1.0, 1 / 3)]),
        ([], [], []),
    ],
)
def test_risk_coverage_curve(confidences: list[float], right: list[bool], curve: list[tuple[float, float]]) -> None:
    found = risk_coverage_curve(confidences, right)
    assert [value for point in found for value in point] == pytest.approx([value for point in curve for value in point])


@pytest.mark.parametrize(
    ("confidences", "right", "area"),
    [
        ([0.9, 0.1], [True, True], 0.0),
        ([0.9, 0.1], [False, False], 1.0),
        ([0.9, 0.8, 0.7, 0.6], [True, True, False, False], (0 + 0 + 1 / 3 + 1 / 2) / 4),
        ([0.9, 0.8, 0.7, 0.6], [False, False, True, True], (1 + 1 + 2 / 3 + 1 / 2) / 4),
        ([0.5, 0.5, 0.5, 0.5], [True, False, False, True], 0.5),
    ],
)
def test_risk_coverage_area(confidences: list[float], right: list[bool], area: float) -> None:
    assert risk_coverage_area(confidences, right) == pytest.approx(area)


@given(ANSWERS, st.randoms())
def test_the_area_depends_on_no_order_and_only_on_the_ranks(answers: list[tuple[float, bool]], random: Random) -> None:
    shuffled = random.sample(answers, len(answers))
    area = risk_coverage_area(*split(answers))
    assert risk_coverage_area(*split(shuffled)) == pytest.approx(area)
    assert risk_coverage_area(*split([(confidence**3, right) for confidence, right in answers])) == pytest.approx(area)
    assert 0 <= area <= 1
    coverage, risk = risk_coverage_curve(*split(answers))[-1]
    assert coverage == 1
    assert risk == pytest.approx(sum(not right for _, right in answers) / len(answers))


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_no_order_has_a_smaller_area_than_the_right_ones_first(right: list[bool]) -> None:
    ranked = [1 - place / 20 for place in range(len(right))]
    assert risk_coverage_area(ranked, sorted(right, reverse=True)) <= risk_coverage_area(ranked, right) + 1e-9


@pytest.mark.parametrize(
    ("confidences", "right", "bins", "error"),
    [
        ([1.0, 1.0], [True, True], 10, 0.0),
        ([1.0, 0.0], [False, True], 10, 1.0),
        ([0.8, 0.8, 0.8, 0.8, 0.8], [True, True, True, True, False], 10, 0.0),
        ([0.75, 0.75, 0.25, 0.25], [True, False, False, False], 10, 0.25),  # (|1.5 - 1| + |0.5 - 0|) / 4
        ([0.6, 0.9], [True, False], 10, 0.65),  # (0.4 + 0.9) / 2
        ([0.6, 0.9], [True, False], 1, 0.25),  # |1.5 - 1| / 2
        ([0.5, 0.51], [True, False], 2, 0.505),  # 0.5 is in the lower bin
    ],
)
def test_expected_calibration_error(confidences: list[float], right: list[bool], bins: int, error: float) -> None:
    assert expected_calibration_error(confidences, right, bins) == pytest.approx(error)


@given(ANSWERS, st.integers(1, 20))
def test_calibration_error_is_least_in_one_bin(answers: list[tuple[float, bool]], bins: int) -> None:
    error = expected_calibration_error(*split(answers), bins)
    mean_gap = abs(sum(right - confidence for confidence, right in answers)) / len(answers)
    assert mean_gap - 1e-9 <= error <= 1
    assert expected_calibration_error(*split(answers[::-1]), bins) == pytest.approx(error)
    assert expected_calibration_error(*split(answers), 1) == pytest.approx(mean_gap)


def test_confidence_metrics_of_nothing_or_out_of_range() -> None:
    with pytest.raises(ValueError, match="no answers"):
        risk_coverage_area([], [])
    with pytest.raises(ValueError, match="of 0 answers"):
        expected_calibration_error([], [])
    with pytest.raises(ValueError, match="in 0 bins"):
        expected_calibration_error([0.5], [True], 0)
    with pytest.raises(ValueError, match=r"not 1\.5"):
        expected_calibration_error([1.5], [True])
    with pytest.raises(ValueError, match="shorter"):
        risk_coverage_curve([0.5], [])
