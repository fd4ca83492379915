"""The cell of a table, or the field of a record, that a question names.

Read as running text, a row's figures stand before the next row's name, and the reader takes them for that one's.
"""

import re
from collections.abc import Sequence

from index.passages import Span
from qa.answer_form import asks_form, form_fits, is_bare_unit
from qa.grounding import content_words, stems
from qa.meant_name import meant
from qa.record import field_asked_for

_ROW = re.compile(r"^[^\S\n]*+\|?+[^\n|]*+(?:\|[^\n|]*+)++$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]*")  # between a Markdown table's header and its rows
_HTML_ROW = re.compile(r"<tr\b[^<>]*+>((?:(?!</?tr\b).)*+)</tr>", re.IGNORECASE | re.DOTALL)  # within Markdown
_HTML_CELL = re.compile(r"<t[dh]\b[^<>]*+>([^<]*+)</t[dh]>", re.IGNORECASE)
_HTML_OPENING = re.compile(r"<t[dh]\b", re.IGNORECASE)
_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_ELSEWHERE = re.compile(  # the row that is named is not the one that is asked for
    r"\b(?:after|before|besides?|than|not|no|other|another|except|same|against|without|sa(?:y|id|ys))\b",
    re.IGNORECASE,
)

_CHOICE = re.compile(r"\bor\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\b(?:and|or|if|both|each|every|which|who|whose|most|least|total)\b", re.IGNORECASE)

Row = list[Span]  # its cells


def cell_asked_for(question: str, text: str, start: int, end: int) -> Span | None:
    """(start, end) of the cell that the question names, where `text[start:end]` stands in a table or a record.

    In a table, the cell of the row whose first cell the question names or means, in the column whose heading it names
    or means ("how heavy", the weight); where it means none, in that with the only cell of the form asked for, or in the
    column of `text[start:end]`. Where it names no row, the column's cell in the row that it means or in that of
    `text[start:end]`. None in doubt, where that is the place already, and where `text[start:end]` is the name of a row
    or column, which may be what is asked for unless the question has that heading itself.
    """
    if _ELSEWHERE.search(question):
        return None
    for rows in tables_of(text):
        if rows[0][0][0] <= start < rows[-1][-1][1]:
            place = _cell(question, text, rows, start, end)
            return place if place and place[0] < place[1] and not (place[0] <= start and end <= place[1]) else None
    return field_asked_for(question, text, start, end)


def is_own_heading(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands in a table's heading and says no more than the question, which has no "or"."""
    own = set(_stems(text[start:end]))
    if not own or not own <= set(_stems(question)) or _CHOICE.search(question):
        return False
    return any(first <= start and end <= last for rows in tables_of(text) for first, last in rows[0][1:])


def names_another_row(question: str, title: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` stands in a table's row that has a word of the question in its name, and the question
    also has all that tells another row's name from this one, its headings and the document's title.
    """
    if _ELSEWHERE.search(question) or _SEVERAL.search(question):
        return False
    asked = set(_stems(question))
    for header, *body in tables_of(text):
        for row in body:
            if row[0][0] <= start and end <= row[-1][1]:
                about = {*_stems(title), *_stems(" ".join(text[slice(*cell)] for cell in (*header, *row)))}
                telling = [set(_stems(text[slice(*other[0])])) - about for other in body if other is not row]
                return bool(asked & {*_stems(text[slice(*row[0])])}) and any(
                    few <= asked and not all(map(str.isdigit, few)) for few in telling
                )
    return False


def row_and_heading(text: str, start: int, end: int, ruled: bool = True) -> list[Span]:
    """(start, end) of the headings of the table in which `text[start:end]` stands and of its row, each from the first
    cell to the last; empty where it stands in none, in the headings, or in several rows.

    With `ruled`, only of a Markdown table with a rule below its headings: another's first row may be no heading.
    """
    for header, *body in _tables(text) if ruled else tables_of(text):
        if ruled and "---" not in text[header[-1][1] : body[0][0][0]]:
            continue
        for row in body:
            if row[0][0] <= start and end <= row[-1][1]:
                return [(header[0][0], header[-1][1]), (row[0][0], row[-1][1])]
    return []


def tables_of(text: str) -> list[list[Row]]:
    """The rows of each table in a text, its headings first where it has any, the cells of each."""
    return [*_html_tables(text), *_tables(text)]


def _tables(text: str) -> list[list[Row]]:
    """The rows of each table, the cells of each; rows of one table have as many cells and stand one below the other.

    A row between a blank line and a rule begins a table.
    """
    tables: list[list[Row]] = []
    before, apart = -1, False
    for line in _ROW.finditer(text):
        if _RULE.fullmatch(line[0]):
            if apart and "---" in line[0] and len(tables[-1]) > 1:
                tables.append([tables[-1].pop()])
            before, apart = line.end(), False
            continue
        row = _cells(text, *line.span())
        apart = "\n" in text[before : line.start()].strip("\r").removeprefix("\n") if tables else False
        if tables and not text[before : line.start()].strip() and len(tables[-1][-1]) == len(row):
            tables[-1].append(row)
        else:
            tables.append([row])
        before = line.end()
    return [rows for rows in tables if len(rows) > 1]


def _html_tables(text: str) -> list[list[Row]]:
    """The same of tables in HTML whose cells hold plain words."""
    tables: list[list[Row]] = []
    before = -1
    for line in _HTML_ROW.finditer(text):
        row = [_trimmed(text, *cell.span(1)) for cell in _HTML_CELL.finditer(text, *line.span(1))]
        if not row or len(row) < len(_HTML_OPENING.findall(text, *line.span(1))):  # marks within a cell
            continue
        if tables and not _HTML_TABLE.search(text, before, line.start()) and len(tables[-1][-1]) == len(row):
            tables[-1].append(row)
        else:
            tables.append([row])
        before = line.end()
    return [rows for rows in tables if len(rows) > 1]


def _cells(text: str, start: int, end: int) -> Row:
    """The cells of a line, those without words too; a mark at its beginning, and then one at its end, parts none."""
    start, end = _trimmed(text, start, end)
    if text[start] == "|":
        start, end = start + 1, end - (text[end - 1] == "|")
    row = []
    for cell in text[start:end].split("|"):
        row.append(_trimmed(text, start, start + len(cell)))
        start += len(cell) + 1
    return row


def _cell(question: str, text: str, rows: Sequence[Row], start: int, end: int) -> Span | None:
    header, *body = rows
    if _may_be_a_name(question, text, rows, start, end):
        return None
    asked = set(_stems(question))
    row = _most_named(asked, text, [row[0] for row in body])
    if row is None:
        return _of_another_row(question, text, rows, start, end)
    cells = body[row]
    name = set(_stems(text[slice(*cells[0])]))
    if start < header[-1][1] and 2 * len(name & asked) <= len(name):
        return None  # the reader points at no row, and the question names this one by half
    column = _column(question, text, header, cells)
    if column is not None:
        return cells[column]
    if len(cells) == 2:
        return cells[1]
    fitting = [cell for cell in cells[1:] if asks_form(question) and form_fits(question, text[slice(*cell)])]
    if len(fitting) == 1:
        return fitting[0]
    columns = [number for cells in rows for number, cell in enumerate(cells) if cell[0] <= start < cell[1]]
    return cells[columns[0]] if columns and columns[0] else None


def _may_be_a_name(question: str, text: str, rows: Sequence[Row], start: int, end: int) -> bool:
    """Whether `text[start:end]` is in a row's name or a heading, and neither a unit nor a heading that is asked for."""
    header, *body = rows
    if is_bare_unit(question, text[start:end]) or not any(
        first <= start and end <= last for first, last in [*header, *(row[0] for row in body)]
    ):
        return False
    own = set(_stems(text[start:end]))
    return start >= header[-1][1] or not own or not own <= set(_stems(question)) or _CHOICE.search(question) is not None


def _column(question: str, text: str, header: Row, cells: Row) -> int | None:
    """The number of the column whose heading has all its words in the question, or is meant, or has most of them."""
    asked = set(_stems(question))
    names, values = ([text[slice(*cell)] for cell in row[1:]] for row in (header, cells))
    whole = [number for number, name in enumerate(names) if (words := set(_stems(name))) and words <= asked]
    if len(whole) == 1:
        return whole[0] + 1
    if found := meant(question, names, values):
        return found[0] + 1
    most = _most_named(asked, text, header[1:])
    return None if most is None else most + 1


def _of_another_row(question: str, text: str, rows: Sequence[Row], start: int, end: int) -> Span | None:
    """The cell in the column that the question names, of the row that it means or in which `text[start:end]` stands."""
    header, *body = rows
    asked = set(_stems(question))
    names = [set(_stems(text[slice(*cell)])) for cell in header[1:]]
    named = [number + 1 for number, words in enumerate(names) if words and words <= asked]
    if len(named) != 1 or not asks_form(question):
        return None
    column = [cells[named[0]] for cells in body]
    found = meant(question, [text[slice(*cells[0])] for cells in body], [text[slice(*cell)] for cell in column])
    own = [cells[named[0]] for cells in body if cells[0][1] <= start and end <= cells[-1][1]]
    place = column[found[0]] if found else next(iter(own), None)
    if place is None or not form_fits(question, text[slice(*place)]):
        return None
    return place if not set(_stems(text[slice(*place)])) & asked else None


def _most_named(asked: set[str], text: str, cells: Sequence[Span]) -> int | None:
    """Which cell has most of its words in the question, all rather than some; None where none has any, or two have as
    many.
    """
    names = [set(_stems(text[slice(*cell)])) for cell in cells]
    counts = [(len(asked & name), name <= asked) for name in names]
    most = max(counts, default=(0, False))
    return counts.index(most) if most[0] and counts.count(most) == 1 else None


def _stems(text: str) -> list[str]:
    return stems(" ".join(content_words(text)))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()) if piece.strip() else end
