"""Min-max score fusion, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.retriever import fuse, min_max

scores = st.dictionaries(st.sampled_from("abcdef"), st.floats(-10, 10), max_size=6)


def test_fused_by_hand() -> None:
    fused = fuse({"a": 0.9, "b": 0.5, "c": 0.1}, {"b": 12.0, "d": 2.0})
    assert fused == pytest.approx({"b": 0.75, "a": 0.5, "c": 0.0, "d": 0.0})
    assert list(fused) == ["b", "a", "c", "d"]


def test_equal_scores_count_fully() -> None:
    assert min_max({"a": 3.0, "b": 3.0}) == {"a": 1.0, "b": 1.0}
    assert fuse({}, {}) == {}


@given(scores, scores)
def test_fused_scores_stay_in_range_and_order(vectors: dict[str, float], keywords: dict[str, float]) -> None:
    fused = fuse(vectors, keywords)
    assert set(fused) == set(vectors) | set(keywords)
    assert all(0 <= score <= 1 for score in fused.values())
    assert list(fused.values()) == sorted(fused.values(), reverse=True)
