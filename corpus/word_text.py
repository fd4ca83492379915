"""The text of a Word document's body: paragraphs, tables, lists, notes, boxes and formulas."""

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from corpus.raised import raised
from corpus.table_row import LONGEST_CELL, table_row
from corpus.word_lists import WORD, WordLists

MOST_DIGITS = 2  # of the columns that a cell goes over: Word lets a table have 63
PARAGRAPH, TABLE, TABLE_ROW, CELL, RUN = WORD + "p", WORD + "tbl", WORD + "tr", WORD + "tc", WORD + "r"
BOX = WORD + "txbxContent"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
REMOVED = frozenset(
    {WORD + "rt", WORD + "del", WORD + "moveFrom", WORD + "rPr", WORD + "pPr", WORD + "instrText", FALLBACK}
)
MARKS = {PARAGRAPH: "\n", WORD + "tab": "\t", WORD + "br": "\n", WORD + "cr": "\n", WORD + "noBreakHyphen": "-"}
NOTES = {WORD + "footnoteReference": "footnote", WORD + "endnoteReference": "endnote"}
OFF = ("0", "false", "off")
ITEM = re.compile(r"- |\d{1,2}[.)] ")  # the mark of an item that stands directly below the one before

Notes = dict[tuple[str, str], Any]  # (kind, id) to the element that holds the note


class Block(NamedTuple):
    """A paragraph or a row of a table; an item stands directly below another one."""

    text: str
    is_item: bool = False


class WordText:
    """Reads the body of one document, once: its lists and notes are counted."""

    def __init__(self, lists: WordLists, notes: Notes) -> None:
        self._lists, self._notes = lists, notes
        self._cited: dict[tuple[str, str], int] = {}

    def read(self, body: Any) -> str:
        """The paragraphs with a blank line between them, each note below the paragraph or row that it belongs to."""
        text, after_item = "", False
        for block in self._blocks(body):
            if block.text:
                text += ("\n" if after_item and block.is_item else "\n\n" if text else "") + block.text
                after_item = block.is_item
        return text

    def _blocks(self, container: Any) -> Iterator[Block]:
        for element in container.iterchildren():
            if element.tag == PARAGRAPH:
                yield self._paragraph(element)
                yield from self._boxes(element)
                yield from self._new_notes()
            elif element.tag == TABLE:
                yield from self._table(element)
            elif element.tag not in REMOVED:
                yield from self._blocks(element)

    def _paragraph(self, element: Any) -> Block:
        if element.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None:
            return Block(text_of(element, self._cite))
        mark, text = self._lists.mark(element), text_of(element, self._cite)
        if not text or not mark:
            return Block(text)
        return Block(mark + text.replace("\n", "\n  "), bool(ITEM.fullmatch(mark)))

    def _boxes(self, paragraph: Any) -> Iterator[Block]:
        for box in paragraph.iter(BOX):
            removed = any(outer.tag in REMOVED for outer in box.iterancestors())
            if next(box.iterancestors(PARAGRAPH)) is paragraph and not removed:
                yield from self._blocks(box)

    def _new_notes(self) -> Iterator[Block]:
        """The notes that were cited since."""
        for key in [key for key in self._cited if key in self._notes]:
            yield Block(f"{self._cite(key)} {text_of(self._notes.pop(key), self._cite)}".strip())

    def _table(self, table: Any) -> Iterator[Block]:
        above: dict[int, str] = {}  # the words of the cell that goes on into the next row, by its column
        for row in _own(table, TABLE_ROW):
            cells = [""] * _number(row.find(f"{WORD}trPr/{WORD}gridBefore"))
            for cell in _own(row, CELL):
                column, text = len(cells), " ".join(text_of(cell, self._cite, boxes=True).split())
                merged = cell.find(f"{WORD}tcPr/{WORD}vMerge")
                if merged is None:
                    above.pop(column, None)
                elif merged.get(WORD + "val", "continue") == "restart":
                    above[column] = text if len(text) <= LONGEST_CELL else ""
                else:
                    text = text or above.get(column, "")
                cells += [text, *[""] * (_number(cell.find(f"{WORD}tcPr/{WORD}gridSpan")) - 1)]
            yield Block(table_row(cells))
        yield from self._new_notes()

    def _cite(self, key: tuple[str, str]) -> str:
        """The mark of a note, the same each time."""
        return (
            f"[{self._cited.setdefault(key, len(self._cited) + 1)}]" if key in self._notes or key in self._cited else ""
        )


def text_of(element: Any, cite: Callable[[tuple[str, str]], str] | None = None, boxes: bool = False) -> str:
    """The text of a paragraph or cell; paragraphs inside it begin on a new line. Boxes are left out, or taken too."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    walk = iterwalk(element, events=("start", "end"))
    for event, inner in walk:
        if event == "end":
            found = "\n" if inner.tag == BOX and boxes else ""
        elif inner.tag in REMOVED or (inner.tag == BOX and not boxes) or (inner.tag == RUN and _is_hidden(inner)):
            walk.skip_subtree()
            found = ""
        elif inner.tag in (WORD + "t", FORMULA_TEXT):
            found = inner.text or ""
            found = raised(found, "".join(pieces[-2:])) if _is_raised(inner.getparent()) else found
        elif inner.tag in NOTES and cite:
            found = cite((NOTES[inner.tag], inner.get(WORD + "id", "")))
        else:
            found = MARKS.get(inner.tag, "")
        if found:
            pieces.append(found)
    return "".join(pieces).strip()


def notes_of(kind: str, part: Any) -> Notes:
    """The footnotes or endnotes in a part, by kind and id; not the lines that separate them from the text."""
    found = part.iterchildren(WORD + kind)
    return {(kind, note.get(WORD + "id", "")): note for note in found if note.get(WORD + "type", "normal") == "normal"}


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{WORD}rPr/{WORD}vanish")
    return hidden is not None and hidden.get(WORD + "val", "true") not in OFF


def _is_raised(run: Any) -> bool:
    place = run.find(f"{WORD}rPr/{WORD}vertAlign")
    return place is not None and place.get(WORD + "val") == "superscript"


def _number(element: Any) -> int:
    """The number of columns that an element states, 0 where it is missing or malformed."""
    stated = "" if element is None else element.get(WORD + "val", "")
    return int(stated) if stated.isdecimal() and len(stated) <= MOST_DIGITS else 0


def _own(container: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, wrapped or not, without those of tables inside it."""
    for element in container.iter(tag):
        if next(element.iterancestors(container.tag)) is container:
            yield element
