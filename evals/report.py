"""What a run found: every case, the measures over them, and the gates."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from evals.grading import Outcome
from evals.metrics.latency_percentile import latency_percentile
from evals.suite import Case, Suite
from qa.answer import Answer

PERCENTILES = (50, 95)


@dataclass(frozen=True)
class CaseResult:
    """One case as it went. `hit` is None where nothing was cited or no evidence exists; `error` is a crash's traceback.

    `citations` counts every citation checked, those of `nearest` and `alternatives` included; `inexact` says what
    is wrong with each whose quote does not stand at its place.
    """

    case: Case
    outcome: Outcome
    answer: Answer | None
    hit: bool | None
    citations: int
    inexact: tuple[str, ...]
    milliseconds: float
    error: str | None = None

    @property
    def good(self) -> bool:
        """True where the outcome is what the case asks for and every citation is exact."""
        return self.outcome.good and not self.inexact

    def to_json(self) -> dict[str, Any]:
        """The case, what came of it and the answer; everything that changes from run to run is under `times`."""
        answer = self.answer.to_json() if self.answer else None
        stages = answer.pop("timings") if answer else {}
        return {
            **asdict(self.case),
            "outcome": str(self.outcome),
            "good": self.good,
            "citation_hit": self.hit,
            "citations_checked": self.citations,
            "inexact_citations": list(self.inexact),
            "error": self.error,
            "answer": answer,
            "times": {"milliseconds": self.milliseconds, "stages": stages},
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
class GateCheck:
    """A measure against its gate: the least share that passes. A share of nothing passes."""

    name: str
    share: Share
    least: float

    @property
    def passed(self) -> bool:
        """True at the gate or above."""
        return self.share.value is None or self.share.value >= self.least

    def to_json(self) -> dict[str, Any]:
        """The gate, its numbers and whether it passed."""
        return {"name": self.name, "least": self.least, **self.share.to_json(), "passed": self.passed}


@dataclass(frozen=True)
class Report:
    """A run of a suite; `provenance` says what ran: settings, versions, commit."""

    suite: Suite
    results: tuple[CaseResult, ...]
    provenance: Mapping[str, Any] = field(default_factory=dict)

    def count(self, outcome: Outcome) -> int:
        """How many cases ended so."""
        return sum(result.outcome is outcome for result in self.results)

    @property
    def answerable(self) -> int:
        """How many of the cases are answerable."""
        return sum(result.case.answerable for result in self.results)

    @property
    def citation_hits(self) -> Share:
        """Of the answerable cases that were answered, those with a citation that overlaps the evidence."""
        answered = [result for result in self.results if result.outcome in (Outcome.CORRECT, Outcome.WRONG)]
        return Share(sum(result.hit is True for result in answered), len(answered))

    @property
    def gates(self) -> tuple[GateCheck, ...]:
        """Every gate. A crashed case counts as one that was not right, and `not_crashed` lets none pass."""
        cases, gates = len(self.results), self.suite.gates
        correct = Share(self.count(Outcome.CORRECT), self.answerable)
        refused = Share(self.count(Outcome.REFUSED_RIGHTLY), cases - self.answerable)
        citations = sum(result.citations for result in self.results)
        inexact = sum(len(result.inexact) for result in self.results)
        return (
            GateCheck("answerable_correct", correct, gates.answerable_correct),
            GateCheck("unanswerable_refused", refused, gates.unanswerable_refused),
            GateCheck("citations_exact", Share(citations - inexact, citations), gates.citations_exact),
            GateCheck("not_crashed", Share(cases - self.count(Outcome.CRASHED), cases), 1.0),
        )

    @property
    def passed(self) -> bool:
        """True where every gate is reached."""
        return all(gate.passed for gate in self.gates)

    @property
    def percentiles(self) -> dict[str, float]:
        """The latency percentiles of a question in milliseconds, by name (`p50`); none where no case ran."""
        times = [result.milliseconds for result in self.results]
        return {f"p{percent}": latency_percentile(times, percent) for percent in PERCENTILES if times}

    def to_json(self) -> dict[str, Any]:
        """The whole report. Two runs of the same code differ in nothing but what is under a key `times`."""
        suite = self.suite
        return {
            "suite": suite.name,
            "description": suite.description,
            "corpus_digest": suite.corpus_digest,
            "cases_digest": suite.cases_digest,
            **self.provenance,
            "passed": self.passed,
            "outcomes": {str(outcome): self.count(outcome) for outcome in Outcome},
            "citation_hits": self.citation_hits.to_json(),
            "gates": [gate.to_json() for gate in self.gates],
            "cases": [result.to_json() for result in self.results],
            "times": self.percentiles,
        }
