"""Rows of CSV, of which a broken one costs no other."""

import csv
from collections.abc import Iterator, Sequence

from corpus.loaded import UnreadableError

MOST_REREAD = 1_000_000  # lines, for rows whose quotation marks stay open


def read_rows(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """(last line, cells) of each row, or (first line, what is wrong), lines being numbered from 1.

    Reading goes on at the line below the first one of a broken row, so that an open quotation mark costs one row;
    UnreadableError where that would take too long. A cell may be as long as csv.field_size_limit says.
    """
    start = reread = 0
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter, strict=True)
        first = start  # line before the row that is read
        try:
            for cells in reader:
                first = start + reader.line_num
                yield first, cells
            return
        except csv.Error as error:
            reread += start + reader.line_num - first
            if reread > MOST_REREAD:
                reason = "has open quotation marks in many rows: close each one, or take them out"
                raise UnreadableError(reason) from None
            yield first + 1, str(error)
            start = first + 1
