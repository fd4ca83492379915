"""The line of a page that says who wrote it, and often when; trafilatura leaves it out of the main text."""

import re
from copy import deepcopy
from typing import Any

from corpus.dates import iso_date
from corpus.main_part import NAME, stands_beside
from corpus.markup import all_text

MOST_CHARACTERS = 150
MARKED = "//body//*[contains(translate(@class, 'BYLINE', 'byline'), 'byline')]"
WRITTEN_BY = re.compile(r"(?:[\w’'&-]+ ){0,4}[Bb][Yy] [^\W\d_a-zß-öø-ÿ]")
PARTS_DATE = re.compile(
    r"(?:\W|\b(?:on|published|updated|mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b)*\Z", re.IGNORECASE
)
DATE_BEGINS = re.compile(r"(?<!\w)(?=\w)")


def page_byline(tree: Any) -> str:
    """What the page marks as its byline, "Interview by Ann Lee, 6 April 2024", on one line.

    Empty where it marks none, several, one beside its text, or what does not say "by" whom.
    """
    found = {line for element in tree.xpath(MARKED) if (line := _line(element))}
    return found.pop() if len(found) == 1 else ""


def with_byline(text: str, tree: Any, byline: str) -> str:
    """The text with the byline as a paragraph, below the page's heading where it begins with that.

    Without its date, which would answer when what the page tells of was.
    """
    words = " ".join(text.split())
    if not byline or byline in words:
        return text
    byline = _until_date(byline)
    first, *rest = text.split("\n\n")
    headings = {" ".join("".join(heading.itertext()).split()) for heading in tree.iter("h1")}
    return "\n\n".join([first, byline, *rest] if first in headings else [byline, first, *rest])


def date_of_byline(byline: str) -> str | None:
    """The first date in it, as YYYY-MM-DD; None where it has none."""
    dates = (iso_date(byline[place.start() :]) for place in DATE_BEGINS.finditer(byline))
    return next(filter(None, dates), None)


def _until_date(byline: str) -> str:
    dated = (place.start() for place in DATE_BEGINS.finditer(byline) if iso_date(byline[place.start() :]))
    return PARTS_DATE.sub("", byline[: next(dated, len(byline))])


def _line(element: Any) -> str:
    """The words of an element that is a byline as a whole; else empty."""
    around = [element, *element.iterancestors()]
    if any(_is_byline(one) for one in around[1:]) or not _is_byline(element) or any(map(stands_beside, around)):
        return ""
    part = deepcopy(element)
    part.tail = None
    for inner in list(part.iterdescendants()):
        if stands_beside(inner):
            inner.drop_tree()
    line = " ".join(all_text(part).split())
    return line if len(line) <= MOST_CHARACTERS and WRITTEN_BY.match(line) else ""


def _is_byline(element: Any) -> bool:
    return "byline" in {name.lower() for name in NAME.findall(element.get("class", ""))}
