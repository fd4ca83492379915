"""A report as text for the terminal."""

from collections.abc import Iterator

from evals.case_result import CaseResult
from evals.gates import GateCheck, Share, count_shares
from evals.measures import GATEABLE, MEASURES
from evals.outcome import Outcome
from evals.report import Report
from evals.wording import counted, one_line

ASKED_ALONE = " (a follow-up, asked as it stands)"
NOT_JUDGED = "the suite's gates are not judged on a part of it: --gate judges them"
_WIDTH = 24


def draw(report: Report) -> str:
    """The table of measures, each against its gate, and then the failed cases."""
    cases = len(report.results)
    asked = f"{report.answerable} answerable, {cases - report.answerable} not"
    head = f"{report.suite.name}: {counted(cases, 'case')}, {asked}"
    alone = sum(result.asked_alone for result in report.results)
    if alone:
        head += f"\n{counted(alone, 'follow-up')} asked as it stands: the service took nothing from the turns before it"
    if report.suite.gates is None:
        head += f"\n{NOT_JUDGED}"
    return "\n".join([head, "", *_rows(report), *_measures(report), *_unjudged(report), *_failed(report)])


def _rows(report: Report) -> Iterator[str]:
    """One line for each measure."""
    answerable, unanswerable = report.answerable, len(report.results) - report.answerable
    yield _gated("correct", "answerable_correct", report)
    yield _row("wrong", Share(report.count(Outcome.WRONG), answerable))
    yield _row("refused wrongly", Share(report.count(Outcome.REFUSED_WRONGLY), answerable))
    yield _gated("refused rightly", "unanswerable_refused", report)
    yield _row("answered unanswerable", Share(report.count(Outcome.ANSWERED_UNANSWERABLE), unanswerable))
    yield _row("citation hits", report.citation_hits)
    yield _gated("citations exact", "citations_exact", report)
    yield _gated("not crashed", "not_crashed", report)
    if report.unjudged.total:
        yield _row("not judged", report.unjudged)
    for name, milliseconds in report.percentiles.items():
        yield f"{name:<{_WIDTH}}{milliseconds:>9.0f} ms"


def _row(name: str, share: Share) -> str:
    """The count, and the share of those that it could be."""
    percent = "-" if share.value is None else f"{share.value:.1%}"
    return f"{name:<{_WIDTH}}{f'{share.count}/{share.total}':>9}{percent:>9}"


def _gated(title: str, name: str, report: Report) -> str:
    """The same with its gate, if it is judged."""
    return _row(title, count_shares(report.results)[name].share) + _gate(name, report)


def _gate(name: str, report: Report) -> str:
    """The gate of that name and whether it is reached; nothing without one."""
    return "".join(f"   gate {gate.demanded}   {_verdict(gate)}" for gate in report.gates if gate.name == name)


def _verdict(gate: GateCheck) -> str:
    """What came of the gate, in capitals where it is missed."""
    return gate.verdict if gate.passed else gate.verdict.replace("below the gate", "BELOW THE GATE")


def _measures(report: Report) -> Iterator[str]:
    """One line for each measure that a case bears on, with what it means."""
    yield ""
    meanings = {measure.name: measure.meaning for measure in MEASURES}
    measured = {name: _gate(name, report) for name in GATEABLE}
    for name, value in report.measures.items():
        if name == "risk_coverage_area":
            yield _row("coverage", report.coverage)
        if value is None and measured.get(name):
            yield f"{name.replace('_', ' '):<{_WIDTH}}{'-':>9}{measured[name]}"
        if value is not None:
            yield f"{name.replace('_', ' '):<{_WIDTH}}{value:>9.3f}   {meanings[name]}{measured.get(name, '')}"


def _unjudged(report: Report) -> Iterator[str]:
    """The answers that could not be judged, and why."""
    if report.unjudged.count:
        yield ""
        yield f"{report.unjudged.count} not judged:"
    for result in report.results:
        if result.judgement is not None and result.judgement.problem is not None:
            yield f"  {one_line(result.case.id)}: {one_line(result.judgement.problem)}"


def _failed(report: Report) -> Iterator[str]:
    """The failed cases, a few lines each."""
    if report.failed:
        yield ""
        yield f"{len(report.failed)} failed:"
    for result in report.failed:
        yield ""
        yield f"  {one_line(result.case.id)} ({result.outcome}): {one_line(result.case.question)}"
        yield f"    because   {result.cause}{ASKED_ALONE if result.asked_alone else ''}"
        yield f"    expected  {one_line(result.expected)}"
        yield f"    got       {_got(result)}"
        if result.judgement is not None:
            yield f"    judge     {one_line(result.judgement.wording)}"
        for problem in result.inexact:
            yield f"    inexact   {one_line(problem)}"


def _got(result: CaseResult) -> str:
    """What came instead: the answer's text and confidence, or the last line of the crash."""
    if result.answer is None:
        return one_line(result.crash)
    return f"{one_line(result.answer.text)} (confidence {result.answer.confidence:.2f})"
