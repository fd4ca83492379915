"""Texts and numbers as one line of a terminal shows them."""

TEXT_LENGTH = 110  # characters of a text that a line shows


def one_line(text: str, most: int = TEXT_LENGTH) -> str:
    """The text on one line, without control characters, cut to `most` characters."""
    line = "".join(character if character.isprintable() else " " for character in " ".join(text.split()))
    return line if len(line) <= most else f"{line[: most - 1]}…"


def counted(number: int, noun: str) -> str:
    """The number with its noun: `1 case`, `2 cases`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
