"""Citation hit and latency percentiles, by hand and by property."""

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.citation_hit import citation_hit
from evals.metrics.latency_percentile import latency_percentile

TEXT = "The motion passed 178 to 146. The Bloc was for it."
MOTION, BLOC = "The motion passed 178 to 146.", "The Bloc was for it."
BOTH = f"{MOTION} {BLOC}"


@pytest.mark.parametrize(
    ("quote", "evidence", "answers", "hit"),
    [
        (MOTION, MOTION, ["178 to 146"], True),
        (BOTH, MOTION, ["178 to 146"], True),
        (BOTH, MOTION, ["something else"], True),  # all of the evidence is quoted
        (MOTION, BOTH, ["178 to 146"], True),  # the one sentence of the evidence that has the answer
        (BLOC, BOTH, ["178 to 146"], False),
        ("passed 178 to 146. The", MOTION, ["178 to 146"], True),
        ("passed 178 to", MOTION, ["178 to 146"], False),
        ("178 to 146. The", BLOC, ["178 to 146"], False),  # a touch of "The", and the answer stands elsewhere
        ("178 to 146. The", BLOC, ["the Bloc"], False),
        (BLOC, MOTION, ["178 to 146"], False),
        ("passed 178 to 146.", MOTION, [], True),  # 18 of 29 characters
        ("The motion pas", MOTION, [], False),  # 14 of 29
        ("The motion pass", MOTION, [], True),  # 15 of 29
        ("178 to 146. The", BLOC, [], False),
        (MOTION, "nowhere", [], False),
        (MOTION, "", [], False),
    ],
)
def test_citation_hit(quote: str, evidence: str, answers: list[str], hit: bool) -> None:
    start = TEXT.index(quote)
    assert citation_hit(TEXT, start, start + len(quote), evidence, answers) is hit


@pytest.mark.parametrize(("start", "end"), [(5, 3), (0, -3), (0, 0), (900, 910), (-9, -1)])
def test_a_citation_of_nothing_has_no_evidence(start: int, end: int) -> None:
    assert not citation_hit(TEXT, start, end, MOTION)


def test_every_occurrence_of_the_evidence_counts_and_they_may_overlap() -> None:
    assert citation_hit("bb aa bb", 6, 8, "bb")
    assert citation_hit("ababa", 2, 5, "aba")


@given(st.data(), st.text(alphabet="ab ", min_size=1, max_size=12))
def test_without_answers_a_hit_is_half_of_an_occurrence(data: st.DataObject, text: str) -> None:
    place = st.integers(0, len(text))
    start, end, low, high = (data.draw(place) for _ in range(4))
    quote = text[low:high]
    shared = [
        len(set(range(at, at + len(quote))) & set(range(start, end)))
        for at in range(len(text))
        if quote and text.startswith(quote, at)
    ]
    assert citation_hit(text, start, end, quote) is any(2 * count >= len(quote) for count in shared)
    assert citation_hit(text, start, end, quote, ["c"]) is (len(quote) in shared)


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
