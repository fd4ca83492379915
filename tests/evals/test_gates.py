"""Gates on any measure, on a part of a suite, and on the number of broken cases."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from evals.gates import check_gates
from evals.measures import GATEABLE
from evals.mistakes import SuiteError
from evals.runner import run_suite
from evals.suite import Suite, load_suite
from evals.table import draw
from evals.writers.junit import write_junit
from evals.writers.markdown import write_markdown
from evals.writers.page import write_page
from tests.evals.eval_command import Command

Write = Callable[..., Path]
VOTE, WHO, WHEN = "what was the vote?", "who seconded it?", "when was it?"


@pytest.mark.parametrize(
    ("name", "limit", "passed", "against"),
    [
        ("wrong_answer_rate", 0.25, True, ("who",)),
        ("wrong_answer_rate", 0.2, False, ("who",)),
        ("hit_at_1", 0.6, True, ("who",)),
        ("hit_at_1", 0.7, False, ("who",)),
        ("hit_at_5", 1.0, True, ()),
        ("citation_precision", 0.67, False, ("who",)),
        ("truthfulness", 0.5, True, ("who",)),
        ("refusal_f1", 1.0, True, ("who",)),
        ("calibration_error", 0.1, False, ("who",)),
    ],
)
def test_a_gate_on_a_measure(
    suite: Suite, fake: SimpleNamespace, name: str, limit: float, passed: bool, against: tuple[str, ...]
) -> None:
    wrong = fake.reply(WHO, "63 [1]", fake.cite(fake.members))
    report = run_suite(suite, fake.Service(fake.right_answers() | {WHO: wrong}))
    gate = check_gates(report.results, replace(suite.gates, measures={name: limit}))[-1]
    assert (gate.name, gate.passed, gate.against) == (name, passed, against)
    assert gate.at_most is (not GATEABLE[name].more_is_better)


@pytest.mark.parametrize(
    ("name", "limit", "of_part", "passed", "against"),
    [
        ("citation_precision", 0.9, False, False, ("vote", "who", "why")),
        ("citation_precision", 0.9, True, False, ("vote", "who", "why")),
        ("citation_recall", 0.0, False, True, ("vote", "who", "why")),
        ("calibration_error", 0.9, True, False, ("vote", "who", "why")),
        ("calibration_error", 1.0, False, True, ("vote", "who", "why")),
        ("refusal_recall", 0.9, False, False, ()),
        ("refusal_recall", 0.9, True, True, ()),
    ],
)
def test_a_gate_on_which_no_case_bears_is_missed_where_one_could_or_has_to(
    suite: Suite, fake: SimpleNamespace, name: str, limit: float, of_part: bool, passed: bool, against: tuple[str, ...]
) -> None:
    answerable = replace(suite, cases=suite.cases[:3])
    report = run_suite(answerable, fake.Service({}))
    gates = replace(suite.gates, measures={name: limit}, of_part=of_part)
    gate = check_gates(report.results, gates)[-1]
    assert (gate.value, gate.passed, gate.reached, gate.against) == (None, passed, "-", against)


@pytest.mark.parametrize(("limit", "code"), [("1.0", 1), ("0.0", 0)])
def test_a_suite_without_the_cases_that_its_gate_is_on_does_not_pass(
    command: Command, write_suite: Write, fake: SimpleNamespace, limit: str, code: int
) -> None:
    toml = fake.toml.replace("unanswerable_refused = 1.0", f"unanswerable_refused = {limit}")
    folder = write_suite(toml, [fake.case("vote", VOTE, ["178 to 146"], fake.vote)])
    result = command.run(folder, "--json", "a.json", "--junit", "a.xml", "--markdown", "a.md", "--html", "a.html")
    assert result.exit_code == code
    missed = "Below the gate: no case bears on unanswerable_refused, demanded 100.0%.\n"
    shown = "below the gate: no case bears on it" if code else "not judged: no case bears on it"
    assert (missed in result.stderr) is bool(code)
    assert shown.replace("below the gate", "BELOW THE GATE") in result.stdout
    assert shown in Path("a.md").read_text(encoding="utf-8")
    assert f"<td>{shown}</td>" in Path("a.html").read_text(encoding="utf-8")
    mark = 'message="no case bears on it, not 100.0%"' if code else f'<skipped message="{shown}" />'
    assert mark in Path("a.xml").read_text(encoding="utf-8")
    compared = command.run("compare", "a.json", "a.json", "--gate")
    assert (compared.exit_code, missed in compared.stderr) == (code, bool(code))


def test_citations_are_exact_where_there_are_none(suite: Suite, fake: SimpleNamespace) -> None:
    report = run_suite(suite, fake.Service({}))
    exact = next(gate for gate in report.gates if gate.name == "citations_exact")
    assert (exact.value, exact.passed, exact.verdict) == (None, True, "not judged: no case bears on it")


def test_every_output_says_what_a_missed_gate_demands(
    command: Command, write_suite: Write, fake: SimpleNamespace
) -> None:
    command.answers[WHEN] = fake.reply(WHEN, "Oslo [1]", fake.cite(fake.gray))
    toml = fake.toml.replace("unanswerable_refused = 1.0", "unanswerable_refused = 0.0\nwrong_answer_rate = 0.1")
    folder = write_suite(f"{toml}hit_at_5 = 0.9\n")
    result = command.run(folder, "--json", "a.json")
    assert result.exit_code == 1
    assert "Below the gate: wrong_answer_rate is 25.0%, not at most 10.0%; cases: when." in result.stderr
    assert "hit_at_5" not in result.stderr
    assert "questions that got a wrong answer   gate at most 10.0%   BELOW THE GATE" in result.stdout
    assert "evidence in the first five passages   gate 90.0%   ok" in result.stdout
    report = run_suite(load_suite(folder), fake.Service(command.answers))
    assert "| wrong_answer_rate | 25.0% | at most 10.0% | **below the gate** |" in write_markdown(report)
    assert "<td>at most 10.0%</td><td>below the gate</td>" in write_page(report)
    assert 'message="25.0%, not at most 10.0%"' in write_junit(report)
    gated = command.run("compare", "a.json", "a.json", "--gate")
    assert gated.exit_code == 1
    assert "wrong_answer_rate is 25.0%, not at most 10.0%" in gated.stderr


@pytest.mark.parametrize("name", ["judged_correctness", "p50"])
def test_an_unknown_gate_is_answered_with_the_list(write_suite: Write, fake: SimpleNamespace, name: str) -> None:
    with pytest.raises(SuiteError, match=f"unknown gate '{name}': the gates are answerable_correct, .*hit_at_5"):
        load_suite(write_suite(f"{fake.toml}{name} = 0.5\n"))


def test_truthfulness_may_be_negative_and_nothing_else(write_suite: Write, fake: SimpleNamespace) -> None:
    suite = load_suite(write_suite(f"{fake.toml}truthfulness = -0.5\n"))
    assert suite.gates is not None
    assert suite.gates.measures == {"truthfulness": -0.5}
    with pytest.raises(SuiteError, match=r"must be a number from 0 to 1, not -0\.5"):
        load_suite(write_suite(f"{fake.toml}mrr = -0.5\n"))


# A part of a suite.


@pytest.mark.parametrize("chosen", [["--limit", 1], ["--tag", "number"]])
def test_the_gates_are_not_judged_on_a_part(command: Command, write_suite: Write, chosen: list[object]) -> None:
    command.answers.clear()
    folder = write_suite()
    result = command.run(folder, *chosen, "--json", "part.json", "--markdown", "part.md")
    assert result.exit_code == 0
    assert result.stdout.count("the suite's gates are not judged on a part of it: --gate judges them") == 1
    assert "gate 50.0%" not in result.stdout
    raw = json.loads(Path("part.json").read_text(encoding="utf-8"))
    assert [gate["name"] for gate in raw["gates"]] == ["not_crashed"]
    assert Path("part.md").read_text(encoding="utf-8").startswith("## <code>small</code>: gates not judged\n")
    forced = command.run(folder, *chosen, "--gate")
    assert forced.exit_code == 1
    assert "answerable_correct is 0.0%, not 50.0%; cases: vote." in forced.stderr
    assert "not judged on a part" not in forced.stdout
    assert "gate 100.0%   not judged: no case bears on it" in forced.stdout


def test_a_crash_fails_a_part_too(command: Command, write_suite: Write) -> None:
    command.answers[VOTE] = OSError("out of ink")
    result = command.run(write_suite(), "--limit", 1)
    assert result.exit_code == 1
    assert "not_crashed is 0.0%, not 100.0%; cases: vote." in result.stderr


def test_a_limit_above_the_number_of_cases_chooses_no_part(command: Command, write_suite: Write) -> None:
    command.answers.clear()
    assert command.run(write_suite(), "--limit", 9).exit_code == 1


def test_a_part_is_drawn_without_gates(suite: Suite, fake: SimpleNamespace) -> None:
    report = run_suite(replace(suite, gates=None), fake.Service({}))
    assert report.passed
    assert "gates not judged" in write_page(report)
    assert "BELOW" not in draw(report)


# The number of broken cases.


def test_more_broken_cases_than_may_break(command: Command, write_suite: Write, fake: SimpleNamespace) -> None:
    lines = [fake.case(f"c{number}", f"vote {number}?", ["178 to 146"], fake.vote) for number in range(30)]
    folder = write_suite(fake.toml.replace("unanswerable_refused = 1.0", "unanswerable_refused = 0.0"), lines)
    for number in range(30):
        question = f"vote {number}?"
        command.answers[question] = fake.reply(question, "178 to 146 [1]", fake.cite(fake.vote))
    command.run(folder, "--json", "good.json")
    command.answers["vote 3?"] = fake.refuse("vote 3?")
    command.answers["vote 7?"] = fake.reply("vote 7?", "63 [1]", fake.cite(fake.members))
    for arguments in (
        [folder, "--baseline", "good.json", "--json", "bad.json"],
        ["compare", "good.json", "bad.json"],
    ):
        assert command.run(*arguments).exit_code == 0
        assert command.run(*arguments, "--max-broken", 2).exit_code == 0
        missed = command.run(*arguments, "--max-broken", 1)
        assert missed.exit_code == 1
        assert "Below the gate: 2 cases broke, not at most 1; cases: c3, c7." in missed.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--max-broken", 1], "1 counts cases that were good in an earlier run: give --baseline REPORT"),
        (["--max-broken", -1], "-1 is not in the range"),
        (["--seed", 7], "7 would seed nothing: give --limit"),
    ],
)
def test_options_that_would_do_nothing(
    command: Command, write_suite: Write, arguments: list[object], message: str
) -> None:
    result = command.run(write_suite(), *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert command.services == []
