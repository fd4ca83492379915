"""The command with the real service on a suite of three cases: two runs give the same report but for `times`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from evals.cli import evaluate


def without_times(value: Any) -> Any:
    """The JSON without whatever is under `times`."""
    if isinstance(value, dict):
        return {key: without_times(inner) for key, inner in value.items() if key != "times"}
    return [without_times(inner) for inner in value] if isinstance(value, list) else value


def test_two_real_runs_are_the_same(
    write_suite: Callable[..., Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = write_suite()
    reports = []
    for name in ("one.json", "two.json"):
        result = CliRunner().invoke(evaluate, [str(folder), "--limit", "3", "--json", name, "--html", "page.html"])
        assert result.exit_code in (0, 1), result.output
        reports.append(json.loads(Path(name).read_text(encoding="utf-8")))
    assert without_times(reports[0]) == without_times(reports[1])
    cases = reports[0]["cases"]
    assert [case["outcome"] for case in cases].count("crashed") == 0
    assert all(case["passages"] and case["scores"]["hit_at_1"] == 1.0 for case in cases)
    assert "has the evidence" in Path("page.html").read_text(encoding="utf-8")
    compared = CliRunner().invoke(evaluate, ["compare", "one.json", "two.json"])
    assert "0 fixed\n\n0 broken" in compared.output
