"""What a run may be compared with, told before it begins."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evals.runner import run_suite
from evals.stored_report import asked_by, read_report
from evals.suite import load_suite
from tests.evals.eval_command import Command

Write = Callable[..., Path]
EVERY_CASE = "every case that both runs of 'small' have was edited, so that none can be compared: run the earlier"


def edit(case: dict[str, Any]) -> dict[str, Any]:
    """The case with a space before its question mark."""
    return {**case, "question": case["question"].replace("?", " ?")}


def test_a_baseline_of_which_every_case_was_edited_ends_before_the_run(
    command: Command, write_suite: Write, fake: SimpleNamespace
) -> None:
    command.run(write_suite(), "--json", "old.json")
    write_suite(lines=[edit(case) for case in fake.cases])
    result = command.run("small", "--baseline", "old.json")
    assert (result.exit_code, len(command.services)) == (2, 1)
    assert EVERY_CASE in result.stderr
    write_suite(lines=[*(edit(case) for case in fake.cases[1:]), fake.cases[0]])
    assert "small: 1 case in both runs" in command.run("small", "--baseline", "old.json").stdout


@pytest.mark.parametrize("form", ["json", "html", "junit", "markdown"])
@pytest.mark.parametrize("name", ["old.json", "./old.json", "small/../old.json", "link.json"])
def test_a_report_that_would_take_the_place_of_its_baseline_is_refused(
    command: Command, write_suite: Write, form: str, name: str
) -> None:
    command.run(write_suite(), "--json", "old.json")
    before = Path("old.json").read_bytes()
    Path("link.json").symlink_to("old.json")
    command.answers.clear()
    for _ in range(2):
        result = command.run("small", "--baseline", "old.json", f"--{form}", name)
        assert (result.exit_code, len(command.services)) == (2, 1)
        assert f"--baseline and --{form} name one file, {str(Path(name))!r}: name another for one" in result.stderr
    assert Path("old.json").read_bytes() == before
    assert command.run("small", "--baseline", "old.json", f"--{form}", "new.json").exit_code == 1


def test_a_comparison_of_edited_cases_alone_has_no_gate(
    command: Command, write_suite: Write, fake: SimpleNamespace
) -> None:
    command.run(write_suite(), "--json", "old.json")
    write_suite(lines=[edit(case) for case in fake.cases])
    command.run("small", "--json", "new.json")
    plain = command.run("compare", "old.json", "new.json")
    assert plain.exit_code == 0
    assert "small: 0 cases in both runs" in plain.stdout
    for gate in (["--gate"], ["--max-broken", "3"]):
        gated = command.run("compare", "old.json", "new.json", *gate)
        assert (gated.exit_code, gated.stdout) == (2, "")
        assert EVERY_CASE in gated.stderr


def test_a_case_of_a_suite_asks_what_its_report_says(write_suite: Write, fake: SimpleNamespace) -> None:
    turns = [{"question": "What was the vote?", "answer": "178 to 146"}]
    suite = load_suite(write_suite(lines=[{**fake.cases[1], "history": turns}, fake.cases[3]]))
    report = json.loads(json.dumps(run_suite(suite, fake.Service({})).to_json()))
    assert {case.id: asked_by(case) for case in suite.cases} == {
        id: case.asked for id, case in read_report(report).cases.items()
    }
    first = suite.cases[0]
    by_citation = replace(first, tags=("evidence",))
    for edited in (
        replace(first, history=()),
        replace(first, evidence=()),
        replace(first, answers=("Gy",)),
        by_citation,
    ):
        assert asked_by(edited) != asked_by(first)
    assert asked_by(replace(first, tags=("names",))) == asked_by(first)
