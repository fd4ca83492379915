"""Tables in CSV: the first row names the fields, every other row is a document."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from corpus.csv_rows import read_rows
from corpus.decoding import decode
from corpus.files import LARGEST_FILE
from corpus.loaded import Refused, Row, UnreadableError

SUFFIXES = (".csv", ".tsv")

DELIMITERS = ",;\t|"
MOST_ROWS = 100_000
MOST_COLUMNS = 16_384  # as many as a spreadsheet has


def load(data: bytes, name: str) -> list[Row | Refused]:
    """The rows of the table, named by their number with the row of names as row 1, and those that are broken.

    UnreadableError where it has no rows, more than MOST_ROWS, more than MOST_COLUMNS, or quotation marks that stay open
    in many rows. What separates fields is told by the first line.
    """
    text, encoding = decode(data)
    records = list(_records(text.lstrip("\r\n")))
    if len(records) > MOST_ROWS:
        raise UnreadableError(f"has more than {MOST_ROWS:,} rows: split it into smaller files")
    if not records:
        raise UnreadableError("is empty")
    _, header = records[0]
    if isinstance(header, str):
        raise UnreadableError(f"has a row of field names that cannot be read ({header}): correct it")
    if len(header) > MOST_COLUMNS:
        raise UnreadableError(
            f"has {len(header):,} columns, more than {MOST_COLUMNS:,}: write each record as a row, or split the table"
        )
    names = _field_names(header)
    rows = [_row(number, record, names, encoding) for number, record in records[1:]]
    if not rows:
        raise UnreadableError("has no rows below the row of field names: add some, or take it out")
    return rows


def _records(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """(number, fields) of each row that is not blank, or (number, what is wrong); at most one over MOST_ROWS."""
    lines = list(StringIO(text, newline=""))
    delimiter = max(DELIMITERS, key=lines[0].count) if lines else ","
    csv.field_size_limit(LARGEST_FILE)  # for the whole process; Python's own is too small for long texts
    numbered = enumerate((record for _, record in read_rows(lines, delimiter)), 1)
    told = ((number, record) for number, record in numbered if isinstance(record, str) or any(map(str.strip, record)))
    return islice(told, MOST_ROWS + 1)


def _field_names(header: list[str]) -> list[str]:
    """A name for each column, no two the same: a nameless or repeated one is called by its number."""
    names: list[str] = []
    seen: set[str] = set()
    for number, field in enumerate(header, 1):
        name = " ".join(field.split())
        names.append(name if name and name not in seen else f"column {number}")
        seen.add(names[-1])
    return names


def _row(number: int, record: list[str] | str, names: list[str], encoding: str) -> Row | Refused:
    place = f"row {number}"
    if isinstance(record, str):
        return Refused(
            place, f"breaks the rules of CSV ({record}): put quotation marks around the whole field, or none"
        )
    if len(record) > len(names):
        return Refused(
            place,
            f"has {len(record)} fields, the row of names has {len(names)}: "
            "put quotation marks around fields that hold the separator",
        )
    return Row(place, encoding, dict(zip(names, record, strict=False)))
