"""An answer's claims, each with its citations, and what a case makes of them."""

from types import SimpleNamespace

import pytest

from evals.claims import split_claims
from evals.outcome import Outcome
from evals.runner import run_suite
from evals.scores import score_case
from evals.suite import Case, Evidence, Suite


@pytest.mark.parametrize(
    ("text", "citations", "claims"),
    [
        ("2018 [1]", 1, ((0,),)),
        ("2018 [1][2] [3]", 3, ((0, 1, 2),)),
        ("Gray [1], and Oslo [2].", 2, ((0,), (1,))),
        ("Gray [1], and Oslo [1] [2]", 2, ((0,), (0, 1))),
        ("Gray [1], perhaps in Oslo", 1, ((0,), ())),
        ("Gray", 2, ((0, 1),)),
        ("Gray [1] Oslo [2]", 3, ((0,), (1, 2))),  # the third is named nowhere
        ("Gray [1][1]", 1, ((0,),)),
        ("Gray [7]", 1, ((0,),)),
        ("Gray [0]", 1, ((0,),)),
        ("", 0, ((),)),
    ],
)
def test_claims(text: str, citations: int, claims: tuple[tuple[int, ...], ...]) -> None:
    assert split_claims(text, citations) == claims


def test_scores_are_those_of_the_claims(fake: SimpleNamespace) -> None:
    case = Case("a", "q", ("Gray",), (Evidence("one.txt", "a"), Evidence("one.txt", "b")), True, ())
    answer = fake.reply("q", "Gray [1], Oslo [2]", fake.cite(fake.vote), fake.cite(fake.gray))
    scores = score_case(case, Outcome.CORRECT, answer, ((True, False), (False, False)), ())
    assert (scores.citation_precision, scores.citation_recall) == (1 / 2, 1 / 4)


def test_a_touch_of_the_evidence_is_no_citation_of_it(suite: Suite, fake: SimpleNamespace) -> None:
    touch = fake.cite("The")
    answers = {question: fake.reply(question, "178 to 146 [1]", touch) for question in fake.right_answers()}
    vote, _, why, _ = run_suite(suite, fake.Service(answers)).results
    assert (vote.scores.citation_precision, vote.hit, vote.outcome) == (0.0, False, Outcome.CORRECT)
    assert (why.outcome, why.cause) == (Outcome.WRONG, "wrong")
