"""Tables of questions: a CSV file, or TSV by its suffix, whose first line names the columns."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.importers.imported import ImportedCase, ImportFailure, build_case
from evals.importers.json_file import load_text
from evals.mistakes import shown

SEPARATOR = "|"  # between the answers, and between the tags, of one cell
NEEDED = ("question", "answer")
_LARGEST_CELL = 50_000_000  # characters


@dataclass(frozen=True)
class Row:
    """One question: its line, its accepted answers (none: nothing answers it), and its other cells by column."""

    line: int
    question: str
    answers: tuple[str, ...]
    tags: tuple[str, ...]
    cells: Mapping[str, str]

    @property
    def id(self) -> str:
        """The cell `id`, or else one made from the line."""
        return self.cells.get("id") or f"line-{self.line}"


def build_row_case(row: Row, evidence: Sequence[tuple[str, str]], file: Path) -> ImportedCase:
    """The case of the row with the evidence that was found for it, each a (source, quote)."""
    problem = None
    if row.answers and not evidence:
        problem = f"no sentence of its documents has one of {shown(list(row.answers))}: correct the answer"
    case = build_case(row.id, row.question, row.answers, evidence, row.tags)
    return ImportedCase(f"{file}:{row.line}", case, problem)


def load_rows(file: Path, more: Sequence[str] = (), optional: Sequence[str] = ()) -> Iterator[Row]:
    """The rows that are not blank; ImportFailure where a column is missing (`more` are needed too) or unknown."""
    known = (*NEEDED, *more, "id", "tags", *optional)
    before = csv.field_size_limit(_LARGEST_CELL)
    dialect = csv.excel_tab if file.suffix.lower() == ".tsv" else csv.excel
    reader = csv.reader(io.StringIO(load_text(file), newline=""), dialect, strict=True)
    try:
        columns = [cell.strip().lower() for cell in next(reader, [])]
        _check_columns(columns, (*NEEDED, *more), known, file)
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _row(cells, columns, file, reader.line_num)
    except csv.Error as error:
        raise ImportFailure(file, reader.line_num, f"is not a valid table ({error}): save it as CSV again") from None
    finally:
        csv.field_size_limit(before)


def _check_columns(columns: Sequence[str], needed: Sequence[str], known: Sequence[str], file: Path) -> None:
    """ImportFailure where the first line does not name the columns."""
    for column in columns:
        if column not in known or columns.count(column) > 1:
            wrong = "comes twice" if column in known else "is unknown"
            raise ImportFailure(file, 1, f"the column {shown(column)} {wrong}: the columns are {', '.join(known)}")
    for column in needed:
        if column not in columns:
            raise ImportFailure(file, 1, f"the column {column!r} is missing: the columns are {', '.join(known)}")


def _row(cells: Sequence[str], columns: Sequence[str], file: Path, line: int) -> Row:
    """The row; ImportFailure where it has more or fewer cells than columns."""
    if len(cells) != len(columns):
        raise ImportFailure(file, line, f"has {len(cells)} cells for {len(columns)} columns: quote cells with commas")
    named = dict(zip(columns, cells, strict=True))
    question = " ".join(named.pop("question").split())
    return Row(line, question, _parts(named.pop("answer")), _parts(named.pop("tags", "")), named)


def _parts(cell: str) -> tuple[str, ...]:
    """What stands between the separators, without white space around it."""
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())
