"""Runs `qa eval import` as a person does."""

from pathlib import Path

from click.testing import CliRunner, Result

from evals.cli import evaluate
from evals.suite import Suite, load_suite

CONTEXT = "The motion passed 178 to 146. At least 63 members spoke. Ms Gray seconded it in Oslo."


def invoke(*arguments: object) -> Result:
    """Runs `qa eval import`; a crash of the command itself is raised."""
    result = CliRunner().invoke(evaluate, ["import", *map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def imported(*arguments: object, name: str = "mine") -> Suite:
    """The suite that the command makes."""
    result = invoke(*arguments, "--name", name)
    assert result.exit_code == 0, result.stderr
    assert f"Run it with `qa eval {Path('eval-suites') / name}`" in result.stdout
    return load_suite(Path("eval-suites") / name)
