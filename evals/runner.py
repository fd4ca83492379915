"""Asks every case of a suite and grades what comes back."""

import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from evals.case_result import CaseResult, RankedPassage
from evals.causes import Cause, find_cause
from evals.evidence import any_hit, find_hits
from evals.grading import grade
from evals.json_fields import require_finite
from evals.outcome import Outcome
from evals.report import Report
from evals.scores import RANKING_DEPTH, score_case
from evals.suite import Case, Suite
from qa.answer import Answer, Citation, Question
from qa.settings import Settings


class StoredDocument(Protocol):
    """A document as the service holds it."""

    @property
    def text(self) -> str:
        """The text that citations point into."""


class Service(Protocol):
    """What a run needs of qa.service.QAService."""

    def answer(self, question: str | Question, /) -> Answer:
        """The answer to one question."""

    @property
    def settings(self) -> Settings:
        """The settings, which say how many passages may be read for an answer."""

    def retrieve(self, question: str | Question, count: int, /) -> Sequence[Citation]:
        """The first `count` of the ranked passages for a question, best first; those that may be read come first."""

    def load_document(self, document_id: str, /) -> StoredDocument | None:
        """The document of that id, if there is one."""


def run_suite(
    suite: Suite,
    service: Service,
    provenance: Mapping[str, Any] | None = None,
    progress: Callable[[Iterable[Case]], Iterable[Case]] = iter,
    clock: Callable[[], float] = time.perf_counter,
) -> Report:
    """The report on every case of the suite, in its order.

    A case that raises is reported as crashed, and the others still run. `progress` passes the cases through and may
    draw how far the run is; `clock` gives seconds.
    """
    results = tuple(_run_case(case, service, clock) for case in progress(suite.cases))
    return Report(suite, results, dict(provenance or {}))


def _run_case(case: Case, service: Service, clock: Callable[[], float]) -> CaseResult:
    """One case, asked and graded; the time is that of the answer alone."""
    start = clock()
    took = None
    try:
        answer = service.answer(_question(case))
        took = (clock() - start) * 1000
        return _grade_case(case, answer, service, took)
    except (KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException:  # whatever else the service raises, a Rust panic too, is this case's failure alone
        took = (clock() - start) * 1000 if took is None else took
        scores = score_case(case, Outcome.CRASHED, None, (), ())
        error = traceback.format_exc()
        return CaseResult(case, Outcome.CRASHED, scores, took, cause=Cause.CRASHED, error=error)


def _grade_case(case: Case, answer: Answer, service: Service, milliseconds: float) -> CaseResult:
    """The case with its answer, the passages behind it and what is to be said of both.

    ValueError where the answer holds a number that is none, such as a confidence of NaN.
    """
    require_finite(answer.to_json())
    read = service.settings.passages
    passages = service.retrieve(_question(case), max(read, RANKING_DEPTH))
    retrieved = find_hits(passages, [_text(passage, service) for passage in passages], case)
    texts = [_text(citation, service) for citation in answer.citations]
    cited = find_hits(answer.citations, texts, case)
    hit = any_hit(cited)
    outcome = grade(case, answer, hit)
    checked = _citations(answer)
    inexact = tuple(problem for citation in checked if (problem := _inexactness(citation, service)))
    return CaseResult(
        case,
        outcome,
        score_case(case, outcome, answer, cited, retrieved[:RANKING_DEPTH]),
        milliseconds,
        answer=answer,
        hit=hit if answer.citations and case.evidence else None,
        citations=len(checked),
        inexact=inexact,
        passages=tuple(
            RankedPassage(passage, evidence=any(row), read=rank < read)
            for rank, (passage, row) in enumerate(zip(passages, retrieved, strict=True))
        ),
        cause=find_cause(outcome, any_hit(retrieved), any_hit(retrieved[:read]), bool(inexact)),
    )


def _question(case: Case) -> str | Question:
    """What is asked: a follow-up comes with its history, of which a service may make use."""
    return Question(case.question, case.history) if case.history else case.question


def _citations(answer: Answer) -> list[Citation]:
    """Every citation that the answer carries."""
    return [*answer.citations, *answer.nearest, *(alternative.citation for alternative in answer.alternatives)]


def _inexactness(citation: Citation, service: Service) -> str | None:
    """What is wrong with the citation; None where `document.text[start:end] == quote` holds and quotes something."""
    found = _text(citation, service)[citation.start : citation.end]
    if found == citation.quote and citation.quote and citation.start >= 0:
        return None
    place = f"{citation.source}[{citation.start}:{citation.end}]"
    return f"{place} is {found!r}, and the citation quotes {citation.quote!r}"


def _text(citation: Citation, service: Service) -> str:
    """The text of the cited document; empty, so that the citation is inexact, where there is none."""
    document = service.load_document(citation.document_id)
    return document.text if document else ""
