"""Reports as HTML, JUnit XML and Markdown: what they say, and that hostile text stays text."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.compare import compare
from evals.gates import Share
from evals.outcome import Outcome
from evals.regression import Regression
from evals.report import Report
from evals.runner import run_suite
from evals.stored_report import read_report
from evals.suite import Gates, Suite
from evals.writers.charts import draw_latency, draw_risk_coverage, draw_tags
from evals.writers.junit import write_junit
from evals.writers.markdown import MOST_CASES, write_markdown
from evals.writers.page import write_page
from tests.evals.parsed_page import HOSTILE, Page, read_harmless


@pytest.fixture
def report(suite: Suite, fake: SimpleNamespace) -> Report:
    """One case of each kind: right, refused wrongly, crashed, answered unanswerable."""
    answers = fake.right_answers() | {
        "who seconded it?": fake.refuse("who seconded it?", fake.cite(fake.members)),
        "why did it pass?": RuntimeError("out of ink"),
        "when was it?": fake.reply("when was it?", "Oslo [1]", fake.cite(fake.gray, shift=1)),
    }
    return run_suite(suite, fake.Service(answers), {"settings": {"passages": 8}})


def test_what_is_worse_than_the_baseline_fails_in_every_form(report: Report) -> None:
    worse = Regression("broken", "2 cases broke, not at most 1", ("who", "<b>why"))
    good = replace(report, suite=replace(report.suite, gates=None), results=report.results[:1])
    assert good.verdict != "below the gate"
    compared = replace(good, regressions=(worse,))
    assert (compared.passed, compared.verdict) == (False, "below the gate")
    assert compared.to_json()["regressions"][0]["message"] == worse.message
    [failure] = ElementTree.fromstring(write_junit(compared)).iter("failure")
    assert (failure.get("message"), failure.text) == (worse.message, "cases: who, <b>why")
    assert "below the gate" in write_markdown(compared)
    assert "2 cases broke, not at most 1; cases&#58; who" in write_markdown(compared)
    assert "2 cases broke, not at most 1; cases: who" in read_harmless(write_page(compared)).text


def test_a_crash_is_no_answer_that_took_a_time(report: Report) -> None:
    slow = [replace(one, milliseconds=9000.0 if one.outcome is Outcome.CRASHED else 10.0) for one in report.results]
    timed = replace(report, results=tuple(slow))
    assert timed.percentiles == {"p50": 10.0, "p95": 10.0}
    assert "9000" not in draw_latency(timed.answer_times, timed.percentiles)
    assert replace(report, results=tuple(one for one in slow if one.milliseconds > 10)).percentiles == {}


@pytest.fixture
def hostile(suite: Suite, fake: SimpleNamespace) -> Report:
    """A report with hostile text in every place that holds text."""
    citation = replace(fake.cite(fake.vote), source=HOSTILE, title=HOSTILE, quote=HOSTILE)
    answer = fake.reply(HOSTILE, HOSTILE, citation)
    cases = [
        replace(case, id=f"{number} {HOSTILE}", question=f"{number} {HOSTILE}", tags=(HOSTILE,), answers=(HOSTILE,))
        for number, case in enumerate(suite.cases)
    ]
    questions = [case.question for case in cases]
    service = fake.Service({questions[0]: answer, questions[1]: RuntimeError(HOSTILE), questions[3]: answer})
    service.passages = {question: [citation] for question in questions}
    renamed = replace(suite, name=HOSTILE, description=HOSTILE, cases=tuple(cases))
    return run_suite(renamed, service, {"git": {"commit": HOSTILE}})


def test_the_page_has_every_case_and_why_it_failed(report: Report, fake: SimpleNamespace) -> None:
    page = Page(write_page(report))
    for result in report.results:
        assert result.case.question in page.text
    for words in ("read but refused", "out of ink", "answered what nothing answers", "inexact", '"passages": 8'):
        assert words in page.text
    assert page.text.count(fake.members) >= 2, "a passage of the cases that did not crash"
    assert page.text.count("has the evidence") == 2
    assert [name for name, _ in page.elements].count("figure") == 3
    assert [values["class"] for name, values in page.elements if name == "details"] == ["bad", "bad", "bad", "good"]


def test_the_page_asks_nothing_of_the_network_and_runs_no_script(hostile: Report) -> None:
    page = read_harmless(write_page(hostile))
    assert page.text.count("<script>harm()</script>") >= 20


def test_the_page_drops_control_characters(suite: Suite, fake: SimpleNamespace) -> None:
    controls = "".join(map(chr, [*range(32), *range(127, 160)]))
    named = replace(suite, name=f"a{controls}b", description=controls)
    written = write_page(run_suite(named, fake.Service({})))
    assert "a\t\n\rb" in written
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]", written)


def test_junit_has_a_test_for_each_case_and_gate(report: Report) -> None:
    root = ElementTree.fromstring(write_junit(report))
    cases, gates = root.findall("testsuite")
    assert [test.get("name") for test in cases] == ["vote", "who", "why", "when"]
    assert {key: cases.get(key) for key in ("tests", "failures", "errors")} == {
        "tests": "4",
        "failures": "2",
        "errors": "1",
    }
    assert cases.find("testcase[@name='vote']/*") is None
    refused = cases.find("testcase[@name='who']/failure")
    assert refused is not None
    assert refused.get("message") == "read but refused"
    assert "expected: Gray" in (refused.text or "")
    crashed = cases.find("testcase[@name='why']/error")
    assert crashed is not None
    assert crashed.get("message") == "RuntimeError: out of ink"
    assert "Traceback" in (crashed.text or "")
    missed = {test.get("name"): test[0].text for test in gates if len(test)}
    assert missed == {
        "answerable_correct": "cases: who, why",
        "unanswerable_refused": "cases: when",
        "citations_exact": "cases: when",
        "not_crashed": "cases: why",
    }


def test_junit_takes_any_text(hostile: Report) -> None:
    root = ElementTree.fromstring(write_junit(hostile).encode())
    failure = root.find(".//failure")
    assert failure is not None
    assert "<script>harm()</script>" in (failure.text or "")


@settings(max_examples=60, deadline=None)
@given(st.text())
def test_junit_and_page_hold_any_text(text: str) -> None:
    suite = Suite(text, text, Path(), GATES, (), "", "")
    empty = Report(suite, ())
    ElementTree.fromstring(write_junit(empty).encode())
    Page(write_page(empty).encode(errors="replace").decode())
    assert len(write_markdown(empty).splitlines()) == len(write_markdown(Report(SMALL, ())).splitlines())


GATES = Gates(answerable_correct=1.0, unanswerable_refused=1.0)
SMALL = Suite("small", "", Path(), GATES, (), "", "")


def test_markdown_shows_gates_measures_and_failed_cases(report: Report) -> None:
    written = write_markdown(report)
    assert written.startswith("## <code>small</code>: below the gate\n")
    assert "| answerable_correct | 33.3% (1/3) | 50.0% | **below the gate** |" in written
    assert "| unanswerable_refused | 0.0% (0/1) | 100.0% | **below the gate** |" in written
    assert "| truthfulness | -0.250 |" in written
    assert "<summary>3 failed cases</summary>" in written
    assert "| <code>who</code> | <code>who seconded it?</code> | <code>Gray</code> |" in written


def test_markdown_shows_a_comparison(report: Report, suite: Suite, fake: SimpleNamespace) -> None:
    good = run_suite(suite, fake.Service(fake.right_answers()))
    written = write_markdown(report, compare(read_report(good.to_json()), read_report(report.to_json())))
    assert "| answerable_correct | 1.000 | 0.333 | -0.667 | -1.000 to " in written
    assert "Fixed: none" in written
    assert "Broken: <code>who</code>, <code>why</code>, <code>when</code>" in written


def test_markdown_leaves_no_mark_of_hostile_text(hostile: Report) -> None:
    written = write_markdown(hostile, compare(read_report(hostile.to_json()), read_report(hostile.to_json())))
    texts = re.findall(r"<code>(.*?)</code>", written, re.DOTALL)
    assert len(texts) >= 16
    for text in texts:
        assert not set(text) & set("<>|*[]()`@!\\_~\n\x1b\x00")
        assert not re.search(r"&(?!#\d+;)", text)
        assert "http:" not in text
    outside = re.sub(r"<code>.*?</code>", "", written)
    assert "harm" not in outside
    rows = [line for line in outside.splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} <= {5, 6, 7}


def test_markdown_of_many_failures_stays_within_a_comment(suite: Suite, fake: SimpleNamespace) -> None:
    cases = [replace(suite.cases[0], id=f"{n}{'<' * 200}", question=f"{n}{'@' * 200}") for n in range(300)]
    written = write_markdown(run_suite(replace(suite, cases=tuple(cases)), fake.Service({})))
    assert f"and {300 - MOST_CASES} more" in written
    assert len(written) < 65_536


@pytest.mark.parametrize("draw", [lambda: draw_risk_coverage([]), lambda: draw_latency([], {}), lambda: draw_tags({})])
def test_a_chart_of_nothing_is_empty(draw: Callable[[], str]) -> None:
    assert draw() == ""


def test_charts_are_well_formed_and_to_scale() -> None:
    risk = ElementTree.fromstring(draw_risk_coverage([(0.5, 0.0), (1.0, 0.5)]))
    line = risk.find(".//polyline")
    assert line is not None
    assert line.get("points") == "196.0,164.0 348.0,88.0"
    latency = ElementTree.fromstring(draw_latency([1.0, 1.0, 100.0], {"p50": 1.0}))
    heights = [float(bar.get("height") or 0) for bar in latency.iter("rect")]
    assert (heights[0], heights[-1], sum(heights)) == (152.0, 76.0, 228.0)
    assert draw_latency([0.0], {"p50": 0.0})
    tags = ElementTree.fromstring(draw_tags({"a & b": Share(1, 2), "c": Share(0, 1)}))
    assert [bar.get("width") for bar in tags.iter("rect")] == ["120.0", "60.0", "120.0", "0.0"]
