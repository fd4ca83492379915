"""`qa index`: what it plans, refuses and says where it is stopped, locked out or out of room."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.cli import main
from qa.errors import QAError
from qa.service import QAService, open_service
from qa.settings import Settings
from tests.commands import index_elsewhere
from tests.ferry_and_bridge import BRIDGE, sources


def test_a_full_disk_keeps_the_old_index(service: QAService, corpus: Path) -> None:
    for number in range(40):
        (corpus / f"{number}.txt").write_text(f"Pilot {number} flew to Gander. {BRIDGE} " * 40, encoding="utf-8")
    done = index_elsewhere(service, most_bytes=200_000)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Ruth Moss" in service.answer("Who commanded the crew?").text
    done = index_elsewhere(service)
    assert done.returncode == 0, done.stderr


@contextmanager
def read_only(folder: Path) -> Iterator[None]:
    """The folder without write permission; for root, whom permissions do not stop, as a read-only mount."""
    if os.geteuid():
        places = [folder, *folder.rglob("*")]
        modes = [place.stat().st_mode for place in places]
        for place, mode in zip(places, modes, strict=True):
            place.chmod(mode & 0o555)
        try:
            yield
        finally:
            for place, mode in zip(places, modes, strict=True):
                place.chmod(mode)
        return
    if subprocess.run(["mount", "--bind", folder, folder], capture_output=True).returncode:
        pytest.skip("root may not mount here")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_read_only_index_says_so_and_stays_as_it_was(service: QAService) -> None:
    (service.settings.corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    with read_only(service.settings.home):
        done = index_elsewhere(service)
    assert done.returncode == 2
    assert "give write permission" in done.stderr
    assert "delete" not in done.stderr
    assert "Traceback" not in done.stderr
    assert "Ruth Moss" in service.answer("Who commanded the crew?").text
    assert index_elsewhere(service).returncode == 0


def test_a_dry_run_prints_the_plan_and_does_nothing(service: QAService, corpus: Path) -> None:
    (corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    (corpus / "ferry.txt").rename(corpus / "boat.txt")
    done = index_elsewhere(service, "--dry-run")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "renamed    boat.txt (was ferry.txt)",
        "new        bridge.txt",
        "1 renamed, 1 new",
    ]
    assert [document.source for document in service.list_documents()] == ["ferry.txt"]


def test_a_file_name_makes_no_lines_of_its_own(service: QAService, corpus: Path) -> None:
    (corpus / "bridge\n900 added (900 passages in the index).txt").write_text(BRIDGE, encoding="utf-8")
    (corpus / "ferry.txt").rename(corpus / "ferry\n900 added.txt")
    for done in (index_elsewhere(service, "--dry-run"), index_elsewhere(service)):
        assert "bridge 900 added" in done.stdout
        assert "\n900 added" not in done.stdout
    (corpus / "ferry\n900 added.txt").rename(corpus / "ferry.txt")
    assert "ferry.txt (was ferry 900 added.txt)\n" in index_elsewhere(service, "--dry-run").stdout


def test_a_dry_run_makes_no_folder(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_HOME", str(tmp_path / "home"))
    done = CliRunner().invoke(main, ["index", "--dry-run", str(corpus)])
    assert done.exit_code == 0
    assert done.stdout.splitlines()[-1] == "1 new"
    assert not (tmp_path / "home").exists()


def test_a_dry_run_refuses_what_the_real_run_refuses(service: QAService, corpus: Path) -> None:
    (corpus / "ferry.txt").unlink()
    done = index_elsewhere(service, "--dry-run")
    assert done.returncode == index_elsewhere(service).returncode == 2
    assert done.stdout.splitlines()[0] == "removed    ferry.txt"
    assert "--allow-empty" in done.stderr
    assert index_elsewhere(service, "--dry-run", "--allow-empty").returncode == 0


def test_a_stop_while_the_index_is_opened_is_no_failure(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("index.store.open_index", stop)
    done = CliRunner().invoke(main, ["index", str(corpus)])
    assert done.exit_code == 130
    assert "stopped" in done.stderr


def test_a_stopped_sync_says_how_to_go_on(service: QAService, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("index.sync.load_file", stop)
    (service.settings.corpus / "bridge.txt").write_text(BRIDGE, encoding="utf-8")
    monkeypatch.setenv("QA_HOME", str(service.settings.home))
    done = CliRunner().invoke(main, ["index", str(service.settings.corpus)])
    assert done.exit_code == 130
    assert "`qa index` goes on from there" in done.stderr
    monkeypatch.undo()
    service.sync()
    assert sources(service, "who closed the bridge")[0] == "bridge.txt"


def test_an_index_of_another_encoder_or_other_fields_asks_for_qa_index(corpus: Path, tmp_path: Path) -> None:
    settings = Settings(corpus=corpus, home=tmp_path / "home")
    open_service(settings).close()
    other = Settings(corpus=corpus, home=tmp_path / "home", title_fields=("headline",))
    with pytest.raises(QAError, match=r"choice of fields .* run `qa index`"):
        open_service(other)
    service = QAService(other)
    service.sync()
    service.close()
    open_service(other).close()


def test_a_second_writer_is_told_who_writes(service: QAService) -> None:
    with service.index.writing():
        done = index_elsewhere(service)
    assert done.returncode == 2
    assert "is writing the index" in done.stderr
