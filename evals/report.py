"""What a run found: every case, the measures over them, and the gates."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from evals.case_result import CaseResult
from evals.gates import GateCheck, Share, check_gates
from evals.measures import measure_run
from evals.metrics.latency_percentile import PERCENTILES, latency_percentile
from evals.outcome import Outcome
from evals.regression import Regression
from evals.suite import Suite


@dataclass(frozen=True)
class Report:
    """A run of a suite; `provenance` says what ran: settings, versions, commit.

    `regressions` are the gates on an earlier run that it misses, where it was compared with one.
    """

    suite: Suite
    results: tuple[CaseResult, ...]
    provenance: Mapping[str, Any] = field(default_factory=dict)
    regressions: tuple[Regression, ...] = ()

    def count(self, outcome: Outcome) -> int:
        """How many cases ended so."""
        return sum(result.outcome is outcome for result in self.results)

    @property
    def answerable(self) -> int:
        """How many of the cases are answerable."""
        return sum(result.case.answerable for result in self.results)

    @property
    def failed(self) -> tuple[CaseResult, ...]:
        """The cases that are not good, in their order."""
        return tuple(result for result in self.results if not result.good)

    @property
    def citation_hits(self) -> Share:
        """Of the answerable cases that were answered, those with a citation that has the evidence."""
        answered = [result for result in self.results if result.outcome in (Outcome.CORRECT, Outcome.WRONG)]
        return Share(sum(result.hit is True for result in answered), len(answered))

    @property
    def coverage(self) -> Share:
        """Of all cases, those that got an answer with a confidence: the risk-coverage area is over them."""
        return Share(sum(result.scores.confidence is not None for result in self.results), len(self.results))

    @property
    def unjudged(self) -> Share:
        """Of the answers that an LLM was asked to judge, those that it did not judge."""
        judgements = [result.judgement for result in self.results if result.judgement is not None]
        return Share(sum(one.problem is not None for one in judgements), len(judgements))

    @property
    def measures(self) -> dict[str, float | None]:
        """Every measure of evals/measures.py by name."""
        return measure_run([result.scores for result in self.results])

    @property
    def tags(self) -> dict[str, Share]:
        """Of the cases with each tag, those that are good; by name."""
        names = sorted({tag for result in self.results for tag in result.case.tags})
        tagged = {name: [result.good for result in self.results if name in result.case.tags] for name in names}
        return {name: Share(sum(good), len(good)) for name, good in tagged.items()}

    @property
    def gates(self) -> tuple[GateCheck, ...]:
        """Every gate of the suite; of a part of a suite only that nothing crashed."""
        return check_gates(self.results, self.suite.gates)

    @property
    def passed(self) -> bool:
        """True where every gate is reached, those on an earlier run too."""
        return all(gate.passed for gate in self.gates) and not self.regressions

    @property
    def verdict(self) -> str:
        """How the run did against its gates, in words."""
        if not self.passed:
            return "below the gate"
        return "passed" if self.suite.gates else "gates not judged"

    @property
    def answer_times(self) -> list[float]:
        """The milliseconds of each case that did not crash: a crash is no answer that took a time."""
        return [result.milliseconds for result in self.results if result.outcome is not Outcome.CRASHED]

    @property
    def percentiles(self) -> dict[str, float]:
        """The latency percentiles of a question in milliseconds, by name (`p50`); none where no case was answered."""
        times = self.answer_times
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
            "coverage": self.coverage.to_json(),
            "unjudged": self.unjudged.to_json(),
            "gates": [gate.to_json() for gate in self.gates],
            "regressions": [asdict(one) for one in self.regressions],
            "measures": self.measures,
            "tags": {name: share.to_json() for name, share in self.tags.items()},
            "cases": [result.to_json() for result in self.results],
            "times": self.percentiles,
        }
