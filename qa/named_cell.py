"""The cell of a table whose row and column a question names: "net debt 2022", "price of the week ticket".

The reader was trained on running text, and finds little in a row that stands apart from its headings.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from llama_index.core.schema import TextNode

from index.passages import Span
from qa.answer_form import form_fits
from qa.candidate import Candidate
from qa.grounding import content_words, stems
from qa.question_kind import QuestionKind, question_kind
from qa.table import Row, tables_of
from qa.whole_table import BEGINNING

# Of 200 questions on 14 documents with tables, written without sight of these rules, 45 named a cell by them, and each
# of these was right. By the rule of succession (Laplace), as they are few.
CELL_CONFIDENCE = (45 + 1) / (45 + 2)
ABOVE, LONGEST_CAPTION = 500, 100  # characters above a table, and of a line there that tells what it is of
_ASIDE = re.compile(r"\([^()]*\)|['’]s\b")
_UNIT = re.compile(r"(?<=\d)(?=(?:kg|g|km|cm|mm|m|gb|mb|ml|l|h|hrs?|min)\b)", re.IGNORECASE)
_EMPTY = re.compile(r"[\s–—‒-]*|n/?a|tb[acd]", re.IGNORECASE)
_ASKS_MORE = re.compile(  # than what stands in one cell
    r"\b(?:after|before|besides?|than|not|no|other|another|except|same|against|with|without|sa(?:y|id|ys)|why|total|sum|"
    r"average|most|least|highest|lowest|cheapest|both|each|every|which|change\w*|increase\w*|differen\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(stems("figure value number amount table list row entry take get give"))  # of any cell
_MONEY = re.compile(r"[$£€¥₹]")
_IMPLIED = (
    (_MONEY, frozenset(stems("cost costs price fee charge spend spent pay paid budget budgeted"))),
    (re.compile("%"), frozenset(stems("percent percentage share rate"))),
    (re.compile(r"\d[:.]\d\d\b"), frozenset(stems("time"))),
)
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Table:
    """Its rows, its headings first, the short line above it, and the words of each name.

    `names` are all these, and `counts` says of how many of its document's tables a word is a name's.
    """

    rows: Sequence[Row]
    caption: str
    row_names: Sequence[frozenset[str]]
    column_names: Sequence[frozenset[str]]  # without the first column's
    names: frozenset[str]
    counts: Counter[str]

    def named_elsewhere(self, asked: frozenset[str]) -> set[str]:
        """Those of the words that another table of the document has in a name."""
        return {word for word in asked if self.counts[word] > (word in self.names)}


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
    asked = _words(question)
    pairs = ((passage, table) for passage in passages for table in _tables(passage.text))
    return [cell for passage, table in pairs if (cell := _named(question, asked, passage, table))]


def find_answers(question: str, cells: Sequence[NamedCell]) -> list[Candidate]:
    """The cells that have a value of the form asked for; empty where they have different ones."""
    fitting = (one for one in cells if not one.is_empty and _fits(question, one.text))
    found = [Candidate(one.passage, 1.0, one.start, one.end, margin=0.0, headed=True) for one in fitting]
    return found if len({one.key for one in found}) == 1 else []


def _fits(question: str, cell: str) -> bool:
    return form_fits(question, cell) and not (_HOW_MANY.search(question) and _MONEY.search(cell))


@lru_cache(maxsize=32)
def _tables(text: str) -> list[_Table]:
    tables: list[_Table] = []
    counts: Counter[str] = Counter()
    for rows in tables_of(text):
        caption = _caption(text, text.rfind("\n", 0, rows[0][0][0]) + 1)
        row_names = [_words(text[slice(*cells[0])]) for cells in rows[1:]]
        column_names = [_words(text[slice(*cell)]) for cell in rows[0][1:]]
        names = frozenset().union(*row_names, *column_names, _words(caption))
        counts.update(names)
        tables.append(_Table(rows, caption, row_names, column_names, names, counts))
    return tables


def _caption(text: str, begins: int) -> str:
    """The last short line above a table; empty where that is another one's."""
    above = reversed(text[max(0, begins - ABOVE) : begins].split("\n"))
    line = next((line for line in above if line.strip() and len(line) <= LONGEST_CAPTION), "")
    return "" if "|" in line else line


def _named(question: str, asked: frozenset[str], passage: TextNode, table: _Table) -> NamedCell | None:
    text, (header, *body) = passage.text, table.rows
    row, column = _only_named(asked, table.row_names), _column(asked, table.column_names)
    if row is None or column is None or (len(asked) == 1 and not table.row_names[row] <= asked):
        return None
    start, end = _without_marks(text, *body[row][column + 1])
    named = table.row_names[row] | table.column_names[column]
    title, corner = passage.metadata.get("title", ""), text[slice(*header[0])]
    about = _words(f"{title} {corner} {table.caption}")
    if (asked & table.names | table.named_elsewhere(asked)) - named - about:
        return None
    if _ASKS_MORE.search(" ".join(word for word in question.split() if not _words(word) & named)):
        return None
    place = body[row][0][0], body[row][-1][1]
    told = text[slice(*place)], text[slice(*header[column + 1])], corner, table.caption
    if asked - named - about - _names(passage.metadata.get(BEGINNING, "")) - _implied(" ".join(told)):
        return None
    return NamedCell(passage, start, end, place)


def _implied(told: str) -> set[str]:
    """Words that a question may have of any cell, and of one whose row, heading or caption has such marks."""
    words = {*_GENERAL, *stems(told)}
    for mark, implied in _IMPLIED:
        if mark.search(told):
            words |= implied
    return words


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
