"""Where a text quotes: between quotation marks of any of the usual kinds."""

from functools import lru_cache

import regex

from index.passages import Span

HIDDEN = "\x00"  # in place of each character of a quotation
KEPT = 64  # texts
_MARKS = "“”\"«»„‘’'"
_GOES_ON = r"\n(?![^\S\n]*\n|[^\S\n]*[“\"«„])"  # a line, but no paragraph and no new quotation
_QUOTATION = regex.compile(
    # what a passage that begins within a quotation has of it
    r"\A[^“”\"«»„\n]*[\p{L}.,!?…][”\"»](?=[\s.,;:]|\Z)|"
    # to the end of its paragraph where no mark ends it; a mark behind a figure is inches
    rf"(?:(?<![^\s(\[—–-])\"(?=\S)|[“«„])(?:[^“”\"«»„\n]|(?<=\d)\"(?=\s\p{{Ll}})|{_GOES_ON})*(?:[”\"»]|(?=\n)|\Z)|"
    # single marks look like apostrophes, so these end behind a mark of the sentence
    r"(?<![^\s(\[—–-])[‘'](?=\S)[^‘\n]{0,600}?[.,!?…][’'](?=\s|\Z)"
)


@lru_cache(maxsize=KEPT)
def quotation_spans(text: str) -> tuple[Span, ...]:
    """(start, end) of each quotation with its marks, in order."""
    return tuple(match.span() for match in _QUOTATION.finditer(text))


def hide_quotations(text: str) -> str:
    """The text, of the same length, with HIDDEN for what stands between the quotation marks."""
    kept, place = [], 0
    for start, end in quotation_spans(text):
        quotation = text[start + 1 : end - 1]
        first, last = (mark if mark in _MARKS else HIDDEN for mark in (text[start], text[end - 1]))
        kept += [text[place:start], (first + HIDDEN * len(quotation) + last)[: end - start]]
        place = end
    return "".join([*kept, text[place:]])
