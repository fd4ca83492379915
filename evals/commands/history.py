"""`qa eval history`: how a suite has fared from run to run."""

import click

from evals.commands.refused import Refused
from evals.history import list_histories, load_history
from evals.trend import HEADLINES, draw_history, known_measures
from qa.service import load_settings


@click.command("history")
@click.argument("suite", required=False)
@click.option(
    "--measure",
    "measures",
    multiple=True,
    type=click.Choice(known_measures()),
    metavar="NAME",
    help="Draw this measure; again for one more.",
)
def show_history(suite: str | None, measures: tuple[str, ...]) -> None:
    """Draw the trend of SUITE, or of every suite that was run, from the runs kept in QA_HOME."""
    home = load_settings().home
    kept = list_histories(home)
    if not kept:
        raise Refused(f"no run is kept in {str(home / 'evals')!r}: run `qa eval SUITE`, or set QA_HOME")
    if suite is not None and suite not in kept:
        raise Refused(f"no run of {suite!r} is kept: the suites with a history are {', '.join(kept)}")
    drawn = [
        draw_history(name, load_history(home, name), measures or HEADLINES) for name in kept if suite in (None, name)
    ]
    click.echo("\n\n".join(drawn))
