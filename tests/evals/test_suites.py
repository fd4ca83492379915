"""Every suite in the repository: it loads without a mistake, and holds what its name promises."""

from collections import Counter
from pathlib import Path

import pytest

from evals.case_lint import EVIDENCE_TAG
from evals.suite import SUITES, load_suite

FOLDERS = sorted(entry.name for entry in SUITES.iterdir() if entry.is_dir())
UNANSWERABLE = {"wrong-entity", "missing-detail", "wrong-time", "false-premise", "other-topic"}


def test_there_are_suites() -> None:
    assert "canada_huawei" in FOLDERS


@pytest.mark.parametrize("name", FOLDERS)
def test_a_suite_in_the_repository_has_no_mistakes(name: str) -> None:
    suite = load_suite(name)
    assert suite.name == name
    assert suite.gates.citations_exact == 1.0
    assert all(case.tags for case in suite.cases), "tags say what kind of question it is"


def test_the_bundled_articles_suite() -> None:
    suite = load_suite("canada_huawei")
    first = suite.cases[0]
    assert first.question == "what was the vote count?"
    assert first.answers == ("178 to 146", "178-146")
    answerable = [case for case in suite.cases if case.answerable]
    assert len(answerable) >= 48
    assert len(suite.cases) - len(answerable) >= 26
    assert all(UNANSWERABLE & set(case.tags) for case in suite.cases if not case.answerable)


def test_the_newsrooms_suite() -> None:
    suite = load_suite("newsroom")
    unanswerable = [case for case in suite.cases if not case.answerable]
    assert len(unanswerable) >= 80
    assert len(suite.cases) - len(unanswerable) >= 130
    assert all(len(UNANSWERABLE & set(case.tags)) == 1 for case in unanswerable)
    kinds = Counter(tag for case in unanswerable for tag in case.tags)
    assert all(kinds[kind] >= 15 for kind in UNANSWERABLE)
    used = {evidence.source for case in suite.cases for evidence in case.evidence}
    assert used == {file.name for file in suite.corpus.iterdir()}, "every report answers a question"
    follow_ups = [case for case in suite.cases if case.history]
    assert len(follow_ups) >= 20
    assert {case.answerable for case in follow_ups} == {True, False}
    assert all(("follow-up" in case.tags) == bool(case.history) for case in suite.cases)
    styles = {"chat", "keywords", "typo", "formal", "paraphrase", "language"}
    assert all(len(styles & set(case.tags)) == 1 for case in suite.cases)


def test_the_suite_on_citations_asks_for_nothing_else() -> None:
    suite = load_suite("citations")
    assert suite.corpus == load_suite("newsroom").corpus
    assert len(suite.cases) >= 25
    assert all(case.answerable and not case.answers and EVIDENCE_TAG in case.tags for case in suite.cases)


def test_there_are_enough_cases_and_no_question_comes_in_two_suites_over_one_corpus() -> None:
    cases = [(suite.corpus, case.question) for suite in map(load_suite, FOLDERS) for case in suite.cases]
    assert len(cases) >= 300
    assert len(set(cases)) == len(cases)


def test_a_suite_can_be_named_by_its_folder() -> None:
    assert load_suite(SUITES / "canada_huawei") == load_suite("canada_huawei")
    assert isinstance(load_suite("canada_huawei").corpus, Path)
