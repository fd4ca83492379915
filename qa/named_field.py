"""The field of a record that a question names or means: of "Weight: 9.8 kg" on its page "how heavy is the Drift 40"."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from index.passages import Span
from index.turns import turns
from qa.cell_words import implied_words, is_of_something_else
from qa.grounding import stems
from qa.heading import MOST_WORDS
from qa.meant_name import meanings, meant_by, restriction
from qa.named_table import Words, words
from qa.record import FIELD, record_around

FEWEST_FIELDS = 2  # of a record, one below the other
LONGEST_VALUE = 120  # characters; more are a paragraph that begins with a word and a colon
KEPT = 32  # texts
_OF_A_LETTER = frozenset(  # or a report: what it says of itself
    {"from", "to", "cc", "sent", "subject", "reply-to", "re", "ref", "our ref", "reference", "version", "prepared by"}
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SENTENCE = re.compile(r"(?:\S+\s+){3,}\S*[.!?]\W*")
_YEARS = re.compile(r"\b\d{4} ?(?:to|–|-) ?\d{4}\b")
_OF_NOW = re.compile(r"\b(?:is|are|do|does|now|current\w*)\b", re.IGNORECASE)
_LASTS = re.compile(r"\blasts?\b", re.IGNORECASE)
_UNDERLINE = re.compile(r"\W*")
_ITEM_OR_ROW = re.compile(r"\s*(?:[-*+•]\s|\d{1,2}[.)]\s)|.*\|")
_ENDS_A_RECORD = re.compile(r"\n?\Z|\n[^\S\n]*\n|\n[^\S\n]*(?:[-*+•#|])")
_GENERAL = frozenset(  # of headings that tell of no other thing than the document
    stems(
        "specification specifications technical details detail contact contacts facts fact key data information "
        "overview summary particulars glance profile general features product main basic basics at a the and of"
    )
)
_OF_ONE = frozenset(
    {
        "name",
        "company",
        "contact",
        "supplier",
        "agent",
        "client",
        "customer",
        "product",
        "model",
        "item",
        "action",
        "task",
    }
    | {"event", "project", "course", "employee", "member", "patient"}
)

Fields = Sequence[re.Match[str]]


def named_fields(question: str, text: str, title: str, first_line: str) -> list[tuple[Span, Span]]:
    """(start, end) of the value and of the line of the field in each record whose name the question has or means.

    Its other words all stand in the title, the document's first line, or the lines above the record, and there is one
    at least. A record under a heading of its own, or of a name of its own, answers only to a word of that.
    """
    asked = words(question)
    about = words(title if FIELD.match(first_line) else f"{title} {first_line}")
    fields = (_named(question, asked, text, about, record) for record in _records(text))
    return [(_value(field), field.span()) for field in fields if field]


class _Record(NamedTuple):
    """Its fields, the words of the name of each, those in its brackets, and the lines above that tell what it is of."""

    fields: Fields
    names: Sequence[Words]
    restricted: Sequence[Words]
    heads: Sequence[str]


@lru_cache(maxsize=KEPT)
def _records(text: str) -> Sequence[_Record]:
    records: list[_Record] = []
    fields = list(FIELD.finditer(text))
    lines = text.split("\n")
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    headings = list(accumulate((n if _is_heading(lines, n) else -1 for n in range(len(lines))), max))
    at = 0
    while at < len(fields):
        record = record_around(text, fields, at)
        at += len(record)
        if len(record) >= FEWEST_FIELDS and _is_one(text, record):
            names = [words(_IN_BRACKETS.sub("", field["name"])) for field in record]
            restricted = [words(restriction(field["name"])) for field in record]
            line = bisect_right(starts, record[0].start()) - 1
            records.append(_Record(record, names, restricted, _heads(lines, headings, line)))
    return records


def _named(question: str, asked: Words, text: str, about: Words, one: _Record) -> re.Match[str] | None:
    """The field of a record that is asked for, where the question's other words tell of that record alone."""
    record, names, _, heads = one
    chosen = _chosen(question, asked, one)
    if chosen is None or not _tells_shortly(text, record, chosen[0]):
        return None
    number, said = chosen
    if _LASTS.search(question) and said != names[number] and about - _GENERAL - asked:
        return None  # "boiler service" has a duration, a boiler has not
    field, rest = record[number], asked - said
    if not rest or rest & Words().union(*names) - names[number] - about:
        return None
    around = " ".join((*heads, _name_of_its_own(record, number)))
    if (own := words(around) - about - _GENERAL) and not own & asked:
        return None
    restricting = around if _OF_NOW.search(question) else _YEARS.sub("", around)
    if is_of_something_else(question, said, field["name"], restricting):
        return None
    value = field["value"]
    units = " ".join(word for word in value.split() if not any(map(str.isupper, word)))
    known = about | words(around) | implied_words(value, units, "")
    return None if rest - known - words(record[0]["value"] if number else "") else field


def _is_one(text: str, record: Fields) -> bool:
    """Whether lines are fields: not those above a letter, and nobody's turns."""
    names = [field["name"].lower() for field in record]
    if len(set(names)) < len(names) or any(name in _OF_A_LETTER for name in names):
        return False
    return not any(turn.start <= record[0].start("name") < turn.end for turn in turns(text))


def _chosen(question: str, asked: Words, one: _Record) -> tuple[int, Words] | None:
    """The field that is named, by most words, or else meant, and the question's words for it; None in doubt.

    What a name has in brackets restricts it, and has to be asked for.
    """
    record, names, restricted, _ = one
    whole = [number for number, name in enumerate(names) if name and name <= asked]
    longest = [number for number in whole if not any(names[number] < names[other] for other in whole)]
    if whole:
        said = [number for number in longest if restricted[number] and restricted[number] <= asked] or longest
        sure = len(said) == 1 and restricted[said[0]] <= asked
        return (said[0], names[said[0]] | restricted[said[0]]) if sure else None
    pairs = [field["name"] for field in record], [field["value"] for field in record]
    for meaning in meanings(question):
        found = meant_by(meaning, *pairs)
        if len(found) == 1:
            return None if restricted[found[0]] else (found[0], meaning.said & asked)
    return None


def _tells_shortly(text: str, record: Fields, number: int) -> bool:
    """Whether a field's value is short, no sentence, and goes over no line's end."""
    value = record[number]["value"]
    if len(value) > LONGEST_VALUE or _SENTENCE.fullmatch(value):
        return False
    return number + 1 < len(record) or _ENDS_A_RECORD.match(text, record[number].end()) is not None


def _heads(lines: Sequence[str], headings: Sequence[int], number: int) -> list[str]:
    """The lines right above the one with that number, and the heading above these: `headings` has each line's last."""
    first = number
    while first and lines[first - 1].strip() and not FIELD.match(lines[first - 1]):
        first -= 1
    own = " ".join(line for line in reversed(lines[first:number]) if not _UNDERLINE.fullmatch(line))
    above = headings[first - 1] if first else -1
    return [one for one in (own, lines[above] if above >= 0 and not own else "") if one]


def _is_heading(lines: Sequence[str], number: int) -> bool:
    line = lines[number].strip()
    if number and lines[number - 1].strip():
        return False
    if (
        not line
        or len(line.split()) > MOST_WORDS
        or line[-1] in ".!?:;,"
        or FIELD.match(line)
        or _ITEM_OR_ROW.match(line)
    ):
        return False
    return any(character.isalpha() for character in line)


def _name_of_its_own(record: Fields, number: int) -> str:
    """What the record's first field calls it: "Ada Reed" of "Name: Ada Reed"."""
    first = record[0]
    return first["value"] if number and first["name"].lower() in _OF_ONE else ""


def _value(field: re.Match[str]) -> Span:
    start = field.start("value")
    return start, start + len(field["value"].rstrip())
