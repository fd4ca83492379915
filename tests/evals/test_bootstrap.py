"""Intervals of the difference between two runs: by hand, by theory and by property."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.bootstrap import bootstrap_intervals
from evals.case_scores import CaseScores
from evals.measures import MEASURES
from evals.outcome import Outcome

RIGHT, REFUSED, WRONG = Outcome.CORRECT, Outcome.REFUSED_WRONGLY, Outcome.WRONG
OUTCOMES = st.lists(st.sampled_from([RIGHT, REFUSED, WRONG, Outcome.CRASHED]), min_size=1, max_size=12)


def scores(outcome: Outcome) -> CaseScores:
    """The scores of an answerable case."""
    return CaseScores(outcome, True, None if outcome is REFUSED else 0.5, token_f1=float(outcome is RIGHT))


def test_an_interval_by_hand() -> None:
    before, after = [scores(RIGHT)] * 2 + [scores(WRONG)] * 2, [scores(RIGHT)] * 4
    low, high = bootstrap_intervals(before, after)["answerable_correct"] or (0, 0)
    # The number of changed cases among four draws is binomial (4, 1/2): its 2.5% quantile is 0, its 97.5% quantile 4.
    assert (low, high) == (0.0, 1.0)


def test_a_run_does_not_differ_from_itself() -> None:
    mixed = [replace(scores(outcome), confidence=0.1 * place) for place, outcome in enumerate([RIGHT, WRONG, RIGHT])]
    mixed += [CaseScores(Outcome.REFUSED_RIGHTLY, False), CaseScores(Outcome.ANSWERED_UNANSWERABLE, False, 0.4)]
    intervals = bootstrap_intervals(mixed, mixed)
    measured = {name for name, interval in intervals.items() if interval is not None}
    assert {"refusal_f1", "risk_coverage_area", "calibration_error", "truthfulness"} <= measured
    assert {intervals[name] for name in measured} == {(0.0, 0.0)}


def test_an_interval_is_as_wide_as_theory_says() -> None:
    before = [scores(RIGHT)] * 200
    after = [scores(RIGHT)] * 150 + [scores(WRONG)] * 50
    low, high = bootstrap_intervals(before, after)["answerable_correct"] or (0, 0)
    error = 1.96 * (0.25 * 0.75 / 200) ** 0.5
    assert (low, high) == pytest.approx((-0.25 - error, -0.25 + error), abs=0.008)


@settings(max_examples=25, deadline=None)
@given(OUTCOMES, st.randoms())
def test_intervals_hold_the_values_that_they_are_of(outcomes: list[Outcome], random: Random) -> None:
    before = [scores(outcome) for outcome in outcomes]
    after = random.sample(before, len(before))
    intervals = bootstrap_intervals(before, after, resamples=40)
    assert intervals.keys() == {measure.name for measure in MEASURES}
    for measure in MEASURES:
        interval, value = intervals[measure.name], measure.of_run(before)
        assert value is not None or interval is None
        if interval is not None:
            assert interval[0] <= interval[1]
    backwards = bootstrap_intervals(after, before, resamples=40)["token_f1"] or (0, 0)
    assert intervals["token_f1"] == pytest.approx((-backwards[1], -backwards[0]))


def test_a_measure_is_taken_over_the_cases_that_it_bears_on() -> None:
    before = [scores(RIGHT)] * 4
    after = [scores(RIGHT), scores(WRONG), *[replace(scores(RIGHT), token_f1=None)] * 2]
    intervals = bootstrap_intervals(before, after)
    assert intervals["token_f1"] == (-1.0, 0.0)
    assert intervals["hit_at_1"] is None


def test_the_same_seed_gives_the_same_intervals_and_another_one_others() -> None:
    before = [scores(outcome) for outcome in [RIGHT, WRONG] * 20]
    after = [scores(outcome) for outcome in [RIGHT, RIGHT, WRONG, REFUSED] * 10]
    found = [bootstrap_intervals(before, after, seed, resamples=50) for seed in (1, 1, 2)]
    assert found[0] == found[1]
    assert found[0] != found[2]


def test_unpaired_cases_have_no_interval() -> None:
    with pytest.raises(ValueError, match="1 and 0 cases"):
        bootstrap_intervals([scores(RIGHT)], [])
