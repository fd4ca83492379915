"""A report as GitHub-flavoured Markdown, for the summary of a CI job or a comment on a pull request."""

import string
from collections.abc import Iterator

from evals.case_result import CaseResult
from evals.compare import Comparison
from evals.comparison_table import draw_regression
from evals.report import Report
from evals.wording import counted, one_line

MOST_CASES = 25  # failed cases that are listed: GitHub takes comments of at most 65,536 characters
_PLAIN = frozenset(",;?% ")
_ESCAPES = {ord(mark): f"&#{ord(mark)};" for mark in string.punctuation if mark not in _PLAIN}


def write_markdown(report: Report, comparison: Comparison | None = None) -> str:
    """The gates, the measures, against a baseline where there is a comparison, and the first failed cases."""
    cases = len(report.results)
    return "\n".join(
        [
            f"## {_text(report.suite.name)}: {report.verdict}",
            "",
            f"{counted(cases, 'case')}, {report.answerable} answerable, {len(report.failed)} failed",
            "",
            *_gates(report),
            "",
            *(_measures(report) if comparison is None else _differences(comparison)),
            "",
            *_failed(report),
            "",
        ]
    )


def _gates(report: Report) -> Iterator[str]:
    yield "| gate | reached | demanded | |"
    yield "|---|---:|---:|---|"
    for gate in report.gates:
        verdict = gate.verdict if gate.passed else f"**{gate.verdict}**"
        yield f"| {gate.name} | {gate.reached} | {gate.demanded} | {verdict} |"
    if report.regressions:
        yield ""
        yield "Worse than the baseline:"
        yield ""
    for one in report.regressions:
        yield f"- {_text(draw_regression(one))}"


def _measures(report: Report) -> Iterator[str]:
    yield "| measure | value |"
    yield "|---|---:|"
    for name, value in report.measures.items():
        if value is not None:
            yield f"| {name} | {value:.3f} |"
    yield f"| coverage | {report.coverage.count}/{report.coverage.total} |"
    if report.unjudged.total:
        yield f"| not judged | {report.unjudged.count}/{report.unjudged.total} |"


def _differences(comparison: Comparison) -> Iterator[str]:
    """The measures before and after, and the cases that were fixed and broken."""
    yield "| measure | before | after | change | 95% interval | |"
    yield "|---|---:|---:|---:|---:|---|"
    for one in comparison.differences:
        if one.before is None and one.after is None:
            continue
        interval = "" if one.interval is None else "{:+.3f} to {:+.3f}".format(*one.interval)
        numbers = " | ".join("-" if value is None else f"{value:.3f}" for value in (one.before, one.after))
        change = "-" if one.value is None else f"{one.value:+.3f}"
        worse = "**worse**" if one.worse else ""
        yield f"| {one.measure.name} | {numbers} | {change} | {interval} | {worse} |"
    for name, was, now in comparison.latencies:
        yield f"| {name} | {was:.0f} ms | {now:.0f} ms | {round(now - was):+} ms | | |"
    for title, pairs in (("Fixed", comparison.fixed), ("Broken", comparison.broken)):
        ids = ", ".join(_text(pair.after.id) for pair in pairs[:MOST_CASES])
        more = f" and {len(pairs) - MOST_CASES} more" if len(pairs) > MOST_CASES else ""
        yield ""
        yield f"{title}: {ids or 'none'}{more}"


def _failed(report: Report) -> Iterator[str]:
    """The failed cases in a part that is closed at first."""
    if not report.failed:
        return
    yield f"<details><summary>{len(report.failed)} failed cases</summary>"
    yield ""
    yield "| case | question | expected | got | because |"
    yield "|---|---|---|---|---|"
    for result in report.failed[:MOST_CASES]:
        texts = (result.case.id, result.case.question, result.expected, _got(result))
        yield f"| {' | '.join(map(_text, texts))} | {result.cause} |"
    if len(report.failed) > MOST_CASES:
        yield ""
        yield f"and {len(report.failed) - MOST_CASES} more"
    yield ""
    yield "</details>"


def _got(result: CaseResult) -> str:
    return result.answer.text if result.answer else result.crash


def _text(text: str) -> str:
    """The text on one line as it stands: no mark in it is Markdown, HTML, a link or a mention.

    Marks become numeric references, which CommonMark never takes for syntax; GitHub leaves what is in `<code>` alone.
    """
    return f"<code>{one_line(text).translate(_ESCAPES)}</code>"
