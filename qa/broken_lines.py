"""Lines that a text is broken into, as mail and wire reports are."""

import re
from functools import lru_cache

from qa.layout import ITEM_MARK

_BREAK = re.compile(r"\r?\n\s*")
_ITEM = re.compile(rf"{ITEM_MARK}\s")


@lru_cache(maxsize=128)
def with_whole_lines(text: str) -> str:
    """The text with spaces for each line break within a paragraph, so that every place stays what it was.

    An item of a list and a row of a table begin on a line of their own.
    """
    return _BREAK.sub(_as_spaces, text)


def _as_spaces(found: re.Match[str]) -> str:
    text, end = found.string, found.end()
    stop = text.find("\n", end)
    begins_anew = _ITEM.match(text, end) or "|" in text[end : stop if stop >= 0 else len(text)]
    return found[0] if begins_anew or found[0].count("\n") > 1 else " " * len(found[0])
