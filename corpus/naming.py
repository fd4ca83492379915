"""Titles and dates that a file name gives."""

import re
from datetime import date
from pathlib import PurePosixPath

LEADING_DATE = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?![0-9])[\s_-]*")


def iso_date(value: str) -> str | None:
    """The date that `value` begins with, as YYYY-MM-DD; None for no date and for one that no calendar has."""
    found = LEADING_DATE.match(value.strip())
    if found is None:
        return None
    try:
        return date.fromisoformat(found[1]).isoformat()
    except ValueError:
        return None


def date_of_name(name: str) -> str | None:
    """The date at the start of a file name, as YYYY-MM-DD, or None."""
    return iso_date(name)


def title_of_name(name: str) -> str:
    """A title from a file name: no suffix, no leading date, spaces for hyphens and underscores, a capital first."""
    stem = PurePosixPath(name).stem
    undated = LEADING_DATE.sub("", stem, count=1) if iso_date(stem) and LEADING_DATE.match(stem) else stem
    words = " ".join(re.split(r"[\s_-]+", undated)).strip()
    title = words or stem
    return title[:1].upper() + title[1:]
