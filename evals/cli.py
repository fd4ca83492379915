"""The command `qa eval`: runs a suite, or one of the commands in evals/commands."""

import click

from evals.commands.add import add
from evals.commands.compare import compare_reports
from evals.commands.history import show_history
from evals.commands.importing import import_suite
from evals.commands.lint import lint
from evals.commands.run import run


class EvalCommands(click.Group):
    """A group whose first argument may also be a suite, which is then run."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Puts `run` before arguments that name no command."""
        known = {*self.commands, *ctx.help_option_names}
        return super().parse_args(ctx, args if args and args[0] in known else [run.name or "", *args])


@click.group("eval", cls=EvalCommands, subcommand_metavar="SUITE [OPTIONS] | COMMAND ...")
def evaluate() -> None:
    """Is it right? Run a suite of questions with known answers, compare runs, make suites.

    `qa eval SUITE` is short for `qa eval run SUITE`; `qa eval run --help` shows its options.
    """


for command in (run, compare_reports, show_history, import_suite, add, lint):
    evaluate.add_command(command)
