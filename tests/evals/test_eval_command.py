"""`qa eval`: exit codes, messages and the JSON file, with a service that answers from a table."""

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

import qa.reader
from qa.errors import QAError
from qa.settings import Settings
from tests.evals.eval_command import Command

Write = Callable[..., Path]
WEIGHTS = json.loads((Path(qa.reader.WEIGHTS) / "digests.json").read_text(encoding="utf-8"))


def test_a_good_run(command: Command, write_suite: Write) -> None:
    folder = write_suite()
    result = command.run(folder)
    assert result.exit_code == 0
    assert "3/3" in result.stdout
    [settings] = command.settings
    assert settings.corpus == folder / "articles"
    assert not settings.home.exists(), "the index was temporary"


def test_below_a_gate(command: Command, write_suite: Write) -> None:
    command.answers.clear()
    result = command.run(write_suite())
    assert result.exit_code == 1
    assert "answerable_correct is 0.0%, not 50.0%" in result.stderr
    assert "refused wrongly" in result.stdout


def test_a_broken_suite(command: Command, write_suite: Write) -> None:
    result = command.run(write_suite(lines=["{"]))
    assert result.exit_code == 2
    assert "cases.jsonl:1: is not one valid JSON object" in result.stderr
    assert "Traceback" not in result.output
    assert command.services == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "no suite 'nowhere'"),
        (["small", "--tag", "colour"], "no case has 'colour': the tags are evidence, missing-detail, number, who"),
        (["small", "--limit", "0"], "0 is not in the range"),
        (["small", "--answerer", "oracle"], "'oracle' is not one of 'extractive', 'evidence'"),
        (["small", "--seed", "-1"], "-1 is not in the range"),
        (["small", "--limit", "few"], "'few' is not a valid integer"),
        (["small", "--json", "no/folder/report.json"], "there is no folder 'no/folder'"),
        (["small", "--json", "small"], "is a directory"),
        (["small", "--json", "a.txt", "--html", "./a.txt"], "--json and --html name one file"),
        ([], "Missing argument 'SUITE'"),
    ],
)
def test_bad_arguments(command: Command, write_suite: Write, arguments: list[str], message: str) -> None:
    write_suite()
    result = command.run(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert command.services == []


def test_the_json_file(command: Command, write_suite: Write, tmp_path: Path) -> None:
    result = command.run(write_suite(), "--json", tmp_path / "report.json", "--limit", 2)
    assert result.exit_code == 0
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["suite"] == "small"
    assert report["passed"] is True
    assert report["filter"] == {"tags": [], "limit": 2}
    assert [case["id"] for case in report["cases"]] == ["vote", "who"]
    assert report["settings"]["passages"] == Settings().passages
    assert "home" not in report["settings"]
    assert report["versions"]["python"] == sys.version.split()[0]
    assert report["weights"]["qa/weights/reader.int8.onnx"] == WEIGHTS["reader.int8.onnx"]
    assert set(map(len, report["weights"].values())) == {64}
    assert report["thresholds"].keys() == {"span", "evidence"}
    assert 0 < report["thresholds"]["span"] < 1
    assert len(report["corpus_digest"]) == 64
    assert {"git", "cases_digest", "gates", "outcomes", "times"} <= report.keys()


def test_the_thresholds_are_those_in_effect(
    command: Command, write_suite: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_CONFIDENCE", "0.25")
    command.run(write_suite(), "--json", "report.json")
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert report["thresholds"] == {"span": 0.25, "evidence": 0.25}


def test_the_json_file_is_written_below_a_gate_too(command: Command, write_suite: Write, tmp_path: Path) -> None:
    command.answers.clear()
    assert command.run(write_suite(), "--json", tmp_path / "report.json").exit_code == 1
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["passed"] is False


def test_an_error_of_the_service_is_one_sentence(
    command: Command, write_suite: Write, monkeypatch: pytest.MonkeyPatch, fake: SimpleNamespace
) -> None:
    def fail(_: object, progress: bool) -> None:
        raise QAError("the weights are missing: run make setup.")

    monkeypatch.setattr(fake.Service, "sync", fail)
    result = command.run(write_suite())
    assert result.exit_code == 2
    assert result.stderr == "Error: the weights are missing: run make setup.\n"


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("passages = 0\n", "passages = 0: "),
        ("passages =\n", "'qa.toml' cannot be read"),
        ("colour = 1\n", "colour"),
    ],
)
def test_bad_settings(command: Command, write_suite: Write, tmp_path: Path, toml: str, message: str) -> None:
    (tmp_path / "qa.toml").write_text(toml, encoding="utf-8")
    result = command.run(write_suite())
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_the_json_file_takes_any_text(command: Command, write_suite: Write, fake: SimpleNamespace) -> None:
    command.answers["when was it?"] = fake.reply("when was it?", "é \ud800")
    assert command.run(write_suite(), "--json", "report.json").exit_code == 1
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert report["cases"][3]["answer"]["text"] == "é \ud800"


def test_the_word_run_may_be_written_or_left_out(command: Command, write_suite: Write) -> None:
    folder = write_suite()
    drawn = [command.run(*arguments).stdout.splitlines()[:8] for arguments in ([folder], ["run", folder])]
    assert drawn[0] == drawn[1]
    assert command.run("--limit", 1, folder).exit_code == 0
    assert "Run a suite" in command.run("--help").stdout
    assert "--tag" in command.run("run", "--help").stdout


def test_a_run_against_a_baseline(command: Command, write_suite: Write) -> None:
    folder = write_suite()
    assert command.run(folder, "--json", "good.json").exit_code == 0
    same = command.run(folder, "--baseline", "good.json")
    assert same.exit_code == 0
    assert "against the baseline:\nsmall: 4 cases in both runs" in same.stdout
    command.answers["what was the vote?"] = RuntimeError("out of ink")
    crashed = command.run(folder, "--baseline", "good.json")
    assert crashed.exit_code == 1
    assert "1 broken:\n  vote: correct -> crashed" in crashed.stdout
    assert "not_crashed is 75.0%, not 100.0%; cases: vote." in crashed.stderr


def test_a_run_that_lacks_a_case_of_the_baseline(command: Command, write_suite: Write) -> None:
    folder = write_suite()
    command.run(folder, "--json", "whole.json")
    file = Path(folder, "cases.jsonl")
    file.write_text("".join(file.read_text(encoding="utf-8").splitlines(keepends=True)[1:]), encoding="utf-8")
    less = command.run(folder, "--baseline", "whole.json")
    assert less.exit_code == 1
    assert "Below the gate: 1 case of the earlier run missing; cases: " in less.stderr
    assert command.run(folder, "--baseline", "whole.json", "--limit", "2").exit_code == 0


def test_a_baseline_that_is_no_report_ends_before_the_run(command: Command, write_suite: Write) -> None:
    result = command.run(write_suite(), "--baseline", "nowhere.json")
    assert result.exit_code == 2
    assert "'nowhere.json' cannot be read" in result.stderr
    assert command.services == []


def test_a_baseline_of_other_cases_ends_before_the_run(command: Command, write_suite: Write) -> None:
    folder = write_suite()
    command.run(folder, "--limit", 1, "--json", "one.json")
    result = command.run(folder, "--tag", "who", "--baseline", "one.json")
    assert result.exit_code == 2
    assert "runs of 'small' and 'small' share no case" in result.stderr
    assert len(command.services) == 1


def test_all_files_are_written(command: Command, write_suite: Write) -> None:
    names = {"--html": "a.html", "--junit": "a.xml", "--markdown": "a.md", "--json": "a.json"}
    result = command.run(write_suite(), *[word for pair in names.items() for word in pair])
    assert result.exit_code == 0
    beginnings = {name: Path(name).read_text(encoding="utf-8")[:9] for name in names.values()}
    assert beginnings == {"a.html": "<!doctype", "a.xml": "<?xml ver", "a.md": "## <code>", "a.json": '{\n "suite'}


def test_the_settings_of_a_suite_go_before_the_users(
    command: Command, write_suite: Write, fake: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_PASSAGES", "5")
    monkeypatch.setenv("QA_THREADS", "3")
    folder = write_suite(f"{fake.toml}\n[settings]\npassages = 4\n")
    assert command.run(folder, "--json", "report.json").exit_code == 0
    [settings] = command.settings
    assert (settings.passages, settings.threads) == (4, 3)
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["settings"]["passages"] == 4


def test_the_users_chroma_server_keeps_nothing_of_a_run(
    command: Command, write_suite: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QA_CHROMA_URL", "http://127.0.0.1:1")
    assert command.run(write_suite()).exit_code == 0
    [settings] = command.settings
    assert settings.chroma_url is None


def test_the_answerer_is_the_option_or_the_suites_or_the_users(
    command: Command, write_suite: Write, fake: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    command.run(write_suite())
    monkeypatch.setenv("QA_ANSWERER", "evidence")
    command.run(write_suite())
    folder = write_suite(f"{fake.toml}\n[settings]\nanswerer = 'extractive'\n")
    command.run(folder)
    command.run(folder, "--answerer", "evidence", "--json", "report.json")
    assert [settings.answerer for settings in command.settings] == ["extractive", "evidence", "extractive", "evidence"]
    assert json.loads(Path("report.json").read_text(encoding="utf-8"))["settings"]["answerer"] == "evidence"


def test_sigterm_ends_the_run_and_leaves_no_folder(
    command: Command, write_suite: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_suite()
    before = signal.getsignal(signal.SIGTERM)
    monkeypatch.setattr("evals.commands.run.run_suite", lambda *_: signal.raise_signal(signal.SIGTERM))
    assert command.run("small").exit_code == 128 + signal.SIGTERM
    assert not command.settings[-1].home.exists()
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_closed_standard_error_is_no_failure(
    command: Command, write_suite: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_suite()
    monkeypatch.setattr("evals.commands.run.sys", SimpleNamespace(stderr=None))
    assert command.run("small").exit_code == 0


def test_a_report_that_may_not_be_written_is_told_before_the_run(
    command: Command, write_suite: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_suite()
    monkeypatch.setattr("evals.commands.outputs.os.access", lambda *_: False)  # for root all may be written
    result = command.run("small", "--html", "a.html")
    assert (result.exit_code, command.services) == (2, [])
    assert "'a.html' cannot be written: name another file." in result.stderr
