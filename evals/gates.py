"""Gates: what a run must reach."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.case_result import CaseResult
from evals.case_scores import CaseScores
from evals.measures import GATEABLE, Measure
from evals.outcome import Outcome
from evals.suite import Case, Gates
from evals.suite_lint import SHARES

NO_CASE = "no case bears on it"
# The cases that can bear on a measure though a run of them has no number of it, as one that answers nothing cites
# nothing. Every other gate has a number wherever such a case is.
_CAN_BEAR: dict[str, Callable[[Case], bool]] = {
    "citation_precision": lambda case: bool(case.evidence),
    "citation_recall": lambda case: bool(case.evidence),
    "refusal_precision": lambda case: not case.answerable,
    "risk_coverage_area": lambda case: True,
    "calibration_error": lambda case: True,
}


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
class CountedShare:
    """A share of the cases or citations, and the ids of the cases that keep it from being 1."""

    share: Share
    against: tuple[str, ...]


@dataclass(frozen=True)
class GateCheck:
    """A number against its gate: the least that passes, or with `at_most` the most.

    A number of nothing (None) passes where it is not `needed`. `against` are the ids of the cases that keep the number
    from the best, or that have none where they could; `share` is what it was counted from, where it is a share.
    """

    name: str
    value: float | None
    limit: float
    at_most: bool = False
    against: tuple[str, ...] = ()
    share: Share | None = None
    needed: bool = False

    @property
    def passed(self) -> bool:
        """True at the gate or on its better side."""
        if self.value is None:
            return not self.needed
        return self.value <= self.limit if self.at_most else self.value >= self.limit

    @property
    def verdict(self) -> str:
        """What came of it, in words."""
        if self.value is None:
            return f"{'not judged' if self.passed else 'below the gate'}: {NO_CASE}"
        return "ok" if self.passed else "below the gate"

    @property
    def reached(self) -> str:
        """The number in words, with its count where it has one."""
        percent = "-" if self.value is None else f"{self.value:.1%}"
        return percent if self.share is None else f"{percent} ({self.share.count}/{self.share.total})"

    @property
    def demanded(self) -> str:
        """The limit in words."""
        return demand(self.limit, self.at_most)

    def to_json(self) -> dict[str, Any]:
        """The gate, its numbers and whether it passed."""
        numbers = {"name": self.name, "value": self.value, "limit": self.limit, "at_most": self.at_most}
        counts = {} if self.share is None else {"count": self.share.count, "total": self.share.total}
        return {**numbers, **counts, "passed": self.passed, "against": list(self.against)}


def demand(limit: float, at_most: bool) -> str:
    """What a gate asks for, in words."""
    return f"at most {limit:.1%}" if at_most else f"{limit:.1%}"


def count_shares(results: Sequence[CaseResult]) -> dict[str, CountedShare]:
    """The shares that every suite has a gate on, by name. A crashed case counts as one that was not right."""
    citations = sum(result.citations for result in results)
    inexact = tuple(result.case.id for result in results if result.inexact)
    exact = citations - sum(len(result.inexact) for result in results)
    answerable = [result for result in results if result.case.answerable]
    unanswerable = [result for result in results if not result.case.answerable]
    return {
        "answerable_correct": _count(answerable, lambda outcome: outcome.good),
        "unanswerable_refused": _count(unanswerable, lambda outcome: outcome.good),
        "citations_exact": CountedShare(Share(exact, citations), inexact),
        "not_crashed": _count(results, lambda outcome: outcome is not Outcome.CRASHED),
    }


def check_gates(results: Sequence[CaseResult], gates: Gates | None) -> tuple[GateCheck, ...]:
    """Every gate; `not_crashed` lets no crash pass, and is the only one where there are no gates.

    One on which no case bears is missed, for else a run that answers nothing, or a suite that lost such cases, would
    pass it. Not so where every run reaches it, where a part of a suite was chosen that has no such case, and for
    `citations_exact`: no citation is no inexact one.
    """
    counted = count_shares(results)
    not_crashed = _check_share("not_crashed", 1.0, counted, False)
    if gates is None:
        return (not_crashed,)
    return (
        *(
            _check_share(name, getattr(gates, name), counted, not gates.of_part and name != "citations_exact")
            for name in SHARES
        ),
        not_crashed,
        *(_check_measure(GATEABLE[name], limit, results, gates.of_part) for name, limit in gates.measures.items()),
    )


def _check_share(name: str, limit: float, counted: Mapping[str, CountedShare], needed: bool) -> GateCheck:
    """The gate on a share, which has to be of something where it is `needed`, unless every run reaches the gate."""
    one = counted[name]
    return GateCheck(name, one.share.value, limit, False, one.against, one.share, needed and limit > 0)


def _check_measure(measure: Measure, limit: float, results: Sequence[CaseResult], of_part: bool) -> GateCheck:
    """The gate on a measure of the run."""
    value = measure.of_run([result.scores for result in results])
    can_bear = _CAN_BEAR.get(measure.name)
    without = [result.case.id for result in results if can_bear is not None and can_bear(result.case)]
    lowering = [result.case.id for result in results if _lowers(measure, result.scores)]
    demanding = limit > measure.least if measure.more_is_better else limit < 1
    needed = demanding and (bool(without) or not of_part)
    against = tuple(without if value is None else lowering)
    return GateCheck(measure.name, value, limit, not measure.more_is_better, against, needed=needed)


def _lowers(measure: Measure, scores: CaseScores) -> bool:
    """True where the case keeps the measure from its best; of one that is no mean, every case that went wrong."""
    if measure.of_case is None:
        return not scores.outcome.good
    value = measure.of_case(scores)
    return value is not None and (value < 1 if measure.more_is_better else value > 0)


def _count(results: Sequence[CaseResult], counts: Callable[[Outcome], bool]) -> CountedShare:
    """The share of the results whose outcome counts."""
    against = tuple(result.case.id for result in results if not counts(result.outcome))
    return CountedShare(Share(len(results) - len(against), len(results)), against)
