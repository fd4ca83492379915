"""Asks every case of a suite and grades what comes back."""

import time
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from evals.grading import Outcome, grade
from evals.metrics.citation_hit import citation_hit
from evals.report import CaseResult, Report
from evals.suite import Case, Suite
from qa.answer import Answer, Citation


class StoredDocument(Protocol):
    """A document as the service holds it."""

    @property
    def text(self) -> str:
        """The text that citations point into."""


class Service(Protocol):
    """What a run needs of qa.service.QAService."""

    def answer(self, question: str, /) -> Answer:
        """The answer to one question."""

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
    """One case, asked and graded."""
    start = clock()
    try:
        answer = service.answer(case.question)
        milliseconds = (clock() - start) * 1000
        hit = _hits(case, answer, service)
        outcome = grade(case, answer, hit is True)
        cited = _citations(answer)
        inexact = [problem for citation in cited if (problem := _inexactness(citation, service))]
    except Exception:  # whatever the service raises is this case's failure, and only this case's
        milliseconds = (clock() - start) * 1000
        return CaseResult(case, Outcome.CRASHED, None, None, 0, (), milliseconds, traceback.format_exc())
    return CaseResult(case, outcome, answer, hit, len(cited), tuple(inexact), milliseconds)


def _citations(answer: Answer) -> list[Citation]:
    """Every citation that the answer carries."""
    return [*answer.citations, *answer.nearest, *(alternative.citation for alternative in answer.alternatives)]


def _hits(case: Case, answer: Answer, service: Service) -> bool | None:
    """Whether one of the answer's own citations overlaps the evidence; None where either has none."""
    if not answer.citations or not case.evidence:
        return None
    return any(
        citation_hit(
            _text(citation, service),
            citation.start,
            citation.end,
            [evidence.quote for evidence in case.evidence if evidence.source == citation.source],
        )
        for citation in answer.citations
    )


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
