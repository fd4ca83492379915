"""The command line: what it asks, shows and refuses, in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from qa.cli import main
from qa.confidence import load_calibration
from qa.reader import WEIGHTS
from qa.service import QAService, open_service
from qa.settings import BUNDLED_CORPUS, Settings
from tests.commands import run_qa

QUESTION = "In what year was Meng Wanzhou arrested?"
SHORT_ANSWER = "2018"
ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QAService]:
    opened = open_service(Settings(home=tmp_path_factory.mktemp("home")))
    yield opened
    opened.close()


def check_refusal(done: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 2 and one sentence, with these words, on standard error; no traceback."""
    assert done.returncode == 2, done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("qa: ")]
    assert len(lines) == 1, done.stderr
    for word in words:
        assert word in lines[0]


def test_ask_on_the_command_line_of_a_fresh_interpreter(service: QAService) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qa.cli", "ask", QUESTION],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "QA_HOME": str(service.settings.home)},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{SHORT_ANSWER} [1]\n")


def test_each_question_of_a_message_is_answered_under_its_words(service: QAService) -> None:
    home = str(service.settings.home)
    done = run_qa("ask", "Who was arrested and when?", QA_HOME=home)
    assert done.returncode == 0, done.stderr
    first, second = done.stdout.split("\n> When?\n")
    assert first.startswith("> Who was arrested?\nMeng Wanzhou [1]\n")
    assert second.startswith("understood as: When was Meng Wanzhou arrested?\n\n2018 [1]\n")
    done = run_qa("ask", "--json", "Who was arrested and when?", QA_HOME=home)
    assert json.loads(done.stdout)["question"] == "Who was arrested and when?"


def test_what_chroma_cannot_use_is_no_damage(service: QAService) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qa.cli", "ask", QUESTION],  # Chroma looks into the environment when it is imported
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "QA_HOME": str(service.settings.home), "CHROMA_SERVER_HTTP_PORT": "many"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    check_refusal(done, "CHROMA_SERVER_HTTP_PORT", "correct it there")
    assert service.index.vectors.folder.exists()


def test_a_misspelt_question_without_quotes_on_the_command_line_says_how_it_was_understood(service: QAService) -> None:
    done = run_qa("ask", "who", "are", "the", "magnitski", "sanctions", "against", QA_HOME=str(service.settings.home))
    understood = "understood as: who are the magnitsky sanctions against"
    assert done.stdout.startswith(f"{understood}\n\nChinese bureaucrats and officials [1]\n")


def test_batch_gives_one_json_object_a_question(service: QAService) -> None:
    lines = f"{QUESTION}\n\n" + "x" * 3000 + "\nwhere was meng arrested\n"
    done = run_qa("ask", "--batch", "--json", stdin=lines, QA_HOME=str(service.settings.home))
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 3
    assert SHORT_ANSWER in rows[0]["text"]
    assert "3000 characters" in rows[1]["error"]
    assert rows[2]["question"] == "where was meng arrested"
    check_refusal(done, "line 3", "3000 characters")


@pytest.mark.parametrize("encoding", ["utf-8:strict", "utf-8:surrogateescape"])
def test_a_line_of_a_batch_that_is_no_utf_8_is_told_and_the_others_go_on(service: QAService, encoding: str) -> None:
    lines = f"\ufeff{QUESTION}\nwhere was ".encode() + b"M\xe9ng arrested\n" + "wer\n".encode("utf-16") + b"\nwho?\n"
    done = subprocess.run(
        [sys.executable, "-m", "qa.cli", "ask", "--batch", "--json"],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "QA_HOME": str(service.settings.home), "PYTHONIOENCODING": encoding},
        input=lines,
        capture_output=True,
        timeout=300,
    )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 2, done.stderr
    assert (rows[0]["question"], SHORT_ANSWER in rows[0]["text"]) == (QUESTION, True)
    assert all("is not in UTF-8: save the questions as UTF-8" in row["error"] for row in rows[1:-1])
    assert (len(rows), rows[-1]["question"], "error" in rows[-1]) == (5, "who?", False)
    assert b"qa: line 2: the question is not in UTF-8" in done.stderr


def test_a_closed_standard_error_is_no_failure(service: QAService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QA_HOME", str(service.settings.home))
    monkeypatch.setattr("sys.stderr", None)
    for arguments in (["index"], ["ask", QUESTION]):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0


def test_batch_says_which_question_each_answer_is_to(service: QAService) -> None:
    done = run_qa("ask", "--batch", stdin=f"{QUESTION}\n\nwho is nobody\n", QA_HOME=str(service.settings.home))
    first, second = done.stdout.split("\n\n> ")
    assert first.startswith(f"> {QUESTION}\n{SHORT_ANSWER} [1]\n")
    assert second.startswith("who is nobody\nThe documents do not say.\n")


def test_bad_input_on_the_command_line(service: QAService, tmp_path: Path) -> None:
    home = str(service.settings.home)
    check_refusal(run_qa("ask", "", QA_HOME=home), "empty")
    check_refusal(run_qa("ask", "x" * 10_000, QA_HOME=home), "10000 characters")
    missing = str(tmp_path / "nowhere")
    check_refusal(run_qa("index", missing, QA_HOME=str(tmp_path / "home")), "nowhere")
    check_refusal(run_qa("ask", "who?", QA_CORPUS=missing, QA_HOME=str(tmp_path / "home2")), "nowhere")
    empty = tmp_path / "empty"
    empty.mkdir()
    check_refusal(run_qa("ask", "who?", QA_CORPUS=str(empty), QA_HOME=str(tmp_path / "home3")), "empty", "qa index")
    check_refusal(run_qa("ask", "who?", QA_HOME="/dev/null/x"), "/dev/null/x", "QA_HOME")


def test_a_corrupt_index_is_named_and_left_alone(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "catalog.sqlite").write_bytes(b"no database" * 100)
    check_refusal(run_qa("ask", "who?", QA_HOME=str(home)), "catalog.sqlite", "delete the folder")
    assert (home / "catalog.sqlite").read_bytes() == b"no database" * 100


def test_index_reports_what_it_could_not_read(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "good.txt").write_text("The ferry left at noon.", encoding="utf-8")
    (corpus / "bad.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x01\x02\x03")
    (corpus / "data.xyz").write_text("?")
    done = run_qa("index", str(corpus), QA_HOME=str(tmp_path / "home"))
    assert done.returncode == 1
    assert "1 added" in done.stdout
    assert "not read: bad.txt: " in done.stderr
    assert "not read: data.xyz: " in done.stderr


def test_settings_are_listed() -> None:
    hidden = run_qa("settings", QA_CHROMA_URL="http://ada:secret@chroma.example")
    assert "QA_CHROMA_URL=http://***@chroma.example\n" in hidden.stdout
    assert "secret" not in hidden.stdout
    done = run_qa("settings")
    assert done.returncode == 0
    for name in Settings.model_fields:
        assert f"QA_{name.upper()}=" in done.stdout
    assert str(BUNDLED_CORPUS) in done.stdout
    assert f"measured: {load_calibration(WEIGHTS).threshold} for words" in done.stdout


def test_an_interrupt_is_no_failed_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qa.service.open_service", interrupted)
    result = CliRunner().invoke(main, ["ask", "Who?"])
    assert result.exit_code == 130
    assert result.stderr == "\nqa: stopped\n"


def test_output_that_cannot_be_written_is_told_in_a_sentence() -> None:
    done = run_qa("settings", most_bytes=100)
    assert (done.returncode, done.stderr) == (2, "qa: what it writes, such as its output: File too large\n")


def test_another_failure_of_the_system_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    def failed(*_: object, **__: object) -> None:
        raise TimeoutError("a judge")

    monkeypatch.setattr("qa.service.open_service", failed)
    assert isinstance(CliRunner().invoke(main, ["ask", "Who?"]).exception, TimeoutError)


def test_closed_standard_input_is_named(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(SystemExit) as ended:
        main(["ask", "--batch"])
    assert ended.value.code == 2
    assert "standard input is closed" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        main(["ask", " "])
    assert ended.value.code == 2
    assert "the question is empty" in capsys.readouterr().err
