"""`qa eval history`: how a suite has fared from run to run."""

from collections.abc import Sequence
from pathlib import Path

import click

from evals.commands.refused import Refused
from evals.history import PastRun, history_title, list_histories, load_history
from evals.trend import HEADLINES, draw_history, known_measures
from qa.settings import load_settings


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
    """Draw the trend of SUITE, a name or a folder, or of every suite that was run, from the runs kept in QA_HOME.

    It is drawn over the runs of the whole suite with the settings of the newest of them.
    """
    home = load_settings().home
    kept = {key: load_history(home, key) for key in list_histories(home)}
    if not kept:
        raise Refused(f"no run is kept in {str(home / 'evals')!r}: run `qa eval SUITE`, or set QA_HOME")
    chosen = {key: runs for key, runs in kept.items() if suite is None or _is_of(suite, key, runs)}
    if not chosen:
        titles = ", ".join(history_title(key, runs) for key, runs in kept.items())
        raise Refused(f"no run of {suite!r} is kept: the suites with a history are {titles}")
    drawn = [draw_history(history_title(key, runs), runs, measures or HEADLINES) for key, runs in chosen.items()]
    click.echo("\n\n".join(drawn))


def _is_of(suite: str, key: str, runs: Sequence[PastRun]) -> bool:
    """True where the runs under the key are of a suite of that name, or of the suite in that folder."""
    folder = runs[-1].folder if runs else None
    if folder is None:
        return suite == key
    return suite == Path(folder).name or Path(suite).resolve() == Path(folder)
