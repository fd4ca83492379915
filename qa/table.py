"""The cell of a table, or the field of a record, that a question names.

Read as running text, a row's figures stand before the next row's name, and the reader takes them for that one's.
"""

import re
from collections.abc import Sequence

from index.passages import Span
from qa.answer_form import asks_form, form_fits, is_bare_unit
from qa.grounding import content_words, stems

_ROW = re.compile(r"^[^\S\n]*+\|?+[^\n|]*+(?:\|[^\n|]*+)++$", re.MULTILINE)
_RULE = re.compile(r"[\s|:-]*")  # between a Markdown table's header and its rows
_HTML_ROW = re.compile(r"<tr\b[^<>]*+>((?:(?!</?tr\b).)*+)</tr>", re.IGNORECASE | re.DOTALL)  # within Markdown
_HTML_CELL = re.compile(r"<t[dh]\b[^<>]*+>([^<]*+)</t[dh]>", re.IGNORECASE)
_HTML_OPENING = re.compile(r"<t[dh]\b", re.IGNORECASE)
_HTML_TABLE = re.compile(r"<table\b", re.IGNORECASE)
_FIELD = re.compile(r"^[^\S\n]*+(?P<name>[^\W_][^\n:|]{0,40}?)[^\S\n]*:[^\S\n]+(?P<value>\S[^\n]*)$", re.MULTILINE)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_ASKS_FOR_NO_FIELD = re.compile(r"\b(?:who|whom|whose|when|where|why|how (?!much\b))", re.IGNORECASE)
_ELSEWHERE = re.compile(  # the row that is named is not the one that is asked for
    r"\b(?:after|before|besides?|than|not|no|other|another|except|same|against|with|without|sa(?:y|id|ys))\b",
    re.IGNORECASE,
)
FEWEST_FIELDS = 3  # lines of a record, one below the other

Row = list[Span]  # its cells


def cell_asked_for(question: str, text: str, start: int, end: int) -> Span | None:
    """(start, end) of the cell that the question names, where `text[start:end]` stands in a table or a record.

    In a table, the cell of the row whose first cell the question names, in the column whose heading it names; where it
    names none, in that with the only cell of the form asked for, or in the column of `text[start:end]`. In a record,
    lines as "Role: Chair", the value whose name the question has; where that is two words or more, and all that is
    asked ("Signed for the Client"), also to a question of who, and of two lines. None in doubt, where that is the place
    already, and where `text[start:end]` is the name of a row or column, which may be what is asked for.
    """
    if _ELSEWHERE.search(question):
        return None
    for rows in tables_of(text):
        if rows[0][0][0] <= start < rows[-1][-1][1]:
            place = _cell(question, text, rows, start, end)
            return place if place and place[0] < place[1] and not (place[0] <= start and end <= place[1]) else None
    return _field(question, text, start, end)


def row_and_heading(text: str, start: int, end: int, ruled: bool = True) -> list[Span]:
    """(start, end) of the headings of the table in which `text[start:end]` stands and of its row, each from the first
    cell to the last; empty where it stands in none, in the headings, or in several rows.

    With `ruled`, only of a Markdown table with a rule below its headings: another's first row may be no heading.
    """
    for header, *body in _tables(text):
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
    """The rows of each table, the cells of each; rows of one table have as many cells and stand one below the other."""
    tables: list[list[Row]] = []
    before = -1
    for line in _ROW.finditer(text):
        if _RULE.fullmatch(line[0]):
            before = line.end()
            continue
        row = _cells(text, *line.span())
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
    named = any(first <= start and end <= last for first, last in [*header, *(row[0] for row in body)])
    if named and not is_bare_unit(question, text[start:end]):
        return None
    asked = set(_stems(question))
    row = _most_named(asked, text, [row[0] for row in body])
    if row is None:
        return None
    cells = body[row]
    column = _most_named(asked, text, header[1:])
    if column is not None:
        return cells[column + 1]
    if len(cells) == 2:
        return cells[1]
    fitting = [cell for cell in cells[1:] if asks_form(question) and form_fits(question, text[slice(*cell)])]
    if len(fitting) == 1:
        return fitting[0]
    columns = [number for cells in rows for number, cell in enumerate(cells) if cell[0] <= start < cell[1]]
    return cells[columns[0]] if columns and columns[0] else None


def _field(question: str, text: str, start: int, end: int) -> Span | None:
    fields = list(_FIELD.finditer(text))
    at = next((number for number, field in enumerate(fields) if field.start() <= start < field.end()), None)
    if at is None:
        return None
    record = _record(text, fields, at)
    asked = set(_stems(question))
    values = {word for field in record for word in _stems(field["value"])}
    names = [set(_stems(_IN_BRACKETS.sub("", field["name"]))) for field in record]
    named = [place for place, words in enumerate(names) if words and words <= asked - values]
    field = record[named[0]] if len(named) == 1 else fields[at]
    if field is not fields[at] and names[named[0]] == asked and len(asked) > 1:
        return field.span("value") if form_fits(question, field["value"]) else None
    if len(record) < FEWEST_FIELDS:
        return None
    fits = asks_form(question) and form_fits(question, text[start:end])
    leave = fits or _ASKS_FOR_NO_FIELD.search(question)
    place = (fields[at] if leave else field).span("value")
    return place if not (place[0] <= start and end <= place[1]) else None


def _record(text: str, fields: Sequence[re.Match[str]], at: int) -> list[re.Match[str]]:
    """The fields that stand one below the other around the one at that place."""
    first = last = at
    while first > 0 and text[fields[first - 1].end() : fields[first].start()] == "\n":
        first -= 1
    while last + 1 < len(fields) and text[fields[last].end() : fields[last + 1].start()] == "\n":
        last += 1
    return list(fields[first : last + 1])


def _most_named(asked: set[str], text: str, cells: Sequence[Span]) -> int | None:
    """Which cell has most of its words in the question; None where none has any, or two have as many."""
    counts = [len(asked & set(_stems(text[slice(*cell)]))) for cell in cells]
    most = max(counts, default=0)
    return counts.index(most) if most and counts.count(most) == 1 else None


def _stems(text: str) -> list[str]:
    return stems(" ".join(content_words(text)))


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()) if piece.strip() else end
