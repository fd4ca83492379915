"""Hit at k, reciprocal rank and nDCG, by hand, by property and against ir-measures."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.hit_at_k import hit_at_k
from evals.metrics.ndcg import ndcg
from evals.metrics.reciprocal_rank import reciprocal_rank

# Values that ir-measures gave for random rankings: `gains` of what was ranked, and of what was `missed`.
REFERENCE = json.loads((Path(__file__).parent / "ir_measures.json").read_text(encoding="utf-8"))["rankings"]
FLAGS = st.lists(st.booleans(), max_size=12)
GAINS = st.lists(st.integers(0, 3), max_size=6)


@pytest.mark.parametrize(
    ("relevant", "k", "hit"),
    [([True], 1, True), ([False, True], 1, False), ([False, True], 2, True), ([], 5, False), ([False] * 9, 9, False)],
)
def test_hit_at_k(relevant: list[bool], k: int, hit: bool) -> None:
    assert hit_at_k(relevant, k) is hit


@pytest.mark.parametrize(
    ("relevant", "expected"),
    [([True, True], 1.0), ([False, True], 0.5), ([False, False, False, True], 0.25), ([False], 0.0), ([], 0.0)],
)
def test_reciprocal_rank(relevant: list[bool], expected: float) -> None:
    assert reciprocal_rank(relevant) == expected


@pytest.mark.parametrize(
    ("gains", "ideal", "k", "expected"),
    [
        ([1], [1], 5, 1.0),
        ([0, 1], [1], 5, 0.6309298),  # 1 / log2(3)
        ([0, 1], [1], 1, 0.0),
        ([1, 0, 1], [1, 1], 3, 0.9197208),  # (1 + 1/2) / (1 + 0.6309298)
        ([1, 0], [1, 1], 2, 0.6131472),  # 1 / 1.6309298
        ([3, 2, 3, 0, 1, 2], [3, 2, 3, 0, 1, 2], 6, 0.9608082),  # a worked example that many texts share
        ([0, 0], [], 3, 0.0),
        ([], [1], 3, 0.0),
    ],
)
def test_ndcg(gains: list[int], ideal: list[int], k: int, expected: float) -> None:
    assert ndcg(gains, ideal, k) == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("ranking", REFERENCE)
def test_ranking_metrics_agree_with_ir_measures(ranking: dict[str, Any]) -> None:
    gains, relevant = ranking["gains"], [gain > 0 for gain in ranking["gains"]]
    ideal = [*gains, *ranking["missed"]]
    assert ndcg(gains, ideal, 5) == pytest.approx(ranking["nDCG@5"], abs=1e-9)
    assert ndcg(gains, ideal, 10) == pytest.approx(ranking["nDCG@10"], abs=1e-9)
    assert reciprocal_rank(relevant) == pytest.approx(ranking["RR"], abs=1e-9)
    assert hit_at_k(relevant, 1) == ranking["Success@1"]
    assert hit_at_k(relevant, 3) == ranking["Success@3"]


def test_there_are_reference_values() -> None:
    assert len(REFERENCE) == 40


@given(FLAGS, st.integers(1, 12))
def test_hit_and_reciprocal_rank_agree(relevant: list[bool], k: int) -> None:
    assert hit_at_k(relevant, k) is (reciprocal_rank(relevant) >= 1 / k)
    assert hit_at_k(relevant, k) <= hit_at_k(relevant, k + 1)


@given(GAINS, GAINS, st.integers(1, 8))
def test_ndcg_is_a_share_and_greatest_for_the_best_order(gains: list[int], missed: list[int], k: int) -> None:
    everything = [*gains, *missed]
    value = ndcg(gains, everything, k)
    assert 0 <= value <= 1 + 1e-9
    assert ndcg(sorted(everything, reverse=True), everything, k) == pytest.approx(float(any(everything)))
    assert value == ndcg(gains, everything[::-1], k)


@given(st.lists(st.integers(0, 3), min_size=1, max_size=4))
def test_no_order_is_better_than_the_sorted_one(gains: list[int]) -> None:
    best = max(ndcg(order, gains, 3) for order in permutations(gains))
    assert ndcg(sorted(gains, reverse=True), gains, 3) == pytest.approx(best)


def test_ranking_metrics_of_no_ranks() -> None:
    with pytest.raises(ValueError, match="at least 1, not 0"):
        hit_at_k([True], 0)
    with pytest.raises(ValueError, match="at least 1, not 0"):
        ndcg([1], [1], 0)
    with pytest.raises(ValueError, match="0 or more, not -1"):
        ndcg([-1], [1], 5)
