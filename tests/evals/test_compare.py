"""Two runs compared: fixed and broken cases, intervals, and the gate on a baseline."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evals.case_scores import CaseScores
from evals.cli import evaluate
from evals.compare import Comparison, compare
from evals.comparison_table import draw_comparison, draw_regression
from evals.outcome import Outcome
from evals.runner import run_suite
from evals.stored_report import ReportError, StoredCase, StoredReport, load_report, read_report
from evals.suite import Suite

RIGHT, REFUSED, WRONG = Outcome.CORRECT, Outcome.REFUSED_WRONGLY, Outcome.WRONG


def scores(outcome: Outcome) -> CaseScores:
    """The scores of an answerable case."""
    return CaseScores(outcome, True, None if outcome is REFUSED else 0.5, token_f1=float(outcome is RIGHT))


def stored(*outcomes: Outcome, suite: str = "small", digest: str = "d", first: int = 0) -> StoredReport:
    """A report on answerable cases `c0`, `c1` and so on."""
    cases = [
        StoredCase(f"c{number}", f"question {number}", outcome is RIGHT, None, scores(outcome))
        for number, outcome in enumerate(outcomes, first)
    ]
    return StoredReport(suite, digest, digest, (), {case.id: case for case in cases})


def ids(pairs: Any) -> list[str]:
    """The ids of the pairs."""
    return [pair.after.id for pair in pairs]


def difference(comparison: Comparison, name: str) -> Any:
    """The difference of one measure."""
    return next(one for one in comparison.differences if one.measure.name == name)


def test_fixed_and_broken_cases() -> None:
    found = compare(stored(RIGHT, WRONG, REFUSED, RIGHT, WRONG), stored(WRONG, RIGHT, RIGHT, RIGHT, REFUSED))
    assert (ids(found.fixed), ids(found.broken)) == (["c1", "c2"], ["c0"])
    correct = difference(found, "answerable_correct")
    assert (correct.before, correct.after, correct.value) == pytest.approx((2 / 5, 3 / 5, 1 / 5))
    assert difference(found, "truthfulness").value == pytest.approx(2 / 5 - 0)
    drawn = draw_comparison(found)
    assert "small: 5 cases in both runs" in drawn
    assert "2 fixed:\n  c1: wrong -> correct: question 1\n  c2: refused wrongly -> correct: question 2" in drawn
    assert "1 broken:\n  c0: correct -> wrong: question 0" in drawn
    assert "answerable correct      0.400    0.600   +0.200   " in drawn
    assert "note" not in drawn


def test_cases_are_paired_by_id_and_the_rest_is_said() -> None:
    found = compare(stored(RIGHT, RIGHT, WRONG), stored(RIGHT, RIGHT, WRONG, digest="e", suite="other", first=1))
    assert ids(found.pairs) == ["c1", "c2"]
    assert ids(found.fixed) == ["c2"]
    assert found.notes == (
        "the suites differ: 'small' and 'other'",
        "the corpora differ",
        "the files with the cases differ",
        "only the earlier run has 1 case: c0",
        "only the later run has 1 case: c3",
    )
    with pytest.raises(ReportError, match="'small' and 'small' share no case"):
        compare(stored(RIGHT), stored(RIGHT, first=1))


def test_a_lost_case_misses_the_gate_unless_a_part_was_asked() -> None:
    before, after = stored(RIGHT, WRONG, WRONG), stored(RIGHT)
    assert [(one.name, one.cases) for one in compare(before, after).regressions] == [("lost", ("c1", "c2"))]
    assert compare(before, replace(after, partly=True)).regressions == ()
    assert compare(after, before).missing == ()


def test_an_edited_case_is_neither_broken_nor_counted() -> None:
    before, after = stored(*[RIGHT] * 4), stored(*[WRONG] * 4)
    given = replace(after.cases["c2"], given="another")
    asked = replace(after.cases["c0"], question="another?")
    expected = replace(after.cases["c1"], expected="another")
    found = compare(before, replace(after, cases=after.cases | {"c0": asked, "c1": expected, "c2": given}))
    assert ids(found.broken) == ids(found.pairs) == ["c3"]
    assert found.notes == ("not compared, as they were edited: c0, c1, c2",)
    all_edited = {id: replace(case, question="another?") for id, case in after.cases.items()}
    found = compare(before, replace(after, cases=all_edited))
    assert found.regressions == found.pairs == ()
    assert "small: 0 cases in both runs" in draw_comparison(found)


def test_times_are_those_of_the_cases_in_both_runs() -> None:
    def timed(report: StoredReport, *milliseconds: float | None) -> StoredReport:
        cases = zip(report.cases.items(), milliseconds, strict=True)
        return replace(report, cases={id: replace(case, milliseconds=ms) for (id, case), ms in cases})

    before, after = timed(stored(RIGHT, RIGHT, RIGHT), 10.0, 20.0, None), timed(stored(RIGHT, first=1), 30.0)
    assert compare(before, after).latencies == (("p50", 20.0, 30.0), ("p95", 20.0, 30.0))
    assert compare(before, timed(stored(RIGHT, first=2), 30.0)).latencies == ()


def test_a_run_that_is_worse_by_more_than_chance_misses_the_gate() -> None:
    before, after = stored(*[RIGHT] * 20), stored(*[RIGHT] * 10, *[WRONG] * 10)
    missed = {one.name: one for one in compare(before, after).regressions}
    assert {"answerable_correct", "wrong_answer_rate", "truthfulness"} <= missed.keys()
    line = draw_regression(missed["answerable_correct"])
    assert line.startswith("answerable_correct went from 1.000 to 0.500 (-0.500, 95% interval -0.7")
    assert line.endswith("; cases: c10, c11, c12, c13, c14, c15, c16, c17, c18, c19")
    assert compare(after, before).regressions == ()
    assert compare(before, before).regressions == ()


def test_one_broken_case_of_many_may_be_chance() -> None:
    assert compare(stored(*[RIGHT] * 20), stored(*[RIGHT] * 19, WRONG)).regressions == ()


def test_a_refusal_turned_into_a_wrong_answer_misses_the_gate_on_wrong_answers() -> None:
    found = compare(stored(*[REFUSED] * 20), stored(*[REFUSED] * 10, *[WRONG] * 10))
    assert found.broken == ()
    assert {one.name: len(one.cases) for one in found.regressions} == {"wrong_answer_rate": 10, "truthfulness": 10}


def test_a_regression_names_the_cases_that_its_measure_counts() -> None:
    before, after = stored(*[RIGHT] * 20), stored(*[RIGHT] * 10, *[WRONG] * 10)
    kinds = (Outcome.REFUSED_RIGHTLY, Outcome.ANSWERED_UNANSWERABLE)
    reports = []
    for report, outcome in zip((before, after), kinds, strict=True):
        more = {
            f"u{number}": StoredCase(f"u{number}", "q", outcome.good, None, CaseScores(outcome, False))
            for number in range(5)
        }
        reports.append(replace(report, cases={**report.cases, **more}))
    missed = {one.name: len(one.cases) for one in compare(*reports).regressions}
    assert missed["answerable_correct"] == 10
    assert missed["wrong_answer_rate"] == 15


def test_a_ranking_that_got_worse_misses_the_gate_though_every_answer_is_as_good() -> None:
    before, after = stored(*[RIGHT] * 20), stored(*[RIGHT] * 20)
    ranked = {
        report: {id: replace(case, scores=replace(case.scores, hit_at_5=value)) for id, case in cases.items()}
        for report, cases, value in (("before", before.cases, 1.0), ("after", after.cases, 0.0))
    }
    found = compare(replace(before, cases=ranked["before"]), replace(after, cases=ranked["after"]))
    assert [(one.name, len(one.cases)) for one in found.regressions] == [("hit_at_5", 20)]


# The files and the command.


@pytest.fixture
def report_files(suite: Suite, fake: SimpleNamespace, tmp_path: Path) -> Callable[..., Path]:
    """Writes the report of a service that gives the answers, and gives its file."""

    def write(name: str, answers: dict[str, Any]) -> Path:
        file = tmp_path / name
        report = run_suite(suite, fake.Service(answers))
        file.write_text(json.dumps(report.to_json()), encoding="utf-8")
        assert read_report(report.to_json()) == load_report(file)
        return file

    return write


def invoke(*arguments: object) -> Result:
    """Runs `qa eval compare`; a crash of the command itself is raised."""
    result = CliRunner().invoke(evaluate, ["compare", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_the_command_compares_two_files(report_files: Callable[..., Path], fake: SimpleNamespace) -> None:
    good = report_files("a.json", fake.right_answers())
    bad = report_files("b.json", fake.right_answers() | {"when was it?": OSError("x\x1b[2J")})
    result = invoke(good, bad)
    assert result.exit_code == 0
    assert "1 broken:\n  when: refused rightly -> crashed: when was it?" in result.stdout
    assert "0 fixed\n" in result.stdout
    assert invoke(good, bad).stdout == result.stdout
    assert invoke(good, good, "--gate").exit_code == 0
    gated = invoke(good, bad, "--gate")
    assert gated.exit_code == 1
    assert "Below the gate: unanswerable_refused is 0.0%, not 100.0%; cases: when." in gated.stderr
    assert "Below the gate: not_crashed is 75.0%, not 100.0%; cases: when." in gated.stderr


def test_hostile_text_does_not_reach_the_terminal(suite: Suite, fake: SimpleNamespace) -> None:
    vote = replace(suite.cases[0], id="a\x1b]0;x\x07\nb", question="q\x1b[2J\nr")
    report = read_report(run_suite(replace(suite, cases=(vote,)), fake.Service({})).to_json())
    before = replace(report, cases={vote.id: replace(report.cases[vote.id], good=True)})
    drawn = draw_comparison(compare(before, report))
    assert "\x1b" not in drawn
    assert "\x07" not in drawn
    assert len(drawn.splitlines()) == len([*draw_comparison(compare(report, report)).splitlines(), "the broken one"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "is not a report"),
        ("[]", "is not a report"),
        ("{}", "it has no 'cases'"),
        ('{"cases": [{}]}', "it has no 'scores'"),
        ('{"cases": 3}', "is not a report"),
        ("[" * 100_000, "is not a report"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_report(tmp_path: Path, text: str | None, message: str) -> None:
    file = tmp_path / "a.json"
    if text is not None:
        file.write_text(text, encoding="utf-8")
    result = invoke(file, file)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "qa eval SUITE --json FILE" in result.stderr
    assert "Traceback" not in result.output


def test_what_a_report_tells_of_times_parts_and_what_was_given(suite: Suite, fake: SimpleNamespace) -> None:
    raw = run_suite(suite, fake.Service({}), {"filter": {"tags": [], "limit": None}}).to_json()
    first = raw["cases"][0]
    read = read_report(raw | {"cases": [{**first, "error": None}, *raw["cases"][1:]]})
    assert read.cases[first["id"]].milliseconds == first["times"]["milliseconds"]
    assert read_report(raw | {"cases": [{**first, "error": "x"}]}).cases[first["id"]].milliseconds is None
    assert not read.partly
    count = len(raw["cases"])
    for chosen, partly in (({"tags": ["who"]}, True), ({"limit": count}, True), ({"limit": count + 1}, False)):
        assert read_report(raw | {"filter": {"tags": [], "limit": None} | chosen}).partly is partly
    other = read_report(raw | {"cases": [{**first, "history": [["a", "b"]]}]})
    assert other.cases[first["id"]].given != read.cases[first["id"]].given


def test_a_report_of_unknown_scores_or_with_an_id_twice(suite: Suite, fake: SimpleNamespace) -> None:
    raw = run_suite(suite, fake.Service({})).to_json()
    with pytest.raises(TypeError, match="beauty"):
        read_report(raw | {"cases": [{**raw["cases"][0], "scores": {"beauty": 1.0}}]})
    with pytest.raises(ValueError, match="much"):
        read_report(raw | {"gates": [{**raw["gates"][0], "value": "much"}]})
    with pytest.raises(ValueError, match="comes twice"):
        read_report(raw | {"cases": [raw["cases"][0]] * 2})
