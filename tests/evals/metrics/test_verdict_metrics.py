"""Citation precision and recall, refusals, truthfulness and the wrong-answer rate, by hand and by property."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.metrics.citation_precision import citation_precision
from evals.metrics.citation_recall import citation_recall
from evals.metrics.refusal_scores import refusal_scores
from evals.metrics.truthfulness import truthfulness
from evals.metrics.wrong_answer_rate import wrong_answer_rate

# Citations in rows, three quotes in columns.
HITS = st.lists(st.lists(st.booleans(), min_size=3, max_size=3), max_size=6)
COUNTS = st.tuples(*[st.integers(0, 50)] * 3).filter(any)


@pytest.mark.parametrize(
    ("hits", "quotes", "precision", "recall"),
    [
        ([[True]], 1, 1.0, 1.0),
        ([[False]], 1, 0.0, 0.0),
        ([[True, False], [False, False]], 2, 1 / 2, 1 / 2),
        ([[True, False], [True, False]], 2, 1.0, 1 / 2),
        ([[True, True], [False, False], [False, False]], 2, 1 / 3, 1.0),
        ([[True, False, False], [False, True, False], [False, False, False]], 3, 2 / 3, 2 / 3),
    ],
)
def test_precision_and_recall_of_one_claim(
    hits: list[list[bool]], quotes: int, precision: float, recall: float
) -> None:
    assert citation_precision([hits]) == pytest.approx(precision)
    assert citation_recall([hits], quotes) == pytest.approx(recall)


A, B, NONE = [True, False], [False, True], [False, False]


@pytest.mark.parametrize(
    ("claims", "precision", "recall"),
    [
        ([[A], [B]], 1.0, 1.0),  # each claim has its own evidence
        ([[A], [A]], 1.0, 1 / 2),  # nobody cites the second quote, which may be either's
        ([[A], [NONE]], 1 / 2, 1 / 4),  # 1 of the 2 quotes that may be its own, and 0
        ([[A, B], [NONE]], 2 / 3, 1 / 2),
        ([[A, B], []], 1.0, 1 / 2),  # a claim without a citation
        ([[A, NONE], [A, B]], 3 / 4, 1.0),
    ],
)
def test_precision_and_recall_of_several_claims(
    claims: list[list[list[bool]]], precision: float, recall: float
) -> None:
    assert citation_precision(claims) == pytest.approx(precision)
    assert citation_recall(claims, 2) == pytest.approx(recall)


def test_citations_of_nothing() -> None:
    assert citation_recall([], 2) == citation_recall([[]], 2) == citation_recall([[], []], 2) == 0
    for claims in ([], [[]]):
        with pytest.raises(ValueError, match="no citations"):
            citation_precision(claims)
    with pytest.raises(ValueError, match="no evidence"):
        citation_recall([], 0)


@given(HITS, st.lists(st.booleans(), min_size=3, max_size=3), HITS)
def test_one_more_citation_never_lowers_the_recall_of_one_claim(
    hits: list[list[bool]], more: list[bool], other: list[list[bool]]
) -> None:
    assert 0 <= citation_recall([hits], 3) <= citation_recall([[*hits, more]], 3) <= 1
    if hits and not any(more):
        assert citation_precision([[*hits, more]]) <= citation_precision([hits])
    assert citation_precision([[*hits, [True] * 3], other]) > 0
    assert citation_recall([hits[::-1]], 3) == citation_recall([hits], 3)
    assert citation_recall([hits, other], 3) == pytest.approx(citation_recall([other, hits], 3))
    assert 0 <= citation_recall([hits, other], 3) <= 1


@pytest.mark.parametrize(
    ("refused", "unanswerable", "scores"),
    [
        ([True, True, False, False], [True, False, True, False], (1 / 2, 1 / 2, 1 / 2)),
        ([True, True, True, False], [True, False, False, False], (1 / 3, 1.0, 1 / 2)),
        ([True, False, False], [True, True, True], (1.0, 1 / 3, 1 / 2)),
        ([False, False], [True, False], (None, 0.0, 0.0)),
        ([True], [False], (0.0, None, 0.0)),
        ([False], [False], (None, None, None)),
        ([], [], (None, None, None)),
    ],
)
def test_refusal_scores(refused: list[bool], unanswerable: list[bool], scores: tuple[float | None, ...]) -> None:
    assert refusal_scores(refused, unanswerable) == pytest.approx(scores)


@given(st.lists(st.tuples(st.booleans(), st.booleans())))
def test_refusal_f1_lies_between_precision_and_recall(pairs: list[tuple[bool, bool]]) -> None:
    precision, recall, f1 = refusal_scores([left for left, _ in pairs], [right for _, right in pairs])
    swapped = refusal_scores([right for _, right in pairs], [left for left, _ in pairs])
    assert (swapped.precision, swapped.recall) == (recall, precision)
    if precision is not None and recall is not None and f1 is not None:
        assert min(precision, recall) - 1e-9 <= f1 <= max(precision, recall) + 1e-9


def test_refusal_scores_of_different_lengths() -> None:
    with pytest.raises(ValueError, match="shorter"):
        refusal_scores([True, False], [True])


@pytest.mark.parametrize(
    ("right", "refused", "wrong", "truthful", "rate"),
    [
        (10, 0, 0, 1.0, 0.0),
        (0, 10, 0, 0.0, 0.0),
        (0, 0, 10, -1.0, 1.0),
        (5, 3, 2, 0.3, 0.2),
        (1, 0, 1, 0.0, 0.5),
        (44, 20, 36, 0.08, 0.36),
    ],
)
def test_truthfulness_and_wrong_answer_rate(right: int, refused: int, wrong: int, truthful: float, rate: float) -> None:
    assert truthfulness(right, refused, wrong) == pytest.approx(truthful)
    assert wrong_answer_rate(right, refused, wrong) == pytest.approx(rate)


@given(COUNTS)
def test_a_refusal_is_better_than_a_wrong_answer_and_worse_than_a_right_one(counts: tuple[int, int, int]) -> None:
    right, refused, wrong = counts
    assert -1 <= truthfulness(*counts) <= 1
    assert truthfulness(right, refused, wrong + 1) < truthfulness(right, refused + 1, wrong)
    assert truthfulness(right, refused + 1, wrong) < truthfulness(right + 1, refused, wrong)
    accuracy = right / sum(counts)
    assert truthfulness(*counts) == pytest.approx(accuracy - wrong_answer_rate(*counts))


@pytest.mark.parametrize("counts", [(0, 0, 0), (1, -1, 0)])
def test_scores_of_nothing(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="one at least is not 0"):
        truthfulness(*counts)
    with pytest.raises(ValueError, match="one at least is not 0"):
        wrong_answer_rate(*counts)
