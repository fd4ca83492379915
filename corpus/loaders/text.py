"""Plain text, in any encoding."""

import re

from corpus.dates import iso_date
from corpus.decoding import decode
from corpus.loaded import LoadedText
from corpus.naming import date_of_name, title_of_name

SUFFIXES = (".txt",)

DATE_LINE = re.compile(r"\s*date(?:\s*:\s*|\s+)([0-9]{4}-[0-9]{2}-[0-9]{2})(?!\S)\s*", re.IGNORECASE)
LONGEST_HEADING = 120  # characters
RELEASE_LINE = re.compile(  # what stands above a press release's heading
    r"[^\w\n]*+(?:for immediate release|(?:press|news|media) release|breaking(?: news)?|embargoed\b[^\n]{0,60})"
    r"[^\w\n]*+$",
    re.IGNORECASE,
)
NO_HEADING_ENDS_IN = (".", ",", "。", "、", "．", "，", "।")


def load(data: bytes, name: str) -> list[LoadedText]:
    """The one text of the file, without a leading `date YYYY-MM-DD`; UnreadableError where there is none."""
    text, encoding = decode(data)
    published = date_of_name(name)
    stated = DATE_LINE.match(text)
    if stated is not None:
        published = iso_date(stated[1])
        # An impossible date is no date: it stays in the text, and no other date is taken in its place.
        if published is not None:
            text = text[stated.end() :]
    return [LoadedText(text, _heading(text) or title_of_name(name), published, encoding)]


def _heading(text: str) -> str | None:
    """The first line where it looks like a heading: short, a blank line after it, no full stop or comma at its end.

    "FOR IMMEDIATE RELEASE" and its like are above the heading.
    """
    beginning = text.lstrip()[: LONGEST_HEADING * 4].splitlines()
    while beginning and (not beginning[0].strip() or RELEASE_LINE.match(beginning[0])):
        del beginning[0]
    if len(beginning) < 2 or beginning[1].strip():
        return None
    line = beginning[0].strip()
    is_heading = (
        len(line) <= LONGEST_HEADING
        and not line.endswith(NO_HEADING_ENDS_IN)
        and any(character.isalnum() for character in line)
    )
    return line if is_heading else None
