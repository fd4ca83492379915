"""What a page shows by the place alone is written out: cells over several rows and columns, raised figures."""

from collections import deque
from copy import deepcopy
from itertools import groupby, islice
from typing import Any

from corpus.raised import raised
from corpus.table_row import LONGEST_CELL

CELLS = ("td", "th")
SPANS = ("rowspan", "colspan")
MOST_COLUMNS = 64  # that a cell may go over
MOST_ADDED = 20_000  # cells of a page
MOST_DIGITS = 5
MOST_AROUND = 3  # elements around a raised figure, as a link
BLOCKS = frozenset("table list ul ol h1 h2 h3 h4 h5 h6 head pre quote blockquote".split())

GoingOn = dict[int, tuple[Any, int]]  # a cell and the number of rows below that it goes over, by its column


def write_out(root: Any) -> None:
    """Change the tree of a page so that each row of a table has all its cells, and figures stay apart.

    A cell that goes over several rows is repeated in them, one that goes over several columns has empty ones behind it.
    """
    for element in list(root.iter("sup")):
        text = "".join(element.itertext())
        if (written := raised(text, _before(element))) != text:
            tail = element.tail
            element.clear()
            element.text, element.tail = written, tail
    left = MOST_ADDED
    for table in root.iter("table"):
        if any(cell.get(name) for cell in table.iter(*CELLS) for name in SPANS):
            rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
            for _, part in groupby(rows, key=lambda row: row.getparent()):
                left = _fill(list(part), left)


def has_few_words(cell: Any) -> bool:
    """Whether a cell's text is as short as those of tables are: no part of a page that a table lays out."""
    inner = (str(element.tag).rpartition("}")[2] for element in cell.iterdescendants())
    return BLOCKS.isdisjoint(inner) and sum(map(len, cell.itertext())) <= LONGEST_CELL


def _before(element: Any) -> str:
    """The text that stands directly before an element, in the same one or in those around it."""
    for one in (element, *islice(element.iterancestors(), MOST_AROUND)):
        previous, parent = one.getprevious(), one.getparent()
        if previous is not None:
            return previous.tail or "".join(previous.itertext())
        if parent is None or parent.text:
            return "" if parent is None else str(parent.text)
    return ""


def _fill(rows: list[Any], left: int) -> int:
    """Give each row of one part of a table all its cells; how many more cells may be added."""
    going_on: GoingOn = {}
    for number, row in enumerate(rows):
        own = deque(row.iterchildren(*CELLS))
        cells: list[Any] = []
        below: GoingOn = {}
        before = len(own)
        while own or any(column >= len(cells) for column in going_on):
            if len(cells) in going_on:
                cell, more = going_on[len(cells)]
                cell = deepcopy(cell)
                wide = 1
            else:
                cell = own.popleft() if own else row.makeelement("td")
                more = min(_span(cell, "rowspan") or len(rows), len(rows) - number) - 1
                wide = min(_span(cell, "colspan") or 1, MOST_COLUMNS)
                for name in SPANS:  # done: trafilatura would count them again
                    cell.attrib.pop(name, None)
            for one in (cell, *(row.makeelement("td") for _ in range(wide - 1))):
                if more > 0:
                    repeated = one if has_few_words(one) else row.makeelement("td")
                    below[len(cells)] = repeated, more - 1
                cells.append(one)
        left -= len(cells) - before
        if left < 0:
            return left
        row.extend(cells)
        going_on = below
    return left


def _span(cell: Any, name: str) -> int:
    """How many rows or columns the cell goes over, 1 where it does not say; 0 means all that are left."""
    stated = (cell.get(name) or "1").strip()
    return int(stated) if stated.isdecimal() and len(stated) <= MOST_DIGITS else 1
