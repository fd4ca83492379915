"""What a question may say, and may not say, where one cell of a table or one field of a record is to answer it."""

import re

from qa.answer_form import form_fits
from qa.currency import CURRENCY_SIGN
from qa.grounding import stems
from qa.meant_name import IN_BRACKETS
from qa.named_table import Words, words

_ASKS_MORE = re.compile(  # than what stands in one cell
    r"\b(?:after|before|besides?|than|not|no|other|another|except|same|against|without|sa(?:y|id|ys)|why|total|sum|"
    r"average|most|least|highest|lowest|cheapest|both|each|every|which|change\w*|increase\w*|differen\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:over|under|above|below|up to|until|between|off)\b")
_RESTRICTS = re.compile(  # a caption that a question would have to mention
    r"\b(?:proposed?|proposals?|drafts?|nomin\w+|candidates?|former|previous|old|until|expired|cancel\w+|planned|forecasts?|"
    r"estimat\w+|expected|targets?)\b|\b\d{4} ?(?:to|–|-) ?\d{4}\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(stems("figure value number amount table list row entry take get give come"))  # of any cell
_MONEY = re.compile(CURRENCY_SIGN)
INCOME = re.compile(r"\b(?:income|receipts?|raised|takings|revenues?|budget\w*|sales)\b", re.IGNORECASE)
_IMPLIED = (
    (re.compile("%"), frozenset(stems("percent percentage share rate"))),
    (re.compile(r"\d[:.]\d\d\b"), frozenset(stems("time"))),
)
_LASTS = re.compile(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?)\b", re.IGNORECASE)
_HOW_LONG = frozenset(stems("long last"))
_DECIMALS = re.compile(r"\d\.\d+\b(?! ?%)")
_OF_MONEY = frozenset(stems("cost costs price fee charge pay"))
_HOW_MANY, _HOW_MUCH = re.compile(r"\bhow many\b", re.IGNORECASE), re.compile(r"\bhow much\b", re.IGNORECASE)
_HAS_FIGURE = re.compile(r"\d|\bfree\b", re.IGNORECASE)
_OF_NO_FORM = re.compile(  # what stands in a cell where there is nothing of its kind
    r"\W*(?:closed|shut|cancell?ed|suspended|withdrawn|unavailable|vacant|none|never|varies|unlimited|included|"
    r"(?:not|no|sold|fully) \w+|(?:on|by) (?:request|application|appointment|arrangement|invitation)(?: only)?)\W*",
    re.IGNORECASE,
)
_DAY = re.compile(r"\b\d{1,2} [A-Z][a-z]{2,8}\b|\b[A-Z][a-z]{2,8} \d{1,2}\b")
_AS_A_RULE = re.compile(r"^(?:when|what time|where|how often) (?:do|does|is|are|will)\b", re.IGNORECASE)
_PAST = re.compile(r"\b\w+ed\b", re.IGNORECASE)


def cell_fits(question: str, cell: str) -> bool:
    """Whether a cell has the form asked for, or says that there is none."""
    if _OF_NO_FORM.fullmatch(cell):
        return True
    if _HOW_MUCH.search(question) and (_DAY.search(cell) or not _HAS_FIGURE.search(cell)):
        return False
    told = [cell.replace("(", " ")] if len(_MONEY.findall(cell)) > 1 else IN_BRACKETS.findall(cell)
    if words(" ".join(told)) & words(question):
        return False  # one of two values: "£9 (students £7)" for a student
    return form_fits(question, cell) and not (_HOW_MANY.search(question) and _MONEY.search(cell))


def is_of_something_else(question: str, named: Words, names: str, around: str) -> bool:
    """Whether a question asks for more than the cell, or for none of the kind that its names and caption tell of."""
    if _ASKS_MORE.search(" ".join(word for word in question.split() if not words(word) & named)):
        return True
    if {*_LIMIT.findall(question.lower())} - {*_LIMIT.findall(names.lower())}:
        return True
    restricted = [found[0] for found in _RESTRICTS.finditer(around)]
    if any(not words(one) & words(question) for one in restricted):
        return True
    return _AS_A_RULE.match(question) is not None and _PAST.search(names) is not None


def restricts(heading: str) -> bool:
    """Whether a heading tells of more than its cells' kind: of a part of them, of others, or of an earlier time."""
    return _ASKS_MORE.search(heading) is not None or _RESTRICTS.search(heading) is not None


def implied_words(cell: str, told: str, around: str) -> set[str]:
    """Words that a question may have of any cell, and of one that has such marks, or whose row or heading has.

    A sign of money in the corner or the caption is one of figures with decimals only: others may count people.
    """
    both = f"{told} {around}"
    implied = {*_GENERAL, *stems(both)}
    for mark, more in _IMPLIED:
        if mark.search(both):
            implied |= more
    if _LASTS.search(cell):
        implied |= _HOW_LONG
    of_money = _MONEY.search(told) or (_MONEY.search(around) and _DECIMALS.search(told))
    return implied | _OF_MONEY if of_money and not INCOME.search(both) else implied
