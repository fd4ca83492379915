"""Tables of questions: CSV with commas, semicolons or tabs, whose first line names the columns."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from corpus import UnreadableError
from corpus.csv_rows import read_rows
from corpus.decoding import decode
from evals.importers.imported import ImportedCase, ImportFailure, build_case
from evals.importers.source_file import load_bytes
from evals.mistakes import shown

DELIMITERS = ",;\t"  # between cells
SEPARATOR = "|"  # between the answers, and between the tags, of one cell
NEEDED = ("question", "answer")
OPTIONAL = ("id", "tags")
_LARGEST_CELL = 50_000_000  # characters


@dataclass(frozen=True)
class Row:
    """One question: its line, its accepted answers (none: nothing answers it), and its other cells by column.

    `problem` says why the row cannot be read: then the rest is empty.
    """

    line: int
    question: str = ""
    answers: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict)
    problem: str | None = None

    @property
    def id(self) -> str:
        """The cell `id`, or else one made from the line."""
        return self.cells.get("id") or f"line-{self.line}"


@dataclass(frozen=True)
class QuestionTable:
    """The rows that are not blank, and what of the table was passed over."""

    rows: Sequence[Row]
    notes: tuple[str, ...]


def build_row_case(row: Row, evidence: Sequence[tuple[str, str]], file: Path) -> ImportedCase:
    """The case of the row with the evidence that was found for it, each a (source, quote)."""
    problem = row.problem
    if row.answers and not evidence:
        problem = f"no sentence of its documents has one of {shown(list(row.answers))}: correct the answer"
    case = build_case(row.id, row.question, row.answers, evidence, row.tags)
    return ImportedCase(f"{file}:{row.line}", case, problem)


def load_questions(file: Path, more: Sequence[str] = (), optional: Sequence[str] = ()) -> QuestionTable:
    """The table in the file; ImportFailure where it is none, or a column is missing (`more` are needed too)."""
    needed, known = (*NEEDED, *more), (*NEEDED, *more, *OPTIONAL, *optional)
    lines = _load_lines(file)
    delimiter = _delimiter(lines, known)
    before = csv.field_size_limit(_LARGEST_CELL)
    try:
        records = [
            (number, cells)
            for number, cells in read_rows(lines, delimiter)
            if isinstance(cells, str) or any(map(str.strip, cells))
        ]
    except UnreadableError as error:
        raise ImportFailure(file, None, str(error)) from None
    finally:
        csv.field_size_limit(before)
    line, written = records[0] if records else (1, [])
    if isinstance(written, str):
        raise ImportFailure(file, line, f"the names of the columns are not valid CSV ({written}): correct them")
    columns = [_column(cell) for cell in _without_blank_end(written)]
    _check_columns(columns, needed, known, file, line)
    rows = [_row(cells, columns, number, delimiter) for number, cells in records[1:]]
    unknown = [shown(column) for column in columns if column not in known]
    note = f"{file}:{line}: columns not read: {', '.join(unknown)}; known are {', '.join(known)}"
    return QuestionTable(rows, (note,) if unknown else ())


def _load_lines(file: Path) -> list[str]:
    """The lines with their ends; ImportFailure where the file has no text."""
    try:
        text = decode(load_bytes(file)).text
    except UnreadableError as error:
        reason = str(error).partition(": ")[0]
        raise ImportFailure(file, None, f"{reason}: save the table as CSV in UTF-8") from None
    return list(io.StringIO(text, newline=""))


def _delimiter(lines: Sequence[str], known: Sequence[str]) -> str:
    """What separates most known columns in the first line that is not blank."""
    heading = next((line for line in lines if line.strip(f"{DELIMITERS} \r\n")), "")
    return max(DELIMITERS, key=lambda one: len({_column(cell) for cell in heading.split(one)} & {*known}))


def _column(cell: str) -> str:
    """The name of a column as names are compared."""
    return cell.strip().strip('"').strip().lower()


def _without_blank_end(cells: Sequence[str], least: int = 0) -> Sequence[str]:
    """The cells without the blank ones at the end, as far as more than `least` are left."""
    count = len(cells)
    while count > least and not cells[count - 1].strip():
        count -= 1
    return cells[:count]


def _check_columns(columns: Sequence[str], needed: Sequence[str], known: Sequence[str], file: Path, line: int) -> None:
    """ImportFailure where a known column comes twice or one that is needed does not come."""
    for column in known:
        if columns.count(column) > 1:
            raise ImportFailure(file, line, f"the column {column!r} comes twice: take one out, or rename it")
    missing = [repr(column) for column in needed if column not in columns]
    if missing:
        wanted = f"name {', '.join(needed)} there, and if you like {', '.join(known[len(needed) :])}"
        message = f"the first line names no column {' and no '.join(missing)}, only {shown(list(columns))}: {wanted}"
        raise ImportFailure(file, line, message)


def _row(cells: list[str] | str, columns: Sequence[str], line: int, delimiter: str) -> Row:
    """The row, with a problem where it is not valid or does not have a cell for each column."""
    if isinstance(cells, str):
        return Row(line, problem=f"is not valid CSV ({cells}): put quotation marks around the whole cell, or none")
    filled = _without_blank_end(cells, len(columns))
    if len(filled) != len(columns):
        counts = f"has {len(filled)} cells for {len(columns)} columns"
        return Row(line, problem=f"{counts}: put quotation marks around cells that hold {delimiter!r}")
    named = dict(zip(columns, filled, strict=True))
    question = " ".join(named.pop("question").split())
    return Row(line, question, _parts(named.pop("answer")), _parts(named.pop("tags", "")), named)


def _parts(cell: str) -> tuple[str, ...]:
    """What stands between the separators, without white space around it."""
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())
