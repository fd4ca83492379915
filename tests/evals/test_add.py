"""A corrected answer becomes a case; suites are checked; files are replaced whole."""

import json
from codecs import BOM_UTF8
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from evals.add import add_case, choose_evidence
from evals.atomic import write_whole
from evals.cli import evaluate
from evals.mistakes import SuiteError
from evals.suite import load_suite
from qa.answer import Alternative, Question
from qa.errors import QAError
from qa.feedback import list_passages

Write = Callable[..., Path]


def invoke(*arguments: object) -> Result:
    """Runs `qa eval`; a crash of the command itself is raised."""
    result = CliRunner().invoke(evaluate, [*map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_a_case_is_added_at_the_end(write_suite: Write, fake: SimpleNamespace) -> None:
    folder = write_suite()
    before = (folder / "cases.jsonl").read_bytes()
    whole = replace(fake.cite(fake.vote), start=0, end=len(fake.text), quote=fake.text)
    case = add_case(folder, " How many spoke? ", ["63", "63"], [whole], ["number"])
    assert case == {
        "id": "how-many-spoke",
        "question": "How many spoke?",
        "answers": ["63"],
        "evidence": [{"source": "one.txt", "quote": fake.members}],
        "answerable": True,
        "tags": ["number"],
    }
    after = (folder / "cases.jsonl").read_bytes()
    assert after.startswith(before)
    assert json.loads(after.splitlines()[-1]) == case
    assert load_suite(folder).cases[-1].question == "How many spoke?"


def test_other_kinds_of_cases(write_suite: Write, fake: SimpleNamespace) -> None:
    folder = write_suite()
    assert add_case(folder, "What does it cost?")["answerable"] is False
    assert add_case(folder, "What does it cost, then?", id="cost")["id"] == "cost"
    assert add_case(folder, "Cost", ["178-146", "178 to 146"], [("one.txt", fake.vote)])["id"] == "cost-2"
    why = add_case(folder, "Why?", evidence=[fake.cite(fake.gray)], tags=["evidence"])
    assert why["evidence"][0]["quote"] == fake.gray
    assert add_case(folder, "為什麼?", id=None)["id"] == "為什麼"
    assert len(load_suite(folder).cases) == 9


def test_a_long_question_is_added_where_the_suite_takes_it(write_suite: Write, fake: SimpleNamespace) -> None:
    with pytest.raises(SuiteError, match=r"cases.jsonl:5: question: .* has 2500 characters, at most 2000 are taken"):
        add_case(write_suite(), "x" * 2500, id="long")
    folder = write_suite(f"{fake.toml}\n[settings]\nquestion_characters = 2501\n")
    assert add_case(folder, "x" * 2500)["id"] == add_case(folder, "x" * 2501)["id"].removesuffix("-2")
    assert len(load_suite(folder).cases) == 6


def test_a_case_is_added_to_a_file_with_a_byte_order_mark(write_suite: Write) -> None:
    folder = write_suite()
    file = folder / "cases.jsonl"
    file.write_bytes(BOM_UTF8 + file.read_bytes())
    assert add_case(folder, "Vote")["id"] == "vote-2"
    assert len(load_suite(folder).cases) == 5


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"question": "what was the vote?"}, "cases.jsonl:5: question: 'what was the vote?' is already on line 1"),
        ({"question": "New?", "id": "vote"}, "cases.jsonl:5: id: 'vote' is already on line 1"),
        ({"question": " "}, "question: must not be empty"),
        ({"question": "New?", "answers": ["Gray"]}, "evidence: must have a quote"),
        ({"question": "New?", "answers": ["x"], "evidence": [("one.txt", "Gray")]}, "none of ['x'] stands in"),
        ({"question": "New?", "answers": ["x"], "evidence": [("one.txt", "x y")]}, "does not stand word for word"),
        ({"question": "New?", "answers": ["x"], "evidence": [("two.txt", "x")]}, "no readable 'two.txt'"),
        ({"question": "New?", "answers": ["x"], "evidence": [("../suite.toml", "x")]}, "no readable '../suite.toml'"),
    ],
)
def test_a_case_with_a_mistake_is_not_added(write_suite: Write, arguments: dict[str, Any], message: str) -> None:
    folder = write_suite()
    before = (folder / "cases.jsonl").read_bytes()
    with pytest.raises(SuiteError) as error:
        add_case(folder, **arguments)
    assert message in str(error.value)
    assert (folder / "cases.jsonl").read_bytes() == before


def test_broken_lines_of_others_stay_as_they_are(write_suite: Write, fake: SimpleNamespace) -> None:
    folder = write_suite(lines=[fake.cases[0], "{broken"])
    file = folder / "cases.jsonl"
    file.write_bytes(file.read_bytes() + b"\xff no end of line")
    add_case(folder, "New?")
    lines = file.read_bytes().splitlines()
    assert lines[1:3] == [b"{broken", b"\xff no end of line"]
    assert json.loads(lines[3])["id"] == "new"


def test_a_suite_that_is_not_there_or_broken(write_suite: Write, tmp_path: Path) -> None:
    with pytest.raises(SuiteError, match="no suite"):
        add_case(tmp_path / "nowhere", "New?")
    with pytest.raises(SuiteError, match="corpus: is missing"):
        add_case(write_suite(toml="description = 'x'\n"), "New?")


def test_threads_lose_no_case(write_suite: Write) -> None:
    folder = write_suite()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: add_case(folder, f"Question {number}?"), range(12)))
    assert len(load_suite(folder).cases) == 16


def test_candidates_in_their_order_without_repeats(fake: SimpleNamespace) -> None:
    vote, members, gray = (fake.cite(quote) for quote in (fake.vote, fake.members, fake.gray))
    answer = fake.reply("q", "x", members, alternatives=(Alternative("y", vote, 0.5),))
    assert list_passages(answer, [members, gray]) == (members, vote, gray)
    assert list_passages(fake.refuse("q", gray, vote), [vote]) == (gray, vote)
    assert choose_evidence([vote, members, gray], "q", ["Gray"]) == gray
    assert choose_evidence([vote], "q", ["Gray"]) is None


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_whole(b"new", file)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)

    def fail(_: int) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="disk full"):
        write_whole(b"newer", file)
    assert [(entry.name, entry.read_bytes()) for entry in tmp_path.iterdir()] == [("a.txt", b"new")]


# The commands.


def test_the_command_adds_a_follow_up_with_the_turns_before_it(service: Any, write_suite: Write) -> None:
    folder = write_suite()
    turn = ("Was it close?", "178 to 146")
    assert invoke("add", folder, "And how many spoke?", "--answer", "63", "--after", *turn).exit_code == 0
    assert load_suite(folder).cases[-1].history == (turn,)


@pytest.fixture
def service(fake: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The service that the command asks."""
    made = fake.Service({"Who spoke?": fake.reply("Who spoke?", "178 [1]", fake.cite(fake.vote))})
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("evals.commands.add.open_service", lambda: made)
    return made


def test_the_command_takes_the_passage_with_the_answer(service: Any, write_suite: Write) -> None:
    folder = write_suite()
    result = invoke("add", folder, "Who spoke?", "--answer", "63 members", "--answer", "63", "--tag", "chat")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == f"added 'who-spoke' to {folder}\n  evidence: one.txt: At least 63 members spoke.\n"
    assert load_suite(folder).cases[-1].answers == ("63 members", "63")
    assert service.closed


def test_the_command_lists_the_passages_where_none_has_the_answer(
    service: Any, write_suite: Write, fake: SimpleNamespace
) -> None:
    folder = write_suite()
    for arguments in (["--answer", "Bob"], ["--evidence", "4"]):
        result = invoke("add", folder, "Who spoke?", *arguments)
        assert result.exit_code == 2
        assert "  1  one.txt: The motion passed 178 to 146.\n  2  one.txt: At least 63" in result.stderr
        assert "with --evidence N" in result.stderr
    chosen = invoke("add", folder, "Who spoke?", "--evidence", "3", "--tag", "evidence")
    assert chosen.exit_code == 0, chosen.stderr
    assert load_suite(folder).cases[-1].evidence[0].quote == fake.gray


def test_any_sentence_of_a_passage_that_is_chosen_may_be_cited(
    service: Any, write_suite: Write, fake: SimpleNamespace
) -> None:
    folder = write_suite()
    whole = replace(fake.cite(fake.vote), start=0, end=len(fake.text), quote=fake.text)
    service.passages[Question("Did they agree?")] = [whole]
    chosen = invoke("add", folder, "Did they agree?", "--evidence", "1", "--tag", "evidence")
    assert chosen.exit_code == 0, chosen.stderr
    quotes = [one.quote for one in load_suite(folder).cases[-1].evidence]
    assert quotes == [fake.vote, fake.members, fake.gray]


def test_the_command_without_a_service(
    write_suite: Write, fake: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("evals.commands.add.open_service", lambda: pytest.fail("asked the service"))
    folder = write_suite()
    assert invoke("add", folder, "What does it cost?", "--unanswerable").exit_code == 0
    quoted = ["--source", "one.txt", "--quote", "Ms Gray", "--answer", "Gray", "--id", "x"]
    assert invoke("add", folder, "Who then?", *quoted).exit_code == 0
    assert [case.id for case in load_suite(folder).cases[-2:]] == ["what-does-it-cost", "x"]


def test_the_command_starts_a_new_suite_over_the_corpus(
    service: Any, write_suite: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_CORPUS", str(write_suite() / "articles"))
    assert invoke("add", "suites/used", "Who spoke?", "--answer", "63", "--new").exit_code == 0
    assert [case.id for case in load_suite("suites/used").cases] == ["who-spoke"]
    again = invoke("add", "suites/used", "Who then?", "--unanswerable", "--new")
    assert again.exit_code == 2
    assert "cannot be made" in again.stderr


def test_a_suite_of_the_project_is_no_new_one(
    write_suite: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = write_suite()
    monkeypatch.setattr("evals.suite.SUITES", folder.parent)
    monkeypatch.setenv("QA_CORPUS", str(folder / "articles"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    before = (folder / "cases.jsonl").read_bytes()
    result = invoke("add", "small", "What does it cost?", "--unanswerable", "--new")
    assert result.exit_code == 2
    assert "'small' is a suite of this project: leave out --new to add to it, or name another folder" in result.stderr
    assert (folder / "cases.jsonl").read_bytes() == before
    assert not Path("small").exists()


def test_a_new_suite_whose_first_case_is_refused_is_not_left(
    write_suite: Write, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("QA_CORPUS", str(write_suite() / "articles"))
    monkeypatch.chdir(tmp_path)
    assert invoke("add", "suites/used", "hello", "--unanswerable", "--new").exit_code == 2
    assert not Path("suites/used").exists()
    assert invoke("add", "suites/used", "Who then?", "--unanswerable", "--new").exit_code == 0


@pytest.mark.parametrize(
    "arguments", [["--answer", "x"], ["--unanswerable"], ["--source", "one.txt", "--quote", "x"], ["--evidence", "1"]]
)
def test_a_suite_that_is_not_there_is_said_before_anything_is_asked(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("evals.commands.add.open_service", lambda: pytest.fail("asked the service"))
    monkeypatch.chdir(tmp_path)
    result = invoke("add", "suites/used", "Who spoke?", *arguments)
    assert result.exit_code == 2
    assert "no suite 'suites/used': give the path of its folder, or one of canada_huawei, " in result.stderr
    assert result.stderr.endswith(", or give --new to make this one over your corpus\n")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--source", "one.txt"], "--source and --quote go together"),
        (["--unanswerable", "--answer", "x"], "--unanswerable goes without"),
        (["--evidence", "0"], "0 is not in the range"),
    ],
)
def test_bad_arguments_of_add(write_suite: Write, arguments: list[str], message: str) -> None:
    result = invoke("add", write_suite(), "Who?", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_error_of_the_service_ends_add(write_suite: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise QAError("the index is damaged")

    monkeypatch.setattr("evals.commands.add.open_service", fail)
    result = invoke("add", write_suite(), "Who?", "--answer", "x")
    assert (result.exit_code, result.stderr) == (2, "Error: the index is damaged\n")


def test_lint(write_suite: Write, fake: SimpleNamespace) -> None:
    folder = write_suite()
    good = invoke("lint", folder, "canada_huawei")
    assert good.exit_code == 0
    assert good.stdout.splitlines() == [f"{folder}: 4 cases, no mistakes", "canada_huawei: 110 cases, no mistakes"]
    broken = invoke("lint", write_suite(lines=[{**fake.cases[0], "answers": ["999"]}, "{"]), "canada_huawei")
    assert broken.exit_code == 2
    assert "cases.jsonl:1: answers: none of ['999'] stands in the evidence" in broken.stderr
    assert "cases.jsonl:2: is not one valid JSON object" in broken.stderr
    assert "canada_huawei: 110 cases" in broken.stdout
