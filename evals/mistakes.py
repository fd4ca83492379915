"""What is wrong with a suite, and where."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

VALUE_LENGTH = 100  # characters of a value that a message shows


@dataclass(frozen=True)
class Mistake:
    """One mistake: `file` as given, `line` from 1 (None: the whole file), `field` such as `evidence[0].quote`."""

    file: str
    line: int | None
    field: str | None
    message: str

    def __str__(self) -> str:
        """`file:line: field: message`, without what does not apply."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.field, self.message) if part)


class SuiteError(Exception):
    """A suite that cannot be run; `mistakes` has every one found, and the message one line for each."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


def shown(value: Any) -> str:
    """The value as a message shows it: its `repr`, cut to VALUE_LENGTH characters."""
    text = repr(value)
    return text if len(text) <= VALUE_LENGTH else f"{text[: VALUE_LENGTH - 1]}…"
