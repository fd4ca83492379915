"""Word documents: paragraphs and tables of the main text, with tracked insertions and without deletions."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from corpus.archives import open_archive
from corpus.files import MEGABYTE
from corpus.loaded import LoadedText, UnreadableError
from corpus.naming import date_of_name, title_of_name
from corpus.table_row import table_row

SUFFIXES = (".docx",)

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .doc, and of .docx with a password
LARGEST_PART = 30 * MEGABYTE  # bytes of XML; the parsed tree takes about ten times as much
MOST_DIGITS = 2  # of the columns that a cell goes over: Word lets a table have 63

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARAGRAPH, TABLE, TABLE_ROW, CELL = WORD + "p", WORD + "tbl", WORD + "tr", WORD + "tc"
REMOVED = frozenset({WORD + "del", WORD + "moveFrom", WORD + "rPr", WORD + "pPr", WORD + "instrText", FALLBACK})
MARKS = {WORD + "tab": "\t", WORD + "br": "\n", WORD + "cr": "\n", WORD + "noBreakHyphen": "-"}

# What python-docx's own properties hold; a document written with it keeps those that its author did not fill.
TEMPLATE_TITLE, TEMPLATE_AUTHOR, TEMPLATE_BEGUN = "Word Document", "python-docx", datetime(2013, 12, 23, 23, 15)


class Properties(NamedTuple):
    """What a document states about itself; None for what it does not."""

    title: str | None
    author: str | None
    begun: str | None


def load(data: bytes, name: str) -> list[LoadedText]:
    """The one text of the document, paragraphs with a blank line between them, a table row as one paragraph with each
    cell in its column, empty ones too.

    The title is the one stated in the properties, or else the one that the text shows, or else the file's name. The
    date is that of the file's name, or else the day on which the document was begun. UnreadableError where there is no
    text.
    """
    if data.startswith(OLD_OFFICE):
        raise UnreadableError("is an old Word document or has a password: save it as .docx without a password")
    with open_archive(data, "a Word document") as archive:
        _check_parts(archive)
    document = _open(data)
    body = getattr(document.element, "body", None)
    if body is None:
        raise UnreadableError("is a damaged Word document (no body): open it in a word processor and save it again")
    text = "\n\n".join(block for block in _blocks(body) if block)
    if not text:
        raise UnreadableError("has no text, only pictures perhaps: save it as a PDF with text, or take it out")
    stated = _properties(document)
    title = stated.title or _or_none(lambda: _shown_title(document, body)) or title_of_name(name)
    return [LoadedText(text, title, date_of_name(name) or stated.begun, None, stated.author)]


def _check_parts(archive: ZipFile) -> None:
    """UnreadableError for an archive that is no Word document, or one with too much XML."""
    names = set(archive.namelist())
    if "[Content_Types].xml" not in names:
        raise UnreadableError("is a ZIP archive without a Word document in it: name it .zip")
    for other, kind in (("xl/", "an Excel workbook"), ("ppt/", "a PowerPoint presentation")):
        if any(part.startswith(other) for part in names) and not any(part.startswith("word/") for part in names):
            raise UnreadableError(f"is {kind}, not a Word document: save it as a PDF or as text")
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")) and part.file_size > LARGEST_PART:
            raise UnreadableError(f"holds more than {LARGEST_PART // MEGABYTE} MB of text: split it into smaller files")


def _open(data: bytes) -> Any:
    from docx import Document
    from lxml.etree import XMLSyntaxError

    try:
        return Document(BytesIO(data))
    except XMLSyntaxError as error:
        raise UnreadableError(f"has broken XML ({error}): open it in a word processor and save it again") from None
    except MemoryError:
        raise
    except Exception as error:  # python-docx raises many kinds on a broken package
        raise UnreadableError(
            f"is a damaged Word document ({error}): open it in a word processor and save it again"
        ) from None


def _properties(document: Any) -> Properties:
    """What the file's own properties say; not what python-docx puts in where there are none or nobody filled them."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    stated = _or_none(lambda: document.part.package.part_related_by(RELATIONSHIP_TYPE.CORE_PROPERTIES).core_properties)
    title, author = _or_none(lambda: stated.title.strip()), _or_none(lambda: stated.author.strip())
    begun = _or_none(lambda: stated.created.replace(tzinfo=None))
    return Properties(
        title if title != TEMPLATE_TITLE else None,
        author if author != TEMPLATE_AUTHOR else None,
        begun.date().isoformat() if begun and begun != TEMPLATE_BEGUN else None,
    )


def _shown_title(document: Any, body: Any) -> str | None:
    """The first paragraph in the style Title, or else the top heading that the text begins with."""
    styles = {style.style_id: style.name for style in document.styles}  # Word translates the ids, not the names
    titles = (_text(paragraph) for paragraph in body.iter(PARAGRAPH) if styles.get(paragraph.style) == "Title")
    if title := next(filter(None, titles), None):
        return title
    first = next((paragraph for paragraph in body.iter(PARAGRAPH) if _text(paragraph)), None)
    return _text(first) if first is not None and styles.get(first.style) == "Heading 1" else None


def _blocks(container: Any) -> Iterator[str]:
    """The paragraphs and table rows below an element, in order."""
    for element in container.iterchildren():
        if element.tag == PARAGRAPH:
            yield _text(element)
        elif element.tag == TABLE:
            for row in _own(element, TABLE_ROW):
                before = [""] * _number(row.find(f"{WORD}trPr/{WORD}gridBefore"))
                yield table_row([*before, *(text for cell in _own(row, CELL) for text in _columns(cell))])
        elif element.tag not in REMOVED:
            yield from _blocks(element)


def _columns(cell: Any) -> list[str]:
    """The text of a cell, and "" for each further column that it goes over."""
    further = _number(cell.find(f"{WORD}tcPr/{WORD}gridSpan")) - 1
    return [" ".join(_text(cell).split()), *[""] * further]


def _number(element: Any) -> int:
    """The number of columns that an element states, 0 where it is missing or malformed."""
    stated = "" if element is None else element.get(WORD + "val", "")
    return int(stated) if stated.isdecimal() and len(stated) <= MOST_DIGITS else 0


def _own(container: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, wrapped or not, without those of tables inside it."""
    for element in container.iter(tag):
        if next(element.iterancestors(container.tag)) is container:
            yield element


def _text(element: Any) -> str:
    """The text of a paragraph or cell; paragraphs inside it (a cell's, a text box's) begin on a new line."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    walk = iterwalk(element, events=("start",))
    for _, inner in walk:
        if inner.tag in REMOVED:
            walk.skip_subtree()
        elif inner.tag == WORD + "t":
            pieces.append(inner.text or "")
        elif inner.tag == PARAGRAPH:
            pieces.append("\n")
        else:
            pieces.append(MARKS.get(inner.tag, ""))
    return "".join(pieces).strip()


def _or_none(read: Any) -> Any:
    """What `read` gives, None where the property is missing or malformed."""
    try:
        return read() or None
    except MemoryError:
        raise
    except Exception:  # python-docx raises many kinds on broken properties
        return None
