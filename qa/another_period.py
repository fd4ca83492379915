"""What a sentence, a column, a heading or a title tells of another quarter or half than the question asks for."""

import re

from corpus.dates import MONTHS
from index.passages import Span, sentence_spans
from qa.citing import sentence_around
from qa.layout import ITEM_MARK
from qa.period import Period, months, periods
from qa.section import heading_spans
from qa.table import cell_asked_for, tables_of

_BESIDE = re.compile(  # a period, and not in it
    r"\b(?:after|before|since|until|till|by|than|from|between|to|except|following|compared with|versus|vs) "
    r"(?:the |end of |start of |beginning of )*(?:q ?[1-4]|[1-4]q|h[12]|\d{4}|full|whole|"
    r"(?:first|second|third|fourth|final|latter|1st|2nd|3rd|4th)[ -](?:quarter|half))\b",
    re.IGNORECASE,
)
_COMPARES = re.compile(
    r"\b(?:from|against|compared?|comparison|versus|vs|than|earlier|ago|before|previous|prior|last|next|following|"
    r"coming|preceding)\b",
    re.IGNORECASE,
)
_HAS_A_TIME = re.compile(  # of its own, or is so at any time
    rf"\b(?:{'|'.join(MONTHS)}|(?:19|20)\d\d|quarter\w*|hal(?:f|ves)|half-\w+|months?|weeks?|years?|annual\w*|yearly|"
    r"today|now|then|currently|still|will|expect\w*|is|are|has|have|employs?|owns?|runs?)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(rf"^[^\S\n]*{ITEM_MARK}\s", re.MULTILINE)
_PARTS = {"quarter": {"quarter", "half", "year"}, "half": {"half", "year"}, "year": {"year"}}


def is_of_another_period(question: str, title: str, text: str, start: int, end: int) -> bool:
    """Whether the question asks for a quarter, a half or a whole year, and `text[start:end]`, or the cell that the
    question names in its stead, is told for another one.

    The column and the row of a table tell it, with months too; else the sentence, or, where that has no time of its
    own, the one before, the heading above and the document's title. A sentence that compares tells none, and all are
    silent where one of them has what is asked for.
    """
    asked = _asked_for(question)
    if not asked:
        return False
    start, end = cell_asked_for(question, text, start, end) or (start, end)
    own, named = _cell(text, start, end)
    of_months = all(one.kind == "month" for one in asked)
    if told := [*([] if of_months else periods(named)), *(months(named) if months(question) else [])]:
        return not _has(told, asked)
    asked = [one for one in asked if one.kind != "month"]
    if not own:
        sentence = _sentence(text, start, end)
        own, around = text[slice(*sentence)], [_before(text, sentence[0]), _heading(text, sentence[0]), title]
    else:
        around = [_heading(text, start), title]
    scopes = [periods(one) for one in (own, *around)]
    if not asked or _has(scopes[0], asked) or _COMPARES.search(own):
        return False
    if all(one.years for one in scopes[0]) and {one.kind for one in scopes[0]} == {one.kind for one in asked}:
        return True
    if any(_has(scope, asked) for scope in scopes):
        return False
    if scopes[0]:
        return all(told.kind in _PARTS[one.kind] for told in scopes[0] for one in asked)
    telling = next((scope for scope in scopes if scope), [])
    same_kind = bool(telling) and {one.kind for one in telling} == {one.kind for one in asked}
    return same_kind and not _HAS_A_TIME.search(own)


def _asked_for(question: str) -> list[Period]:
    """The periods that the question names; none where it asks what is beside one."""
    return [] if _BESIDE.search(question) else [*periods(question), *months(question)]


def _has(told: list[Period], asked: list[Period]) -> bool:
    return any(one.may_be(other) for one in told for other in asked)


def _cell(text: str, start: int, end: int) -> tuple[str, str]:
    """The headings and the row of the cell that holds `text[start:end]`, and its own two names; empty in no table."""
    for header, *body in tables_of(text):
        for row in body:
            for column, (first, last) in enumerate(row):
                if first <= start and end <= last:
                    cells = " | ".join(text[slice(*cell)] for cell in [*header, *row])
                    return cells, f"{text[slice(*header[column])]}\n{text[slice(*row[0])]}"
    return "", ""


def _sentence(text: str, start: int, end: int) -> Span:
    """The sentence around `text[start:end]`, of items of a list its own."""
    left, right = sentence_around(text, start, end)
    items = [item.start() for item in _ITEM.finditer(text)]
    left = max([left, *(item for item in items if item <= start)])
    return left, min([right, *(item for item in items if item >= end)])


def _before(text: str, start: int) -> str:
    """The sentence before, of the same paragraph; no item of a list is told by the one before."""
    place: Span = next((place for place in reversed(sentence_spans(text)) if place[1] <= start), (start, start))
    is_item = _ITEM.match(text, text.rfind("\n", 0, start) + 1)
    return "" if is_item or "\n\n" in text[place[1] : start] else text[slice(*place)]


def _heading(text: str, start: int) -> str:
    """The heading above, if any."""
    headings = [place for place in heading_spans(text) if place[1] <= start and not _ITEM.match(text, place[0])]
    return text[slice(*headings[-1])] if headings else ""
