"""A text that stands between marks as a whole: in quotation marks, in bold."""

import re

_ENDS = "”»’"
_OPENING = re.compile(r"[\"'`*_]{1,3}|[“«‘]")
_BEHIND = re.compile(r"(?<!\W)\W*\Z")  # its last letters


def enclosed(text: str) -> str:
    """What stands between the marks that the text begins with and the first of them that only marks follow.

    Empty where it begins with none, where none ends it, and where the same stand within.
    """
    opening, behind = _OPENING.match(text), _BEHIND.search(text)
    if not opening or not behind:
        return ""
    last = behind.start()
    for size in range(opening.end(), 0, -1):
        marks = text[:size]
        ends = [
            text.find(marks, max(size + 1, last - size)),
            *(text.find(one, max(size + 1, last - 1)) for one in _ENDS),
        ]
        if places := [place for place in ends if place >= 0]:
            inside = text[size : min(places)]
            return "" if marks in inside else inside
    return ""
