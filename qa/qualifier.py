"""What qualifies a figure or a time: "more than 40 miles" and "not before 12 May" are not 40 and 12 May."""

import re

from corpus.dates import MONTHS
from qa.number_words import NUMBER_WORD

_MONTH = rf"(?:{'|'.join(MONTHS)})"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_PART = r"(?:half|quarter|third|dozen|(?:two|three|four|five|six|seven|nine)[ -](?:thirds|quarters|fifths|tenths))"
_DURATION = r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade|season|game)s?"
_A_LITTLE = r"(?:(?:just|slightly|well|far|a little|considerably|significantly|not|no|not much) )?"
_COMPARED = r"(?:more|less|fewer|greater|higher|lower|older|younger|longer|shorter|bigger|smaller)"

_FIGURE = re.compile(rf"(?:[A-Z]{{0,2}}[$£€¥₹]\s?)?\d|(?:an? )?(?:{NUMBER_WORD}|{_PART})\b", re.IGNORECASE)
_LASTS = re.compile(rf"\S+(?: \S+)?[ -]{_DURATION}\b", re.IGNORECASE)
_BEFORE_FIGURE = re.compile(
    rf"\b(?:{_A_LITTLE}(?:{_COMPARED} than|(?P<over>over)|under|upwards of|in excess of|short of)|"
    r"(?:at (?:the )?(?:very )?)(?:least|most)|up to|(?:as|so) (?:many|much|few|little) as|a (?:maximum|minimum) of|"
    r"(?:(?:only|just|very) )?(?:nearly|almost|about|around|approximately|roughly|some|close to)|not quite|approx\.|"
    r"(?:an )?estimated|an average of|within|only|just|barely|(?:yet )?another|an (?:additional|extra)|a further) "
    r"(?:an? |the )?\Z",
    re.IGNORECASE,
)
_ENDS_IN_FIGURE = re.compile(rf"(?:\d|\b{NUMBER_WORD}|\b{_PART})\Z", re.IGNORECASE)
_UNIT = re.compile(
    rf"[ -](?:hundred|thousand|million|billion|trillion|per ?cent|percentage points?|{_DURATION}|degrees?|dollars?|"
    r"euros?|pounds?|pence|cents?|k?m|km/h|mph|kilomet\w+|metres?|meters?|miles?|feet|inch(?:es)?|acres?|hectares?|litres?|"
    r"kg|kilos?|tonnes?|tons?|[KMGT]B|[kMG]W)\b(?!-)| ?%",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"(?:the )?(?:{_WEEKDAY}\b|{_MONTH} \d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{_MONTH}\b|"
    r"(?:1[0-9]|20)\d\d\b(?![,.]?\d)|\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|o['’]clock)|\d{1,2}:\d\d|midnight\b|noon\b)",
    re.IGNORECASE,
)
_BEFORE_TIME = re.compile(
    r"\b(?:(?:(?:not |shortly |just |soon |sometime |immediately )?(?:before|after|until)|"
    r"(?:no|not) (?:earlier|later|sooner) than|as (?:early|late) as|by(?: the end of| early| late| mid)?|"
    r"the (?:end|beginning|start) of|(?:early|late)(?: in| on)?|about|around|circa|ca?\.) |"
    r"(?:mid|pre|post|early|late)-)\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"\+(?!\w)|,? or (?:{_COMPARED}|so|over|under|above|below|later|earlier|after|before)\b|"
    r",? and (?:over|above|under|below|up|upwards|older|younger)\b|,? at (?:the )?(?:very )?(?:least|most)\b|"
    r",? give or take\b| others\b| other [\w’'-]+",
    re.IGNORECASE,
)
_FARTHEST = 40  # characters that are looked at on each side


def with_qualifier(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of a figure with its unit, or a time, with what beside it says it is more, less or about that.

    "over three days" may tell how long and stays "three days"; of "13 other councillors" the noun comes along. What
    begins with neither figure nor time stays as it is.
    """
    near = re.sub(r"\s", " ", text[max(0, start - _FARTHEST) : end + _FARTHEST])
    own, last = min(start, _FARTHEST), min(start, _FARTHEST) + end - start
    before, is_figure = near[:own], _FIGURE.match(near, own, last)
    is_time = _TIME.match(near, own)
    found = _BEFORE_TIME.search(before) if is_time else None
    if is_figure and not found:
        found = _BEFORE_FIGURE.search(before)
        if found and found["over"] and _LASTS.match(near, own):
            found = None
    reach = last
    if is_figure and _ENDS_IN_FIGURE.search(near, own, last) and (unit := _UNIT.match(near, last)):
        reach = unit.end()
    if (is_figure or is_time) and (behind := _BEHIND.match(near, reach)):
        reach = behind.end()
    return start - (own - found.start() if found else 0), end + reach - last
