"""A summary has no confidence, so that neither calibration nor risk and coverage look at it."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from evals.runner import run_suite
from evals.suite import Suite
from evals.table import draw
from evals.writers.markdown import write_markdown
from evals.writers.page import write_page
from qa.answer import Reason

WHY = "why did it pass?"


def test_a_summary_is_left_out_of_calibration_and_of_risk_and_coverage(suite: Suite, fake: SimpleNamespace) -> None:
    answers = fake.right_answers()
    answers[WHY] = replace(answers[WHY], confidence=0.0, reason=Reason.SUMMARY)
    report = run_suite(suite, fake.Service(answers))
    assert report.results[2].scores.confidence is None
    assert report.measures["calibration_error"] == pytest.approx(0.1)
    assert report.measures["refusal_precision"] == 1.0, "a summary is no refusal"
    assert (report.coverage.count, report.coverage.total) == (2, 4)
    lines = draw(report).splitlines()
    place = next(number for number, line in enumerate(lines) if line.startswith("risk coverage area"))
    assert lines[place - 1].split() == ["coverage", "2/4", "50.0%"]
    assert "<td>coverage</td><td>2/4</td>" in write_page(report)
    assert "| coverage | 2/4 |" in write_markdown(report)
    assert report.to_json()["coverage"] == {"count": 2, "total": 4, "share": 0.5}
