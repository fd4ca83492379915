"""How a command tells what of a corpus was not read."""

from collections.abc import Iterable

import click

from corpus import LoadFailure
from evals.commands.refused import Refused
from evals.documents import describe_failure, is_damage


def tell_unread(failures: Iterable[LoadFailure]) -> None:
    """A line on standard error for each file, or part of one, that was not read."""
    for failure in failures:
        click.echo(describe_failure(failure), err=True)


def require_all_read(failures: Iterable[LoadFailure]) -> None:
    """The same; Refused where a file of a kind that is read is among them."""
    told = tuple(failures)
    tell_unread(told)
    if any(map(is_damage, told)):
        raise Refused("the suite's corpus was not read whole: mend the files named above, or take them out.")
