"""The files that a run writes: whole or as they were, beside its documents and its earlier reports."""

import json
import os
import resource
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from evals.commands.outputs import write_file, write_outputs
from evals.commands.refused import Refused
from evals.runner import run_suite
from evals.suite import Suite
from tests.evals.eval_command import Command

Write = Callable[..., Path]


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file may have more than 100 bytes, as on a disk that is nearly full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small_files")
def test_a_report_that_finds_no_room_leaves_the_earlier_one(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    write_file("earlier", file)
    with pytest.raises(Refused, match=r"'.*run.json' cannot be written \(File too large\): name another file"):
        write_file("later" * 100, file)
    assert file.read_text(encoding="utf-8") == "earlier"
    assert list(tmp_path.iterdir()) == [file]


def test_a_report_that_cannot_be_written_keeps_no_other_from_it(
    suite: Suite, fake: SimpleNamespace, tmp_path: Path
) -> None:
    report = run_suite(suite, fake.Service({}))
    page, gone = tmp_path / "run.html", tmp_path / "gone" / "run"
    with pytest.raises(Refused) as refused:
        write_outputs(report, None, {"json": gone, "html": page, "junit": gone, "markdown": None})
    assert refused.value.message.count("cannot be written (No such file or directory): name another file.") == 2
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_file_that_cannot_be_replaced_is_written_into(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "run.json"
    file.write_text("earlier", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("evals.atomic.secrets.token_hex", refuse)
    write_file("later", file)
    assert file.read_text(encoding="utf-8") == "later"
    with pytest.raises(Refused, match="Permission denied"):
        write_file("later", tmp_path / "new.json")


def test_a_report_goes_into_a_pipe_and_where_a_link_leads(tmp_path: Path) -> None:
    pipe, link, file = tmp_path / "pipe", tmp_path / "link", tmp_path / "run.json"
    os.mkfifo(pipe)
    link.symlink_to(file)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_file("piped", pipe)
    reader.join()
    write_file("linked", link)
    assert (read, pipe.is_fifo(), link.is_symlink()) == (["piped"], True, True)
    assert file.read_text(encoding="utf-8") == "linked"


def test_a_link_to_itself_is_refused_before_the_run(command: Command, write_suite: Write) -> None:
    write_suite()
    Path("loop.json").symlink_to("loop.json")
    result = command.run("small", "--json", "loop.json")
    assert (result.exit_code, command.services) == (2, [])
    assert "'loop.json' is a link to itself: name another file." in result.stderr


def test_a_link_into_a_missing_folder_is_refused_before_the_run(command: Command, write_suite: Write) -> None:
    write_suite()
    Path("link.json").symlink_to(Path("missing", "run.json"))
    result = command.run("small", "--json", "link.json")
    assert (result.exit_code, command.services) == (2, [])
    assert f"there is no folder {str(Path('missing').resolve())!r}: make it, or name another file." in result.stderr


@pytest.mark.parametrize("form", ["html", "markdown"])
def test_a_report_among_the_documents_is_refused_before_the_run(
    command: Command, write_suite: Write, form: str
) -> None:
    folder = write_suite()
    result = command.run("small", f"--{form}", "small/articles/run.md")
    assert (result.exit_code, command.services) == (2, [])
    assert f"lies among the documents of {str(folder / 'articles')!r}" in result.stderr
    assert command.run("small", f"--{form}", "small/run.md").exit_code == 0


@pytest.mark.parametrize("name", ["old.json", "new.json", "link.json"])
def test_the_page_of_a_comparison_does_not_take_the_place_of_a_report(
    command: Command, write_suite: Write, name: str
) -> None:
    command.run(write_suite(), "--json", "old.json")
    command.run("small", "--json", "new.json")
    Path("link.json").symlink_to("old.json")
    result = command.run("compare", "old.json", "new.json", "--html", name)
    assert result.exit_code == 2
    assert f"{name!r}: name another file for the page." in result.stderr
    assert all(json.loads(Path(one).read_text(encoding="utf-8"))["cases"] for one in ("old.json", "new.json"))
