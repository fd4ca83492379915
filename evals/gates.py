"""Gates: what a run must reach."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from evals.case_result import CaseResult
from evals.outcome import Outcome
from evals.suite import Gates


@dataclass(frozen=True)
class Share:
    """`count` of `total`."""

    count: int
    total: int

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.count / self.total if self.total else None

    def to_json(self) -> dict[str, Any]:
        """Its numbers by name."""
        return {"count": self.count, "total": self.total, "share": self.value}


@dataclass(frozen=True)
class GateCheck:
    """A measure against its gate: the least share that passes. A share of nothing passes.

    `against` are the ids of the cases that keep the share from being 1.
    """

    name: str
    share: Share
    least: float
    against: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """True at the gate or above."""
        return self.share.value is None or self.share.value >= self.least

    def to_json(self) -> dict[str, Any]:
        """The gate, its numbers and whether it passed."""
        numbers = {"name": self.name, "least": self.least, **self.share.to_json()}
        return {**numbers, "passed": self.passed, "against": list(self.against)}


def check_gates(results: Sequence[CaseResult], gates: Gates) -> tuple[GateCheck, ...]:
    """Every gate. A crashed case counts as one that was not right, and `not_crashed` lets none pass."""
    answerable = [result for result in results if result.case.answerable]
    unanswerable = [result for result in results if not result.case.answerable]
    citations = sum(result.citations for result in results)
    inexact = sum(len(result.inexact) for result in results)
    return (
        _count("answerable_correct", answerable, gates.answerable_correct),
        _count("unanswerable_refused", unanswerable, gates.unanswerable_refused),
        GateCheck(
            "citations_exact",
            Share(citations - inexact, citations),
            gates.citations_exact,
            tuple(result.case.id for result in results if result.inexact),
        ),
        _count("not_crashed", results, 1.0, crashed_only=True),
    )


def _count(name: str, results: Sequence[CaseResult], least: float, crashed_only: bool = False) -> GateCheck:
    """The gate on the share of cases with a good outcome, or with any outcome but a crash."""
    against = tuple(
        result.case.id
        for result in results
        if (result.outcome is Outcome.CRASHED if crashed_only else not result.outcome.good)
    )
    return GateCheck(name, Share(len(results) - len(against), len(results)), least, against)
