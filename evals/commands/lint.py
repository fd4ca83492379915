"""`qa eval lint`: checks suites without asking anything."""

import click

from evals.commands.unread import tell_unread
from evals.mistakes import SuiteError
from evals.suite import load_suite
from evals.wording import counted


@click.command("lint")
@click.argument("suites", nargs=-1, required=True, metavar="SUITE...")
def lint(suites: tuple[str, ...]) -> None:
    """Check each SUITE and print every mistake with its file, line and field; exit code 2 where there is one."""
    broken = False
    for name in suites:
        try:
            suite = load_suite(name)
        except SuiteError as error:
            broken = True
            click.echo(str(error), err=True)
        else:
            tell_unread(suite.unread)
            click.echo(f"{name}: {counted(len(suite.cases), 'case')}, no mistakes")
    if broken:
        raise click.exceptions.Exit(2)
