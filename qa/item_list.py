"""A list whose introduction a question names: "what should I bring?" is answered by all items, not by the first."""

import re
from collections.abc import Sequence

from index.passages import Span
from qa.grounding import content_stems, stems
from qa.layout import ITEM_MARK
from qa.section import heading_spans

MOST_CHARACTERS = 500  # of a list that is an answer
FARTHEST = 400  # characters between a heading and a list of its section
NAMED = 0.5  # of the question's words, at least, in the introduction
_MARK = rf"{ITEM_MARK}[^\S\n]"
_ITEM = re.compile(  # with the indented lines that it goes on in
    rf"^[^\S\n]*{_MARK}[^\S\n]*(?P<text>\S[^\n]*(?:\n[^\S\n]+(?!{_MARK})\S[^\n]*)*)", re.MULTILINE
)
_INTRODUCTION = re.compile(
    r"(?:^|\n)(?P<line>[^\n]*\S[^\n]*:|#{1,6}[^\S\n][^\n]+|(?<!\S\n)(?:[^\s.,;:!?|]+ ?){2,12})[^\S\n]*\n\s*\Z"
)
_ASKS_FOR_ALL = re.compile(
    r"\b(?:who (?:is|are|was|were) (?:on|in)|steps?|list|all|names?|members?|which|how (?:do|can|should|to)|"
    r"what (?:are|were|do|does|should|must))\b",
    re.IGNORECASE,
)
_ASKS_FOR_ONE = re.compile(
    r"\bhow (?:many|long|old|far)\b|\b(?:which one|one of|only|best|most|least|number|an example)\b|"
    r"\b(?:first|second|third|last|latest|next)\b(?! (?:day|week|month|year|time|aid|class|floor|name)s?\b)|"
    r"\b(?:name|give|tell me) (?:one|an?)\b",
    re.IGNORECASE,
)


def list_asked_for(question: str, text: str, start: int, end: int) -> Span | None:
    """(start, end) of the list of which `text[start:end]` is a part of one item, where its introduction is asked for.

    The list begins with its first mark. The introduction is the line above that ends in a colon or is a heading and,
    where the question asks for all of something, the heading above that. It has at least half of the question's words,
    and the items have none of the others. None where one item is asked for, where the list is long, where
    `text[start:end]` is all of it, in doubt.
    """
    items = _items_around(text, start, end)
    if len(items) < 2 or items[-1][1] - items[0][0] > MOST_CHARACTERS or _ASKS_FOR_ONE.search(question):
        return None
    whole = _whole(text, items)
    asked = content_stems(question)
    above = _above(text, items, bool(_ASKS_FOR_ALL.search(question)))
    named = asked & set(stems(above))
    if not asked or len(named) < NAMED * len(asked) or (asked - named) & set(stems(text[slice(*whole)])):
        return None
    return None if whole == (start, end) else whole


def _above(text: str, items: Sequence[Span], heading: bool) -> str:
    """The line that introduces the items and, with `heading`, the last heading above, where text alone is between."""
    begins = _line_start(text, items[0][0])
    introduction = _INTRODUCTION.search(text, 0, begins)
    found = introduction["line"] if introduction else ""
    headings = [place for place in heading_spans(text) if place[1] < begins] if heading else []
    if headings and begins - headings[-1][1] <= FARTHEST and not _ITEM.search(text, headings[-1][1] + 1, begins):
        found += "\n" + text[slice(*headings[-1])]
    return found


def with_introduction(text: str, start: int, end: int) -> Span:
    """(start, end) of a whole list with the line that introduces it; as it is where `text[start:end]` is no list."""
    items = _items_around(text, start, end)
    if len(items) < 2 or _whole(text, items) != (start, end):
        return start, end
    introduction = _INTRODUCTION.search(text, 0, _line_start(text, start))
    return (introduction.start("line") if introduction else start), end


def _whole(text: str, items: Sequence[Span]) -> Span:
    """(start, end) of the items from the mark of the first one on."""
    first = _line_start(text, items[0][0])
    return first + len(text[first:]) - len(text[first:].lstrip()), items[-1][1]


def _items_around(text: str, start: int, end: int) -> list[Span]:
    """The items, without their marks, that stand one below the other around the place, if any is there."""
    runs: list[list[Span]] = []
    before = -1
    for item in _ITEM.finditer(text):
        if runs and item.start() == before + 1:
            runs[-1].append(item.span("text"))
        else:
            runs.append([item.span("text")])
        before = item.end()
    return next((items for items in runs if _whole(text, items)[0] <= start and end <= items[-1][1]), [])


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1
