"""Where a quoted span begins and ends: marks in pairs, whole addresses and numbers, and a # or @ with its word."""

import re

_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|https?://[^\s<>\"”]{1,500}[^\s<>\"”.,;:!?)]")
_NUMBER = re.compile(r"\d{1,60}(?:[.,]\d{1,60}){1,8}")
_FARTHEST = 600  # characters that an address or a number has at most
_PAIRS = {"**": "**", "*": "*", '"': '"', "“": "”", "‘": "’", "(": ")", "[": "]", "«": "»"}
_LABEL = re.compile(r"^[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{1,40}:\s+(?=\S)", re.MULTILINE)
_MARKED = re.compile(  # whole in Markdown's emphasis or code; not __init__
    r"(?P<mark>\*\*\*|\*\*|\*|___?(?=[^_\n]* )|_(?=[^_\n]* )|`)(?=\S)(?P<words>[^*`\n]*[^*`\s:])(?P<colon>:?)(?P=mark)"
)
_INCHES = re.compile(r"\d\"$")


def whole_span(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the span with what belongs to it and without what does not.

    An address of mail or of a page, or a number, that it begins or ends in is part of it, and so is a # or @ before its
    first word. A quotation mark, bracket or asterisk whose partner is missing gets the one that stands right after the
    span, or is left out where it stands at an edge; so is a comma or semicolon at the end, and a label in capitals that
    a line begins with ("LEE: "), where words follow and another line has one. A span stays as it is where nothing would
    be left.
    """
    first, last = _whole(_NUMBER, text, *_whole(_ADDRESS, text, start, end))
    before = text[max(0, first - 2) : first]
    if text[first].isalnum() and before[-1:] in ("#", "@") and not before[:-1].isalnum():
        first -= 1
    for left, right in _PAIRS.items():
        first, last = _paired(text, first, last, left, right)
    label = _LABEL.match(text, first, last)
    if label and len(_LABEL.findall(text)) > 1:
        first = label.end()
    while last > first and (text[last - 1].isspace() or text[last - 1] in ",;"):
        last -= 1
    while first < last and text[first].isspace():
        first += 1
    return (first, last) if first < last else (start, end)


def without_emphasis(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the span without the marks of Markdown that it stands in as a whole, and a colon before the last.

    "*Sleep and Work*", "**Ann Lee, minister:**". It stays as it is where there are others in it.
    """
    found = _MARKED.fullmatch(text, start, end)
    if found is None or found["mark"][0] in (text[max(0, start - 1) : start], text[end : end + 1]):
        return start, end
    return found.span("words")


def _paired(text: str, first: int, last: int, left: str, right: str) -> tuple[int, int]:
    """The span with the partner that stands right after it, or without the mark at its edge that has none."""
    inside = text[first:last].replace("**", "") if left == "*" else text[first:last]
    if left == right:
        opened = closed = inside.count(left) % 2 == 1
    else:
        opened, closed = inside.count(left) > inside.count(right), inside.count(right) > inside.count(left)
    if opened and text.startswith(right, last):
        return first, last + len(right)
    if opened and text.startswith(left, first):
        return first + len(left), last
    alone_at_end = (opened and inside.endswith(left)) or (closed and inside.endswith(right))
    if alone_at_end and not _INCHES.search(inside):
        return first, last - len(right)
    if closed and text.startswith(right, first):
        return first + len(right), last
    return first, last


def _whole(pattern: re.Pattern[str], text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the whole of each match that it has a part of."""
    near = max(0, start - _FARTHEST)
    for found in pattern.finditer(text, near, min(len(text), end + _FARTHEST)):
        if found.start() < end and start < found.end():
            start, end = min(start, found.start()), max(end, found.end())
    return start, end
