"""Word documents: the main text with its notes and tracked insertions, without deletions, comments and hidden words."""

from datetime import datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from corpus.archives import open_archive
from corpus.files import MEGABYTE
from corpus.loaded import LoadedText, UnreadableError
from corpus.naming import date_of_name, title_of_name
from corpus.stated import stated_or_none
from corpus.word_lists import WordLists
from corpus.word_text import PARAGRAPH, Notes, WordText, notes_of, text_of

SUFFIXES = (".docx",)

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .doc, and of .docx with a password
LARGEST_PART = 30 * MEGABYTE  # bytes of XML; the parsed tree takes about ten times as much
CORE_PROPERTIES = "/metadata/core-properties"  # how the kind of their relationship ends: LibreOffice names another one

# What python-docx's own properties hold; a document written with it keeps those that its author did not fill.
TEMPLATE_TITLE, TEMPLATE_AUTHOR, TEMPLATE_BEGUN = "Word Document", "python-docx", datetime(2013, 12, 23, 23, 15)


class Properties(NamedTuple):
    """What a document states about itself; None for what it does not."""

    title: str | None
    author: str | None
    begun: str | None


def load(data: bytes, name: str) -> list[LoadedText]:
    """The one text of the document, paragraphs with a blank line between them, a table row as one paragraph with each
    cell in its column, empty ones too, and a cell that goes over several rows in each of them. Items of lists have the
    marks that Word shows, a note stands below the paragraph or table that it belongs to.

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
    lists = WordLists(_part(document, "numbering"), _part(document, "styles"))
    text = WordText(lists, _notes(document)).read(body)
    if not text:
        raise UnreadableError("has no text, only pictures perhaps: save it as a PDF with text, or take it out")
    stated = _properties(document)
    title = stated.title or stated_or_none(lambda: _shown_title(document, body)) or title_of_name(name)
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
    related = document.part.package.rels.values()
    stated = stated_or_none(lambda: next(one.target_part for one in related if one.reltype.endswith(CORE_PROPERTIES)))
    stated = stated_or_none(lambda: stated.core_properties)
    title, author = stated_or_none(lambda: stated.title.strip()), stated_or_none(lambda: stated.author.strip())
    begun = stated_or_none(lambda: stated.created.replace(tzinfo=None))
    return Properties(
        title if title != TEMPLATE_TITLE else None,
        author if author != TEMPLATE_AUTHOR else None,
        begun.date().isoformat() if begun and begun != TEMPLATE_BEGUN else None,
    )


def _shown_title(document: Any, body: Any) -> str | None:
    """The first paragraph in the style Title, or else the top heading that the text begins with."""
    styles = {style.style_id: style.name for style in document.styles}  # Word translates the ids, not the names
    titles = (text_of(paragraph) for paragraph in body.iter(PARAGRAPH) if styles.get(paragraph.style) == "Title")
    if title := next(filter(None, titles), None):
        return title
    first = next((paragraph for paragraph in body.iter(PARAGRAPH) if text_of(paragraph)), None)
    return text_of(first) if first is not None and styles.get(first.style) == "Heading 1" else None


def _part(document: Any, kind: str) -> Any:
    """The root of the document's part of this kind, None where it has none or a broken one."""
    from docx.opc.oxml import parse_xml
    from lxml.etree import XMLSyntaxError

    related = (one for one in document.part.rels.values() if one.reltype.endswith(f"/{kind}"))
    data = stated_or_none(lambda: next(related).target_part.blob)
    try:
        return parse_xml(data) if data else None
    except XMLSyntaxError:
        return None


def _notes(document: Any) -> Notes:
    notes: Notes = {}
    for kind in ("footnote", "endnote"):
        part = _part(document, f"{kind}s")
        notes |= {} if part is None else notes_of(kind, part)
    return notes
