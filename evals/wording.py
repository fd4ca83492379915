"""Texts and numbers as one line of a terminal shows them."""

from collections.abc import Sequence

TEXT_LENGTH = 110  # characters of a text that a line shows


def one_line(text: str, most: int = TEXT_LENGTH) -> str:
    """The text on one line, without control characters, cut to `most` characters."""
    line = "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def last_line(text: str) -> str:
    """The last line that is not blank, as of a traceback; empty of nothing."""
    return text.strip().rpartition("\n")[2]


def describe_expected(answerable: bool, answers: Sequence[str]) -> str:
    """What would have been right for a case."""
    if not answerable:
        return "a refusal"
    return " | ".join(answers) if answers else "a citation of the evidence"


def place(source: str, start: int, end: int) -> str:
    """Where a quote stands."""
    return f"{source}, characters {start}-{end}"


def counted(number: int, noun: str) -> str:
    """The number with its noun: `1 case`, `2 cases`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
