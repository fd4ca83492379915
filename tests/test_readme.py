"""The README tells the truth: its Python runs, its commands and settings exist."""

import os
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest

from evals.suite import load_suite
from qa.cli import main
from qa.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The text of each block of that language; "" for the blocks that name none."""
    fenced = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    return [text for named, text in fenced if named == language]


def test_the_python_block_runs(tmp_path: Path) -> None:
    [program] = blocks("python")
    done = subprocess.run(
        [sys.executable, "-W", "error::SyntaxWarning", "-c", program],
        env={**os.environ, "QA_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("2018 [1] (")
    assert "in 2018 on an extradition request" in done.stdout


def commands() -> list[str]:
    lines = [line.removeprefix("$ ") for block in blocks("") for line in block.splitlines()]
    return [line.split("#")[0].strip() for line in lines if line.startswith("qa ")]


def test_the_commands_of_every_block_are_looked_at() -> None:
    assert {command.split()[1] for command in commands()} == {"ask", "index", "serve", "eval"}


@pytest.mark.parametrize("command", commands())
def test_commands_and_their_options_exist(command: str) -> None:
    _, name, *words = command.split()
    found = main.get_command(None, name)
    while isinstance(found, click.Group):
        name = words.pop(0)
        found = found.commands.get(name) or found.commands.get(
            "run"
        )  # `qa eval SUITE` is short for `qa eval run SUITE`
    assert found is not None, command
    options = {option for parameter in found.params for option in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


def test_make_targets_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    named = {match for block in blocks("") for match in re.findall(r"^make ([a-z]+)", block, re.MULTILINE)}
    assert named
    assert named <= targets


def test_settings_are_those_that_exist_with_their_defaults() -> None:
    rows = dict(re.findall(r"^\| `QA_(\w+)` \| ([^|]*?) \|", README, re.MULTILINE))
    assert {name.lower() for name in rows} == set(Settings.model_fields)
    for name, field in Settings.model_fields.items():
        if isinstance(field.default, int) or name in ("home", "host"):
            assert rows[name.upper()].strip("`") == str(field.default)


def test_the_suite_that_the_docs_show_is_one(tmp_path: Path) -> None:
    shown = (ROOT / "docs" / "suites.md").read_text(encoding="utf-8")
    for language, name in (("toml", "suite.toml"), ("json", "cases.jsonl")):
        [text] = re.findall(rf"^```{language}\n(.*?)^```$", shown, re.DOTALL | re.MULTILINE)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "minutes.txt").write_text("Ann Gray seconded the motion.", encoding="utf-8")
    suite = load_suite(tmp_path)
    assert [case.id for case in suite.cases] == ["seconder", "cost", "why"]
