"""What the web chat does with a question, and how `qa serve` says that it cannot start."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

import app
from qa.settings import Settings
from tests.fake_service import FakeService


def test_stages_then_the_answer() -> None:
    service = FakeService()
    steps = list(app.converse(service, "vote", [("earlier", "reply")]))
    assert [turns[-1][1] for turns, _ in steps[:2]] == ["Searching…", "Reading…"]
    turns, documents = steps[-1]
    assert turns == [("earlier", "reply"), ("vote", service.answer("vote"))]
    assert documents is not None
    assert 'data-turn="2"' in documents


def test_a_question_comes_with_the_turns_that_were_answered() -> None:
    service = FakeService()
    vote = service.answer("vote")
    *_, _ = app.converse(service, "why?", [("vote", vote), ("error", "The question is too long.")])
    assert service.history == (("vote", vote.text),)


def test_each_question_of_a_message_is_a_turn_that_follows_the_one_before() -> None:
    service = FakeService()
    *_, (turns, documents) = app.converse(service, "Who won and when?", [("earlier", "reply")])
    first = service.answer("Who won?")
    assert turns == [("earlier", "reply"), ("Who won?", first), ("When?", service.answer("When?"))]
    *_, _ = app.converse(service, "Who won and when?", [])
    assert service.history == (("Who won?", first.text),)
    assert documents is not None
    assert 'data-turn="3"' in documents
    long = "Who won? " * 250
    assert len(list(app.converse(service, long, []))) == 3
    service.settings = Settings(question_characters=3000)
    assert len(list(app.converse(service, long, []))) == 750


def test_an_error_meant_for_the_person_is_shown_as_a_sentence() -> None:
    *_, (turns, documents) = app.converse(FakeService(), "error", [])
    assert turns[-1][1] == "The question is too long: <b>9</b> characters, at most 5."
    assert documents is None


def test_an_unexpected_error_is_plain_in_the_chat_and_whole_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    *_, (turns, _) = app.converse(FakeService(), "crash", [])
    assert turns[-1][1] == app.FAILED
    assert "secret detail" in caplog.text
    assert "Traceback" in caplog.text


def test_serve_on_a_busy_port_says_which_and_the_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as busy:
        port = busy.getsockname()[1]
        result = CliRunner().invoke(app.serve, ["--host", "127.0.0.1", "--port", str(port)])
    assert result.exit_code == 2
    assert f"Port {port} is in use" in result.stderr
    assert f"qa serve --port {port + 1}" in result.stderr
    assert f"QA_PORT={port + 1} make run" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("host", ["192.0.2.1", "a..b", "a" * 70])
def test_serve_on_an_address_of_another_machine_or_none_says_so(host: str) -> None:
    result = CliRunner().invoke(app.serve, ["--host", host, "--port", "7860"])
    assert result.exit_code == 2
    assert f"Cannot listen on '{host}', port 7860: " in result.stderr


def test_a_file_name_makes_no_lines_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "bad\nReady: elsewhere.pdf").write_bytes(b"no PDF")
    monkeypatch.setenv("QA_CORPUS", str(corpus))
    monkeypatch.setenv("QA_HOME", str(tmp_path / "home"))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    result = CliRunner().invoke(app.serve, ["--host", "127.0.0.1", "--port", str(port)])
    assert "has no document in the index" in result.stderr
    assert "not read: bad Ready: elsewhere.pdf: " in result.stderr
