"""Text from outside, as a terminal or a log may show it."""


def printable(text: str) -> str:
    """The text without control characters, which could drive the terminal; line ends and tabs stay."""
    return "".join(character for character in text if character in "\n\t" or character.isprintable())


def on_one_line(text: str) -> str:
    """The same on one line: a file's name may have line ends, and must make no lines of its own."""
    return " ".join(printable(text).split())
