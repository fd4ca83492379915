"""What qualifies a figure or a time: "more than 40 miles" and "not before 12 May" are not 40 and 12 May."""

import re

from corpus.dates import CAPITAL_MONTH, WEEKDAY_NAME
from index.number_words import NUMBER_WORD, ONE_TO_TWENTY
from qa.currency import CURRENCY_SIGN

_PART = rf"(?:half|quarter|third|dozen|(?:{ONE_TO_TWENTY})[ -](?:thirds|quarters|fifths|tenths))"
_DURATION = r"(?:second|minute|hour|day|night|week|fortnight|month|year|decade)s?"
_A_LITTLE = r"(?:(?:just|slightly|well|far|a little|considerably|significantly|not|no|not much) )?"
_COMPARED = r"(?:more|less|fewer|greater|higher|lower|older|younger|longer|shorter|bigger|smaller)"

_MONEY = rf"[A-Z]{{0,2}}{CURRENCY_SIGN}\s?"
_FIGURE = re.compile(rf"(?:{_MONEY})?\d|(?:an? )?(?:{NUMBER_WORD}|{_PART})\b|(?:once|twice|every)\b", re.IGNORECASE)
_BEFORE_FIGURE = re.compile(
    rf"\b(?:{_A_LITTLE}(?:{_COMPARED} than|over|under|upwards of|in excess of|short of)|"
    r"(?:at (?:the )?(?:very )?)(?:least|most)|(?:at )?(?:max(?:imum)?|min(?:imum)?)\.?|(?<!\d )minus|"
    r"up to|a (?:maximum|minimum) of|an average of|"
    r"(?:(?<=cost )|(?<=costs )|(?<=start )|(?<=starts )|(?<=tickets )|(?<=rooms )|(?<=prices )|(?<=[:|(] ))"
    r"from(?= \Z)|(?:as|so) (?:many|much|few|little|long|high|low|far) as|"
    r"(?:(?:only|just|very) )?(?:nearly|almost|about|around|approximately|roughly|some|close to)|not quite|approx\.|"
    rf"between (?:{_MONEY})?\d[\d.,]*(?: [a-z]+)? and|(?:an )?estimated|within|only|just|barely|(?:yet )?another|"
    r"an (?:additional|extra)|a further) (?:an? |the )?\Z",
    re.IGNORECASE,
)
# No bullet or mark of a quotation at the beginning of a line, and no dash of a range.
_SIGN_BEFORE = re.compile(r"(?<![\n\d])[ \t(|](?P<sign>(?:[~≈±≤≥]|[<>]=?) ?|[-−])\Z")
# Before "over", "about" and the like these words take them along: to hand over, a dispute over, a story about.
_TAKES_IT_ALONG = re.compile(
    r"\b(?:hand|ta?ke|took|turn|pass|carr|win|won|mull|look|watch|presid|rul|control|power|victor|disput|row|argu|fight|"
    r"fought|battl|debat|disagree|quarrel|concern|worr|stor|book|film|play|song|talk|sp[eo]ak|spoke|writ|wrote|think|thought|"
    r"kn[eo]w|complain|ask|hear|question|tell|told|learn|read|all|not|nothing|anything|go|went|fl[ye]|flew|jump|cross|fall|fell|"
    r"roll|r[au]n|dr[io]ve|drove|walk|turn|come|came)\w* \Z",
    re.IGNORECASE,
)
_SEVERAL_SENSES = re.compile(r"(?:over|under|about|around|some|only|less than) \Z", re.IGNORECASE)
_LASTS = re.compile(rf"\S+(?: \S+)?[ -](?:{_DURATION}|seasons?|games?|matches)\b", re.IGNORECASE)
_A_NAME_FOLLOWS = re.compile(r"\S*\w [A-ZÀ-Þ][a-zß-öø-ÿ]")
_LEAST_PRICE = re.compile(rf"{_MONEY}\d(?!.{{0,25}}\b(?:to|until)\b)(?![\d.,]* ?[-–])")  # from £32, but from £32 to £40
_ENDS_IN_FIGURE = re.compile(rf"(?:\d|\b{NUMBER_WORD}|\b{_PART})\Z", re.IGNORECASE)
_UNIT = re.compile(
    rf"(?:[ -](?:hundred|thousand|million|billion|trillion|per ?cent|percentage points?|{_DURATION}|degrees?|dollars?|"
    r"euros?|pounds?|pence|cents?|k?m|mph|kilomet\w+|met(?:re|er)s?|miles?|feet|inch(?:es)?|acres?|hectares?|litres?|kg|"
    r"kilos?|tonnes?|tons?|[KMGT]B|[kMG]W)\b(?!-)| ?%)"
    r"(?:/\w+| per \w+| an? (?:second|minute|hour|day|night|week|month|year)\b)?"
)
_BEHIND_FIGURE = re.compile(
    rf"\+(?!\w)|,? or (?:{_COMPARED}|so|over|under|above|below)\b(?! \w+ly\b)| others\b| other (?!than\b)[\w’'-]+|"
    r",? (?:and (?:over|above|under|below|up|upwards|older|younger)|at (?:the )?(?:very )?(?:least|most)|give or take)"
    r"(?=\s*(?:[.,;:!?)\]]|\Z))",
    re.IGNORECASE,
)
_LIKE_A_YEAR = re.compile(r"(?:1[0-9]|20)\d\d")
_FUNCTION_WORD = (
    r"(?:and|or|to|till|until|in|on|at|when|as|by|for|the|after|before|but|with|was|is|were|had|has|it|he|she|they)"
)
_TIME = re.compile(
    rf"(?:the )?(?:{WEEKDAY_NAME}\b|{CAPITAL_MONTH} \d|\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{CAPITAL_MONTH}\b|"
    rf"(?:1[0-9]|20)\d\d\b(?![,.]?\d)(?! (?!{_FUNCTION_WORD}\b)(?-i:[a-z]))|"
    r"\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\b|o['’]clock)|\d{1,2}:\d\d|midnight\b|noon\b)",
    re.IGNORECASE,
)
_BEFORE_TIME = re.compile(
    r"\b(?:(?:(?:not|never|unlikely|\w+n['’]t) [^.,;:!?()]{1,30} (?:before|until)|"
    r"(?:not |shortly |just |soon |sometime |immediately )?(?:before|after|until)|"
    r"(?:no|not) (?:earlier|later|sooner) than|as (?:early|late) as|by(?: the end of| early| late| mid)?|"
    r"since|(?:(?<=open )|(?<=runs )|(?<=run )|(?<=valid )|(?<=apply )|(?<=applies )|(?<=starts )|(?<=begins )|"
    r"(?<=available )|(?<=effective )|(?<=force )|(?<=effect )|(?<=sale )|(?<=closed ))from(?= \Z)|"
    r"the (?:end|beginning|start) of|(?:early|late)(?: in| on)?|about|around|circa|ca?\.) |"
    r"(?:mid|pre|post|early|late)-)\Z",
    re.IGNORECASE,
)
_BEHIND_TIME = re.compile(r",? or (?:later|earlier|after|before)\b(?=\s*(?:[.,;:!?)\]]|\Z))", re.IGNORECASE)
_UP_TO = re.compile(r".{0,20}\b(?:to|until|till)\b| ?[-–]")
_LONGEST_SIGN = 5  # with what stands before it
_FARTHEST = 40  # characters that are looked at on each side


def with_qualifier(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of a figure with its unit, or a time, with what beside it says it is more, less or about that.

    "over three days" may tell how long and stays "three days", and "handed over £3" stays "£3"; of "13 other
    councillors" the noun comes along. What begins with neither figure nor time stays as it is.
    """
    begins = max(0, start - _FARTHEST)
    while begins and begins < start and text[begins - 1].isalnum():  # no part of a word
        begins += 1
    near = re.sub(r"\s", " ", text[begins : end + _FARTHEST])
    first, last = start - begins, end - begins
    if _TIME.match(near, first):
        before, behind = _BEFORE_TIME.search(near[:first]), _BEHIND_TIME.match(near, last)
        left, right = before.start() if before else first, behind.end() if behind else last
        word = before[0].lower() if before else ""
        if (word == "about " and _TAKES_IT_ALONG.search(near[:left])) or (word == "from " and _UP_TO.match(near, last)):
            left = first
    elif _FIGURE.match(near, first, last):
        left, right = _before_figure(near, first), _behind_figure(near, first, last)
        if left == first and (sign := _SIGN_BEFORE.search(text, max(0, start - _LONGEST_SIGN), start)):
            left -= len(sign["sign"])
    else:
        left, right = first, last
    return start - (first - left), end + (right - last)


def _before_figure(near: str, first: int) -> int:
    """Where the words before the figure begin; `first` where there are none, or they may mean something else."""
    found = _BEFORE_FIGURE.search(near[:first])
    if found is None:
        return first
    if _SEVERAL_SENSES.search(near[:first]) and (
        _TAKES_IT_ALONG.search(near[: found.start()]) or _A_NAME_FOLLOWS.match(near, first)
    ):
        return first
    word = found[0].lower()
    if (word == "over " and _LASTS.match(near, first)) or (word == "from " and not _LEAST_PRICE.match(near, first)):
        return first
    return found.start()


def _behind_figure(near: str, first: int, last: int) -> int:
    """Where the unit and the words behind the figure end; `last` where there are none."""
    if _ENDS_IN_FIGURE.search(near, first, last) and (unit := _UNIT.match(near, last)):
        last = unit.end()
    behind = None if _LIKE_A_YEAR.fullmatch(near, first, last) else _BEHIND_FIGURE.match(near, last)
    return behind.end() if behind else last
