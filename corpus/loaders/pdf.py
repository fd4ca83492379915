"""PDF: the text of every page and what was filled in on it, with the places where pages begin."""

import re
import time
from io import BytesIO
from itertools import accumulate, islice
from typing import Any

from corpus.dates import iso_date
from corpus.decoding import control_share
from corpus.loaded import LoadedText, PassingError, Refused, UnreadableError
from corpus.naming import date_of_name, title_of_name
from corpus.printed import unset
from corpus.stated import stated_or_none

SUFFIXES = (".pdf",)

MOST_PAGES = 5_000
MOST_WORK = 500_000  # numbers, strings and operators of one page; pypdf parses about 100,000 in a second
LONGEST_TIME = 120  # seconds for one file
MOST_UNREADABLE = 0.2  # share of characters without a meaning; bullets of old fonts are some
LONGEST_DETAIL = 120  # characters of pypdf's own message
HEADER = b"%PDF-"
ENCRYPTED = "is encrypted (AES): save a copy without encryption"
HEADER_WITHIN = 1024  # bytes; readers put up with others before the header
MOST_ANNOTATIONS = 2_000  # of a page
HIDDEN = 0b100010  # of an annotation's flags: one that is hidden, and one that does not show on a screen
MOST_AROUND = 10  # fields around a field
DATE = re.compile(r"\s*(?:D:)?([0-9]{4})([0-9]{2})([0-9]{2})")
NO_TITLE = re.compile(
    r"untitled|(microsoft word|powerpoint|excel) - .*|.*\.(docx?|pdf|tex|dvi|indd|qxd)", re.IGNORECASE
)


def load(data: bytes, name: str) -> list[LoadedText | Refused]:
    """The one text of the file, pages joined by a line end, and the pages that could not be read, or not all of them.

    Below a page's text stand the filled fields of its form and the notes written on it, a line each.

    The date is that of the file's name, or else the day on which the PDF was made. UnreadableError where no page
    has text.
    """
    reader = _open(data)
    pages, refused, unread = _read_pages(reader)
    pages = unset(pages)
    text = "".join(pages)
    if not text:
        raise UnreadableError(
            refused[0].reason
            if refused
            else "has no text, only images perhaps (a scan): run text recognition (OCR) on it"
        )
    if control_share(text) > MOST_UNREADABLE:
        raise UnreadableError("has fonts that do not say what their letters are: run text recognition (OCR) on it")
    starts = tuple(accumulate(map(len, pages[:-1]), initial=0))
    title = stated_or_none(lambda: reader.metadata.title.strip())
    if title is None or NO_TITLE.fullmatch(title):
        title = title_of_name(name)
    author = stated_or_none(lambda: reader.metadata.author.strip())
    published = date_of_name(name) or _day(stated_or_none(lambda: reader.metadata.creation_date_raw) or "")
    return [LoadedText(text, title, published, None, author, starts), *refused, *unread]


def _open(data: bytes) -> Any:
    """The pypdf reader of a PDF that can be read; UnreadableError with the reason for everything else."""
    from pypdf import PdfReader
    from pypdf.errors import DependencyError

    if not data.strip():
        raise UnreadableError("is empty")
    if HEADER not in data[:HEADER_WITHIN]:
        raise UnreadableError("is not a PDF: give it the ending that fits, or take it out")
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError("has a password: save a copy without one")
        count = len(reader.pages)
    except (UnreadableError, MemoryError):
        raise
    except DependencyError:
        raise UnreadableError(ENCRYPTED) from None
    except Exception as error:  # pypdf raises many kinds on a broken file
        raise UnreadableError(f"is a broken PDF ({_said(error)}): copy or download it again, or repair it") from None
    if count == 0:
        raise UnreadableError("has no pages: write it again, or take it out")
    if count > MOST_PAGES:
        raise UnreadableError(f"has more than {MOST_PAGES:,} pages: split it")
    return reader


def _read_pages(reader: Any) -> tuple[list[str], list[Refused], list[Refused]]:
    """The text of each page with a line end after it, empty for a page without text; the pages that are broken, and
    those with broken fields or notes.
    """
    from pypdf import apply_configuration
    from pypdf.errors import DependencyError

    pages: list[str] = []
    refused: list[Refused] = []
    unread: list[Refused] = []
    deadline = time.monotonic() + LONGEST_TIME

    def watch(*_: object) -> None:
        if time.monotonic() > deadline:
            raise PassingError(f"takes longer than {LONGEST_TIME} seconds to read: split it, or save it as text")

    for number in range(1, len(reader.pages) + 1):
        watch()
        try:
            with apply_configuration(stream_parsing_work_maximum_count=MOST_WORK):
                page = reader.pages[number - 1]
                text = page.extract_text(visitor_operand_before=watch).strip()
                lines, broken = _written_on(page)
                text = "\n".join([*filter(None, [text]), *lines])
        except (UnreadableError, MemoryError):
            raise
        except Exception as error:  # pypdf raises many kinds on a broken page
            if isinstance(error, DependencyError) and reader.is_encrypted:
                raise UnreadableError(ENCRYPTED) from None
            refused.append(Refused(f"page {number}", f"could not be read ({_said(error)}): write the PDF again"))
            text, broken = "", []
        if broken:
            reason = (
                f"has fields or notes that could not be read ({len(broken)}; {_said(broken[0])}): write the PDF again"
            )
            unread.append(Refused(f"page {number}", reason))
        pages.append(f"{text}\n" if text else "")
    return pages, refused, unread


def _written_on(page: Any) -> tuple[list[str], list[Exception]]:
    """The filled fields of the form on a page, as 'name: value', and the notes that show on it; what is wrong with the
    broken ones.
    """
    lines: list[str] = []
    broken: list[Exception] = []
    try:
        annotations = list(islice(_stated(page, "/Annots") or (), MOST_ANNOTATIONS))
    except MemoryError:
        raise
    except Exception as error:  # pypdf raises many kinds on a broken list
        return [], [error]
    for reference in annotations:
        try:
            lines.append(_shown_on(_resolved(reference)))
        except MemoryError:
            raise
        except Exception as error:  # pypdf raises many kinds on a broken annotation
            broken.append(error)
    return [line for line in lines if line], broken


def _shown_on(annotation: Any) -> str:
    """The line of a filled field or a note; empty for every other annotation, and where it is hidden or gone."""
    kind = annotation is not None and _stated(annotation, "/Subtype")
    if kind not in ("/FreeText", "/Widget") or int(_stated(annotation, "/F") or 0) & HIDDEN:
        return ""
    if kind == "/FreeText":
        return _line(_stated(annotation, "/Contents"))
    if _inherited(annotation, "/FT") not in ("/Tx", "/Ch"):
        return ""
    name = _line(_inherited(annotation, "/TU")) or _line(_inherited(annotation, "/T"))
    value = _line(_inherited(annotation, "/V"))
    return f"{name}: {value}" if name and value else value


def _inherited(field: Any, key: str) -> Any:
    """What a field of a form, or one around it, states."""
    for _ in range(MOST_AROUND):
        if field is None or key in field:
            break
        field = _stated(field, "/Parent")
    return None if field is None else _stated(field, key)


def _stated(properties: Any, key: str) -> Any:
    return _resolved(properties.get(key))


def _resolved(reference: Any) -> Any:
    """The value, wherever in the file it stands; None where there is none."""
    from pypdf.generic import is_null_or_none

    value = None if reference is None else reference.get_object()
    return None if is_null_or_none(value) else value


def _line(value: Any) -> str:
    values = map(_resolved, value) if isinstance(value, list) else [value]
    return " ".join(word for one in values if isinstance(one, str) for word in one.split())


def _day(stated: str) -> str | None:
    """The day in a date as PDF writes it, D:20201119103000; None for no date and for one that no calendar has."""
    found = DATE.match(stated)
    return iso_date("-".join(found.groups())) if found else None


def _said(error: Exception) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:LONGEST_DETAIL]
