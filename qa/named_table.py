"""The tables of a text with the words of their rows' names, headings and captions."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from qa.grounding import content_words, stems
from qa.table import Row, tables_of

NEAR, LONGEST_CAPTION = 500, 100  # characters around a table, and of a line there that tells what it is of
_ASIDE = re.compile(r"\([^()]*\)|['’]s\b")
_BRACKET = re.compile(r"[()]")
_UNIT = re.compile(r"(?<=\d)(?=(?:kg|g|km|cm|mm|m|gb|mb|ml|l|h|hrs?|min)\b)", re.IGNORECASE)
_MAY = re.compile(r"\bMay\b|\bmay(?= \d|\W*$)|\b(?:in|for|of|during|since) may\b")  # the month
_NUMBERED = re.compile(r"\W*(?:table|tab\.|figure|fig\.)\s", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?]\W*$")

Words = frozenset[str]


@dataclass(frozen=True)
class NamedTable:
    """Its rows, its headings first, the short line that tells what it is of, and the words of each name.

    `counts` says in how many of the text's tables a word is in a name or the caption.
    """

    rows: Sequence[Row]
    caption: str
    row_names: Sequence[Words]
    column_names: Sequence[Words]  # without the first column's
    counts: Counter[str]

    @property
    def names(self) -> Words:
        """The words of all rows' names and headings."""
        return Words().union(*self.row_names, *self.column_names)

    def names_beside(self, asked: Words, about: Words) -> Words:
        """The words of all rows' names and headings that are asked whole, and of the others' those that are not of what
        the table is about: "Foods" of Tarrant Foods is no "baby food".
        """
        named = (name for name in (*self.row_names, *self.column_names) if name <= asked)
        return (self.names - about).union(*named)

    def named_elsewhere(self, asked: Words) -> Words:
        """Those of the words that another table has in a name or its caption."""
        own = self.names | words(self.caption)
        return Words(word for word in asked if self.counts[word] > (word in own))


@lru_cache(maxsize=32)
def named_tables(text: str) -> Sequence[NamedTable]:
    """The tables of two columns and more, each with a heading; not those whose headings go over several columns or
    lines.
    """
    tables: list[NamedTable] = []
    counts: Counter[str] = Counter()
    found = tables_of(text)
    below = _captions_stand_below(text, found)
    for rows in found:
        caption = _below(text, rows) if below else _above(text, rows)
        row_names = _told_apart([text[slice(*cells[0])] for cells in rows[1:]])
        column_names = [words(text[slice(*cell)]) for cell in rows[0][1:]]
        table = NamedTable(rows, caption, row_names, column_names, counts)
        counts.update(table.names | words(caption))
        if column_names and all(text[slice(*cell)].strip() for cell in rows[0][1:]):
            tables.append(table)
    return tables


def _told_apart(names: Sequence[str]) -> list[Words]:
    """The words of each name, those in brackets too where two are alike without."""
    plain = [words(name) for name in names]
    return [
        words(_BRACKET.sub(" ", name)) if plain.count(own) > 1 else own for name, own in zip(names, plain, strict=True)
    ]


def _captions_stand_below(text: str, tables: Sequence[Sequence[Row]]) -> bool:
    """Whether "Table 1" stands below the first table and nothing of the kind above it."""
    if not tables or _NUMBERED.match(_above(text, tables[0])):
        return False
    return _NUMBERED.match(_below(text, tables[0])) is not None


def _above(text: str, rows: Sequence[Row]) -> str:
    """The last short line above a table; empty where that is another one's or ends a sentence."""
    begins = text.rfind("\n", 0, rows[0][0][0]) + 1
    return _caption(text[max(0, begins - NEAR) : begins].split("\n")[::-1])


def _below(text: str, rows: Sequence[Row]) -> str:
    """The first short line below it, likewise."""
    ends = rows[-1][-1][1]
    return _caption(text[ends : ends + NEAR].split("\n")[1:])


def _caption(lines: Sequence[str]) -> str:
    line = next((line for line in lines if line.strip() and len(line) <= LONGEST_CAPTION), "")
    return "" if "|" in line or (_SENTENCE_END.search(line) and not _NUMBERED.match(line)) else line


def words(text: str) -> Words:
    """The stems of what a text says, notes in brackets and the mark of an owner aside, "5kg" being two words."""
    said = stems(" ".join(content_words(_UNIT.sub(" ", _ASIDE.sub("", text)))))
    return Words([*said, "may"] if _MAY.search(text) else said)
