"""Counts of two sides in a text, "178 to 146", told by their form, and whether words beside them tell of a vote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.dates import MONTH_NAME
from index.number_words import ONE_TO_TWENTY
from index.passages import Span
from qa.currency import CURRENCY

_WORD = rf"(?:{ONE_TO_TWENTY}|nil|none)"
_DIGITS = r"(?<!\d)(?:\d{1,3}(?:,\d{3})+|\d+)"
_DASH = r"[-–—\u2011]"
_NO_COUNT_BEFORE = re.compile(
    rf"\b(?:from|between|aged?|ages|articles?|sections?|clauses?|pages?|chapters?|nearly|almost|about|than|{MONTH_NAME})\s\Z|"
    rf"[\w.,:%{CURRENCY}/–—\u2011-]\Z|\d\s\Z",
    re.IGNORECASE,
)
_NO_COUNT_AFTER = re.compile(
    rf"[\w%/–—\u2011-]|[.,:]\d|\s\d|\s?(?:%|per ?cent|percent|million|billion|years?|months?|weeks?|days?|hours?|"
    rf"minutes?|degrees?|feet|miles?|km|kilomet\w+|met(?:er|re)s?|people|points?|dollars?|pounds?|euros?|{MONTH_NAME}|[ap]\.?m)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    rf"(?P<for>{_DIGITS})(?P<votes>\s(?:votes?|ballots?))?(?:,?\s(?:to|against|versus)\s|\s?{_DASH}\s?)(?P<against>{_DIGITS})|"
    rf"\b(?P<for_word>{_WORD})\svotes?\s(?:to|against)\s(?P<against_word>{_WORD})\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_DECIDES = (
    r"\b(?:vot(?:e|es|ed|ing)|passed|approv(?:ed|es|ing)|adopt(?:ed|s|ing)|reject(?:ed|s|ing)|defeat(?:ed|s)|"
    r"carried|ratif(?:ied|ies)|endorsed)\b"
)
_BEHIND_IT = r"(?:\s[^\s.;:()]+){0,4}?,?(?:\s(?:by|in|on|with))?(?:\sa)?(?:\s(?:vote|margin)\sof)?\s\Z"
_DECIDED_BY = re.compile(
    rf"{_DECIDES}{_BEHIND_IT}|"
    rf"\b(?:approved|passed|adopted|rejected|defeated|confirmed)\b[^.;:()]*\bby\s[^.;:()]*\Z",
    re.IGNORECASE,
)
# Of a game, a diet or a firm, too, where no motion or body is named.
_MAY_DECIDE = re.compile(
    r"\b(?:motion|bill|resolution|amendment|measure|proposal|ballot|votes?|voting|council|parliament|senate|commons|"
    rf"assembly|congress|house|committee|board|jury|panel)(?:\s[^\s.;:()]+){{0,3}}\s(?:pass(?:es|ing)|confirm(?:ed|s)|backed|"
    rf"fail(?:ed|s)|lost|loses?|won|wins?){_BEHIND_IT}",
    re.IGNORECASE,
)
_VOTES_AFTER = re.compile(r"\s(?:votes?|ballots?)\b", re.IGNORECASE)
_OTHER_COUNT = re.compile(
    rf"\bunanim\w*|\b(?:{_DIGITS}|{_WORD})\s(?:votes?\s)?(?:in\sfavou?r|for\sand|against|ayes?|noes|yeas?|nays?|yes|no)\b|"
    rf"\b(?:ayes|noes|yeas|nays)\W{{1,2}}{_DIGITS}|\b(?:for|against)\b[^.;:\n\d()]{{0,40}}\({_DIGITS}\)|"
    rf"\b(?:for|in\sfavou?r)\b[^.;\n\d]{{0,40}}{_DIGITS}\)?,?\s(?:and\s)?against\b[^.;\n\d]{{0,20}}{_DIGITS}|"
    rf"(?:{_DIGITS}|{_WORD}){_DASH}to{_DASH}(?:{_DIGITS}|{_WORD})|"
    rf"\b{_DIGITS}\s[A-Z]\w+\sto\s{_DIGITS}|\b(?:by|voted|passed)\s{_WORD}\sto\s{_WORD}\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Count:
    """A count of two sides in a passage: "178 to 146", `text[start:end]`.

    `sides` has the numbers, equal for "178 to 146" and "178 votes against 146", and `places` where each stands.
    """

    start: int
    end: int
    sides: tuple[str, str]
    places: tuple[tuple[int, int], tuple[int, int]]
    of_a_vote: bool  # by the words beside it


def find_counts(text: str) -> list[Count]:
    """Each count of two sides in the text: "178 to 146", "ten votes to eight", "94–3"; no years, shares or measures."""
    found = []
    for match in _COUNT.finditer(text):
        before, after = text[max(0, match.start() - 200) : match.start()], text[match.end() :]
        counted = match["votes"] or match["for_word"]
        groups = ("for_word", "against_word") if match["for_word"] else ("for", "against")
        left, right = (match[group].lower().replace(",", "") for group in groups)
        years = _YEAR.fullmatch(left) and (_YEAR.fullmatch(right) or len(right) <= 2)
        if _NO_COUNT_BEFORE.search(before) or _NO_COUNT_AFTER.match(after) or (years and not counted):
            continue
        decided = _DECIDED_BY.search(before) or _MAY_DECIDE.search(before)
        of_a_vote = bool(counted or decided or _VOTES_AFTER.match(after))
        places = match.span(groups[0]), match.span(groups[1])
        found.append(Count(*match.span(), (left, right), places, of_a_vote))
    return found


def other_counts(text: str) -> Iterator[Span]:
    """(start, end) of each place that tells in another form how a vote went: "27 for, 5 against", "unanimously"."""
    own = find_counts(text)
    for match in _OTHER_COUNT.finditer(text):
        if not any(count.start < match.end() and match.start() < count.end for count in own):
            yield match.span()
