"""Tables in CSV: the first row names the fields, every other row is a document."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice

from corpus.csv_rows import read_rows
from corpus.decoding import Decoded, decode
from corpus.files import LARGEST_FILE
from corpus.loaded import LoadedText, Refused, Row, UnreadableError
from corpus.naming import date_of_name, title_of_name
from corpus.rows import MOST_ROWS

SUFFIXES = (".csv", ".tsv")

DELIMITERS = ",;\t|"
DELIMITER_LINE = re.compile('"?sep=(.)"?\r?\n')  # what Excel reads and writes above the table
NUMBER = re.compile(r"(?!(?:1[5-9]|20)[0-9]{2}\Z)[-+−]?[0-9][0-9.,]*\s*%?")  # not a year, which may name a column
LOOKED_AT = 20  # rows that tell the delimiter, and that may stand above the row of names
LINES_LOOKED_AT = 1_000
MOST_COLUMNS = 16_384  # as many as a spreadsheet has


def load(data: bytes, name: str) -> list[LoadedText | Row | Refused]:
    """The rows of the table, named by their number with the row of names as row 1, and those that are broken; before
    them, as one text, the words above the row of names.

    UnreadableError where it has no rows, more than MOST_ROWS, more than MOST_COLUMNS, or quotation marks that stay open
    in many rows. What separates fields is what gives most of the first rows one number of them.
    """
    decoded = decode(data)
    records = list(_records(decoded.text.lstrip("\r\n")))
    if len(records) > MOST_ROWS:
        raise UnreadableError(f"has more than {MOST_ROWS:,} rows: split it into smaller files")
    if not records:
        raise UnreadableError("is empty")
    above = _above_names(records)
    (first, header), *others = records[len(above) :]
    if isinstance(header, str):
        raise UnreadableError(f"has a row of field names that cannot be read ({header}): correct it")
    if len(header) > MOST_COLUMNS:
        raise UnreadableError(
            f"has {len(header):,} columns, more than {MOST_COLUMNS:,}: write each record as a row, or split the table"
        )
    names = _field_names(header)
    rows = [_row(number - first + 1, record, names, decoded.encoding) for number, record in others]
    if not rows:
        raise UnreadableError("has no rows below the row of field names: add some, or take it out")
    return [*_text_above(above, decoded, name), *rows]


def _records(text: str) -> Iterator[tuple[int, list[str] | str]]:
    """(number, fields) of each row that is not blank, or (number, what is wrong); at most one over MOST_ROWS."""
    csv.field_size_limit(LARGEST_FILE)  # for the whole process; Python's own is too small for long texts
    stated = DELIMITER_LINE.match(text)
    lines = list(StringIO(text[stated.end() :] if stated else text, newline=""))
    delimiter = stated[1] if stated else max(DELIMITERS, key=lambda one: _evenness(lines, one))
    numbered = enumerate((record for _, record in read_rows(lines, delimiter)), 1)
    told = ((number, record) for number, record in numbered if isinstance(record, str) or any(map(str.strip, record)))
    return islice(told, MOST_ROWS + 1)


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many of the first rows have the commonest number of fields above one, and that number."""
    rows = islice(read_rows(lines[:LINES_LOOKED_AT], delimiter), LOOKED_AT)
    widths = Counter(len(record) for _, record in rows if isinstance(record, list) and len(record) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _above_names(records: list[tuple[int, list[str] | str]]) -> list[tuple[int, list[str] | str]]:
    """The rows above the row of names: those of one field with several empty ones behind it or a blank row below it.

    None where no row of several filled fields comes after them, or one with a number and the same width: then one of
    them has the names, and the other columns are nameless.
    """
    for place, (number, record) in enumerate(records[:LOOKED_AT]):
        filled = [bool(field.strip()) for field in record]
        if isinstance(record, str) or sum(filled) > 1:
            return [] if _is_row_below(record, records[0][1]) else records[:place]
        below = records[place + 1][0] if place + 1 < len(records) else number
        if not (filled[0] and (len(record) > 2 or below > number + 1)):
            return []
    return []


def _is_row_below(record: list[str] | str, names: list[str] | str) -> bool:
    """Whether a number tells that the record is itself a row, of a table whose names are as wide."""
    return len(record) <= len(names) and any(NUMBER.fullmatch(field.strip()) for field in record)


def _text_above(above: list[tuple[int, list[str] | str]], decoded: Decoded, name: str) -> list[LoadedText]:
    lines = [" ".join("".join(record).split()) for _, record in above]
    text = "\n".join(lines)
    return [LoadedText(text, title_of_name(name), date_of_name(name), decoded.encoding)] if lines else []


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
    if len(record) > len(names) and any(map(str.strip, record[len(names) :])):
        return Refused(
            place,
            f"has {len(record)} fields, the row of names has {len(names)}: "
            "put quotation marks around fields that hold the separator",
        )
    return Row(place, encoding, dict(zip(names, record, strict=False)))
