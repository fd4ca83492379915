"""How a case may end."""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of one case."""

    CORRECT = "correct"
    WRONG = "wrong"
    REFUSED_RIGHTLY = "refused rightly"
    REFUSED_WRONGLY = "refused wrongly"
    ANSWERED_UNANSWERABLE = "answered unanswerable"
    CRASHED = "crashed"

    @property
    def good(self) -> bool:
        """True for the two outcomes that a suite asks for."""
        return self in (Outcome.CORRECT, Outcome.REFUSED_RIGHTLY)
