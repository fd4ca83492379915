"""`qa eval SUITE --judge`: which LLM it takes, and what it says of every other value."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from llama_index.core import Settings

from tests.evals.eval_command import Command

Write = Callable[..., Path]
MODULE = """
from llama_index.core.llms import CompletionResponse, CustomLLM, LLMMetadata

class Kind(CustomLLM):
    @property
    def metadata(self):
        return LLMMetadata()

    def complete(self, prompt, formatted=False, **_):
        if "Oslo" in prompt:
            raise OSError("no line")
        return CompletionResponse(text="5\\nso" if "Reference Answer" in prompt else "YES")

    def stream_complete(self, prompt, formatted=False, **_):
        raise NotImplementedError  # the interface asks for it, the judge never does

llm = Kind()
number = 3

def needs(key):
    return llm

def fails():
    raise KeyError("MY_KEY is not set")

def leaves():
    raise SystemExit(0)
"""


@pytest.fixture(autouse=True)
def judges(command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Modules with judges in the working folder, forgotten in the end."""
    monkeypatch.setattr(Settings, "_transformations", None)
    monkeypatch.setattr(sys, "path", [*sys.path])
    (tmp_path / "kind_judge.py").write_text(MODULE, encoding="utf-8")
    (tmp_path / "broken_judge.py").write_text("1 / 0\n", encoding="utf-8")
    (tmp_path / "leaving_judge.py").write_text("raise SystemExit(0)\n", encoding="utf-8")
    for name in ("kind_judge", "broken_judge", "leaving_judge"):
        monkeypatch.delitem(sys.modules, name, raising=False)


@pytest.mark.parametrize("name", ["kind_judge:llm", "kind_judge:Kind"])
def test_answers_are_judged(command: Command, write_suite: Write, name: str) -> None:
    result = command.run(write_suite(), "--judge", name, "--json", "report.json", "--baseline", plain(command))
    assert result.exit_code == 0, result.output
    assert "judged correctness          1.000   an LLM's 1 to 5, brought to 0 to 1" in result.stdout
    assert "1 not judged:\n  who: OSError: no line" in result.stdout
    report = json.loads(Path("report.json").read_text(encoding="utf-8"))
    assert report["judge"] == name
    assert report["measures"]["judged_faithfulness"] == 1.0
    assert [case["judgement"] is None for case in report["cases"]] == [False, False, False, True]
    assert report["cases"][1]["judgement"]["problem"] == "OSError: no line"
    compared = command.run("compare", "report.json", "report.json")
    assert "judged correctness      1.000    1.000   +0.000   +0.000 to +0.000" in compared.stdout


def plain(command: Command) -> Path:
    """The report of a run without a judge."""
    assert command.run("small", "--json", "plain.json").exit_code == 0
    assert json.loads(Path("plain.json").read_text(encoding="utf-8"))["judge"] is None
    return Path("plain.json")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "the judge '' is not of the form package.module:name"),
        ("kind_judge", "the judge 'kind_judge' is not of the form package.module:name"),
        (":llm", "is not of the form"),
        ("kind_judge:llm.x", "is not of the form"),
        (".kind_judge:llm", "the judge's module '.kind_judge' cannot be imported (TypeError"),
        ("no_such_module:llm", "'no_such_module' cannot be imported (ModuleNotFoundError: No module named"),
        ("broken_judge:llm", "'broken_judge' cannot be imported (ZeroDivisionError: division by zero)"),
        ("kind_judge:lm", "the module 'kind_judge' has no 'lm'"),
        ("kind_judge:number", "is of the type 'int', not a LlamaIndex LLM"),
        ("builtins:dict", "is of the type 'dict', not a LlamaIndex LLM"),
        ("kind_judge:needs", "cannot be made (TypeError: needs() missing 1 required positional argument: 'key')"),
        ("kind_judge:leaves", "cannot be made (SystemExit: 0)"),
        ("leaving_judge:llm", "'leaving_judge' cannot be imported (SystemExit: 0)"),
        ("kind_judge:fails", "cannot be made (KeyError: 'MY_KEY is not set')"),
    ],
)
def test_a_judge_that_cannot_be_used_ends_before_the_run(
    command: Command, write_suite: Write, name: str, message: str
) -> None:
    result = command.run(write_suite(), "--judge", name)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "where name is a LlamaIndex LLM or a function without arguments" in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert command.services == []


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "-NaN", "inf", "1e300"])
def test_a_time_that_is_none(command: Command, write_suite: Write, seconds: str) -> None:
    result = command.run(write_suite(), "--judge", "kind_judge:llm", "--judge-timeout", seconds)
    assert result.exit_code == 2
    assert "Invalid value for '--judge-timeout'" in result.stderr
    assert command.services == []
