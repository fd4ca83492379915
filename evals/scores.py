"""The scores of one case, from which the measures of a run are taken.

A crashed case counts everywhere as the worst that could have come: a wrong answer given with full confidence, with
nothing retrieved and nothing cited. So it lowers every measure that it bears on, and hides in none.
"""

from collections.abc import Sequence

from evals.case_lint import EVIDENCE_TAG
from evals.case_scores import CaseScores
from evals.claims import split_claims
from evals.evidence import Hits
from evals.grading import without_markers
from evals.metrics.citation_precision import citation_precision
from evals.metrics.citation_recall import citation_recall
from evals.metrics.contains_answer import contains_answer
from evals.metrics.exact_match import exact_match
from evals.metrics.hit_at_k import hit_at_k
from evals.metrics.ndcg import ndcg
from evals.metrics.reciprocal_rank import reciprocal_rank
from evals.metrics.token_f1 import token_f1
from evals.outcome import Outcome
from evals.suite import Case
from qa.answer import Answer, Reason

RANKING_DEPTH = 10  # passages that the scores of ranks look at


def score_case(case: Case, outcome: Outcome, answer: Answer | None, cited: Hits, retrieved: Hits) -> CaseScores:
    """The scores of a case; `cited` and `retrieved` say where the citations and the passages have its evidence."""
    shown = answer is None or not answer.refused
    quotes = len(case.evidence)
    scores: dict[str, float | None] = {}
    if answer is None:
        scores["confidence"] = 1.0
    elif shown and answer.reason is not Reason.SUMMARY:
        scores["confidence"] = min(1.0, max(0.0, answer.confidence))
    if case.answers and EVIDENCE_TAG not in case.tags:
        scores |= _text_scores("" if answer is None or answer.refused else without_markers(answer.text), case.answers)
    if quotes and shown:
        places = () if answer is None else split_claims(answer.text, len(cited))
        claims = [[cited[place] for place in claim] for claim in places]
        scores["citation_precision"] = citation_precision(claims) if cited else 0.0
        scores["citation_recall"] = citation_recall(claims, quotes)
    if quotes:
        scores |= _rank_scores(retrieved, quotes)
    return CaseScores(outcome, case.answerable, **scores)


def _text_scores(text: str, answers: Sequence[str]) -> dict[str, float | None]:
    """How the text compares with the accepted answer that it is nearest to."""
    return {
        "exact_match": float(any(exact_match(text, answer) for answer in answers)),
        "token_f1": max(token_f1(text, answer) for answer in answers),
        "contains_answer": float(any(contains_answer(text, answer) for answer in answers)),
    }


def _rank_scores(retrieved: Hits, quotes: int) -> dict[str, float | None]:
    """How high the passages with the evidence are ranked.

    For nDCG a passage gains the quotes that no passage before it has; ideally they come first, and each quote that
    was not retrieved stands in a passage of its own.
    """
    relevant = [any(row) for row in retrieved]
    found: set[int] = set()
    gains = []
    for row in retrieved:
        new = {quote for quote, hit in enumerate(row) if hit} - found
        found |= new
        gains.append(len(new))
    missing = [1] * (quotes - len(found))
    return {
        "hit_at_1": float(hit_at_k(relevant, 1)),
        "hit_at_5": float(hit_at_k(relevant, 5)),
        "reciprocal_rank": reciprocal_rank(relevant),
        "ndcg_at_10": ndcg(gains, [*gains, *missing], RANKING_DEPTH),
    }
