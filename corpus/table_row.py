"""A table's row as a line of text."""

from collections.abc import Sequence

CELL_END = " | "
LONGEST_CELL = 300  # characters of a cell that stands in its row; a longer one is laid out, not a table's


def table_row(cells: Sequence[str]) -> str:
    """The cells with a mark between them, and one at each edge where the cell there is empty: each stays in its column.

    The words alone where only a later cell has any, as where a table lays out a page; "" where none has.
    """
    if not any(cells[:1]) and sum(map(bool, cells)) < 2:
        return "".join(cells)
    line = CELL_END.join(cells)
    return (line if cells[0] and cells[-1] else f"| {line} |").replace("  ", " ")
