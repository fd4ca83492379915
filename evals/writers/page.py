"""A report as one HTML page that asks nothing of the network and runs no script."""

import json
from collections.abc import Iterable
from html import escape

from evals.case_result import CaseResult, RankedPassage
from evals.comparison_table import draw_regression
from evals.measures import MEASURES, shown_answers
from evals.metrics.risk_coverage_curve import risk_coverage_curve
from evals.report import Report
from evals.wording import counted, place
from evals.writers.charts import draw_latency, draw_risk_coverage, draw_tags
from evals.writers.elements import facts, page, quotes, table
from qa.answer import Citation


def write_page(report: Report) -> str:
    """The page: gates, measures, charts, and every case with its passages, the failed ones first."""
    suite, failed = report.suite, report.failed
    good = [result for result in report.results if result.good]
    verdict = report.verdict
    charts = (
        draw_risk_coverage(risk_coverage_curve(*shown_answers([result.scores for result in report.results]))),
        draw_latency(report.answer_times, report.percentiles),
        draw_tags(report.tags),
    )
    body = f"""<h1>{escape(suite.name)} <span class="{"good" if report.passed else "bad"}">{verdict}</span></h1>
<p>{escape(suite.description)}</p>
<p>{counted(len(report.results), "case")}, {report.answerable} answerable, {len(failed)} failed.</p>
{_gates(report)}
{_regressions(report)}
{_measures(report)}
<div class="charts">{"".join(charts)}</div>
<h2>{len(failed)} failed</h2>
{_cases(failed)}
<h2>{len(good)} good</h2>
{_cases(good)}
<h2>What ran</h2>
{_provenance(report)}"""
    return page(f"{suite.name}: {verdict}", body)


def _gates(report: Report) -> str:
    rows = ((gate.name, gate.reached, gate.demanded, gate.verdict) for gate in report.gates)
    return table(("gate", "reached", "demanded", ""), rows)


def _regressions(report: Report) -> str:
    """The gates on an earlier run that are missed; nothing for none."""
    lines = "".join(f"<li>{escape(draw_regression(one))}</li>" for one in report.regressions)
    return f"<h2>Worse than the baseline</h2><ol>{lines}</ol>" if lines else ""


def _measures(report: Report) -> str:
    values = report.measures
    known = ((measure, value) for measure in MEASURES if (value := values[measure.name]) is not None)
    rows = [(one.name, f"{value:.3f}", one.meaning) for one, value in known]
    coverage = report.coverage
    rows.append(("coverage", f"{coverage.count}/{coverage.total}", "cases that got an answer with a confidence"))
    unjudged = report.unjudged
    if unjudged.total:
        rows.append(("not judged", f"{unjudged.count}/{unjudged.total}", "answers that the LLM did not judge"))
    return table(("measure", "value", ""), rows)


def _cases(results: Iterable[CaseResult]) -> str:
    return "\n".join(map(_case, results))


def _case(result: CaseResult) -> str:
    """One case: closed at first, with what was expected, what came, why it failed, and the passages."""
    case, answer = result.case, result.answer
    told = [("after", f"{question} {reply}") for question, reply in case.history]
    if result.asked_alone:
        told.append(("note", "asked as it stands: the service makes no use of what was asked before"))
    told.append(("expected", result.expected))
    if answer is not None:
        told += [("got", answer.text), ("confidence", f"{answer.confidence:.2f}")]
    if result.cause is not None:
        told.append(("because", str(result.cause)))
    if result.judgement is not None:
        told.append(("judge", result.judgement.wording))
    told += [("inexact", problem) for problem in result.inexact]
    told += [("tags", ", ".join(case.tags)), ("time", f"{result.milliseconds:.0f} ms")]
    parts = [
        f'<details class="{"good" if result.good else "bad"}"><summary><b>{escape(case.id)}</b> ',
        f"<i>{result.outcome}</i> {escape(case.question)}</summary>{facts(told)}",
        quotes("evidence", ((one.source, one.quote or "any words of it", "") for one in case.evidence)),
        _citations("citations", answer.citations if answer else ()),
        quotes("passages read, as far as needed", (_passage(one) for one in result.passages if one.read)),
        quotes("not read", (_passage(one) for one in result.passages if one.evidence and not one.read)),
        f"<pre>{escape(result.error)}</pre>" if result.error else "",
        "</details>",
    ]
    return "".join(parts)


def _passage(passage: RankedPassage) -> tuple[str, str, str]:
    one = passage.citation
    return place(one.source, one.start, one.end), one.quote, "has the evidence" if passage.evidence else ""


def _citations(title: str, citations: Iterable[Citation]) -> str:
    return quotes(title, ((place(one.source, one.start, one.end), one.quote, "") for one in citations))


def _provenance(report: Report) -> str:
    digests = {"corpus_digest": report.suite.corpus_digest, "cases_digest": report.suite.cases_digest}
    return f"<pre>{escape(json.dumps({**digests, **report.provenance}, indent=1, ensure_ascii=False))}</pre>"
