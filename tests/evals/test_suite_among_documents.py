"""The answers of a suite must not be among its documents: a run would find them there and cite them."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result

from evals.add import add_case
from evals.cli import evaluate
from evals.documents import is_among
from evals.mistakes import SuiteError
from evals.new_suite import start_suite
from evals.suite import load_suite
from tests.evals.test_suite_mistakes import mistakes_of

Write = Callable[..., Path]
OWN_CASES = "holds the suite's own cases.jsonl: move the documents into a folder beside it, or the suite"


@pytest.fixture
def documents(tmp_path: Path, fake: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a document, in the working folder, and a link to it."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "one.txt").write_text(fake.text, encoding="utf-8")
    Path("link").symlink_to(folder)
    return folder


def import_folder(documents: str, questions: str, *more: str) -> Result:
    """Runs `qa eval import folder` over one question."""
    Path(questions).write_text("question,answer\nWho seconded it?,Gray\n", encoding="utf-8")
    arguments = ["import", "folder", documents, "--questions", questions, "--name", "mine", *more]
    return CliRunner().invoke(evaluate, arguments)


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize("into", ["notes", "notes/deep", "./link/deep", "notes/../link"])
def test_a_suite_among_its_documents_is_not_imported(into: str) -> None:
    result = import_folder("notes", "questions.csv", "--into", into)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{Path(into) / 'mine'}: lies among the documents of 'notes'" in result.stderr
    assert result.stderr.endswith(": name a folder beside them with --into\n")
    assert [file.name for file in Path("notes").iterdir()] == ["one.txt"]


@pytest.mark.usefixtures("documents")
@pytest.mark.parametrize("questions", ["notes/questions.csv", "link/questions.csv"])
def test_questions_among_the_documents_are_not_imported(questions: str) -> None:
    result = import_folder("notes", questions)
    assert result.exit_code == 2
    assert f"{questions}: lies among the documents of 'notes', which would hold the answers: move it" in result.stderr
    assert not Path("eval-suites").exists()


@pytest.mark.usefixtures("documents")
def test_what_is_hidden_or_beside_the_documents_is_imported() -> None:
    for into in ("notes/.suites", "notes-2"):
        assert import_folder("notes", "notes/.questions.csv", "--into", into).exit_code == 0
        assert [case.answers for case in load_suite(Path(into) / "mine").cases] == [("Gray",)]


def test_a_suite_whose_corpus_holds_its_cases_is_broken(write_suite: Write, fake: SimpleNamespace) -> None:
    folder = write_suite(fake.toml.replace('"articles"', '"."'))
    found = [mistake for mistake in mistakes_of(folder) if mistake[2] == "corpus"]
    assert [mistake[:2] for mistake in found] == [("suite.toml", 2)]
    assert found[0][3] == f"{str(folder)!r} {OWN_CASES}"
    with pytest.raises(SuiteError, match="holds the suite's own cases"):
        add_case(folder, "who?", ["Gray"], [("articles/one.txt", fake.gray)])


def test_no_suite_is_started_among_the_documents(documents: Path) -> None:
    with pytest.raises(SuiteError, match=r"lies among the documents of .*: name a folder beside them"):
        start_suite(documents / "mine", documents)
    assert not (documents / "mine").exists()
    start_suite(documents.parent / "mine", documents)


def test_a_corpus_of_one_file_holds_nothing_but_that_file(documents: Path) -> None:
    file = documents / "one.txt"
    assert is_among(file, file)
    assert not is_among(documents / "two.txt", file)
