"""The answer function inside another program: its threads, its processes, its folders."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index.errors import IndexBusy
from qa.errors import QAError
from qa.indexing import make_index, sync_index
from qa.service import QAService, open_service
from qa.settings import Settings
from tests.ferry_and_bridge import FERRY

ROOT = Path(__file__).resolve().parent.parent.parent
ASK = "qa.answer('When did the ferry leave Halifax?').text"


def start(program: str, corpus: Path, home: Path) -> "subprocess.Popen[str]":
    environment = {"QA_CORPUS": str(corpus), "QA_HOME": str(home), "PATH": "", "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, "-c", program], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def said(process: "subprocess.Popen[str]") -> str:
    output, errors = process.communicate(timeout=300)
    assert process.returncode == 0, errors
    return output


def test_threads_that_ask_first_share_one_service(corpus: Path, tmp_path: Path) -> None:
    program = (
        "import qa, threading\n"
        "threads = [threading.Thread(target=lambda: print('[' + " + ASK + " + ']\\n', end='')) for _ in range(8)]\n"
        "for one in threads: one.start()\n"
        "for one in threads: one.join()\n"
    )
    lines = said(start(program, corpus, tmp_path / "home")).split()
    assert len(lines) > 8
    assert lines.count("[1]]") == 8


def test_processes_that_ask_first_wait_for_the_one_that_indexes(corpus: Path, tmp_path: Path) -> None:
    processes = [start(f"import qa; print({ASK})", corpus, tmp_path / "home") for _ in range(3)]
    assert len({said(process) for process in processes}) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_forked_process_opens_its_own_and_is_told_so(corpus: Path, tmp_path: Path) -> None:
    program = (
        "import os, qa, signal, warnings\n"
        "from qa.service import open_service\n"
        "warnings.simplefilter('ignore')\n"  # of threads beside a fork
        f"opened, before = open_service(), {ASK}\n"
        "if os.fork():\n"
        "    raise SystemExit(os.waitstatus_to_exitcode(os.wait()[1]))\n"
        "signal.alarm(120)\n"
        f"assert {ASK} == before\n"
        "try:\n"
        "    opened.answer('When?')\n"
        "except qa.QAError as error:\n"
        "    print(error, flush=True)\n"
        "os._exit(0)\n"
    )
    told = said(start(program, corpus, tmp_path / "home"))
    assert told == "this service was opened before the process was forked: open one in each process\n"


def test_a_closed_service_says_so(corpus: Path, tmp_path: Path) -> None:
    service = open_service(Settings(corpus=corpus, home=tmp_path / "home"))
    service.close()
    for ask in (
        lambda: service.answer("When?"),
        service.list_documents,
        service.sync,
        lambda: service.retrieve("When?"),
    ):
        with pytest.raises(QAError, match="this service is closed: open another one"):
            ask()


def test_a_home_stays_where_it_was_when_another_folder_is_entered(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    service = open_service(Settings(corpus=corpus, home=Path("home")))
    monkeypatch.chdir(corpus)
    assert service.answer("When did the ferry leave Halifax?").citations[0].quote in FERRY
    service.close()
    assert not (corpus / "home").exists()


def test_the_documents_stay_where_they_were_when_another_folder_is_entered(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus.parent)
    service = open_service(Settings(corpus=Path(corpus.name), home=tmp_path / "home"))
    (tmp_path / "other" / corpus.name).mkdir(parents=True)
    (tmp_path / "other" / corpus.name / "a.txt").write_text("Ann Lee sang.", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "other")
    assert service.sync().removed == 0
    assert not service.answer("When did the ferry leave Halifax?").refused
    service.close()


def test_a_damaged_catalogue_is_told_in_one_sentence(corpus: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    open_service(Settings(corpus=corpus, home=home)).close()
    file = home / "catalog.sqlite"
    sound = file.read_bytes()
    told = 0
    for page in range(1, len(sound) // 4096):
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        shutil.copytree(home, tmp_path / "copy")
        damaged = sound[: page * 4096] + b"\xff" * 4096 + sound[(page + 1) * 4096 :]
        (tmp_path / "copy" / file.name).write_bytes(damaged)
        try:
            service = open_service(Settings(corpus=corpus, home=tmp_path / "copy"))
            service.answer("When did the ferry leave Halifax?")
            service.list_documents()
            service.close()
        except QAError:
            told += 1
    assert told


def test_a_file_that_cannot_be_read_is_told_by_the_first_question(
    corpus: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (corpus / "a\nbad.pdf").write_bytes(b"no page")
    open_service(Settings(corpus=corpus, home=tmp_path / "home")).close()
    assert "not read: a bad.pdf" in caplog.text


def test_fewer_than_no_passages_are_none(corpus: Path, tmp_path: Path) -> None:
    service = open_service(Settings(corpus=corpus, home=tmp_path / "home"))
    assert service.retrieve("When did the ferry leave?", -1) == service.retrieve("When did the ferry leave?", 0) == []
    service.close()


def test_a_service_of_an_index_that_is_not_made_holds_nothing(corpus: Path, tmp_path: Path) -> None:
    service = QAService(Settings(corpus=corpus, home=tmp_path / "home"))
    assert service.answer("When did the ferry leave Halifax?").refused
    service.sync()
    assert not service.answer("When did the ferry leave Halifax?").refused
    service.close()


def test_the_process_that_makes_the_index_is_waited_for(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = QAService(Settings(corpus=corpus, home=tmp_path / "home"))
    looks = []

    def busy_twice(*arguments: Any, **named: Any) -> Any:
        looks.append(1)
        if len(looks) < 3:
            raise QAError("process 1 is writing the index") from IndexBusy("process 1 is writing the index")
        return sync_index(*arguments, **named)

    monkeypatch.setattr("qa.indexing.sync_index", busy_twice)
    monkeypatch.setattr("qa.indexing.BETWEEN_LOOKS", 0)
    make_index(service.index, service.settings, progress=False)
    assert len(looks) == 3
    assert not service.answer("When did the ferry leave Halifax?").refused
    looks.clear()
    monkeypatch.setattr("qa.indexing.LONGEST_WAIT", -1)
    service.close()
    other = QAService(Settings(corpus=corpus, home=tmp_path / "other"))
    with pytest.raises(QAError, match="process 1 is writing"):
        make_index(other.index, other.settings, progress=False)
    other.close()
