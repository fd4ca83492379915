"""The cell that a question seeks by what else its row says: the name of the one row with 415 for "which department has
number 415".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from index.passages import Span
from qa.cell_words import implied_words, is_of_something_else, restricts
from qa.grounding import content_words, stems
from qa.meant_name import is_person
from qa.named_table import NamedTable, Words, named_tables, words
from qa.stop_words import STOP_WORDS

_SEEKS = re.compile(
    r"^(?:(?:on|in|at|to|from|for|of|with|under|by) )?(?:which|what)\b(?P<rest>.*)|^(?:who|whose)\b(?P<of_person>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MANY = re.compile(r"^\W*(?:other|else|all|one)\b", re.IGNORECASE)
_IS = re.compile(r"(?:is|are|was|were|has|have|had|do|does|did)\b", re.IGNORECASE)
_HAS = re.compile(r"\b(?:has|have|with|contains?|includes?|offers?)\b", re.IGNORECASE)
_WITHOUT = re.compile(  # what stands below is what the row has not, or has no more
    r"\b(?:missing|lacks?|lacking|free|excluded|excluding|closed|off|banned|needed|required|wanted|due|lost|absent|last|next)\b",
    re.IGNORECASE,
)
_COMMA, _POINT = re.compile(r"(?<=\d),(?=\d{3}\b)"), re.compile(r"(?<=\d)\.(?=\d)")
_PARTED = re.compile(r"[,;/•]| and | or | & |\n")
_PLAIN_VERBS = Words(
    stems("happen contain include offer allow locate belong list work hold held sit live give given mean call")
)
_OF_ANY_ROW = Words(  # headings that say no more than the value's own kind
    stems(
        "name title number code id day date time hour when year month floor place room where location address city "
        "town country region type kind category colour size price cost charge fare per meaning description purpose"
    )
)


@dataclass(frozen=True)
class _Asked:
    """What a question seeks, without the word that asks, and the stems of its words in their order."""

    question: str
    person: bool
    order: Sequence[str]
    thing: Words  # the first words up to a small one: "department" of "department has number 415"
    says_verb: bool  # whether there is more in it than what is sought: "ferry departs" of "ferry departs at 9:15"

    @property
    def words(self) -> Words:
        return Words(self.order)


def sought_cells(question: str, text: str, title: str, first_line: str) -> list[tuple[Span, Span]]:
    """(start, end) of the cell that the question seeks and of its row, of each table with one.

    The one row has every word that the question has beside the heading of what it seeks, with a cell's words or one
    item's of it whole; the others stand in the headings of such cells, the title, the caption or the document's first
    line.
    """
    asked = _asked(question)
    if asked is None:
        return []
    around = words(f"{title} {first_line}")
    found = (_in_table(asked, text, table, around) for table in named_tables(text))
    return [place for place in found if place]


def _asked(question: str) -> _Asked | None:
    seeks = _SEEKS.match(" ".join(question.split()))
    if not seeks:
        return None
    person = seeks["of_person"] is not None
    rest = seeks["of_person"] if person else seeks["rest"]
    order = [stem for word in content_words(_COMMA.sub("", rest)) for stem in _stems(word)]
    if _MANY.match(rest) or not order:
        return None
    thing = [*takewhile(lambda word: word.lower() not in STOP_WORDS, rest.split())]
    says_verb = not _IS.match(" ".join(rest.split()[len(thing) :]))
    return _Asked(rest, person, order, Words(_stems(" ".join(thing))), says_verb)


def _in_table(asked: _Asked, text: str, table: NamedTable, around: Words) -> tuple[Span, Span] | None:
    header, *body = ([text[slice(*cell)] for cell in row] for row in table.rows)
    sought = _column(asked, header, body)
    if sought is None:
        return None
    own = _stems(header[sought]) if set(_stems(header[sought])) <= asked.words else []
    rest = asked.words.difference(own)
    about = around | words(table.caption)
    rows = [
        number for number, cells in enumerate(body) if _has(asked, rest, header, cells, sought, about, table.caption)
    ]
    if len(rows) != 1 or not body[rows[0]][sought].strip(" –—-*_"):
        return None
    cells = table.rows[rows[0] + 1]
    return cells[sought], (cells[0][0], cells[-1][1])


def _column(asked: _Asked, header: Sequence[str], body: Sequence[Sequence[str]]) -> int | None:
    """The number of the column of what is sought: the one whose heading comes first, the one with persons for "who";
    the first for "what is at 14:05", which names none.
    """
    if asked.person:
        persons = [
            number for number in range(len(header)) if all(is_person(header[number], row[number]) for row in body)
        ]
        return persons[0] if len(persons) == 1 else None
    headings = [set(_stems(heading)) for heading in header]
    found = [number for number, own in enumerate(headings) if own and own <= asked.thing]
    if len(found) == 1 or (found and asked.says_verb):
        return min(found, key=lambda number: min(asked.order.index(stem) for stem in headings[number]))
    bare = re.match(r"^['’]?s? *(?:is|are|was|were|happens|costs?)\b", asked.question.lstrip(), re.IGNORECASE)
    return 0 if bare and not found else None


def _has(
    asked: _Asked, rest: Words, header: Sequence[str], cells: Sequence[str], sought: int, about: Words, caption: str
) -> bool:
    """Whether a row tells all that is asked beside what is sought."""
    others = [number for number in range(len(cells)) if number != sought]
    told = {number: rest & {*_stems(cells[number])} for number in others}
    telling = [
        number
        for number in others
        if told[number] and _tells(asked, rest, header[number] if number else "", cells[number])
    ]
    if not telling:
        return False
    names = " ".join(f"{header[number]} {cells[number]}" for number in telling)
    headings = Words(stem for number in telling for stem in _stems(header[number]))
    known = headings.union(*(told[number] for number in telling), (word for word in rest if _doers(word) & headings))
    if is_of_something_else(asked.question, known, names, caption):
        return False
    return not rest - known - about - _PLAIN_VERBS - implied_words("", names, caption)


def _tells(asked: _Asked, rest: Words, heading: str, cell: str) -> bool:
    """Whether the question has a whole item of the cell, and its heading or none that would change what it says.

    A row's name stands under none.
    """
    items = [set(_stems(item)) for item in _PARTED.split(_COMMA.sub("", cell))]
    if not any(item and item <= rest for item in items):
        return False
    own = Words(_stems(heading))
    done = {doer for word in rest for doer in _doers(word)}
    if restricts(heading) or _WITHOUT.search(heading):
        return {*heading.lower().split()} <= {*asked.question.lower().split()}
    if own <= {*rest, *done, *_OF_ANY_ROW}:
        return True
    return is_person(heading, cell) or (_HAS.search(asked.question) is not None and not cell.strip().isdigit())


def _doers(verb: str) -> set[str]:
    """The stems of who does what a verb's stem says: "winner" of "win"."""
    return {f"{verb}er", f"{verb}or", f"{verb}r", f"{verb}{verb[-1]}er"}


def _stems(text: str) -> list[str]:
    """The stems of all that is said but for small words: "07" as "7", "1,000" as "1000", "9.50" as one."""
    plain = _POINT.sub("d", _COMMA.sub("", text))
    return [stem.lstrip("0") or "0" if stem.isdigit() else stem for stem in words(plain)]
