"""Where a quoted span begins and ends: marks in pairs, and a # or @ with its word."""

_PAIRS = {"*": "*", "_": "_", '"': '"', "“": "”", "‘": "’", "(": ")", "[": "]", "«": "»"}


def whole_span(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the span with what belongs to it and without what does not.

    A # or @ before its first word is part of it. A quotation mark, bracket or asterisk whose partner is missing gets
    the one that stands right after the span, or is left out where it stands at an edge. A span stays as it is where
    nothing would be left.
    """
    first, last = start, end
    if text[start:end][:1].isalnum() and text[max(0, start - 1) : start] in ("#", "@"):
        first -= 1
    for left, right in _PAIRS.items():
        inside = text[first:last]
        alone = inside.count(left) % 2 if left == right else inside.count(left) - inside.count(right)
        if alone > 0 and text[last : last + 1] == right:
            last += 1
        elif alone > 0 and inside.startswith(left):
            first += 1
        elif alone and inside.endswith(right) and not (right == '"' and inside[-2:-1].isdigit()):
            last -= 1
    return (first, last) if text[first:last].strip() else (start, end)
