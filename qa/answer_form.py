"""Whether an answer has the form that an English question asks for: a number, an amount, a time, a name.

Expected answer types as in Li and Roth (2002, "Learning Question Classifiers", COLING), those that a pattern can tell.
What asks for none of these takes any answer.
"""

import re
from functools import lru_cache

from corpus.dates import MONTHS, WEEKDAYS
from index.number_words import NUMBER_WORD
from qa.currency import CURRENCY, CURRENCY_SIGN
from qa.question_kind import QuestionKind, question_kind

_MEASURE = r"(?:distance|height|depth|width)"
_AMOUNT = r"(?:price|salary|wages?|fee|rent|profits?|revenues?|turnover|budget|bonus|expenditure|dividend)"
_QUANTITY = (
    r"(?:percent(?:age)?|per cent|share|number|speed|weight|population|turnout|attendance|margin|score|length|cost|"
    rf"{_MEASURE}|{_AMOUNT})"
)
_WHAT = r"^(?:and |so )?what(?:['’]s| is| was| are| were) (?:the |its |his |her |their |our |my |your )?(?:[\w'’-]+ )?"
_OF_IT = r"(?: (?:of|in|for|at|on|to|by|per|last|this|there|now|paid|they|he|she|it|we|you)\b|\W*$)"
# What is wanted may be the last of some keywords, where no question is asked in full.
_KEYWORDS = r"^(?!.*\b(?:who|whom|whose|what|which|when|where|how|why|name|reason|last|this|every)\b).*"
_NOT_WHO = r"^(?!(?:who|whom|whose|which|where|when|why)\b)"

_ASKS_NUMBER = re.compile(
    r"\bhow (?:many|much|old|long|far|large|big|often|tall|high|deep|wide|heavy|fast)\b|"
    rf"\bwhat (?:year|date|percent|share|number|age)|{_WHAT}{_QUANTITY}{_OF_IT}|{_KEYWORDS}\b{_QUANTITY}\W*$|"
    rf"{_NOT_WHO}.*(?:\bvotes? count\b|\btally\b|\bpercentage\b)|\bby what margin\b"
)
_NUMBER = re.compile(
    rf"\d|\b(?:{NUMBER_WORD}s?|half|halves|thirds?|quarters?|dozens?|scores|once|twice|first|second|several|most|all|both|"
    r"none|no|nil|nobody|nothing|few|many|free|unanim\w*|draw|tie|couple|pair|handful|every|each|"
    r"(?:a|an|per) (?:second|minute|hour|day|"
    r"night|week|month|year|decade|century)|daily|weekly|monthly|yearly|annual\w*|never|always)\b",
    re.IGNORECASE,
)
_ASKS_COUNT = re.compile(
    r"^(?!.*(?:per ?cent|share|proportion)).*(?:\bvotes? count\b|\btally\b|\b(?:count|number|total) of\b)"
)
_COUNT = re.compile(r"^(?!.*(?:%|\bper ?cent\b|\bpercentage\b))", re.IGNORECASE | re.DOTALL)
_ASKS_HOW_MANY = re.compile(
    rf"\bhow (?:many|much)\b|{_WHAT}(?:score|attendance|number){_OF_IT}|{_KEYWORDS}\b(?:score|attendance)\W*$"
)
# No ordinal, and no formation of a team (4-4-2).
_HOW_MANY = re.compile(r"^(?!\W*\d+(?:st|nd|rd|th)\W*$)(?!.*\b\d[-–]\d[-–]\d)", re.IGNORECASE | re.DOTALL)
_ASKS_TALLY = re.compile(
    rf"{_NOT_WHO}(?!.*\b(?:for|against|favou?r|get|got|receiv\w+|win|won)\b).*"
    r"(?:\bvot(?:es?|ing) (?:count|tally|results?|outcome)\b|"
    r"\b(?:count|tally|results?|outcome) of (?:the|this|that) (?:[\w-]+ )?(?:votes?|voting|ballots?)\b)"
)
_FIGURE = rf"(?:\d|\b{NUMBER_WORD}\b)"
_TALLY = re.compile(
    rf"(?:\d|\b{NUMBER_WORD})(?: [^\W\d]+){{0,2}},? ?(?:to|and|against|versus|[-–—:]) ?(?:\d|{NUMBER_WORD}\b)|"
    # from the first figure on: from each one it would take seconds in a long cell
    rf"\A(?:(?!{_FIGURE}).)*+{_FIGURE}.*\b(?:votes?|ballots?|for|against|in favou?r|ayes?|noes|yeas?|nays?)\b|"
    r"\bunanim|\b(?:nil|draw|tie|carried|passed|rejected|defeated|approved|adopted)\b",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_MEASURE = re.compile(rf"\bhow tall\b|{_WHAT}{_MEASURE}{_OF_IT}|{_KEYWORDS}\b{_MEASURE}\W*$")
_LENGTH = (
    r"\b(?:k?m|metres?|meters?|kilomet\w+|miles?|feet|foot|ft|yards?|inch(?:es)?|cm|centimet\w+|storeys?|fathoms?)\b"
)
_TIME_UNIT = r"\b(?:second|minute|hour|day|week|month|year)s\b"
_MEASURED = re.compile(rf"{_LENGTH}|^(?!.*(?:[%{CURRENCY}]|\bper ?cent\b|{_TIME_UNIT}))", re.IGNORECASE | re.DOTALL)
_ASKS_EXTENT = re.compile(r"\bhow (?:tall|wide|deep)\b")  # of a gap in pay as well
_EXTENT = re.compile(r"^(?!.*(?:°|\d ?(?:kg|litres?)\b))", re.IGNORECASE | re.DOTALL)
_ASKS_MONEY = re.compile(
    r"\bhow much (?:money\b|(?:did|does|do|will|would|is|was|were|has|have) .*\b(?:cost|pay|paid|earn|spend|spent)\b)|"
    rf"{_WHAT}{_AMOUNT}{_OF_IT}|{_KEYWORDS}\b(?:cost|{_AMOUNT})\W*$|"
    rf"{_KEYWORDS}\b(?:annual|yearly|monthly|weekly|daily|hourly|total|average) {_AMOUNT}\b"
    r"(?!.*\b(?:date|day|deadline|increase|rise|review|due|percent(?:age)?)\b)"
)
_MONTH = "|".join(MONTHS)
_DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}})(?:,? \d{{4}})?"
_MONEY = re.compile(
    rf"{CURRENCY_SIGN}|\b(?:dollars?|pounds?|euros?|cents?|pence|yen|yuan|rupees?|francs?|crowns?|pesos?|free|nothing|"
    rf"per ?cent|hundreds?|thousands?|millions?|billions?)\b|^(?!.*(?:{_TIME_UNIT}|{_LENGTH}))(?!\W*{_DATE}\W*$).*\d",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_YEAR = re.compile(r"\b(?:what|which) year (?!of\b)")
_YEAR = re.compile(r"\b\d{3,4}s?\b|\bcentury\b|\b(?:BCE?|AD|CE)\b|['’]\d\d\b|\byears?\b", re.IGNORECASE)
_ASKS_TIME = re.compile(rf"^when\b|\b(?:what|which) (?:year|day|date|month)\b|{_KEYWORDS}\b(?:date|deadline)\W*$")
_PHONE = r"(?:\+|\(?0)(?:[ ()-]{0,2}\d){8,}"
_TIME = re.compile(
    rf"^(?!\W*{_PHONE}\W*$).*\d|\b(?:{'|'.join((*MONTHS, *WEEKDAYS))}|"
    r"today|tonight|yesterday|tomorrow|immediately|promptly|straight ?away|at once|as soon as|"
    r"week|month|year|century|decade|day|morning|night|"
    r"noon|midnight|dawn|dusk|sunrise|sunset|weekend|fortnight|quarter|season|term|holiday|easter|christmas|any time|"
    r"fortnightly|quarterly|daily|weekly|monthly|yearly|annually|while|if|once|evening|afternoon|after|before|during|"
    r"since|until|when|recently|earlier|later|now|then|summer|winter|"
    r"spring|autumn|fall)s?\b",
    re.IGNORECASE | re.DOTALL,
)
_ASKS_PLACE = re.compile(
    r"^where (?:is|are|was|were|does|do|did)\b(?!.*\b(?:writ|send|sent|mail|apply|report|contact|reach))"
)
_TO_CALL = r" (?:(?:do|does|should|can|must|shall|to) (?:[\w'’-]+ ){0,3}?)(?:call|ring|phone|telephone|dial|contact)\b"
_ASKS_PERSON, _ASKS_WHOM_TO_CALL = re.compile(rf"^who(?:m|se)?\b(?!{_TO_CALL})"), re.compile(rf"^whom?\b{_TO_CALL}")
_PERSON = re.compile(
    r"^(?=.*[^\W\d_a-zß-öø-ÿ])|"
    r"^(?:an?|the|his|her|its|their|our|my|your|one|two|three|four|some|no|every|each|local) \w|"
    r"\b(?:he|she|they|people|men|women|police|council|government|company|committee|court|army|"
    r"public|king|queen|family|crew|team|board|church)\b|\w(?:ers?|ors?|ists?|ans?|s)\b",
    re.DOTALL,
)

_WHOM_TO_CALL = re.compile(rf"{_PERSON.pattern}|^\W*(?:{_PHONE}|\d{{3,6}})\W*$|@", re.DOTALL)


def _asks_for(thing: str) -> re.Pattern[str]:
    """What asks for the thing itself, not about one: "what's her email address", not "who sent the email"."""
    whose = r"(?:the|his|her|their|its|our|(?:[\w-]+ ){0,2}[\w-]+['’]s)"
    of_it = r"(?= (?:of|for|in|on|at)\b|\W*$)"
    return re.compile(
        rf"^(?:what(?:['’]s| is| was)(?: {whose})?(?: [\w-]+)?|which|what) {thing}{of_it}|"
        rf"^which {thing} |^(?:the )?{thing} (?:of|for)\b|{_KEYWORDS}\b{thing}\W*$"
    )


_ASKS_HASHTAG, _HASHTAG = _asks_for("hash ?tag"), re.compile(r"^#\w+$")
_ASKS_HANDLE, _HANDLE = (
    _asks_for(r"(?:twitter|instagram|mastodon|bluesky) (?:handle|user ?name)"),
    re.compile(r"^@\w\S*$"),
)
_ASKS_EMAIL = re.compile(
    rf"{_asks_for('e-?mail address').pattern}|^(?:the )?e-?mail (?:of|for)\b|{_KEYWORDS}\be-?mail\W*$"
)
_EMAIL = re.compile(r"^[^\s@]+@[^\s@]+$")
_ASKS_WORDS_OF = re.compile(r"^what (?:do|does|did) (?:the )?([A-Z]{2,8}) (?:stand for|abbreviate)\W*$", re.IGNORECASE)
_UNITS = r"(?:[km]|bn|thousand|million|billion|per ?cent|pounds|euros|dollars|pence|tonnes|kg|km|miles|metres)"
_BARE_UNIT = re.compile(  # "thousands" is a number
    rf"(?=[^{CURRENCY}%°\w]*+[{CURRENCY}%°])\W++(?:(?i:{_UNITS})\b\W*+)*+|"
    rf"\W*+0{{3}}s?(?:\W*+(?i:{_UNITS})\b)*+\W*+|\W*+(?![km]\b){_UNITS}\W*+"
)
_ASKS_UNIT = re.compile(r"\b(?:unit|currenc|measured in|stated in)", re.IGNORECASE)
_SMALL_WORDS = r"(?:(?:of|the|and|for|in|on|de|des|du|la)\W+)*"
_FORMS = (
    (_ASKS_HASHTAG, _HASHTAG),
    (_ASKS_HANDLE, _HANDLE),
    (_ASKS_EMAIL, _EMAIL),
    (_ASKS_NUMBER, _NUMBER),
    (_ASKS_COUNT, _COUNT),
    (_ASKS_HOW_MANY, _HOW_MANY),
    (_ASKS_TALLY, _TALLY),
    (_ASKS_MEASURE, _MEASURED),
    (_ASKS_EXTENT, _EXTENT),
    (_ASKS_MONEY, _MONEY),
    (_ASKS_YEAR, _YEAR),
    (_ASKS_TIME, _TIME),
    (_ASKS_PERSON, _PERSON),
    (_ASKS_WHOM_TO_CALL, _WHOM_TO_CALL),
)


def form_fits(question: str, answer: str) -> bool:
    """Whether the answer has the form asked for, and is no address of mail to "where is", which asks for no form.

    A number to "how many" (no 14th), no percentage where a count is asked for, two numbers to "what was the vote
    count", money to "how much did it cost", a time to "when", a name to "who", words with these initials to "what does
    ACHK stand for".
    """
    forms = _forms(question)
    if _EMAIL.match(answer) and _ASKS_PLACE.search(" ".join(question.lower().split())):
        return False
    return all(form.search(answer) for form in forms) and not (forms and is_bare_unit(question, answer))


def is_bare_unit(question: str, answer: str) -> bool:
    """Whether an answer is a unit without a figure, "£ million" or "£000", and no unit is asked for."""
    return _BARE_UNIT.fullmatch(answer) is not None and not _ASKS_UNIT.search(question)


def asks_form(question: str) -> bool:
    """Whether the question asks for an answer of a form that is known here."""
    return bool(_forms(question))


def asks_time(question: str) -> bool:
    """Whether a time is asked for: a year, a day, an hour."""
    return _TIME in _forms(question)


@lru_cache(maxsize=64)
def _forms(question: str) -> tuple[re.Pattern[str], ...]:
    """What an answer to the question has; nothing where no stretch of text answers it."""
    if question_kind(question) is not QuestionKind.SPAN:
        return ()
    plain = " ".join(question.split())
    acronym = _ASKS_WORDS_OF.match(plain)
    if acronym and acronym[1].isupper():
        return (_words_of(acronym[1]),)
    return tuple(form for asked, form in _FORMS if asked.search(plain.lower()))


def _words_of(acronym: str) -> re.Pattern[str]:
    """Words with these initials, small words aside."""
    words = r"\W+".join(rf"{_SMALL_WORDS}{letter}\w*" for letter in acronym)
    return re.compile(rf"^\W*{words}\W*$", re.IGNORECASE)
