"""The cell of a table whose row and column a question names: "net debt 2022", "price of the week ticket".

The reader was trained on running text, and finds little in a row that stands apart from its headings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from llama_index.core.schema import TextNode

from index.passages import Span
from qa.answer_form import form_fits
from qa.candidate import Candidate
from qa.grounding import stems
from qa.meant_name import meanings, meant
from qa.named_table import NamedTable, Words, named_tables, words
from qa.number_words import CURRENCY_SIGN
from qa.question_kind import QuestionKind, question_kind
from qa.whole_table import FIRST_LINE

# Of 535 questions on 33 documents, 335 of them written to mislead rules and some seen while these were made, 96 name a
# cell by them, and 93 of these are right. By the rule of succession (Laplace).
CELL_CONFIDENCE = (93 + 1) / (96 + 2)
_EMPTY = re.compile(r"[\s–—‒-]*|n/?a|tb[acd]", re.IGNORECASE)
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
_GENERAL = frozenset(stems("figure value number amount table list row entry take get give"))  # of any cell
_MONEY = re.compile(CURRENCY_SIGN)
_INCOME = re.compile(r"\b(?:income|receipts?|raised|takings|revenues?|budget\w*|sales)\b", re.IGNORECASE)
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


@dataclass(frozen=True)
class NamedCell:
    """A cell that a question names, `passage.text[start:end]`, with or without words, and (start, end) of its row."""

    passage: TextNode
    start: int
    end: int
    row: Span

    @property
    def text(self) -> str:
        return self.passage.text[self.start : self.end]

    @property
    def is_empty(self) -> bool:
        """Whether the table itself has no value there, but a dash or "n/a"."""
        return _EMPTY.fullmatch(self.text) is not None

    def has_in_row(self, candidate: Candidate) -> bool:
        """Whether a candidate stands in the cell's row, whatever passage it was found in."""
        own, other = (one.metadata.get("document_id") for one in (self.passage, candidate.passage))
        place = (candidate.passage.start_char_idx or 0) + candidate.start - (self.passage.start_char_idx or 0)
        return own == other and self.row[0] <= place < self.row[1]


def name_cells(question: str, passages: Sequence[TextNode]) -> list[NamedCell]:
    """The cell of each table whose row and column, and what stands beside the table, have every word of the question.

    A column need not be named where there is one only.
    """
    if question_kind(question) is not QuestionKind.SPAN:
        return []
    asked = words(question)
    pairs = ((passage, table) for passage in passages for table in named_tables(passage.text))
    return [cell for passage, table in pairs if (cell := _named(question, asked, passage, table))]


def find_answers(question: str, cells: Sequence[NamedCell]) -> list[Candidate]:
    """The cells that have a value of the form asked for, or say that there is none ("closed"); empty where they have
    different ones.
    """
    fitting = (one for one in cells if not one.is_empty and _fits(question, one.text))
    found = [Candidate(one.passage, 1.0, one.start, one.end, margin=0.0, headed=True) for one in fitting]
    return found if len({one.key for one in found}) == 1 else []


def _fits(question: str, cell: str) -> bool:
    if _OF_NO_FORM.fullmatch(cell):
        return True
    if _HOW_MUCH.search(question) and (_DAY.search(cell) or not _HAS_FIGURE.search(cell)):
        return False
    return form_fits(question, cell) and not (_HOW_MANY.search(question) and _MONEY.search(cell))


def _named(question: str, asked: Words, passage: TextNode, table: NamedTable) -> NamedCell | None:
    text, (header, *body) = passage.text, table.rows
    place = _place(question, asked, text, table)
    if place is None or (len(asked) == 1 and not table.row_names[place.row] <= asked):
        return None
    cells = body[place.row]
    named = table.row_names[place.row] | table.column_names[place.column]
    name, heading, corner = (text[slice(*at)] for at in (cells[0], header[place.column + 1], header[0]))
    about = words(f"{passage.metadata.get('title', '')} {corner} {table.caption}")
    other = asked - place.said
    if other & table.names - named or table.named_elsewhere(other) - named - about:
        return None
    if is_of_something_else(question, named, f"{name} {heading}", f"{corner} {table.caption}"):
        return None
    row = cells[0][0], cells[-1][1]
    start, end = _without_marks(text, *cells[place.column + 1])
    implied = _implied(f"{text[slice(*row)]} {heading}", f"{corner} {table.caption}")
    if _LASTS.search(f"{text[start:end]} {heading}"):
        implied |= _HOW_LONG
    if other - named - about - words(passage.metadata.get(FIRST_LINE, "")) - implied:
        return None
    return NamedCell(passage, start, end, row)


class _Place(NamedTuple):
    """The numbers of a row and a column, and the question's words that mean one without having its name."""

    row: int
    column: int
    said: Words


def _place(question: str, asked: Words, text: str, table: NamedTable) -> _Place | None:
    """The row and the column that a question names, or one of them and the other that it means by "how heavy"."""
    header, *body = table.rows
    row, column = _row(asked, table.row_names), _column(asked, table.column_names)
    if row is None and column is not None:
        found = meant(question, *([text[slice(*line[number])] for line in body] for number in (0, column + 1)))
        return _Place(found[0], column, found[1]) if found else None
    if row is None or (column is not None and table.column_names[column] & asked):
        return None if row is None or column is None else _Place(row, column, Words())
    found = meant(question, *([text[slice(*cell)] for cell in line[1:]] for line in (header, body[row])))
    if any(meaning.money for meaning in meanings(question)):
        about = (table.caption, *(text[slice(*cell)] for cell in (*header, body[row][0])))
        return _Place(row, *found) if found and not _INCOME.search(" ".join(about)) else None
    if found:
        return _Place(row, *found)
    return None if column is None else _Place(row, column, Words())


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


def _implied(told: str, around: str) -> set[str]:
    """Words that a question may have of any cell, and of one whose row or heading has such marks.

    A sign of money in the corner or the caption is one of figures with decimals only: others may count people.
    """
    both = f"{told} {around}"
    implied = {*_GENERAL, *stems(both)}
    for mark, more in _IMPLIED:
        if mark.search(both):
            implied |= more
    of_money = _MONEY.search(told) or (_MONEY.search(around) and _DECIMALS.search(told))
    return implied | _OF_MONEY if of_money and not _INCOME.search(both) else implied


def _row(asked: Words, names: Sequence[Words]) -> int | None:
    """The one row of whose name the question has most words, all rather than some; None where two have as many, or only
    some of their numbers.
    """
    counts = [(len(asked & name), name <= asked) for name in names]
    most = max(counts, default=(0, False))
    if not most[0] or counts.count(most) > 1:
        return None
    best = counts.index(most)
    return best if most[1] or any(map(str.isalpha, names[best] & asked)) else None


def _column(asked: Words, names: Sequence[Words]) -> int | None:
    """The one column of which the question has all words, the most, or all that tell it from the others; the only one
    in any case.
    """
    if len(names) == 1:
        return 0
    whole = [len(name) if name and name <= asked else 0 for name in names]
    if max(whole):
        return whole.index(max(whole)) if whole.count(max(whole)) == 1 else None
    telling = [name.difference(*(other for other in names if other is not name)) for name in names]
    found = [number for number, few in enumerate(telling) if few and few <= asked]
    return found[0] if len(found) == 1 else None


def _without_marks(text: str, start: int, end: int) -> Span:
    """The cell's words without Markdown's marks around them."""
    cell = text[start:end]
    return start + len(cell) - len(cell.lstrip("*_ ")), start + len(cell.rstrip("*_ "))
