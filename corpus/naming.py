"""Titles and dates that a file name gives."""

import re
from functools import lru_cache
from pathlib import PurePosixPath

from corpus.dates import MONTH_NUMBERS, MONTHS, iso_date

_MONTH = rf"(?i:{'|'.join(MONTHS)}|{'|'.join(sorted(MONTH_NUMBERS, key=len))})\.?"
_DATE = (
    r"(?P<date>[0-9]{4}(?P<mark>[-_.])[0-9]{2}(?P=mark)[0-9]{2}|(?:19|20)[0-9]{6}|"
    rf"[0-9]{{1,2}}(?:st|nd|rd|th)?[ _-]{_MONTH},?[ _-](?:19|20)[0-9]{{2}}|"
    rf"{_MONTH}[ _-][0-9]{{1,2}}(?:st|nd|rd|th)?,?[ _-](?:19|20)[0-9]{{2}})"
)
_LEADING_DATE = re.compile(rf"{_DATE}(?![0-9])[\s_-]*")
_TRAILING_DATE = re.compile(rf"(?:(?<![\s_-])[\s_-]++)?(?<![0-9]){_DATE}\s*\Z")

KEPT = 16  # names: every row of a table asks for that of its file


@lru_cache(maxsize=KEPT)
def date_of_name(name: str) -> str | None:
    """The date at the start or the end of a file name, suffix aside, as YYYY-MM-DD, or None."""
    found = _dated(PurePosixPath(name.strip()).stem)
    return found[0] if found else None


@lru_cache(maxsize=KEPT)
def title_of_name(name: str) -> str:
    """A title from a file name: no suffix, no date at an end, spaces for hyphens and underscores, a capital first."""
    stem = PurePosixPath(name).stem
    found = _dated(stem)
    words = " ".join(re.split(r"[\s_-]+", found[1] if found else stem)).strip()
    title = words or stem
    return title[:1].upper() + title[1:]


def _dated(stem: str) -> tuple[str, str] | None:
    """The date that the stem begins or else ends with, and the rest of it; all of it where the month is a word."""
    for found in filter(None, (_LEADING_DATE.match(stem), _TRAILING_DATE.search(stem))):
        marks, mark = (r"[_.]", "-") if found["mark"] else (r"[_-]", " ")
        date = iso_date(re.sub(marks, mark, found["date"]))
        if date:
            in_words = any(map(str.isalpha, found["date"]))
            return date, stem if in_words else stem[: found.start()] + stem[found.end() :]
    return None
