"""The command `qa eval` with a service that answers from a table."""

from types import SimpleNamespace
from typing import Any

from click.testing import CliRunner, Result

from evals.cli import evaluate


class Command:
    """The command with a service that gives `answers`; keeps the settings and the services that were made."""

    def __init__(self, fake: SimpleNamespace) -> None:
        self.answers = fake.right_answers()
        self.settings: list[Any] = []
        self.services: list[Any] = []
        self._fake = fake

    def open(self, settings: Any) -> Any:
        """Takes the place of QAService."""
        self.settings.append(settings)
        self.services.append(self._fake.Service(self.answers))
        return self.services[-1]

    def run(self, *arguments: object) -> Result:
        """Runs it; a crash of the command itself is raised."""
        result = CliRunner().invoke(evaluate, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result
