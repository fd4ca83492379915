"""Citation hit and latency percentiles, by hand and by property."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.citation_hit import citation_hit
from evals.metrics.latency_percentile import latency_percentile

TEXT = "aa bb cc bb dd"  # bb at 3 and 9


@pytest.mark.parametrize(
    ("start", "end", "quotes", "hit"),
    [
        (3, 5, ["bb"], True),
        (9, 11, ["bb"], True),
        (0, 14, ["cc"], True),
        (4, 5, ["bb"], True),
        (0, 3, ["bb"], False),
        (5, 9, ["bb"], False),
        (2, 3, ["aa bb"], False),
        (6, 8, ["aa", "cc"], True),
        (0, 14, [], False),
        (0, 14, ["xx"], False),
        (0, 14, [""], False),
        (5, 3, ["bb"], False),
        (0, -3, ["aa bb"], False),
    ],
)
def test_citation_hit(start: int, end: int, quotes: list[str], hit: bool) -> None:
    assert citation_hit(TEXT, start, end, quotes) is hit


def test_occurrences_of_a_quote_may_overlap() -> None:
    assert citation_hit("ababa", 3, 5, ["aba"])


@given(st.data(), st.text(alphabet="ab ", min_size=1, max_size=12))
def test_citation_hit_is_a_shared_character(data: st.DataObject, text: str) -> None:
    place = st.integers(0, len(text))
    start, end, low, high = (data.draw(place) for _ in range(4))
    quote = text[low:high]
    covered = {
        at + step
        for at in range(len(text))
        if quote and text.startswith(quote, at)
        for step in range(len(quote))
        if not text[at + step].isspace()
    }
    assert citation_hit(text, start, end, [quote]) is bool(covered & set(range(start, end)))


@pytest.mark.parametrize(
    ("times", "percentile", "expected"),
    [
        ([10.0], 95, 10.0),
        ([10.0, 20.0, 30.0, 40.0], 50, 25.0),
        ([40.0, 10.0, 30.0, 20.0], 95, 38.5),
        ([1.0, 2.0, 3.0], 50, 2.0),
        ([1.0, 2.0, 3.0], 0, 1.0),
        ([1.0, 2.0, 3.0], 100, 3.0),
    ],
)
def test_latency_percentile(times: list[float], percentile: float, expected: float) -> None:
    assert latency_percentile(times, percentile) == pytest.approx(expected)


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30), st.floats(0, 100))
def test_latency_percentile_agrees_with_numpy(times: list[float], percentile: float) -> None:
    assert latency_percentile(times, percentile) == pytest.approx(float(numpy.percentile(times, percentile)), abs=1e-6)


def test_latency_percentile_of_nothing_or_out_of_range() -> None:
    with pytest.raises(ValueError, match="no times"):
        latency_percentile([], 50)
    with pytest.raises(ValueError, match="not 101"):
        latency_percentile([1.0], 101)
