"""A report as JUnit XML, which CI servers read: a test for each case and one for each gate."""

import re
from xml.etree import ElementTree

from evals.case_result import CaseResult
from evals.gates import NO_CASE, GateCheck
from evals.outcome import Outcome
from evals.regression import Regression
from evals.report import Report

_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(report: Report) -> str:
    """The XML document. A failed case is a failure that says why, a crashed one an error with its traceback."""
    root = ElementTree.Element("testsuites", name=_legal(f"qa eval {report.suite.name}"))
    cases = _suite(root, _legal(report.suite.name), sum(result.milliseconds for result in report.results))
    for result in report.results:
        _add_case(cases, result, report.suite.name)
    gates = _suite(root, _legal(f"{report.suite.name}: gates"), 0.0)
    for gate in report.gates:
        _add_gate(gates, gate, report.suite.name)
    for one in report.regressions:
        _add_regression(gates, one, report.suite.name)
    for suite in (cases, gates):
        suite.set("tests", str(len(suite)))
        suite.set("failures", str(len(suite.findall("testcase/failure"))))
        suite.set("errors", str(len(suite.findall("testcase/error"))))
        suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _suite(root: ElementTree.Element, name: str, milliseconds: float) -> ElementTree.Element:
    return ElementTree.SubElement(root, "testsuite", name=name, time=_seconds(milliseconds))


def _add_case(suite: ElementTree.Element, result: CaseResult, name: str) -> None:
    """Adds the test that the case is."""
    test = ElementTree.SubElement(
        suite, "testcase", classname=_legal(name), name=_legal(result.case.id), time=_seconds(result.milliseconds)
    )
    if result.outcome is Outcome.CRASHED:
        error = ElementTree.SubElement(test, "error", type="crashed", message=_legal(result.crash))
        error.text = _legal(f"question: {result.case.question}\n\n{result.error}")
    elif not result.good:
        got = result.answer.text if result.answer else ""
        failure = ElementTree.SubElement(test, "failure", type=str(result.outcome), message=str(result.cause))
        lines = [f"question: {result.case.question}", f"expected: {result.expected}", f"got: {got}", *result.inexact]
        failure.text = _legal("\n".join(lines))


def _add_gate(suite: ElementTree.Element, gate: GateCheck, name: str) -> None:
    """Adds the test that the gate is."""
    test = ElementTree.SubElement(suite, "testcase", classname=_legal(f"{name}.gates"), name=gate.name, time="0.000")
    if gate.value is None and gate.passed:
        ElementTree.SubElement(test, "skipped", message=gate.verdict)
    if not gate.passed:
        reached = NO_CASE if gate.value is None else gate.reached
        message = f"{reached}, not {gate.demanded}"
        failure = ElementTree.SubElement(test, "failure", type="below the gate", message=message)
        failure.text = _legal("cases: " + ", ".join(gate.against))


def _add_regression(suite: ElementTree.Element, one: Regression, name: str) -> None:
    """Adds the gate on an earlier run that is missed, as a test that fails."""
    test = ElementTree.SubElement(
        suite, "testcase", classname=_legal(f"{name}.baseline"), name=_legal(one.name), time="0.000"
    )
    failure = ElementTree.SubElement(test, "failure", type="worse than the baseline", message=_legal(one.message))
    failure.text = _legal("cases: " + ", ".join(one.cases))


def _seconds(milliseconds: float) -> str:
    return f"{milliseconds / 1000:.3f}"


def _legal(text: str) -> str:
    """The text with U+FFFD in place of what XML cannot hold."""
    return _NOT_IN_XML.sub("\ufffd", text)
