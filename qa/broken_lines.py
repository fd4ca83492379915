"""Lines that a text is broken into, as mail and wire reports are."""

import re

_BREAK = re.compile(r"\r?\n\s*")


def with_whole_lines(text: str) -> str:
    """The text with spaces for each line break within a paragraph, so that every place stays what it was."""
    return _BREAK.sub(lambda found: found[0] if found[0].count("\n") > 1 else " " * len(found[0]), text)
