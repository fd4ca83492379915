"""Quarters, halves of a year and financial years, as questions, sentences and the headings of tables name them."""

import re
from typing import NamedTuple

from corpus.dates import MONTH_NUMBERS

_ORDER = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "final": 4, "latter": 2,
}  # fmt: skip
_YEAR = r"(?:19|20)\d\d"
_OF_A_YEAR = (
    rf"(?:[ ,/-]{{0,2}}(?:of |in )?(?:the )?(?:(?:fy|fiscal|financial|year) ?){{0,2}}['’]?"
    rf"(?P<year>{_YEAR}(?:[/–-]\d\d\b)?|(?<=['’y])\d\d)\b)"
)
_BEHIND_A_YEAR = rf"(?:(?P<before>{_YEAR})(?:['’]s)?[ ,-]{{0,2}}(?:the )?)?"
_NUMBERED = r"(?:q ?(?P<number>[1-4])|(?P<leading>[1-4])q|quarter (?P<behind>[1-4]))\b"
_QUARTER = (
    r"(?P<order>first|second|third|fourth|final|1st|2nd|3rd|4th)[ -]quarter(?![-\w]|s| (?:mile|century|hour|of an?\b))"
)
_QUARTERS = re.compile(rf"(?<![\w.]){_BEHIND_A_YEAR}(?:{_NUMBERED}|{_QUARTER}){_OF_A_YEAR}?", re.IGNORECASE)
_HALF = (
    rf"(?:h(?P<number>[12])\b|(?P<order>first|second|latter|1st|2nd)[ -]half(?: of the (?:financial |fiscal )?year\b|"
    rf"(?={_OF_A_YEAR.replace('?P<year>', '?:')})))"
)
_HALVES = re.compile(rf"(?<![\w.]){_BEHIND_A_YEAR}{_HALF}{_OF_A_YEAR}?", re.IGNORECASE)
_WHOLE = re.compile(
    rf"\b(?:full|whole)[ -]year\b{_OF_A_YEAR}?|\bfy ?['’]?(?P<alone>{_YEAR}|\d\d)\b|\bwhole of (?P<of>{_YEAR})\b",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    rf"\b(?P<month>{'|'.join(sorted(MONTH_NUMBERS, key=len, reverse=True))})\.? (?P<year>{_YEAR})\b", re.IGNORECASE
)
_UP_TO = re.compile(r"[ ]?(?:[-–]|to|through)[ ]?", re.IGNORECASE)


class Period(NamedTuple):
    """Its kind, "month", "quarter", "half" or "year", its number in the year, and its year; without one, any."""

    kind: str
    number: int
    years: frozenset[int]

    def may_be(self, other: "Period") -> bool:
        """Whether both may be one and the same."""
        same = (self.kind, self.number) == (other.kind, other.number)
        return same and (not self.years or not other.years or bool(self.years & other.years))


def periods(text: str) -> list[Period]:
    """The quarters, halves and whole years that a text names, in a run of quarters ("Q1-Q3 2024") each one."""
    found: list[Period] = []
    rest = text
    for kind, pattern in (("quarter", _QUARTERS), ("half", _HALVES), ("year", _WHOLE)):
        last = None
        for match in pattern.finditer(rest):
            period = _period(kind, match)
            if last and _UP_TO.fullmatch(rest, last.end(), match.start()):
                found += [period._replace(number=number) for number in range(found[-1].number + 1, period.number)]
            found.append(period)
            last = match
        rest = pattern.sub(lambda match: " " * len(match[0]), rest)
    return found


def months(text: str) -> list[Period]:
    """The months with their year that a text names."""
    return [
        Period("month", MONTH_NUMBERS[match["month"].lower()], frozenset({int(match["year"])}))
        for match in _MONTHS.finditer(text)
    ]


def _period(kind: str, match: re.Match[str]) -> Period:
    groups = match.groupdict()
    order = _ORDER.get((groups.get("order") or "").lower(), 0)
    number = next((int(groups[name]) for name in ("number", "leading", "behind") if groups.get(name)), order)
    stated = next((groups[name] for name in ("year", "before", "alone", "of") if groups.get(name)), "")
    return Period(kind, number, _years(stated))


def _years(stated: str) -> frozenset[int]:
    """The years that are written so: "2023/24" is two."""
    parts = [int(part) for part in re.findall(r"\d+", stated)]
    return frozenset(part if part > 99 else 2000 + part for part in parts)
