"""What a comparison says of how the two runs were made, and of how long they took."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from evals.compare import compare
from evals.comparison_table import draw_comparison
from evals.run_changes import list_changes
from evals.runner import run_suite
from evals.stored_report import StoredReport, read_report
from evals.suite import Suite
from evals.writers.comparison_page import write_comparison_page
from evals.writers.markdown import write_markdown

BEFORE: dict[str, Any] = {
    "settings": {"answerer": "extractive", "passages": 4},
    "versions": {"numpy": "2.0", "tantivy": None},
    "thresholds": {"span": 0.3},
    "weights": {"qa/weights/reader.int8.onnx": "aa"},
    "git": {"commit": "1" * 40, "changed": False},
    "judge": None,
}


@pytest.mark.parametrize(
    ("change", "notes"),
    [
        ({}, []),
        (
            {"settings": {"answerer": "evidence", "passages": 4}},
            ["the setting 'answerer' went from 'extractive' to 'evidence'"],
        ),
        ({"settings": {"answerer": "extractive"}}, ["the setting 'passages' went from 4 to None"]),
        ({"versions": {"numpy": "2.1", "tantivy": None}}, ["the version of 'numpy' went from '2.0' to '2.1'"]),
        ({"thresholds": {"span": 0.4}}, ["the threshold 'span' went from 0.3 to 0.4"]),
        ({"weights": {"qa/weights/reader.int8.onnx": "bb"}}, ["the weights 'qa/weights/reader.int8.onnx' differ"]),
        ({"judge": "judge:llm"}, ["the judge went from None to 'judge:llm'"]),
        ({"git": None}, ["the commit went from 111111111111 to an unknown one"]),
        (
            {"git": {"commit": "1" * 40, "changed": True}},
            ["the commit went from 111111111111 to 111111111111 with changed files"],
        ),
    ],
)
def test_changes(change: dict[str, Any], notes: list[str]) -> None:
    assert list(list_changes(BEFORE, BEFORE | change)) == notes


def stored(suite: Suite, fake: SimpleNamespace, provenance: dict[str, Any], milliseconds: float) -> StoredReport:
    """A report read back, whose cases took that long."""
    report = run_suite(suite, fake.Service(fake.right_answers()), provenance)
    results = tuple(replace(result, milliseconds=milliseconds) for result in report.results)
    return read_report(replace(report, results=results).to_json())


def test_a_report_that_tells_what_ran_in_another_form(suite: Suite, fake: SimpleNamespace) -> None:
    raw = run_suite(suite, fake.Service({})).to_json()
    with pytest.raises(ValueError, match="'settings' is 'few', not a table"):
        read_report(raw | {"settings": "few"})


def test_a_comparison_shows_changes_and_latency(suite: Suite, fake: SimpleNamespace) -> None:
    after = BEFORE | {"settings": {"answerer": "evidence", "passages": 4}}
    found = compare(stored(suite, fake, BEFORE, 250.0), stored(suite, fake, after, 300.0))
    assert found.latencies == (("p50", 250.0, 300.0), ("p95", 250.0, 300.0))
    drawn = draw_comparison(found)
    assert "note: the setting 'answerer' went from 'extractive' to 'evidence'" in drawn
    assert "p50                    250 ms   300 ms   +50 ms" in drawn
    page = write_comparison_page(found)
    assert "<tr><td>p95</td><td>250</td><td>300</td><td>+50</td></tr>" in page
    assert "the setting &#x27;answerer&#x27; went from" in page
    report = run_suite(suite, fake.Service(fake.right_answers()))
    assert "| p50 | 250 ms | 300 ms | +50 ms | | |" in write_markdown(report, found)
