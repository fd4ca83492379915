"""A run against a service that answers from a table."""

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest

from evals.outcome import Outcome
from evals.report import Report
from evals.runner import run_suite
from evals.suite import Suite
from evals.table import draw
from evals.writers.page import write_page
from qa.answer import Alternative, Question


def outcomes(report: Report) -> dict[str, str]:
    """The outcome of each case by id."""
    return {result.case.id: str(result.outcome) for result in report.results}


def gates(report: Report) -> dict[str, bool]:
    """Whether each gate passed."""
    return {gate.name: gate.passed for gate in report.gates}


def test_a_perfect_run(suite: Suite, fake: SimpleNamespace) -> None:
    service = fake.Service(fake.right_answers())
    report = run_suite(suite, service)
    assert service.asked == [case.question for case in suite.cases]
    assert outcomes(report) == {"vote": "correct", "who": "correct", "why": "correct", "when": "refused rightly"}
    assert report.passed
    assert report.citation_hits.value == 1.0
    assert "failed" not in draw(report)


def test_a_crash_fails_the_run_and_the_other_cases_still_run(suite: Suite, fake: SimpleNamespace) -> None:
    service = fake.Service(fake.right_answers() | {"what was the vote?": RuntimeError("out of ink")})
    report = run_suite(suite, service)
    assert outcomes(report) == {"vote": "crashed", "who": "correct", "why": "correct", "when": "refused rightly"}
    crashed = report.results[0]
    assert crashed.error is not None
    assert crashed.error.endswith("RuntimeError: out of ink\n")
    assert gates(report)["answerable_correct"]
    assert not gates(report)["not_crashed"]
    assert not report.passed
    assert "RuntimeError: out of ink" in draw(report)


def test_a_crash_on_an_unanswerable_question_is_no_refusal(suite: Suite, fake: SimpleNamespace) -> None:
    report = run_suite(suite, fake.Service(fake.right_answers() | {"when was it?": KeyError("x")}))
    assert outcomes(report)["when"] == "crashed"
    assert not gates(report)["unanswerable_refused"]


def test_a_keyboard_interrupt_ends_the_run(suite: Suite, fake: SimpleNamespace) -> None:
    service = fake.Service({})
    service.answer = lambda _: (_ for _ in ()).throw(KeyboardInterrupt)
    with pytest.raises(KeyboardInterrupt):
        run_suite(suite, service)


class Panic(BaseException):
    """What a panic in a part written in Rust raises is no Exception either."""


def test_a_panic_fails_its_case_and_the_other_cases_still_run(suite: Suite, fake: SimpleNamespace) -> None:
    report = run_suite(suite, fake.Service(fake.right_answers() | {"what was the vote?": Panic("out of ink")}))
    assert outcomes(report) == {"vote": "crashed", "who": "correct", "why": "correct", "when": "refused rightly"}


def test_wrong_answers_and_wrong_refusals(suite: Suite, fake: SimpleNamespace) -> None:
    service = fake.Service(
        {
            "what was the vote?": fake.reply("what was the vote?", "63 [1]", fake.cite(fake.members)),
            "when was it?": fake.reply("when was it?", "Oslo [1]", fake.cite(fake.gray)),
            "why did it pass?": fake.reply("why did it pass?", "Oslo [1]", fake.cite(fake.gray)),
        }
    )
    report = run_suite(suite, service)
    expected = {"vote": "wrong", "who": "refused wrongly", "why": "wrong", "when": "answered unanswerable"}
    assert outcomes(report) == expected
    assert report.citation_hits.count == 0
    assert report.citation_hits.total == 2
    drawn = draw(report)
    assert "4 failed:" in drawn
    assert "expected  178 to 146" in drawn
    assert "expected  a refusal" in drawn
    assert "expected  a citation of the evidence" in drawn


@pytest.mark.parametrize("place", ["citations", "nearest", "alternatives"])
def test_every_inexact_citation_fails_the_run(suite: Suite, fake: SimpleNamespace, place: str) -> None:
    shifted = fake.cite(fake.members, shift=1)
    question = "who seconded it?"
    inexact = {
        "citations": fake.reply(question, "Gray [1]", shifted),
        "nearest": fake.refuse(question, shifted),
        "alternatives": fake.reply(
            question, "Gray", fake.cite(fake.gray), alternatives=(Alternative("members", shifted, 0.5),)
        ),
    }
    report = run_suite(suite, fake.Service(fake.right_answers() | {question: inexact[place]}))
    assert not gates(report)["citations_exact"]
    assert not report.passed
    assert not report.results[1].good
    assert "inexact   one.txt[31:57] is" in draw(report)


@pytest.mark.parametrize(("start", "end", "quote"), [(0, 0, ""), (-5, -1, "Oslo"), (900, 904, "Oslo"), (9, 3, "")])
def test_a_citation_of_nothing_is_inexact(
    suite: Suite, fake: SimpleNamespace, start: int, end: int, quote: str
) -> None:
    citation = type(fake.cite(fake.vote))("one", "One", "one.txt", None, start, end, quote)
    report = run_suite(suite, fake.Service({"who seconded it?": fake.reply("who seconded it?", "Gray", citation)}))
    assert len(report.results[1].inexact) == 1


def test_a_citation_of_an_unknown_document_is_inexact(suite: Suite, fake: SimpleNamespace) -> None:
    citation = type(fake.cite(fake.vote))("two", "Two", "two.txt", None, 0, 3, "The")
    report = run_suite(suite, fake.Service({"who seconded it?": fake.reply("who seconded it?", "Gray", citation)}))
    assert len(report.results[1].inexact) == 1
    assert report.results[1].hit is False
    assert report.results[1].outcome is Outcome.CORRECT
    assert not report.passed


def test_the_evidence_counts_only_in_its_own_document(suite: Suite, fake: SimpleNamespace) -> None:
    citation = type(fake.cite(fake.vote))("one", "One", "other.txt", None, 0, len(fake.vote), fake.vote)
    report = run_suite(suite, fake.Service({"why did it pass?": fake.reply("why did it pass?", "so [1]", citation)}))
    assert outcomes(report)["why"] == "wrong"


@pytest.mark.parametrize(("right", "passes"), [(1, False), (2, True), (3, True)])
def test_a_gate_passes_at_its_value_and_above(suite: Suite, fake: SimpleNamespace, right: int, passes: bool) -> None:
    at_two_thirds = replace(suite, gates=replace(suite.gates, answerable_correct=2 / 3))
    answers = dict(list(fake.right_answers().items())[:right])
    report = run_suite(at_two_thirds, fake.Service(answers))
    assert gates(report)["answerable_correct"] is passes
    assert report.passed is passes


def test_times_come_from_the_clock(suite: Suite, fake: SimpleNamespace) -> None:
    ticks = iter([0.0, 0.010, 1.0, 1.020, 2.0, 2.030, 3.0, 3.040])
    report = run_suite(suite, fake.Service(fake.right_answers()), clock=lambda: next(ticks))
    assert report.percentiles == pytest.approx({"p50": 25.0, "p95": 38.5})


def without_times(value: object) -> object:
    """The JSON without whatever is under `times`."""
    if isinstance(value, dict):
        return {key: without_times(inner) for key, inner in value.items() if key != "times"}
    return [without_times(inner) for inner in value] if isinstance(value, list) else value


def test_two_runs_give_the_same_report_but_for_times(suite: Suite, fake: SimpleNamespace) -> None:
    written = []
    for step in (0.001, 0.5):
        vote = replace(fake.right_answers()["what was the vote?"], timings={"total": step})
        answers = fake.right_answers() | {vote.question: vote, "who seconded it?": ValueError("no")}
        seconds = iter([step * count for count in range(8)])
        report = run_suite(suite, fake.Service(answers), {"settings": {"passages": 8}}, clock=lambda s=seconds: next(s))
        written.append(json.loads(json.dumps(report.to_json())))
    assert written[0] != written[1]
    assert without_times(written[0]) == without_times(written[1])
    assert written[0]["settings"] == {"passages": 8}
    assert written[0]["cases"][0]["answer"]["citations"][0]["quote"] == fake.vote


def test_the_table_shows_each_measure_against_its_gate(suite: Suite, fake: SimpleNamespace) -> None:
    service = fake.Service(fake.right_answers() | {"when was it?": fake.reply("when was it?", "Oslo\x1b[2J\n" * 90)})
    drawn = draw(run_suite(suite, service))
    rows = {line[:24].strip(): line[24:].split() for line in drawn.splitlines() if line[:1].isalpha()}
    assert drawn.startswith("small: 4 cases, 3 answerable, 1 not\n")
    assert rows["correct"] == ["3/3", "100.0%", "gate", "50.0%", "ok"]
    assert rows["refused rightly"] == ["0/1", "0.0%", "gate", "100.0%", "BELOW", "THE", "GATE"]
    assert {"wrong", "refused wrongly", "answered unanswerable", "citation hits", "citations exact"} <= rows.keys()
    assert {"p50", "p95"} <= rows.keys()
    assert "\x1b" not in drawn
    assert max(map(len, drawn.splitlines())) < 160


def test_a_follow_up_comes_with_its_history_and_says_where_it_is_not_used(suite: Suite, fake: SimpleNamespace) -> None:
    follow_up = replace(suite.cases[1], history=(("what was the vote?", "178 to 146"),))
    asked = Question("who seconded it?", follow_up.history)
    service = fake.Service({asked: fake.reply(asked.text, "Bob [1]", fake.cite(fake.gray))})
    report = run_suite(replace(suite, cases=(follow_up, suite.cases[3])), service)
    assert service.asked == [asked, "when was it?"]
    assert [case["asked_alone"] for case in report.to_json()["cases"]] == [True, False]
    assert "1 follow-up asked as it stands" in draw(report)
    assert "because   wrong (a follow-up, asked as it stands)" in draw(report)
    assert "asked as it stands" in write_page(report)
    made_alone = replace(
        service.answers[asked], standalone_question="who seconded the motion?", history=follow_up.history
    )
    understood = run_suite(replace(suite, cases=(follow_up,)), fake.Service({asked: made_alone}))
    assert understood.to_json()["cases"][0]["asked_alone"] is False
    assert "follow-up" not in draw(understood)
