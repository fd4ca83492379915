"""Imports point one way: corpus <- index <- qa <- {evals, app}; and nothing heavy is imported at run time."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ALLOWED = {
    "corpus": set(),
    "index": {"corpus"},
    "qa": {"corpus", "index"},
    "evals": {"corpus", "index", "qa"},
    "app": {"corpus", "index", "qa"},
}
FORBIDDEN = ("torch", "transformers", "nltk", "openai")
FILES = sorted(
    file for part in ALLOWED for file in (ROOT.glob("app.py") if part == "app" else (ROOT / part).rglob("*.py"))
)


def imported(file: Path) -> set[str]:
    """The first names of the modules that a file imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            names.add((node.module or "").split(".")[0])
    return names


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_point_one_way(file: Path) -> None:
    part = file.relative_to(ROOT).parts[0].removesuffix(".py")
    wrong = (imported(file) & set(ALLOWED)) - ALLOWED[part] - {part}
    assert not wrong, f"{file.relative_to(ROOT)} imports {', '.join(sorted(wrong))}"


def test_only_training_imports_the_training_libraries() -> None:
    for file in FILES:
        if "training" not in file.parts:
            assert not imported(file) & {*FORBIDDEN, "sklearn", "qa.training"}, file


def test_a_question_loads_no_heavy_library(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The ferry left Halifax on Monday at noon.", encoding="utf-8")
    program = (
        "import sys, qa; qa.answer('When did the ferry leave Halifax?');"
        f"print(sorted(set(sys.modules) & {set(FORBIDDEN)!r}))"
    )
    environment = {"QA_CORPUS": str(tmp_path), "QA_HOME": str(tmp_path / ".qa"), "PATH": "", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"
