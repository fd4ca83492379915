"""Every suite in the repository: it loads without a mistake, and holds what its name promises."""

from pathlib import Path

import pytest

from evals.suite import SUITES, load_suite

FOLDERS = sorted(entry.name for entry in SUITES.iterdir() if entry.is_dir())


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
    kinds = {"wrong-entity", "missing-detail", "wrong-time", "false-premise", "other-topic"}
    assert all(kinds & set(case.tags) for case in suite.cases if not case.answerable)


def test_a_suite_can_be_named_by_its_folder() -> None:
    assert load_suite(SUITES / "canada_huawei") == load_suite("canada_huawei")
    assert isinstance(load_suite("canada_huawei").corpus, Path)
