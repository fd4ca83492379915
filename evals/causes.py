"""Why a case failed: at which step the answer was lost."""

from enum import StrEnum

from evals.outcome import Outcome


class Cause(StrEnum):
    """The step, in the order of the steps; the last three are no step's."""

    NOT_RETRIEVED = "not retrieved"  # no passage of the ranking has the evidence
    NOT_READ = "retrieved but not read"  # one has, below those that may be read
    REFUSED = "read but refused"  # one has that may be read
    WRONG = "wrong"  # a passage with the evidence could be read, and another answer is shown
    ANSWERED = "answered what nothing answers"
    INEXACT = "inexact citation"
    CRASHED = "crashed"


def find_cause(outcome: Outcome, retrieved: bool, read: bool, inexact: bool) -> Cause | None:
    """The cause, None where the case went well.

    `retrieved` says that a passage of the ranking has the evidence, `read` that one has it that may be read.
    """
    if outcome is Outcome.CRASHED:
        return Cause.CRASHED
    if outcome is Outcome.ANSWERED_UNANSWERABLE:
        return Cause.ANSWERED
    if outcome.good:
        return Cause.INEXACT if inexact else None
    if not retrieved:
        return Cause.NOT_RETRIEVED
    if not read:
        return Cause.NOT_READ
    return Cause.REFUSED if outcome is Outcome.REFUSED_WRONGLY else Cause.WRONG
