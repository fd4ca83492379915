"""Dates as files state them, in the forms that can be read in one way only."""

import re
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_NUMBERS = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}

# Parts of patterns: the names of months, with their capital as well ("may" is a verb), and of days.
MONTH_NAME = rf"(?:{'|'.join(MONTHS)})"
CAPITAL_MONTH = rf"(?-i:{'|'.join(month.capitalize() for month in MONTHS)})"
WEEKDAY_NAME = rf"(?:{'|'.join(WEEKDAYS)})"

LEAST_YEAR = 1000  # programs write 0001-01-01 and 0101-01-01 for a date that they do not know
LONGEST_DATE = 100  # characters that are looked at

YEAR, DAY = r"(?P<year>[0-9]{4})(?![0-9])", r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
MONTH = r"(?P<month>[a-z]{3,9})\.?"
WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?,? )?"
CLOCK = r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?"

# What the value begins with; a time of day, which tells nothing about the day where it was written, may follow.
# Days and months in numbers alone are taken only behind the year: 03/04/2020 is a day in March and one in April.
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})(?![0-9])",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?=T[0-9]| |\Z)",
        rf"{WEEKDAY}{DAY}[ -]{MONTH},?[ -]{YEAR}",
        rf"{WEEKDAY}{MONTH} {DAY},? (?:{CLOCK} (?:[A-Z]{{3,4}} |[+-][0-9]{{4}} )?)?{YEAR}",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})\Z",
        rf"{MONTH},? {YEAR}\Z",
    )
)


def iso_date(value: str) -> str | None:
    """The date that `value` begins with, as YYYY-MM-DD, or as YYYY-MM where it is a month and nothing else.

    The day is that of the place where the time was written. None for no date, for one that no calendar has and for
    one that can be read in two ways. Raises nothing.
    """
    stated = " ".join(value.split())[:LONGEST_DATE]
    found = next(filter(None, (form.match(stated) for form in FORMS)), None)
    if found is None:
        return None
    parts = found.groupdict()
    year, month, day = parts["year"], parts["month"].lower(), parts.get("day")
    number = int(month) if month.isdigit() else MONTH_NUMBERS.get(month, 0)
    try:
        whole = date(int(year), number, int(day or 1)).isoformat()
    except ValueError:
        return None
    if int(year) < LEAST_YEAR:
        return None
    return whole if day else whole[: len("YYYY-MM")]
