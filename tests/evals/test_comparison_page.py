"""Two runs compared on one HTML page."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner

from evals.cli import evaluate
from evals.compare import Comparison, compare
from evals.judge import Judgement
from evals.judging import judge_report
from evals.runner import run_suite
from evals.stored_report import read_report
from evals.suite import Suite
from evals.writers.charts import draw_change
from evals.writers.comparison_page import write_comparison_page
from tests.evals.parsed_page import HOSTILE, read_harmless

Raw = dict[str, Any]


@pytest.fixture
def runs(suite: Suite, fake: SimpleNamespace) -> tuple[Raw, Raw]:
    """Two runs: from the one to the other `vote` is fixed, `why` and `when` are broken."""
    vote, why, when = "what was the vote?", "why did it pass?", "when was it?"
    first = fake.right_answers() | {vote: fake.reply(vote, "63 members [1]", fake.cite(fake.members))}
    second = fake.right_answers() | {
        why: OSError("out of ink"),
        when: fake.reply(when, "in Oslo [1]", fake.cite(fake.gray)),
    }
    judge = SimpleNamespace(judge=lambda *_: Judgement(True, 2.0, "Hardly."))
    before, after = (run_suite(suite, fake.Service(answers)) for answers in (first, second))
    return before.to_json(), judge_report(after, judge).to_json()


def compared(runs: tuple[Raw, Raw]) -> Comparison:
    """The comparison of two reports in their JSON form."""
    before, after = (read_report(json.loads(json.dumps(raw))) for raw in runs)
    return compare(before, after, resamples=50)


def test_both_answers_stand_side_by_side(runs: tuple[Raw, Raw], fake: SimpleNamespace) -> None:
    page = read_harmless(write_comparison_page(compared(runs)))
    text = page.text
    assert "small: 1 fixed, 2 broken" in text
    assert "4 cases in both runs." in text
    assert "Below the gate: unanswerable_refused is 0.0%, not 100.0%; cases: when" in text
    measures = text.index("measurebefore")
    fixed, broken = text.index("1 fixed", measures), text.index("2 broken", measures)
    assert fixed < text.index("vote wrong → correct what was the vote?") < broken
    assert broken < text.index("why correct → crashed why did it pass?")
    assert broken < text.index("when refused rightly → answered unanswerable when was it?")
    vote = text[fixed:broken]
    place = f"one.txt, characters {fake.text.index(fake.members)}-{fake.text.index(fake.members) + len(fake.members)}"
    parts = ["expected178 to 146", "before: wrong", "63 members [1]", "because", place]
    parts += [fake.members, "after: correct", "178 to 146 [1]", "faithful, correctness 2 of 5: Hardly.", fake.vote]
    places = [vote.index(part) for part in parts]
    assert places == sorted(places)
    assert vote.count("confidence0.90") == 2
    assert "errorOSError: out of ink" in text
    assert "expecteda refusal" in text
    assert "who seconded it?" not in text, "it did not change"
    kinds = [values["class"] for name, values in page.elements if name in ("details", "section")]
    assert kinds == ["good", "bad", "good", "bad", "good", "bad", "bad", "good", "bad"]


def test_the_measures_stand_with_their_intervals(runs: tuple[Raw, Raw]) -> None:
    comparison = compared(runs)
    page = read_harmless(write_comparison_page(comparison))
    rate = next(one for one in comparison.differences if one.measure.name == "wrong_answer_rate")
    assert rate.interval is not None
    assert "wrong_answer_rate0.2500.500+0.250{:+.3f} to {:+.3f}".format(*rate.interval) in page.text
    assert "judged_correctness-0.188--" in page.text, "the earlier run was not judged"
    drawn = sum(one.interval is not None for one in comparison.differences)
    assert [name for name, _ in page.elements].count("svg") == drawn > 5


def test_runs_of_different_cases_say_so(runs: tuple[Raw, Raw]) -> None:
    before = {**runs[0], "cases": runs[0]["cases"][:2]}
    page = read_harmless(write_comparison_page(compared((before, runs[1]))))
    assert "Note: only the later run has 2 cases: why, when" in page.text
    assert "2 cases in both runs." in page.text
    assert "1 fixed, 0 broken" in page.text


def test_hostile_text_stays_text(suite: Suite, fake: SimpleNamespace) -> None:
    citation = replace(fake.cite(fake.vote), source=HOSTILE, quote=HOSTILE)
    cases = [
        replace(case, id=f"{number} {HOSTILE}", question=f"{number} {HOSTILE}", answers=(HOSTILE,))
        for number, case in enumerate(suite.cases[:2])
    ]
    renamed = replace(suite, name=HOSTILE, cases=tuple(cases))
    shown = fake.reply(HOSTILE, HOSTILE, citation)
    first, second = cases[0].question, cases[1].question
    before = run_suite(renamed, fake.Service({first: shown, second: OSError(HOSTILE)}))
    after = run_suite(renamed, fake.Service({first: OSError(HOSTILE), second: shown}))
    judge = SimpleNamespace(judge=lambda *_: Judgement(problem=HOSTILE))
    reports = []
    for report in (before, after):
        raw = judge_report(report, judge).to_json()
        for case in raw["cases"]:
            case.update(good=case["error"] is None, cause=HOSTILE)
        reports.append(raw)
    comparison = compared((reports[0], {**reports[1], "suite": f"{HOSTILE}2"}))
    assert (len(comparison.fixed), len(comparison.broken)) == (1, 1)
    page = read_harmless(write_comparison_page(comparison))
    assert page.text.count("<script>harm()</script>") >= 25


def test_the_command_writes_the_page(runs: tuple[Raw, Raw], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, raw in zip(("a.json", "b.json"), runs, strict=True):
        Path(name).write_text(json.dumps(raw), encoding="utf-8")
    command = ["compare", "a.json", "b.json", "--html"]
    result = CliRunner().invoke(evaluate, [*command, "page.html", "--gate"])
    assert result.exit_code == 1
    assert "1 fixed:" in result.stdout
    assert "small: 1 fixed, 2 broken" in read_harmless(Path("page.html").read_text(encoding="utf-8")).text
    missing = CliRunner().invoke(evaluate, [*command, "no/folder/page.html"])
    assert missing.exit_code == 2
    assert "there is no folder 'no/folder'" in missing.stderr


def test_a_report_of_before_there_were_judges_can_be_compared(runs: tuple[Raw, Raw]) -> None:
    old = json.loads(json.dumps(runs[0]))
    for case in old["cases"]:
        del case["judgement"]
        del case["scores"]["judged_faithfulness"], case["scores"]["judged_correctness"]
    assert compared((old, runs[1])).fixed


@pytest.mark.parametrize(
    ("change", "interval", "more_is_better", "kind", "ends"),
    [
        (0.2, (0.1, 0.4), True, "better", (75.0, 90.0, 120.0)),
        (0.2, (0.1, 0.4), False, "worse", (75.0, 90.0, 120.0)),
        (-0.2, (-0.4, -0.1), True, "worse", (0.0, 30.0, 45.0)),
        (0.1, (0.0, 0.4), True, "unsure", (60.0, 75.0, 120.0)),
    ],
)
def test_a_change_is_drawn_to_scale(
    change: float, interval: tuple[float, float], more_is_better: bool, kind: str, ends: tuple[float, float, float]
) -> None:
    drawn = ElementTree.fromstring(draw_change(change, interval, 0.4, more_is_better))
    assert drawn.get("class") == f"change {kind}"
    left, middle, right = ends
    assert drawn.findall("path")[1].get("d") == f"M{left} 8H{right}"
    circle = drawn.find("circle")
    assert circle is not None
    assert circle.get("cx") == str(middle)


def test_no_change_is_drawn_in_the_middle_and_none_without_an_interval() -> None:
    assert 'cx="60.0"' in draw_change(0.0, (0.0, 0.0), 0.0, True)
    assert draw_change(None, (0.0, 0.0), 1.0, True) == draw_change(0.1, None, 1.0, True) == ""
