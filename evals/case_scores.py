"""The scores that a case has, whatever they were taken from."""

from dataclasses import asdict, dataclass
from typing import Any

from evals.outcome import Outcome


@dataclass(frozen=True)
class CaseScores:
    """Each 0 to 1, or None where it does not apply.

    `confidence` is that of an answer that was shown; a summary has none. The scores of texts are the best over the
    accepted answers, and 0 for a refusal; those of citations belong to answers that were shown, those of ranks to
    answerable cases. The judged ones are an LLM's, on answers that were shown.
    """

    outcome: Outcome
    answerable: bool
    confidence: float | None = None
    exact_match: float | None = None
    token_f1: float | None = None
    contains_answer: float | None = None
    citation_precision: float | None = None
    citation_recall: float | None = None
    hit_at_1: float | None = None
    hit_at_5: float | None = None
    reciprocal_rank: float | None = None
    ndcg_at_10: float | None = None
    judged_faithfulness: float | None = None
    judged_correctness: float | None = None

    def to_json(self) -> dict[str, Any]:
        """The scores by name; the outcome and `answerable` stand beside them in the report."""
        scores = asdict(self)
        return {name: value for name, value in scores.items() if name not in ("outcome", "answerable")}
