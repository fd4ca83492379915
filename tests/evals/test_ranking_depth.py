"""Scores of ranks look at ten passages, while a case's cause looks at those that may be read."""

from types import SimpleNamespace

import pytest

from evals.report import Report
from evals.runner import run_suite
from evals.suite import Suite
from evals.writers.page import write_page
from tests.evals.parsed_page import Page

QUESTION = "what was the vote?"


def ranked(suite: Suite, fake: SimpleNamespace, rank: int, read: int = 4, length: int = 12) -> Report:
    """The report on a refusal, with the evidence at the rank, from 1, of so many passages."""
    service = fake.Service({})
    service.settings.passages = read
    passages = [fake.cite(fake.members)] * length
    passages[rank - 1] = fake.cite(fake.vote)
    service.passages[QUESTION] = passages
    return run_suite(suite, service)


@pytest.mark.parametrize(
    ("rank", "hit_at_5", "reciprocal_rank", "cause"),
    [
        (4, 1.0, 1 / 4, "read but refused"),
        (5, 1.0, 1 / 5, "retrieved but not read"),
        (10, 0.0, 1 / 10, "retrieved but not read"),
        (11, 0.0, 0.0, "not retrieved"),
    ],
)
def test_evidence_below_the_passages_read(
    suite: Suite, fake: SimpleNamespace, rank: int, hit_at_5: float, reciprocal_rank: float, cause: str
) -> None:
    result = ranked(suite, fake, rank).results[0]
    assert (result.scores.hit_at_5, result.scores.reciprocal_rank) == (hit_at_5, reciprocal_rank)
    assert result.cause == cause
    assert [passage.read for passage in result.passages] == [True] * 4 + [False] * 6


def test_more_passages_read_than_scored(suite: Suite, fake: SimpleNamespace) -> None:
    result = ranked(suite, fake, 11, read=12).results[0]
    assert result.cause == "read but refused"
    assert result.scores.reciprocal_rank == 0.0
    assert len(result.passages) == 12


def test_the_page_shows_the_passages_read_and_the_evidence_below_them(suite: Suite, fake: SimpleNamespace) -> None:
    text = Page(write_page(ranked(suite, fake, 7))).text
    case = text[text.index("passages read") : text.index("who seconded it?")]
    assert case.count(fake.members) == 4
    assert "not read" in case
    assert case.count("has the evidence") == 1
