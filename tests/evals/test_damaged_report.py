"""Reports with a field that is not what it has to be: no comparison is made of them."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from evals.json_fields import require_finite
from tests.evals.eval_command import Command

JUDGED = {"faithful": True, "correctness": 4.0, "remarks": "", "problem": None}


@pytest.fixture
def raw(command: Command, write_suite: Callable[..., Path]) -> Any:
    """The JSON of a good report with a judgement, which lies in `good.json` too."""
    assert command.run(write_suite(), "--json", "good.json").exit_code == 0
    report = json.loads(Path("good.json").read_text(encoding="utf-8"))
    report["cases"][0]["judgement"] = dict(JUDGED)
    return report


def damage(report: Any, value: Any, *path: str | int) -> None:
    """Puts the value in the place of what stands at the path."""
    for key in path[:-1]:
        report = report[key]
    assert path[-1] in report or isinstance(path[-1], int)
    report[path[-1]] = value


FIRST = ("cases", 0)
CONFIDENCE = (*FIRST, "scores", "confidence")
NO_SHARE = "not a number from 0 to 1"
DAMAGES: list[tuple[tuple[str | int, ...], Any, str]] = [
    (CONFIDENCE, float("nan"), "'cases[0].scores.confidence' is nan, which is no number"),
    (("measures", "mrr"), float("inf"), "'measures.mrr' is inf, which is no number"),
    (("settings", "threads"), float("-inf"), "'settings.threads' is -inf, which is no number"),
    (CONFIDENCE, 5, f"in cases[0] 'confidence' is 5, {NO_SHARE}"),
    (CONFIDENCE, 10**400, "in cases[0] 'confidence' is 1000"),
    (CONFIDENCE, "0.9", f"in cases[0] 'confidence' is '0.9', {NO_SHARE}"),
    (CONFIDENCE, True, f"in cases[0] 'confidence' is True, {NO_SHARE}"),
    (("cases", 2, "scores", "hit_at_5"), -0.1, f"in cases[2] 'hit_at_5' is -0.1, {NO_SHARE}"),
    ((*FIRST, "good"), "false", "in cases[0] 'good' is 'false', not true or false"),
    ((*FIRST, "answerable"), 1, "in cases[0] 'answerable' is 1, not true or false"),
    ((*FIRST, "answer", "confidence"), "high", "in cases[0] 'confidence' is 'high', not a number"),
    ((*FIRST, "answer", "citations", 0, "start"), 1.5, "in cases[0] 'start' is 1.5, not a whole number"),
    ((*FIRST, "times", "milliseconds"), -1, "in cases[0] 'milliseconds' is -1, not a number from 0)"),
    ((*FIRST, "judgement", "faithful"), "no", "in cases[0] 'faithful' is 'no', not true or false"),
    ((*FIRST, "judgement", "correctness"), None, "in cases[0] 'correctness' is None, not a number from 1 to 5"),
    (("gates", 0, "passed"), "false", "'passed' is 'false', not true or false"),
    (("gates", 0, "at_most"), 0, "'at_most' is 0, not true or false"),
    (("gates", 0, "value"), "1.0", "'value' is '1.0', not a number"),
    (("gates", 0, "limit"), None, "'limit' is None, not a number"),
    (("gates",), [], "'gates' lacks 'not_crashed', which every run has"),
    (("gates",), {}, "'gates' lacks 'not_crashed', which every run has"),
]


@pytest.mark.parametrize(("path", "value", "message"), DAMAGES)
def test_a_damaged_field_is_named_with_its_value(
    command: Command, raw: Any, path: tuple[str | int, ...], value: Any, message: str
) -> None:
    Path("whole.json").write_text(json.dumps(raw), encoding="utf-8")
    assert command.run("compare", "whole.json", "good.json", "--html", "a.html").exit_code == 0
    damage(raw, value, *path)
    Path("bad.json").write_text(json.dumps(raw), encoding="utf-8")
    for arguments in (["compare", "bad.json", "good.json"], ["small", "--baseline", "bad.json"]):
        result = command.run(*arguments)
        assert (result.exit_code, result.stdout) == (2, "")
        assert f"'bad.json' is not a report ({message}" in result.stderr
        assert "name a file that `qa eval SUITE --json FILE` of this version wrote" in result.stderr


def test_a_report_never_holds_a_number_that_is_none(
    command: Command, write_suite: Callable[..., Path], fake: SimpleNamespace
) -> None:
    command.answers["who seconded it?"].timings["read"] = float("inf")
    assert command.run(write_suite(), "--json", "report.json").exit_code == 1
    report = json.loads(Path("report.json").read_text(encoding="utf-8"), parse_constant=pytest.fail)
    crashed = report["cases"][1]
    assert (crashed["outcome"], crashed["answer"]) == ("crashed", None)
    assert crashed["error"].endswith("ValueError: 'timings.read' is inf, which is no number\n")
    assert report["cases"][0]["outcome"] == "correct"


def test_numbers_that_json_holds_pass() -> None:
    values = {"a": [1, 1.5, True, None, "nan", 10**400], "b": ({},)}
    require_finite(values)
    assert json.loads(json.dumps(values, allow_nan=False)) == values | {"b": [{}]}
