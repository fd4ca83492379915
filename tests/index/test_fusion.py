"""Min-max score fusion, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.retriever import fuse, min_max

scores = st.dictionaries(st.sampled_from("abcdef"), st.floats(-10, 10), max_size=6)


def test_fused_by_hand() -> None:
    fused = fuse({"a": 0.9, "b": 0.45, "c": 0.0}, {"b": 12.0, "d": 3.0})
    assert fused == pytest.approx({"b": 0.75, "a": 0.5, "d": 0.125, "c": 0.0})
    assert list(fused) == ["b", "a", "d", "c"]


def test_the_lowest_of_a_full_list_counts_nothing_and_of_a_short_one_what_it_is() -> None:
    assert min_max({"a": 4.0, "b": 3.0, "c": 2.0}, full=3) == {"a": 1.0, "b": 0.5, "c": 0.0}
    assert min_max({"a": 4.0, "b": 3.0, "c": 2.0}, full=4) == {"a": 1.0, "b": 0.75, "c": 0.5}
    assert min_max({"a": 0.5, "b": -0.5}, full=4) == {"a": 1.0, "b": 0.0}


def test_equal_scores_count_fully() -> None:
    assert min_max({"a": 3.0, "b": 3.0}) == {"a": 1.0, "b": 1.0}
    assert fuse({}, {}) == {}


@given(scores, scores)
def test_fused_scores_stay_in_range_and_order(vectors: dict[str, float], keywords: dict[str, float]) -> None:
    fused = fuse(vectors, keywords)
    assert set(fused) == set(vectors) | set(keywords)
    assert all(0 <= score <= 1 for score in fused.values())
    assert list(fused.values()) == sorted(fused.values(), reverse=True)
