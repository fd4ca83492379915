"""The part of a passage that a question names by its heading: an item of an agenda, a heading of a policy."""

import re

from index.passages import Span
from qa.grounding import content_stems
from qa.heading import MOST_WORDS

FEWEST_WORDS = 2  # of a heading that a question can name
_HEADING = re.compile(r"(?:\A|\n[^\S\n]*\n)[^\S\n]*(?P<heading>\S[^\n]*+)(?=\n)")
_NO_HEADING = re.compile(r"[.!?;:,\"”’»)]\s*\Z")
_NUMBER = re.compile(r"\A[#*\s]*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[IVX]{1,5}[.)]|[A-Za-z][.)])\s+")


def named_section(question: str, text: str) -> Span | None:
    """(start, end) of the section all of whose heading's words the question has, the most of such; None in doubt.

    A section goes to the next heading.
    """
    headings = heading_spans(text)
    if not headings:
        return None
    asked = content_stems(question)
    ends = [start for start, _ in headings[1:]] + [len(text)]
    named = [
        (len(words), (place[0], end))
        for place, end in zip(headings, ends, strict=True)
        if len(words := _words(text[slice(*place)])) >= FEWEST_WORDS and words <= asked
    ]
    most = max((count for count, _ in named), default=0)
    best = [place for count, place in named if count == most]
    return best[0] if len(best) == 1 and best[0] != (0, len(text)) else None


def heading_spans(text: str) -> list[Span]:
    """(start, end) of each heading: a short first line of a paragraph that ends as no sentence does."""
    return [match.span("heading") for match in _HEADING.finditer(text) if _is_heading(match["heading"])]


def _is_heading(line: str) -> bool:
    return len(line.split()) <= MOST_WORDS and not _NO_HEADING.search(line)


def _words(heading: str) -> set[str]:
    return content_stems(_NUMBER.sub("", heading))
