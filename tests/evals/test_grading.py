"""What counts as right, by example."""

from types import SimpleNamespace

import pytest

from evals.grading import grade, is_accepted
from evals.outcome import Outcome
from evals.suite import Case

ANSWERABLE = Case("a", "q", ("178 to 146", "178-146"), (), True, ())
BY_EVIDENCE = Case("b", "q", (), (), True, ("evidence",))
UNANSWERABLE = Case("c", "q", (), (), False, ())


@pytest.mark.parametrize(
    ("text", "answers", "accepted"),
    [
        ("178 to 146 [1]", ("178 to 146",), True),
        ("178-146", ("178 to 146",), False),
        ("178–146 [1][2].", ("178-146",), True),
        ("passed 178 to 146, saying", ("178 to 146",), True),
        ("The motion passed by a vote of 178 to 146 [1].", ("178 to 146",), True),
        ("1178 to 1146", ("178 to 146",), False),
        ("178", ("178 to 146",), False),
        ("146 to 178", ("178 to 146",), False),
        ("“Champagne”", ("Champagne",), True),
        ("China’s", ("China",), True),
        ("one two three four 63", ("63",), True),  # F1 2/6
        ("one two three four five 63", ("63",), False),  # F1 2/7
        ("one two three four five 63", ("63", "five 63"), True),  # F1 4/8
        ("[1]", ("1",), False),
        ("", ("1",), False),
    ],
)
def test_accepted(text: str, answers: tuple[str, ...], accepted: bool) -> None:
    assert is_accepted(text, answers) is accepted


def test_outcomes(fake: SimpleNamespace) -> None:
    right, wrong, refusal = fake.reply("q", "178 to 146 [1]"), fake.reply("q", "63"), fake.refuse("q")
    assert grade(ANSWERABLE, right, hit=False) is Outcome.CORRECT
    assert grade(ANSWERABLE, wrong, hit=True) is Outcome.WRONG
    assert grade(ANSWERABLE, refusal, hit=False) is Outcome.REFUSED_WRONGLY
    assert grade(BY_EVIDENCE, wrong, hit=True) is Outcome.CORRECT
    assert grade(BY_EVIDENCE, right, hit=False) is Outcome.WRONG
    assert grade(BY_EVIDENCE, refusal, hit=False) is Outcome.REFUSED_WRONGLY
    assert grade(UNANSWERABLE, refusal, hit=False) is Outcome.REFUSED_RIGHTLY
    assert grade(UNANSWERABLE, right, hit=True) is Outcome.ANSWERED_UNANSWERABLE
    assert [outcome for outcome in Outcome if outcome.good] == [Outcome.CORRECT, Outcome.REFUSED_RIGHTLY]
