"""Titles and dates that a file name gives."""

import re
from pathlib import PurePosixPath

from corpus.dates import iso_date

LEADING_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])[\s_-]*")


def date_of_name(name: str) -> str | None:
    """The date at the start of a file name, as YYYY-MM-DD, or None."""
    found = LEADING_DATE.match(name.strip())
    return iso_date(found[1]) if found else None


def title_of_name(name: str) -> str:
    """A title from a file name: no suffix, no leading date, spaces for hyphens and underscores, a capital first."""
    stem = PurePosixPath(name).stem
    undated = LEADING_DATE.sub("", stem, count=1) if date_of_name(stem) else stem
    words = " ".join(re.split(r"[\s_-]+", undated)).strip()
    title = words or stem
    return title[:1].upper() + title[1:]
