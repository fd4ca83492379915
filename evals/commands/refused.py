"""How a command ends that cannot do what it was asked."""

import click


class Refused(click.ClickException):
    """An error of the caller's: its message, and exit code 2."""

    exit_code = 2
