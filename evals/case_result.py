"""One case as it went."""

from dataclasses import asdict, dataclass
from typing import Any

from evals.case_scores import CaseScores
from evals.causes import Cause
from evals.judge import Judgement
from evals.outcome import Outcome
from evals.suite import Case
from evals.wording import describe_expected, last_line
from qa.answer import Answer, Citation


@dataclass(frozen=True)
class RankedPassage:
    """A passage of the ranking: whether it has the evidence, and whether it may be read for the answer."""

    citation: Citation
    evidence: bool
    read: bool

    def to_json(self) -> dict[str, Any]:
        """The citation's fields with both."""
        return {**asdict(self.citation), "evidence": self.evidence, "read": self.read}


@dataclass(frozen=True)
class CaseResult:
    """What came of a case. `hit` is None where nothing was cited or no evidence exists; `error` is a crash's traceback.

    `citations` counts every citation checked, those of `nearest` and `alternatives` included; `inexact` says what
    is wrong with each whose quote does not stand at its place. `passages` are ranked, best first. `judgement` is an
    LLM's, where one was asked.
    """

    case: Case
    outcome: Outcome
    scores: CaseScores
    milliseconds: float
    answer: Answer | None = None
    hit: bool | None = None
    citations: int = 0
    inexact: tuple[str, ...] = ()
    passages: tuple[RankedPassage, ...] = ()
    cause: Cause | None = None
    error: str | None = None
    judgement: Judgement | None = None

    @property
    def good(self) -> bool:
        """True where the outcome is what the case asks for and every citation is exact."""
        return self.outcome.good and not self.inexact

    @property
    def asked_alone(self) -> bool:
        """True where a follow-up was asked as it stands: the service made no question of its own of the history."""
        return bool(self.case.history and self.answer and not self.answer.history)

    @property
    def expected(self) -> str:
        """What would have been right, in words."""
        return describe_expected(self.case.answerable, self.case.answers)

    @property
    def crash(self) -> str:
        """The last line of the crash's traceback; empty without one."""
        return last_line(self.error or "")

    def to_json(self) -> dict[str, Any]:
        """The case, what came of it and the answer; everything that changes from run to run is under `times`."""
        answer = self.answer.to_json() if self.answer else None
        stages = answer.pop("timings") if answer else {}
        return {
            **asdict(self.case),
            "outcome": str(self.outcome),
            "good": self.good,
            "cause": self.cause and str(self.cause),
            "scores": self.scores.to_json(),
            "asked_alone": self.asked_alone,
            "citation_hit": self.hit,
            "citations_checked": self.citations,
            "judgement": self.judgement and self.judgement.to_json(),
            "inexact_citations": list(self.inexact),
            "error": self.error,
            "answer": answer,
            "passages": [passage.to_json() for passage in self.passages],
            "times": {"milliseconds": self.milliseconds, "stages": stages},
        }
