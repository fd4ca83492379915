"""What held at another time than is asked: "184,000 tonnes (2022: 201,000)", "planned for May, was moved to June"."""

import re

from corpus.dates import MONTHS, WEEKDAYS
from qa.broken_lines import with_whole_lines
from qa.number_words import CURRENCY_SIGN

_YEAR = r"(?:1[89]|20)\d\d"
_BRACKET = re.compile(rf"\((?={_YEAR}(?:[-/–]\d\d)?: )[^()\n]{{1,160}}\)")
_COMPARED = re.compile(rf"(?P<year>{_YEAR})(?:[-/–]\d\d)?: (?P<then>[^();\n]{{1,80}})")
_NAMED_YEAR = re.compile(_YEAR)
_ASKS_OF_BEFORE = re.compile(
    r"\b(?:previous|prior|before|earlier|compar|then|last year|original|planned|first|initial|suppos|schedul|meant|"
    r"used to|recommend|propos|from)",
    re.IGNORECASE,
)
MOST_BETWEEN = 30  # characters from a figure to the bracket with another year's

_CHANGED = (
    r"(?:moved|put back|pushed back|brought forward|postponed|delayed|deferred|rescheduled|changed|cut|reduced|lowered|"
    r"raised|increased|extended|revised|trimmed)"
)
_WAS_CHANGED = re.compile(
    r"^(?: (?!(?:the|an?|this|that|its?|his|her|their|our|he|she|they|we|was|were|is|are|has|have|had)\b)[\w-]+){0,2},?"
    r"(?: (?:which|that|but|and|later|since|then|now|it|they))*(?: (?:has|have|had))?(?: (?:now|since|later))? "
    rf"(?:was|were|been|is|are)(?: \w+ly| now| later| since)? {_CHANGED}\b(?:[^.;\n]|\.\d){{0,40}}?\b(?:to|until|till) "
    r"(?P<new>(?:(?:the|a|early|late|mid) )?(?:[^\s,.;]|[.,]\d){1,20}(?: [^\s,.;]{1,20})?)"
)
_CLOCK = r"\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m"
_TIME = re.compile(
    rf"\b(?:{'|'.join((*MONTHS, *WEEKDAYS))}|{_YEAR}|spring|summer|autumn|winter|{_CLOCK})\b", re.IGNORECASE
)
_MONEY = re.compile(rf"{CURRENCY_SIGN}\s?\d|\b\d[\d.,]*(?: \w+)? (?:pounds|euros|dollars|crowns)\b", re.IGNORECASE)
_FIGURE = re.compile(r"\d")
_BEGINS_WITH_FIGURE = re.compile(r"\W*(?:about |some |around |nearly |over )?\d")  # "Bus 14" is no figure


def is_of_another_time(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is given for a year that the question does not name, or is what was changed since.

    A year in a bracket, "(2022: 201,000)", is that of what stands there, and of nothing before it.
    """
    text = with_whole_lines(text)
    years = set(_NAMED_YEAR.findall(question))
    if not years and _ASKS_OF_BEFORE.search(question):
        return False
    for bracket in _BRACKET.finditer(text):
        given = {match["year"]: match.span("then") for match in _COMPARED.finditer(text, *bracket.span())}
        for year, (first, last) in given.items():
            if first <= start < last:
                before = _sentence_before(text, bracket.start())
                alone = _FIGURE.search(text, first, last) and not _FIGURE.search(before)
                return year not in years and not alone
        if end <= bracket.start() <= end + MOST_BETWEEN and years & given.keys():
            return not re.search(r"[.;\n]\s", text[end : bracket.start()])
    return not _ASKS_OF_BEFORE.search(question) and _was_changed(text, start, end)


def _sentence_before(text: str, place: int) -> str:
    """What the sentence has before the place, as far as its end marks tell."""
    return re.split(r"[.;\n]\s|\n", text[:place])[-1]


def _was_changed(text: str, start: int, end: int) -> bool:
    """Whether another of its kind, a time, an amount or a figure, has taken its place."""
    match = _WAS_CHANGED.match(text[end : end + 200])
    if match is None:
        return False
    kinds = [
        next((kind for kind in (_TIME, _MONEY, _FIGURE) if kind.search(of)), None)
        for of in (text[start:end], match["new"])
    ]
    if kinds[0] is _FIGURE and not _BEGINS_WITH_FIGURE.match(text[start:end]):
        return False
    return kinds[0] is not None and kinds[0] is kinds[1]
