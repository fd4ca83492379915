"""Files of a suite's corpus that cannot be read: a suite without them would find every refusal right."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from corpus import LoadFailure
from evals.add import add_case
from evals.suite import load_suite
from tests.evals.eval_command import Command
from tests.evals.test_suite_mistakes import mistakes_of

Write = Callable[..., Path]


@pytest.fixture
def damaged(write_suite: Write) -> Path:
    """The good suite with half of an archive among its documents."""
    folder = write_suite()
    archive = folder / "articles" / "king.zip"
    with zipfile.ZipFile(archive, "w") as written:
        written.writestr("king.txt", "The king was crowned in 1958. " * 50)
    archive.write_bytes(archive.read_bytes()[:100])
    return folder


def test_a_file_that_cannot_be_read_is_a_mistake_of_the_suite(command: Command, damaged: Path) -> None:
    [found] = mistakes_of(damaged)
    assert found[:3] == ("suite.toml", 2, "corpus")
    assert found[3].startswith("not read: king.zip: is not a whole ZIP archive")
    linted = command.run("lint", damaged)
    assert (linted.exit_code, linted.stdout) == (2, "")
    assert "suite.toml:2: corpus: not read: king.zip: is not a whole ZIP archive" in linted.stderr
    asked = command.run(damaged)
    assert (asked.exit_code, command.services) == (2, [])
    assert "not read: king.zip: is not a whole ZIP archive" in asked.stderr


def test_every_file_that_cannot_be_read_is_named_and_no_other_mistake_is_hidden(
    write_suite: Write, fake: SimpleNamespace
) -> None:
    folder = write_suite(lines=[*fake.cases, "{"])
    (folder / "articles" / "blank.txt").write_text(" \n", encoding="utf-8")
    (folder / "articles" / "rows.jsonl").write_text('{"text": "Yes."}\n{', encoding="utf-8")
    blank, row, line = mistakes_of(folder)
    assert blank[3] == "not read: blank.txt: is empty"
    assert row[3].startswith("not read: rows.jsonl/line 2: is not valid JSON")
    assert line[:2] == ("cases.jsonl", 5)


def test_a_file_whose_kind_is_not_read_is_told_and_breaks_no_suite(command: Command, write_suite: Write) -> None:
    folder = write_suite()
    (folder / "articles" / "photo\x1b.png").write_bytes(b"\x89PNG")
    linted = command.run("lint", folder)
    assert (linted.exit_code, linted.stdout) == (0, f"{folder}: 4 cases, no mistakes\n")
    assert linted.stderr.startswith("not read: photo .png: no loader for '.png' files; formats read: ")


def test_what_the_index_could_not_read_ends_the_run_before_a_question(
    command: Command, write_suite: Write, monkeypatch: pytest.MonkeyPatch, fake: SimpleNamespace
) -> None:
    failures = [LoadFailure("photo.png", "no loader for '.png' files")]
    monkeypatch.setattr(fake.Service, "sync", lambda *_, **__: SimpleNamespace(failures=failures))
    told = command.run(write_suite())
    assert told.exit_code == 0
    assert told.stderr.startswith("not read: photo.png: no loader for '.png' files\n")
    failures.append(LoadFailure("one.txt", "is no longer there: put it back"))
    ended = command.run("small")
    assert ended.exit_code == 2
    assert "not read: one.txt: is no longer there: put it back\nError: the suite's corpus was not" in ended.stderr
    assert command.services[-1].asked == []


def test_rows_are_read_by_the_fields_that_the_suite_chooses(write_suite: Write, fake: SimpleNamespace) -> None:
    toml = f'{fake.toml}\n[settings]\ntext_fields = ["story"]\n'
    quote = {"source": "rows.csv/row 2", "quote": "It rained."}
    case = {**fake.case("rain", "what fell?", ["rained"], "It rained."), "evidence": [quote]}
    folder = write_suite(toml, [case])
    (folder / "articles" / "rows.csv").write_text("text,story\n,It rained.\n", encoding="utf-8")
    assert load_suite(folder).cases[0].evidence[0].quote == "It rained."
    added = add_case(folder, "did it rain?", ["rained"], [("rows.csv/row 2", "It rained.")])
    assert added["evidence"] == [quote]
    (folder / "suite.toml").write_text(fake.toml, encoding="utf-8")
    assert "not read: rows.csv/row 2: has no text in 'text'" in mistakes_of(folder)[0][3]
