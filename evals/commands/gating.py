"""How a command ends by its gates."""

from collections.abc import Iterable

import click

from evals.comparison_table import draw_regression
from evals.regression import Regression

max_broken_option = click.option(
    "--max-broken",
    type=click.IntRange(min=0),
    metavar="N",
    help="Exit code 1 where more than N cases that were good before fail now.",
)


def end_below_gates(missed: Iterable[Regression]) -> None:
    """Ends the command with exit code 1 and a line for each missed gate, if there is any."""
    lines = [f"Below the gate: {draw_regression(one)}." for one in missed]
    if lines:
        click.echo("\n" + "\n".join(lines), err=True)
        raise click.exceptions.Exit(1)
