"""The cell of a table whose row and column a question names: "net debt 2022", "price of the week ticket".

The reader was trained on running text, and finds little in a row that stands apart from its headings.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from llama_index.core.schema import TextNode

from index.passages import Span
from qa.answer_form import form_fits
from qa.candidate import Candidate
from qa.grounding import content_words, stems
from qa.question_kind import QuestionKind, question_kind
from qa.table import Row, tables_of

CELL_CONFIDENCE = 0.9
ABOVE, LONGEST_CAPTION = 500, 100  # characters above a table, and of a line there that tells what it is of
BEGINNING = 600  # characters of a document that tell what it is about
_ASIDE = re.compile(r"\([^()]*\)|['’]s\b")
_UNIT = re.compile(r"(?<=\d)(?=(?:kg|g|km|cm|mm|m|gb|mb|ml|l|h|hrs?|min)\b)", re.IGNORECASE)
_EMPTY = re.compile(r"[\W_]*|n/?a|tb[acd]|none|not \w+", re.IGNORECASE)
_ASKS_MORE = re.compile(  # than what stands in one cell
    r"\b(?:after|before|besides?|than|not|no|other|another|except|same|against|with|without|sa(?:y|id|ys)|why|total|sum|"
    r"average|most|least|highest|lowest|cheapest|both|each|every|which|change\w*|increase\w*|differen\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(stems("figure value number amount table list row entry take get give"))  # of any cell
_OF_MONEY = frozenset(stems("cost costs price fee charge spend spent pay paid budget budgeted"))
_MONEY = re.compile(r"[$£€¥₹]")
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Table:
    """Its rows, its headings first, the short line above it, and the words of each name.

    `names` are all these, and `elsewhere` those of the other tables of its document.
    """

    rows: Sequence[Row]
    caption: str
    row_names: Sequence[frozenset[str]]
    column_names: Sequence[frozenset[str]]  # without the first column's
    names: frozenset[str]
    elsewhere: frozenset[str] = frozenset()


def find_named_cells(question: str, passages: Sequence[TextNode]) -> list[Candidate]:
    """The cell of each table whose row and column, and what stands beside the table, have every word of the question.

    A column need not be named where there is one only. Empty where tables have different ones.
    """
    if question_kind(question) is not QuestionKind.SPAN:
        return []
    asked = _words(question)
    found = [
        Candidate(passage, 1.0, *place, margin=0.0, headed=True)
        for passage in passages
        for table in _tables(passage.text)
        if (place := _named(question, asked, passage, table))
    ]
    return found if len({one.key for one in found}) == 1 else []


@lru_cache(maxsize=32)
def _tables(text: str) -> list[_Table]:
    tables = []
    for rows in tables_of(text):
        caption = _caption(text, text.rfind("\n", 0, rows[0][0][0]) + 1)
        row_names = [_words(text[slice(*cells[0])]) for cells in rows[1:]]
        column_names = [_words(text[slice(*cell)]) for cell in rows[0][1:]]
        names = frozenset().union(*row_names, *column_names, _words(caption))
        tables.append(_Table(rows, caption, row_names, column_names, names))
    counts = Counter(word for table in tables for word in table.names)
    often = frozenset(word for word, count in counts.items() if count > 1)
    return [replace(one, elsewhere=often | (counts.keys() - one.names)) for one in tables]


def _caption(text: str, begins: int) -> str:
    """The last short line above a table; empty where that is another one's."""
    above = reversed(text[max(0, begins - ABOVE) : begins].split("\n"))
    line = next((line for line in above if line.strip() and len(line) <= LONGEST_CAPTION), "")
    return "" if "|" in line else line


def _named(question: str, asked: frozenset[str], passage: TextNode, table: _Table) -> Span | None:
    text, (header, *body) = passage.text, table.rows
    row, column = _only_named(asked, table.row_names), _column(asked, table.column_names)
    if row is None or column is None or (len(asked) == 1 and not table.row_names[row] <= asked):
        return None
    start, end = _without_marks(text, *body[row][column + 1])
    cell, row_name, heading, corner = (
        text[slice(*place)] for place in ((start, end), body[row][0], header[column + 1], header[0])
    )
    named = table.row_names[row] | table.column_names[column]
    about = _words(f"{passage.metadata.get('title', '')} {corner} {table.caption}")
    if asked & (table.names | table.elsewhere) - named - about:
        return None
    if _ASKS_MORE.search(" ".join(word for word in question.split() if not _words(word) & named)):
        return None
    known = named | about | _GENERAL | _names(text[:BEGINNING]) | set(stems(heading))
    if _MONEY.search(" ".join((cell, row_name, heading, corner, table.caption))):
        known |= _OF_MONEY
    if asked - known or _EMPTY.fullmatch(cell) or not form_fits(question, cell):
        return None
    if _HOW_MANY.search(question) and _MONEY.search(cell):
        return None
    return start, end


def _column(asked: frozenset[str], names: Sequence[frozenset[str]]) -> int | None:
    """The one column of which the question has all words that tell it from the others; the only one in any case."""
    if len(names) == 1:
        return 0
    telling = [words.difference(*(other for other in names if other is not words)) or words for words in names]
    return _only_named(asked, telling, whole=True)


def _only_named(asked: frozenset[str], names: Sequence[frozenset[str]], whole: bool = False) -> int | None:
    """The one name of which the question has most words, all rather than some; with `whole`, all. None where two have
    as many, or only of their numbers.
    """
    counts = [(len(asked & words), words <= asked) if not whole or words <= asked else (0, False) for words in names]
    most = max(counts, default=(0, False))
    if not most[0] or counts.count(most) > 1:
        return None
    best = counts.index(most)
    return best if most[1] or any(map(str.isalpha, names[best] & asked)) else None


def _without_marks(text: str, start: int, end: int) -> Span:
    """The cell's words without Markdown's marks around them."""
    cell = text[start:end]
    return start + len(cell) - len(cell.lstrip("*_ ")), start + len(cell.rstrip("*_ "))


def _names(text: str) -> set[str]:
    """The stems of a text's words in capitals."""
    return set(stems(" ".join(word for word in content_words(text) if word[0].isupper())))


def _words(text: str) -> frozenset[str]:
    """The stems of what a text says, notes in brackets and the mark of an owner aside, "5kg" being two words."""
    return frozenset(stems(" ".join(content_words(_UNIT.sub(" ", _ASIDE.sub("", text))))))
