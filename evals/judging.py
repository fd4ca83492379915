"""Adds the judgements of an LLM to a report."""

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from evals.case_result import CaseResult
from evals.grading import without_markers
from evals.judge import LEAST, MOST, Judgement
from evals.report import Report
from evals.suite import Case

NOTHING_ANSWERS = "The documents do not answer this question."


class AnyJudge(Protocol):
    """What judging needs of evals.judge.Judge."""

    def judge(self, question: str, text: str, quotes: Sequence[str], reference: str, /) -> Judgement:
        """The judgement on one answer."""


def judge_report(
    report: Report, judge: AnyJudge, progress: Callable[[Iterable[CaseResult]], Iterable[CaseResult]] = iter
) -> Report:
    """The report with a judgement on each answer that was shown; a refusal has none.

    A crashed case is not judged and gets the lowest scores, as everywhere. `progress` passes the results through.
    """
    results = tuple(_judge_result(result, judge) for result in progress(report.results))
    return dataclasses.replace(report, results=results)


def _judge_result(result: CaseResult, judge: AnyJudge) -> CaseResult:
    """The result with its judgement, and with that in its scores."""
    answer, scores = result.answer, result.scores
    if answer is None:
        lowest = dataclasses.replace(scores, judged_faithfulness=0.0, judged_correctness=0.0)
        return dataclasses.replace(result, scores=lowest)
    if answer.refused:
        return result
    question = (answer.standalone_question if answer.history else None) or result.case.question
    quotes = [citation.quote for citation in answer.citations]
    judgement = judge.judge(question, without_markers(answer.text), quotes, _reference(result.case))
    if judgement.faithful is not None and judgement.correctness is not None:
        scores = dataclasses.replace(
            scores,
            judged_faithfulness=float(judgement.faithful),
            judged_correctness=(judgement.correctness - LEAST) / (MOST - LEAST),
        )
    return dataclasses.replace(result, scores=scores, judgement=judgement)


def _reference(case: Case) -> str:
    """An answer that would have been right: an accepted one, else the sentences that bear on the question."""
    if not case.answerable:
        return NOTHING_ANSWERS
    return " or ".join(case.answers) or " ".join(one.quote or one.source for one in case.evidence)
