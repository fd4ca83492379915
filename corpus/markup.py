"""HTML and XML are parsed without following anything outside, and all of a page's text is read."""

import re
from collections.abc import Iterator
from itertools import count, repeat
from typing import Any

from corpus.files import MEGABYTE
from corpus.loaded import UnreadableError
from corpus.table_row import table_row
from corpus.written_out import has_few_words, write_out

LARGEST_MARKUP = 20 * MEGABYTE  # bytes; the parsed tree takes about ten times as much
MOST_ATTRIBUTES = 5_000  # of one tag; the time that the parser takes grows with their square
TAG = re.compile(r"""<[A-Za-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
CHARSET = re.compile(rb"""<[^>]{1,200}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
DECLARED_WITHIN = 4096  # bytes
NOT_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

# The last words of each are names in the trees that trafilatura makes.
PARAGRAPHS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p section summary table tbody tfoot thead tr ul "
    "head item list quote row".split()
)
UNREAD = frozenset(
    "script style template noscript title svg iframe object audio video canvas select button textarea rt rp".split()
)
CELLS = frozenset({"td", "th", "cell"})
LINE_ENDS = frozenset({"br", "lb"})
LISTS, ITEMS = frozenset({"ul", "ol", "list"}), frozenset({"li", "item"})
BULLET = "- "
LONGEST_NUMBER = 6  # digits of the number that a list begins with
CELL_END = "\0"  # no text has it


def declared_encoding(data: bytes) -> str | None:
    """The encoding that an XML declaration or a meta element names at the beginning of a page, or None."""
    found = CHARSET.search(data[:DECLARED_WITHIN])
    return found[1].decode("ascii") if found else None


def parse_html(text: str) -> Any:
    """The root element of an HTML text, or None where it has no element; UnreadableError where it is too much.

    Cells over several rows and raised figures are written out in it.
    """
    from lxml import etree, html

    data = NOT_XML.sub(" ", text).encode("utf-8", "replace")
    _check_size(data)
    if any(max(len(tag[0].split()), tag[0].count("=")) > MOST_ATTRIBUTES for tag in TAG.finditer(text)):
        raise UnreadableError(f"has a tag with more than {MOST_ATTRIBUTES:,} attributes: save it as text or as a PDF")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    if any("depth" in entry.message for entry in parser.error_log):
        raise UnreadableError("nests its elements more than 255 deep, and what is deeper is lost: save it as text")
    if root is not None:
        write_out(root)
    return root


def parse_xml(data: bytes, name: str) -> Any:
    """The root element of the XML file called `name`, no entity of it resolved; UnreadableError where it is broken."""
    from lxml import etree

    _check_size(data)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"has broken XML in {name!r} ({error}): write or download it again") from None


def all_text(root: Any) -> str:
    """All text below an element of HTML that a reader would see, paragraphs with a blank line between them.

    The items of a list stand one below the other, each behind "- " or its number.
    """
    from lxml import etree

    body = root.find("{*}body")  # what is beside it is the head
    root = root if body is None else body
    paragraphs = _Paragraphs()
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in UNREAD:
                walk.skip_subtree()
            elif tag in CELLS and element is not root and _is_of_a_row(element):
                paragraphs.cell(" ".join(all_text(element).split()))
                walk.skip_subtree()
            elif _is_laid_out(element, tag):
                paragraphs.keep("".join(element.itertext()))
                walk.skip_subtree()
            else:
                paragraphs.begin(tag, element)
        else:
            paragraphs.end(tag, element.tail if element is not root else None)
    return "\n\n".join(paragraphs.finished())


def _is_of_a_row(cell: Any) -> bool:
    """Whether the cell has a few words and others beside it: not a part of a page that a table lays out."""
    if cell.getnext() is None and cell.getprevious() is None:
        return False
    return has_few_words(cell)


def _is_laid_out(element: Any, tag: str) -> bool:
    """Whether the line ends and spaces in the element have a meaning."""
    return tag == "pre" or (tag == "code" and any("\n" in text for text in element.itertext()))


class _Paragraphs:
    """Collects the pieces of text between the tags and gives them back as paragraphs without spare white space."""

    def __init__(self) -> None:
        self._done: list[list[str]] = []  # the lines of each paragraph
        self._pieces: list[str] = []
        self._lists: list[Iterator[str]] = []  # the marks of the items to come, of each list that is open
        self._mark = ""  # of the item that begins
        self._after_item = False

    def begin(self, tag: str, element: Any) -> None:
        if tag in PARAGRAPHS:
            self._finish()
        if tag in LISTS:
            self._after_item &= bool(self._lists)
            self._lists.append(_marks(tag, element))
        elif tag in ITEMS:
            self._begin_item(element)
        self._add(element.text)

    def _begin_item(self, item: Any) -> None:
        if not self._lists:
            return
        mark = next(self._lists[-1])
        if mark != BULLET and (stated := _number(item.get("value", ""))) is not None:
            self._lists[-1] = _numbers(stated)
            mark = next(self._lists[-1])
        self._mark = mark

    def end(self, tag: str, tail: str | None) -> None:
        if tag in PARAGRAPHS:
            self._finish()
        elif tag in CELLS:
            self._pieces.append(CELL_END)
        elif tag in LINE_ENDS:
            self._pieces.append("\n")
        if tag in ITEMS:
            self._mark = ""  # an item without words
        elif tag in LISTS and self._lists:
            self._lists.pop()
        self._add(tail)

    def cell(self, text: str) -> None:
        """Take the words of a cell, which `end` ends."""
        self._pieces.append(text)

    def keep(self, text: str) -> None:
        """Take a paragraph as it is laid out."""
        self._finish()
        if text.strip():
            self._done.append([line.rstrip() for line in text.strip("\r\n").splitlines()])
            self._after_item = False

    def finished(self) -> list[str]:
        self._finish()
        return ["\n".join(lines) for lines in self._done]

    def _add(self, text: str | None) -> None:
        self._pieces.append(re.sub(r"\s+", " ", text or ""))

    def _finish(self) -> None:
        *cells, rest = (_lines(part) for part in "".join(self._pieces).split(CELL_END))
        paragraph = table_row([*cells, rest] if rest else cells) if cells else rest
        self._pieces = []
        if not paragraph:
            return
        if self._mark:
            paragraph = self._mark + paragraph.replace("\n", "\n  ")
        if self._mark and self._after_item:
            self._done[-1].append(paragraph)
        else:
            self._done.append([paragraph])
        self._mark, self._after_item = "", bool(self._mark)


def _lines(text: str) -> str:
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


def _marks(tag: str, element: Any) -> Iterator[str]:
    """The marks of a list's items: numbers where it has them."""
    if tag != "ol" and element.get("rend") != "ol":
        return repeat(BULLET)
    first = _number(element.get("start", ""))
    return _numbers(1 if first is None else first)


def _numbers(first: int) -> Iterator[str]:
    return (f"{number}. " for number in count(first))


def _number(stated: str) -> int | None:
    return int(stated) if stated.isdecimal() and len(stated) <= LONGEST_NUMBER else None


def _check_size(data: bytes) -> None:
    if len(data) > LARGEST_MARKUP:
        raise UnreadableError(f"holds more than {LARGEST_MARKUP // MEGABYTE} MB of markup: split it into smaller files")
