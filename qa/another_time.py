"""What held at another time than is asked: "184,000 tonnes (2022: 201,000)", "planned for May, was moved to June"."""

import re

from corpus.dates import MONTHS, WEEKDAYS
from qa.broken_lines import with_whole_lines
from qa.currency import CURRENCY_SIGN

_YEAR = r"(?:1[89]|20)\d\d"
_BRACKET = re.compile(rf"\((?={_YEAR}(?:[-/–]\d\d)?: )[^()\n]{{1,160}}\)")
_COMPARED = re.compile(rf"(?P<year>{_YEAR})(?:[-/–]\d\d)?: (?P<then>[^();\n]{{1,80}})")
_NAMED_YEAR = re.compile(_YEAR)
_ASKS_OF_BEFORE = re.compile(
    r"\b(?:previous|prior|before|earlier|compar|then|last year|original|planned|first|initial|suppos|schedul|meant|"
    r"used to|recommend|propos|from|beginning|at the start\b|should (?:[\w’'-]+ ){1,6}have\b|"
    r"(?:was|were) (?:[\w’'-]+ ){1,6}?(?:due|expected|set|booked|advertised|billed)\b|"
    r"old (?:\w+ )?(?:date|day|deadline|time|hours|price|fare|fee|rent|rate|cost|charge|wage|salary|budget|"
    r"limit|target))",
    re.IGNORECASE,
)
MOST_BEFORE, MOST_BEHIND = 60, 200  # characters from a figure to what tells that it was changed
MOST_BETWEEN = 30  # characters from a figure to the bracket with another year's

_CHANGED = (
    r"(?:moved|put back|pushed back|brought forward|postponed|delayed|deferred|rescheduled|changed|cut|reduced|lowered|"
    r"raised|increased|extended|revised|trimmed)"
)
_NEW = r"(?P<new>(?:(?:the|a|early|late|mid) )?(?:[^\s,.;]|[.,]\d){1,20}(?: [^\s,.;]{1,20})?)"
_WAS_CHANGED = re.compile(
    r"(?: (?!(?:the|an?|this|that|its?|his|her|their|our|he|she|they|we|was|were|is|are|has|have|had)\b)[\w-]+){0,2},?"
    r"(?: (?:which|that|but|and|later|since|then|now|it|they))*(?: (?:has|have|had))?(?: (?:now|since|later))? "
    rf"(?:was|were|been|is|are)(?: \w+ly| now| later| since)? {_CHANGED}\b"
    rf"(?:[^.;\n]|\.\d){{0,40}}?\b(?:to|until|till) {_NEW}"
)
_PLANNED = re.compile(
    r"\b(?:planned|scheduled|due|set|billed|advertised|expected|supposed|meant|booked|arranged|fixed|announced|intended)"
    r"(?: \w+){0,3} $"
)
_IS_INSTEAD = re.compile(
    r",? (?:but )?(?:will|is|are|was|were|has|have)(?: \w+){0,2}? (?:instead|now)\b(?:[^.;\n]|\.\d){0,40}?"
    rf"\b(?:on|in|at|from|to|until|for) {_NEW}"
)
_MOVES_FROM = re.compile(  # a date; a thing grows from March to June, and falls from £4 to £3 between two years
    r"\b(?:move[sd]?|put (?:back|off)|pushed back|brought forward|postponed|delayed|deferred|rescheduled|"
    r"switch(?:es|ed)?)(?: (?!(?:to|in|into|at)\b)\w+){0,2} from (?:the |about )?$"
)
_BEGUN = re.compile(  # so it stands, whatever was changed of its end
    r"\b(?:open|opened|begun|began|started|launched|running|since|held|founded|built) (?:(?:on|in|at|from) )?(?:the )?$"
)
_JOINED = re.compile(r" (?:and|or) ")
_FOR_SOME = re.compile(r"(?<=[\w%]) (?:for|when|if|where|while|at night|on)\b")
_ALWAYS = re.compile(
    r"\b(?:is|are) (?!(?:\w+ly |now |later |since )?"
    r"(?:postponed|put|pushed|brought|rescheduled|moved|delayed|deferred)\b)"
)
_UNIT_BEHIND = re.compile(
    rf"(?:[\w%]|[.,](?=\d))*(?: (?:of )?(?:{'|'.join(MONTHS)}|thousand|million|billion)\b)?", re.IGNORECASE
)
_FIGURE_BEFORE = re.compile(rf"{CURRENCY_SIGN}?\d[\d.,]* $|{CURRENCY_SIGN}?\d[\d.,]*$")
_OF_ITS_OWN = re.compile(r"\d|[A-Z]")
_TO = re.compile(rf"(?: (?!in\b)\w+)? to {_NEW}")
_CLOCK = r"\d{1,2}[:.]\d\d|\d{1,2} ?[ap]\.?m"
_TIME = re.compile(
    rf"\b(?:{'|'.join((*MONTHS, *WEEKDAYS))}|{_YEAR}|spring|summer|autumn|winter|{_CLOCK})\b", re.IGNORECASE
)
_MONEY = re.compile(rf"{CURRENCY_SIGN}\s?\d|\b\d[\d.,]*(?: \w+)? (?:pounds|euros|dollars|crowns)\b", re.IGNORECASE)
_BEGINS_WITH_TIME = re.compile(
    r"\W*(?:(?:the|on|by|in|at|from|until|about|early|mid|late) ){0,2}"
    rf"(?:\d|{CURRENCY_SIGN}|{'|'.join((*MONTHS, *WEEKDAYS))})",
    re.IGNORECASE,
)
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
    """Whether another of its kind, a time, an amount or a figure, has taken the place of what it begins with."""
    start, end = _whole_value(text, start, end)
    before = text[max(0, start - MOST_BEFORE) : start]
    patterns = [] if _BEGUN.search(before) else [_WAS_CHANGED]
    if _PLANNED.search(before):
        patterns.append(_IS_INSTEAD)
    if _MOVES_FROM.search(before) and _TIME.search(text, start, end):
        patterns.append(_TO)
    places = [end]
    if _BEGINS_WITH_TIME.match(text, start, end):
        places += [place for place in range(start + 1, end) if text[place] in " ,"]
    found = [(place, one.match(text, place, place + MOST_BEHIND)) for one in patterns for place in places]
    return any(
        match and _of_one_kind(text[start:place], match["new"]) and not _is_condition(match) for place, match in found
    )


def _whole_value(text: str, start: int, end: int) -> tuple[int, int]:
    """The place without "from" and with the rest of a value that it is cut from: "1" of "12", "mph" of "30 mph"."""
    start += len("from ") if text.startswith("from ", start, end) else 0
    if text[end - 1 : end].isalnum() and (rest := _UNIT_BEHIND.match(text, end)):
        end = rest.end()
    part = text[start - 1 : start].isalnum() or not _OF_ITS_OWN.search(text, start, end)
    figure = _FIGURE_BEFORE.search(text, max(0, start - MOST_BETWEEN), start) if part else None
    return (figure.start() if figure else start), end


def _is_condition(match: re.Match[str]) -> bool:
    """Whether it tells of what holds at times or for some: "is £12 and is reduced to £8 for students"."""
    if match.re is not _WAS_CHANGED:
        return False
    told = match.string[match.start() : match.start("new")]
    joined = _JOINED.search(told) and re.search(r"\b(?:extended|reduced|lowered|cut|raised|increased)\b", told)
    some = _FOR_SOME.search(match.string, match.start("new"), match.end() + len(" at night"))
    return bool(joined or _ALWAYS.search(told) or (some and not _TIME.search(match["new"])))


def _of_one_kind(old: str, new: str) -> bool:
    kinds = [next((kind for kind in (_TIME, _MONEY, _FIGURE) if kind.search(of)), None) for of in (old, new)]
    if kinds[0] is _FIGURE and not _BEGINS_WITH_FIGURE.match(old):
        return False
    return kinds[0] is not None and kinds[0] is kinds[1]
