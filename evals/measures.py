"""The measures of a run, each over the scores of its cases."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from evals.case_scores import CaseScores
from evals.metrics.expected_calibration_error import expected_calibration_error
from evals.metrics.refusal_scores import RefusalScores, refusal_scores
from evals.metrics.risk_coverage_area import risk_coverage_area
from evals.metrics.truthfulness import truthfulness
from evals.metrics.wrong_answer_rate import wrong_answer_rate
from evals.outcome import Outcome

Scores = Sequence[CaseScores]


@dataclass(frozen=True)
class Measure:
    """A number over the cases of a run, None where no case bears on it.

    `of_case` is set where the number is the mean of a score over the cases that have it.
    """

    name: str
    meaning: str
    of_run: Callable[[Scores], float | None]
    of_case: Callable[[CaseScores], float | None] | None = None
    more_is_better: bool = True
    least: float = 0.0  # it can be; the most is 1


def measure_run(scores: Scores) -> dict[str, float | None]:
    """Every measure by name."""
    return {measure.name: measure.of_run(scores) for measure in MEASURES}


def shown_answers(scores: Scores) -> tuple[list[float], list[bool]]:
    """The confidence of each answer that was shown with one, and whether it was right."""
    shown = [(one.confidence, one.outcome is Outcome.CORRECT) for one in scores if one.confidence is not None]
    return [confidence for confidence, _ in shown], [right for _, right in shown]


def _mean_of(name: str, meaning: str, of_case: Callable[[CaseScores], float | None]) -> Measure:
    """The measure that is the mean of a score."""

    def mean(scores: Scores) -> float | None:
        values = [value for one in scores if (value := of_case(one)) is not None]
        return sum(values) / len(values) if values else None

    return Measure(name, meaning, mean, of_case)


def _case_by_case(
    name: str,
    meaning: str,
    of_run: Callable[[Scores], float | None],
    more_is_better: bool = True,
    least: float = 0.0,
) -> Measure:
    """The measure that is the mean of itself over one case at a time."""
    return Measure(name, meaning, of_run, lambda one: of_run([one]), more_is_better, least)


def _correct(one: CaseScores) -> float | None:
    """1 where an answerable case was answered rightly, else 0."""
    return float(one.outcome is Outcome.CORRECT) if one.answerable else None


def _verdicts(scores: Scores) -> tuple[int, int, int]:
    """How many cases were right (a right refusal too), refused wrongly, and wrong."""
    right = sum(one.outcome.good for one in scores)
    refused = sum(one.outcome is Outcome.REFUSED_WRONGLY for one in scores)
    return right, refused, len(scores) - right - refused


def _truthfulness(scores: Scores) -> float | None:
    return truthfulness(*_verdicts(scores)) if scores else None


def _wrong_answers(scores: Scores) -> float | None:
    return wrong_answer_rate(*_verdicts(scores)) if scores else None


def _refusals(scores: Scores) -> RefusalScores:
    refused = [one.outcome in (Outcome.REFUSED_RIGHTLY, Outcome.REFUSED_WRONGLY) for one in scores]
    return refusal_scores(refused, [not one.answerable for one in scores])


def _risk_coverage(scores: Scores) -> float | None:
    confidences, right = shown_answers(scores)
    return risk_coverage_area(confidences, right) if right else None


def _calibration(scores: Scores) -> float | None:
    confidences, right = shown_answers(scores)
    return expected_calibration_error(confidences, right) if right else None


MEASURES = (
    _mean_of("answerable_correct", "answerable questions that were answered rightly", _correct),
    _case_by_case("wrong_answer_rate", "questions that got a wrong answer", _wrong_answers, more_is_better=False),
    _case_by_case("truthfulness", "right (a due refusal too) 1, refused 0, wrong -1", _truthfulness, least=-1.0),
    _case_by_case("refusal_precision", "refusals of what nothing answers", lambda scores: _refusals(scores).precision),
    _case_by_case("refusal_recall", "what nothing answers, refused", lambda scores: _refusals(scores).recall),
    Measure("refusal_f1", "harmonic mean of the two", lambda scores: _refusals(scores).f1),
    _mean_of("exact_match", "SQuAD's exact match, a refusal being 0", lambda one: one.exact_match),
    _mean_of("token_f1", "SQuAD's token F1, a refusal being 0", lambda one: one.token_f1),
    _mean_of("contains_answer", "answers that contain an accepted one", lambda one: one.contains_answer),
    _mean_of("citation_precision", "citations that have the evidence", lambda one: one.citation_precision),
    _mean_of("citation_recall", "evidence that each claim cites, where answered", lambda one: one.citation_recall),
    _mean_of("hit_at_1", "evidence in the first passage", lambda one: one.hit_at_1),
    _mean_of("hit_at_5", "evidence in the first five passages", lambda one: one.hit_at_5),
    _mean_of("mrr", "mean reciprocal rank of the evidence in the first ten", lambda one: one.reciprocal_rank),
    _mean_of("ndcg_at_10", "nDCG of the first ten passages", lambda one: one.ndcg_at_10),
    _mean_of("judged_faithfulness", "answers that an LLM found in their quotes", lambda one: one.judged_faithfulness),
    _mean_of("judged_correctness", "an LLM's 1 to 5, brought to 0 to 1", lambda one: one.judged_correctness),
    Measure("risk_coverage_area", "area under risk and coverage of answers", _risk_coverage, more_is_better=False),
    Measure("calibration_error", "expected calibration error of answers", _calibration, more_is_better=False),
)

# The measures that a suite may have a gate on, by name: not those of an LLM, which a run has only where one is asked,
# and not the share that every suite has a gate on.
GATEABLE = {
    measure.name: measure
    for measure in MEASURES
    if not measure.name.startswith("judged_") and measure.name != "answerable_correct"
}
