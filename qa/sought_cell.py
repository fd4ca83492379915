"""The cell that a question seeks by what else its row says: the name of the one row with 415 for "which department has
number 415".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from index.passages import Span
from qa.cell_words import implied_words, is_of_something_else
from qa.grounding import stems
from qa.meant_name import is_person
from qa.named_table import NamedTable, Words, named_tables, words
from qa.stop_words import STOP_WORDS
from qa.telling_cell import Said, doers, figure_stems, tells

MOST_ROWS = 5  # that are listed; of more the question has said too little
_SEEKS = re.compile(
    r"^(?:(?:on|in|at|to|from|for|of|with|under|by) )?(?:which|what)\b(?P<rest>.*)|^(?:who|whose)\b(?P<of_person>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BARE = re.compile(  # "what is at 14:05", "what costs £9": of what stands first in a row
    r"^['’]?s? *(?:(?:is|are|was|were|happens) (?:(?:on|in|at|under|above|behind|beside) |\W*\d)|costs?\b)",
    re.IGNORECASE,
)
_OPEN = re.compile(  # what is sought is more than one, or something near what is said
    r"^\W*(?:other|else|all|one)\b|"
    r"\b(?:about|around|nearly|almost|roughly|or more|or less|will|would|should|could|might)\b",
    re.IGNORECASE,
)
_IS = re.compile(r"(?:is|are|was|were|has|have|had|do|does|did)\b", re.IGNORECASE)
_PLAIN_VERBS = Words(stems("happen contain include offer allow locate belong list work held live given mean"))


@dataclass(frozen=True)
class _Sought:
    """What a question seeks: a person, or a thing by the stems of the heading that it may stand under."""

    said: str  # the question without the word that asks
    person: bool
    thing: Sequence[str]  # up to the first small word: "department" of "department has number 415"
    with_verb: bool  # whether there is more in it than the thing: "ferry departs" of "ferry departs at 9:15"


def sought_cells(question: str, text: str, title: str, first_line: str) -> list[list[tuple[Span, Span]]]:
    """(start, end) of each cell that the question seeks and of its row, of each table with some, MOST_ROWS at most.

    Their rows have every word that the question has beside the heading of what it seeks, with a cell's words or one
    item's of it whole; the others stand in the headings of such cells, the title, the caption or the document's first
    line.
    """
    sought = _sought(question)
    if sought is None:
        return []
    about = words(f"{title} {first_line}")
    found = (_in_table(sought, text, table, about) for table in named_tables(text))
    return [places for places in found if places]


def _sought(question: str) -> _Sought | None:
    seeks = _SEEKS.match(" ".join(question.split()))
    if not seeks:
        return None
    said = (seeks["rest"] or seeks["of_person"] or "").strip()
    if _OPEN.search(said) or not figure_stems(said):
        return None
    thing = [*takewhile(lambda word: word.lower() not in STOP_WORDS, said.split())]
    with_verb = not _IS.match(" ".join(said.split()[len(thing) :]))
    return _Sought(said, seeks["of_person"] is not None, stems(" ".join(thing)), with_verb)


def _in_table(sought: _Sought, text: str, table: NamedTable, about: Words) -> list[tuple[Span, Span]]:
    header, *body = ([text[slice(*cell)] for cell in row] for row in table.rows)
    column = _column(sought, header, body)
    if column is None:
        return []
    own = Words(stems(header[column]))
    asked = figure_stems(sought.said)
    said = Said(sought.said, asked - own if own <= asked else asked)
    beside = about | words(table.caption)
    rows = [
        number for number in range(len(body)) if _is_told(said, header, body, number, column, beside, table.caption)
    ]
    if len(rows) > MOST_ROWS or any(not body[row][column].strip(" –—-*_") for row in rows):
        return []
    found = [table.rows[row + 1] for row in rows]
    return [(cells[column], (cells[0][0], cells[-1][1])) for cells in found]


def _column(sought: _Sought, header: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    """The number of the column of what is sought: the one whose heading comes first, the one with persons for "who";
    the first for "what is at 14:05", which names none.
    """
    numbers = range(len(header))
    if sought.person:
        persons = [number for number in numbers if all(is_person(header[number], row[number]) for row in body)]
        return persons[0] if len(persons) == 1 else None
    headings = [set(stems(heading)) for heading in header]
    found = [number for number in numbers if headings[number] and headings[number] <= {*sought.thing}]
    if len(found) == 1 or (found and sought.with_verb):
        return min(found, key=lambda number: min(sought.thing.index(stem) for stem in headings[number]))
    return 0 if _BARE.match(sought.said) and not found else None


def _is_told(
    said: Said,
    header: Sequence[str],
    body: Sequence[Sequence[str]],
    row: int,
    column: int,
    beside: Words,
    caption: str,
) -> bool:
    """Whether a row tells all that the question says beside what is sought."""
    cells = body[row]
    telling = [
        number
        for number in range(len(cells))
        if number != column
        and tells(said, header[number] if number else "", cells[number], _is_only(header, body, row, number, column))
    ]
    if not telling:
        return False
    headings = Words().union(*(figure_stems(header[number]) for number in telling))
    known = headings.union(*(figure_stems(cells[number]) for number in telling))
    known |= {word for word in said.words if doers(word) & headings}
    names = " ".join(f"{header[number]} {cells[number]}" for number in telling)
    if is_of_something_else(said.text, known, names, caption):
        return False
    return not said.words - known - beside - _PLAIN_VERBS - implied_words("", names, caption)


def _is_only(header: Sequence[str], body: Sequence[Sequence[str]], row: int, column: int, sought: int) -> bool:
    """Whether no other column has a word of the cell, as "GB" of "8 GB", and none but what is sought another person."""
    cells = body[row]
    own = {stem for stem in figure_stems(cells[column]) if stem.isalpha()}
    if any(own & figure_stems(cell) for other in body for number, cell in enumerate(other) if number != column):
        return False
    others = (number for number in range(len(cells)) if number not in (column, sought))
    return not is_person(header[column], cells[column]) or not any(
        is_person(header[number], cells[number]) for number in others
    )
