"""The cell of a table whose row and column a question names: "net debt 2022", "price of the week ticket"; or the field
of a record.

The reader was trained on running text, and finds little in a row that stands apart from its headings.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from llama_index.core.schema import TextNode

from index.passages import Span
from qa.agreement import answer_key
from qa.answer import BETWEEN_ROWS
from qa.candidate import Candidate
from qa.cell_words import INCOME, cell_fits, implied_words, is_of_something_else
from qa.currency import CURRENCY_SIGN
from qa.meant_name import meanings, meant
from qa.named_field import named_fields
from qa.named_table import NamedTable, Words, named_tables, words
from qa.question_kind import QuestionKind, question_kind
from qa.sought_cell import sought_cells
from qa.whole_table import FIRST_LINE

# Of 830 questions on 49 documents, 480 of them written to mislead rules and some seen while these were made, 171 name
# or seek a cell by them, and 164 of these are right. By the rule of succession (Laplace).
CELL_CONFIDENCE = (164 + 1) / (171 + 2)
_EMPTY = re.compile(r"[\s–—‒-]*|n/?a|tb[acd]", re.IGNORECASE)
_OF_PRICES = re.compile(rf"{CURRENCY_SIGN}|\b(?:prices?|fees?|costs?|charges?|tariffs?|fares?)\b", re.IGNORECASE)


@dataclass(frozen=True)
class NamedCell:
    """A cell that a question names, `passage.text[start:end]`, with or without words, and (start, end) of its row; or
    the value of a field, and its line. `beside` are the cells of other rows that it seeks as well.
    """

    passage: TextNode
    start: int
    end: int
    row: Span
    beside: tuple[Span, ...] = ()

    @property
    def texts(self) -> list[str]:
        """The words of the cell and of those beside it."""
        return [self.passage.text[slice(*cell)] for cell in ((self.start, self.end), *self.beside)]

    @property
    def text(self) -> str:
        """The same in one line."""
        return BETWEEN_ROWS.join(dict.fromkeys(self.texts))

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
    """The cell of each table whose row and column, and what stands beside the table, have every word of the question;
    and the value of each field whose name and what stands above it have; and the cells that the question seeks.

    A column need not be named where there is one only.
    """
    if question_kind(question) is not QuestionKind.SPAN:
        return []
    asked = words(question)
    pairs = ((passage, table) for passage in passages for table in named_tables(passage.text))
    cells = [cell for passage, table in pairs if (cell := _named(question, asked, passage, table))]
    for passage in passages:
        beside = passage.text, passage.metadata.get("title", ""), passage.metadata.get(FIRST_LINE, "")
        cells += [NamedCell(passage, *value, line) for value, line in named_fields(question, *beside)]
        for (place, row), *others in sought_cells(question, *beside):
            cells.append(NamedCell(passage, *place, row, tuple(other for other, _ in others)))
    return cells


def find_answers(question: str, cells: Sequence[NamedCell]) -> list[Candidate]:
    """The cells that have a value of the form asked for, or say that there is none ("closed"); empty where they have
    different ones.
    """
    fitting = (one for one in cells if not one.is_empty and all(cell_fits(question, text) for text in one.texts))
    found = [
        Candidate(one.passage, 1.0, one.start, one.end, margin=0.0, headed=True, beside=one.beside) for one in fitting
    ]
    return found if len({one.key for one in found}) == 1 else []


def without_an_answer(cells: Sequence[NamedCell]) -> list[NamedCell]:
    """The cells whose rows answer nothing: the empty ones, and those of one document that have different values."""
    values: dict[str, set[str]] = {}
    for cell in cells:
        values.setdefault(cell.passage.metadata["document_id"], set()).add(answer_key(cell.text))
    return [cell for cell in cells if cell.is_empty or len(values[cell.passage.metadata["document_id"]]) > 1]


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
    if other & table.names_beside(asked, about) - named or table.named_elsewhere(other) - named - about:
        return None
    if is_of_something_else(question, named, f"{name} {heading}", f"{corner} {table.caption}"):
        return None
    row = cells[0][0], cells[-1][1]
    start, end = _without_marks(text, *cells[place.column + 1])
    told, around = f"{text[slice(*row)]} {heading}", f"{corner} {table.caption}"
    implied = implied_words(f"{text[start:end]} {heading}", told, around)
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
        about = " ".join((table.caption, *(text[slice(*cell)] for cell in (*header, body[row][0]))))
        if INCOME.search(about) or not (found or _OF_PRICES.search(about)):
            return None
    if found:
        return _Place(row, *found)
    return None if column is None else _Place(row, column, Words())


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
