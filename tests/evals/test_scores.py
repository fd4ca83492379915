"""The scores of a case, the measures of a run and why cases fail, by hand."""

from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.case_scores import CaseScores
from evals.causes import Cause, find_cause
from evals.judge import Judgement
from evals.judging import judge_report
from evals.measures import MEASURES, measure_run
from evals.outcome import Outcome
from evals.report import Report
from evals.runner import run_suite
from evals.scores import score_case
from evals.suite import Case, Evidence, Suite
from evals.table import draw

QUOTES = (Evidence("one.txt", "a"), Evidence("one.txt", "b"))
CASE = Case("a", "q", ("178 to 146", "178-146"), QUOTES, True, ())
SCORES = st.lists(
    st.builds(
        CaseScores,
        outcome=st.sampled_from(Outcome),
        answerable=st.booleans(),
        confidence=st.none() | st.floats(0, 1),
        token_f1=st.none() | st.floats(0, 1),
        reciprocal_rank=st.none() | st.floats(0, 1),
    ),
    max_size=12,
)


def test_the_scores_of_an_answer(fake: SimpleNamespace) -> None:
    answer = fake.reply("q", "passed 178 to 146 [1]")
    cited = ((True, False), (False, False))
    retrieved = ((False, False), (True, False), (True, False), (False, False), (False, False), (False, True))
    scores = score_case(CASE, Outcome.CORRECT, answer, cited, retrieved)
    assert (scores.exact_match, scores.contains_answer) == (0.0, 1.0)
    assert scores.token_f1 == pytest.approx(6 / 7)
    assert (scores.citation_precision, scores.citation_recall) == (0.5, 0.5)
    assert (scores.hit_at_1, scores.hit_at_5, scores.reciprocal_rank) == (0.0, 1.0, 0.5)
    # Quotes at ranks 2 and 6, each once: (1/log2(3) + 1/log2(7)) / (1 + 1/log2(3)).
    assert scores.ndcg_at_10 == pytest.approx(0.6052602, abs=1e-6)
    assert scores.confidence == 0.9


def test_a_passage_with_every_quote_ranked_first_is_perfect(fake: SimpleNamespace) -> None:
    scores = score_case(CASE, Outcome.CORRECT, fake.reply("q", "x"), (), ((True, True), (False, False)))
    assert scores.ndcg_at_10 == 1.0
    missed = score_case(CASE, Outcome.CORRECT, fake.reply("q", "x"), (), ((True, False), (False, False)))
    assert missed.ndcg_at_10 == pytest.approx(1 / 1.6309298, abs=1e-6)


def test_a_refusal_has_no_citation_scores_and_no_confidence(fake: SimpleNamespace) -> None:
    scores = score_case(CASE, Outcome.REFUSED_WRONGLY, fake.refuse("q"), (), ((True, True),))
    assert (scores.confidence, scores.citation_precision, scores.citation_recall) == (None, None, None)
    assert (scores.exact_match, scores.token_f1, scores.contains_answer) == (0.0, 0.0, 0.0)
    assert scores.hit_at_1 == 1.0


def test_a_crash_is_the_worst_that_could_have_come() -> None:
    scores = score_case(CASE, Outcome.CRASHED, None, (), ())
    values = scores.to_json()
    assert values.pop("confidence") == 1.0
    assert [values.pop("judged_faithfulness"), values.pop("judged_correctness")] == [None, None], "no judge was asked"
    assert set(values.values()) == {0.0}


def test_what_does_not_apply_is_none(fake: SimpleNamespace) -> None:
    unanswerable = score_case(Case("c", "q", (), (), False, ()), Outcome.REFUSED_RIGHTLY, fake.refuse("q"), (), ())
    assert set(unanswerable.to_json().values()) == {None}
    by_evidence = replace(CASE, tags=("evidence",))
    assert score_case(by_evidence, Outcome.WRONG, fake.reply("q", "x"), (), ()).token_f1 is None


def test_the_measures_of_a_run(suite: Suite, fake: SimpleNamespace) -> None:
    wrong = fake.reply("who seconded it?", "63 [1]", fake.cite(fake.members))
    service = fake.Service(fake.right_answers() | {wrong.question: replace(wrong, confidence=0.5)})
    service.passages["why did it pass?"] = [fake.cite(fake.gray), fake.cite(fake.vote)]
    measures = run_suite(suite, service).measures
    assert measures == pytest.approx(
        {
            "answerable_correct": 2 / 3,
            "wrong_answer_rate": 1 / 4,
            "truthfulness": 2 / 4,  # (3 - 1) / 4
            "refusal_precision": 1.0,
            "refusal_recall": 1.0,
            "refusal_f1": 1.0,
            "exact_match": 1 / 2,
            "token_f1": 1 / 2,
            "contains_answer": 1 / 2,
            "citation_precision": 2 / 3,
            "citation_recall": 2 / 3,
            "hit_at_1": 1 / 3,
            "hit_at_5": 1.0,
            "mrr": (1 + 1 / 3 + 1 / 2) / 3,
            "ndcg_at_10": (1 + 1 / 2 + 0.6309298) / 3,
            "judged_faithfulness": None,
            "judged_correctness": None,
            "risk_coverage_area": (0 + 0 + 1 / 3) / 3,
            "calibration_error": (0.1 + 0.1 + 0.5) / 3,
        }
    )


def test_a_crash_lowers_every_measure_that_it_bears_on(suite: Suite, fake: SimpleNamespace) -> None:
    judge = SimpleNamespace(judge=lambda *_: Judgement(True, 5.0))
    answers = fake.right_answers()
    good = judge_report(run_suite(suite, fake.Service(answers)), judge).measures
    answers["what was the vote?"] = OSError("x")
    crashed = judge_report(run_suite(suite, fake.Service(answers)), judge).measures
    for measure in MEASURES:
        before, after = good[measure.name], crashed[measure.name]
        assert before is not None
        assert after is not None
        if measure.name.startswith("refusal"):
            assert after == before, "an answerable question that crashed was neither refused nor to be refused"
        else:
            assert (after < before) is measure.more_is_better, measure.name


def test_a_crash_where_a_refusal_is_due_lowers_the_recall_of_refusals(suite: Suite, fake: SimpleNamespace) -> None:
    report = run_suite(suite, fake.Service(fake.right_answers() | {"when was it?": OSError("x")}))
    assert report.measures["refusal_recall"] == 0.0
    assert report.measures["wrong_answer_rate"] == 0.25


def test_a_crash_of_the_retrieval_is_a_crash(suite: Suite, fake: SimpleNamespace) -> None:
    service = fake.Service(fake.right_answers())
    service.passages = SimpleNamespace(get=lambda *_: 1 / 0)
    report = run_suite(suite, service)
    assert {result.outcome for result in report.results} == {Outcome.CRASHED}
    assert "ZeroDivisionError" in draw(report)


@given(SCORES)
def test_measures_are_bounded_and_of_nothing_none(scores: list[CaseScores]) -> None:
    for name, value in measure_run(scores).items():
        least = -1 if name == "truthfulness" else 0
        assert value is None or least <= value <= 1
        assert scores or value is None


@given(SCORES)
def test_a_mean_is_the_mean_of_its_cases(scores: list[CaseScores]) -> None:
    for measure in MEASURES:
        if measure.of_case is not None:
            values = [value for one in scores if (value := measure.of_case(one)) is not None]
            assert measure.of_run(scores) == (pytest.approx(sum(values) / len(values)) if values else None)


@pytest.mark.parametrize(
    ("outcome", "retrieved", "read", "inexact", "cause"),
    [
        (Outcome.CORRECT, True, True, False, None),
        (Outcome.CORRECT, False, False, False, None),
        (Outcome.CORRECT, True, True, True, Cause.INEXACT),
        (Outcome.REFUSED_RIGHTLY, False, False, False, None),
        (Outcome.REFUSED_RIGHTLY, False, False, True, Cause.INEXACT),
        (Outcome.REFUSED_WRONGLY, False, False, False, Cause.NOT_RETRIEVED),
        (Outcome.REFUSED_WRONGLY, True, True, False, Cause.REFUSED),
        (Outcome.WRONG, False, False, False, Cause.NOT_RETRIEVED),
        (Outcome.REFUSED_WRONGLY, True, False, False, Cause.NOT_READ),
        (Outcome.WRONG, True, False, False, Cause.NOT_READ),
        (Outcome.WRONG, True, True, False, Cause.WRONG),
        (Outcome.ANSWERED_UNANSWERABLE, False, False, True, Cause.ANSWERED),
        (Outcome.CRASHED, False, False, False, Cause.CRASHED),
    ],
)
def test_causes(outcome: Outcome, retrieved: bool, read: bool, inexact: bool, cause: Cause | None) -> None:
    assert find_cause(outcome, retrieved, read, inexact) is cause


def test_a_report_says_why_each_case_failed(suite: Suite, fake: SimpleNamespace) -> None:
    service = fake.Service(
        {
            "what was the vote?": fake.reply("what was the vote?", "63 [1]", fake.cite(fake.members)),
            "why did it pass?": fake.reply("why did it pass?", "Oslo [1]", fake.cite(fake.gray)),
            "when was it?": fake.reply("when was it?", "Oslo [1]", fake.cite(fake.gray)),
        }
    )
    service.passages["why did it pass?"] = [fake.cite(fake.members)]
    report: Report = run_suite(suite, service)
    causes = {case["id"]: case["cause"] for case in report.to_json()["cases"]}
    assert causes == {
        "vote": "wrong",
        "who": "read but refused",
        "why": "not retrieved",
        "when": "answered what nothing answers",
    }
    assert "because   not retrieved" in draw(report)
    passages = report.to_json()["cases"][1]["passages"]
    assert [(passage["quote"], passage["evidence"]) for passage in passages] == [
        (fake.vote, False),
        (fake.members, False),
        (fake.gray, True),
    ]


def test_a_gate_names_the_cases_against_it(suite: Suite, fake: SimpleNamespace) -> None:
    shifted = fake.reply("who seconded it?", "Gray [1]", fake.cite(fake.members, shift=1))
    answers = {"what was the vote?": OSError("x"), "who seconded it?": shifted}
    report = run_suite(suite, fake.Service(answers))
    assert {gate.name: gate.against for gate in report.gates} == {
        "answerable_correct": ("vote", "why"),
        "unanswerable_refused": (),
        "citations_exact": ("who",),
        "not_crashed": ("vote",),
    }
