"""Why a case failed: at which step the answer was lost."""

from enum import StrEnum

from evals.outcome import Outcome


class Cause(StrEnum):
    """The step, in the order of the steps; the last three are no step's."""

    NOT_RETRIEVED = "not retrieved"  # no passage that was read has the evidence
    NOT_READ = "retrieved but not read"  # one does, and the answer was taken from elsewhere
    REFUSED = "read but refused"
    WRONG = "wrong"  # the evidence is cited, and the words are not an accepted answer
    ANSWERED = "answered what nothing answers"
    INEXACT = "inexact citation"
    CRASHED = "crashed"


def find_cause(outcome: Outcome, retrieved: bool, cited: bool, inexact: bool) -> Cause | None:
    """The cause, None where the case went well.

    `retrieved` says that a passage that was read has the evidence, `cited` that a citation has it.
    """
    if outcome is Outcome.CRASHED:
        return Cause.CRASHED
    if outcome is Outcome.ANSWERED_UNANSWERABLE:
        return Cause.ANSWERED
    if outcome.good:
        return Cause.INEXACT if inexact else None
    if not retrieved:
        return Cause.NOT_RETRIEVED
    if outcome is Outcome.REFUSED_WRONGLY:
        return Cause.REFUSED
    return Cause.WRONG if cited else Cause.NOT_READ
