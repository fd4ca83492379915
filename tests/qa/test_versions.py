"""Of two versions of a document the newer one answers, and the older one is the alternative."""

from pathlib import Path

import pytest
from llama_index.core.schema import TextNode

from qa.candidate import Candidate
from qa.cli import show_text
from qa.service import open_service
from qa.settings import Settings
from qa.versions import newest_version

OLD = "Employees get 25 days of paid annual leave a year. Up to five days may be carried over to the next year."
NEW = (
    "All employees of the press, whether in the office or at home, get 28 days of paid annual leave a year, with no "
    "bank holiday in it. No more than three days, which have to be agreed, may be carried over to the next year."
)
QUESTION = "how many days of annual leave do employees get"


def candidate(text: str, title: str, published: str | None, margin: float = 1.0, coverage: float = 0.5) -> Candidate:
    passage = TextNode(text=text, metadata={"title": title, "published": published})
    return Candidate(passage, 1.0, 0, len(text), margin, coverage=coverage)


def newest(question: str, *candidates: Candidate, sure: float = 0.5) -> str:
    return newest_version(question, candidates, lambda _: sure, threshold=0.3).text


FIRST = candidate("25", "Leave policy 2023", "2023-01-10")


def test_the_newest_that_would_be_shown_comes_first() -> None:
    newer = candidate("27", "Leave Policy, 2024", "2024-01")
    last = candidate("28", "Leave policy (v3, February 2025)", "2025-02-01")
    assert newest(QUESTION, FIRST, newer, last) == "28"
    assert newest(QUESTION, FIRST, newer, last, sure=0.2) == "25"
    assert newest(QUESTION, last, newer, FIRST) == "28"
    assert newest("may i take leave early", FIRST, newer) == "27"


@pytest.mark.parametrize("question", ["what was it in 2023", "leave days until now", "What did the old policy say?"])
def test_a_question_that_names_a_time_is_left(question: str) -> None:
    assert newest(question, FIRST, candidate("28", "Leave policy 2025", "2025-02-01")) == "25"


@pytest.mark.parametrize(
    "other",
    [
        candidate("28", "Leave policy of Ardmore", "2025-02-01"),
        candidate("28", "Leave policy 2022", "2022-02-01"),
        candidate("28", "Leave policy", None),
        candidate("28", "Leave policy 2025", "2025-02-01", margin=-1.0),
        candidate("28", "Leave policy 2025", "2025-02-01", coverage=0.4),  # on something else, maybe
        candidate("...", "Leave policy 2025", "2025-02-01"),  # says nothing
    ],
)
def test_what_is_no_newer_version_or_no_answer(other: Candidate) -> None:
    assert newest(QUESTION, FIRST, other) == "25"


def test_titles_that_are_numbers_alone_are_of_no_one_document() -> None:
    assert newest(QUESTION, candidate("25", "2023", "2023-01-10"), candidate("28", "2025", "2025-02-01")) == "25"


def test_the_older_version_is_shown_as_the_alternative_with_its_date(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for date, text in (("2023-01-10", OLD), ("2025-02-01", NEW)):
        (folder / f"leave-policy-{date}.txt").write_text(f"Leave policy\n\n{text}", encoding="utf-8")
    service = open_service(Settings(corpus=folder, home=tmp_path / "home"))
    try:
        answer = service.answer("how many days of paid annual leave do employees get")
        evidence = service.answer("can days be carried over")
    finally:
        service.close()
    assert (answer.text, answer.citations[0].published) == ("28 days [1]", "2025-02-01")
    assert [(one.text, one.citation.published) for one in answer.alternatives] == [("25 days", "2023-01-10")]
    assert evidence.citations[0].quote == NEW[NEW.index("No more") :]
    show_text(answer)
    assert "(leave-policy-2023-01-10.txt, 2023-01-10)" in capsys.readouterr().out
