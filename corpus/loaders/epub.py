"""EPUB books: the text of all chapters in reading order, as one document."""

import posixpath
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote
from zipfile import ZipFile

from corpus.archives import open_archive, read_member
from corpus.dates import iso_date
from corpus.decoding import decode
from corpus.loaded import LoadedText, Refused, UnreadableError
from corpus.markup import all_text, declared_encoding, parse_html, parse_xml
from corpus.naming import date_of_name, title_of_name

SUFFIXES = (".epub",)

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
CHAPTER_TYPES = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
MOST_CHAPTERS = 5_000


def load(data: bytes, name: str) -> list[LoadedText | Refused]:
    """The text of the book and the chapters that could not be read; UnreadableError where none could.

    Title, authors and date of publication are those of its package file.
    """
    archive = open_archive(data, "an EPUB book")
    package_name = _package_name(archive)
    package = parse_xml(_read(archive, package_name), package_name)
    locked = _encrypted(archive)
    texts: list[str] = []
    refused: list[Refused] = []
    for chapter in _chapters(package, posixpath.dirname(package_name)):
        if chapter in locked:
            raise UnreadableError("is protected against copying (DRM): use a copy without that protection")
        try:
            page = _read(archive, chapter)
            root = parse_html(decode(page, declared_encoding(page)).text)
            texts.append(all_text(root) if root is not None else "")
        except UnreadableError as error:
            refused.append(Refused(chapter, str(error)))
    text = "\n\n".join(filter(None, texts))
    if not text:
        found = f"; {refused[0].name!r} {refused[0].reason}" if refused else ": use a copy with text, or take it out"
        raise UnreadableError(f"has no chapter with text{found}")
    title = _stated(package, "title") or title_of_name(name)
    published = iso_date(_published(package)) or date_of_name(name)
    return [LoadedText(text, title, published, None, _all_stated(package, "creator") or None), *refused]


def _package_name(archive: ZipFile) -> str:
    """The path of the file that lists what the book consists of."""
    if CONTAINER not in archive.namelist():
        raise UnreadableError(f"is a ZIP archive without a book in it ({CONTAINER!r} is missing): name it .zip")
    container = parse_xml(_read(archive, CONTAINER), CONTAINER)
    for root_file in container.iterfind("{*}rootfiles/{*}rootfile"):
        path: str = root_file.get("full-path", "")
        if path:
            return path
    raise UnreadableError(f"names no package file in {CONTAINER!r}: write or download the book again")


def _chapters(package: Any, folder: str) -> Iterator[str]:
    """The paths of the chapters in reading order, each once; UnreadableError where they are too many."""
    items = {item.get("id"): item for item in package.iterfind("{*}manifest/{*}item")}
    seen: set[str] = set()
    for reference in package.iterfind("{*}spine/{*}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in CHAPTER_TYPES:
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href") or "")))
        if path in seen:
            continue
        seen.add(path)
        if len(seen) > MOST_CHAPTERS:
            raise UnreadableError(f"has more than {MOST_CHAPTERS:,} chapters: split it")
        yield path


def _encrypted(archive: ZipFile) -> set[str]:
    """The paths of the files that are encrypted; fonts often are, in books that can be read."""
    if ENCRYPTION not in archive.namelist():
        return set()
    references = parse_xml(_read(archive, ENCRYPTION), ENCRYPTION).iterfind(".//{*}CipherReference")
    return {unquote(reference.get("URI", "")) for reference in references}


def _read(archive: ZipFile, name: str) -> bytes:
    try:
        member = archive.getinfo(name)
    except KeyError:
        raise UnreadableError("is listed in the book but missing from it: write or download the book again") from None
    return read_member(archive, member)


def _stated(package: Any, field: str) -> str:
    """The first value of a field of the book's description, on one line; empty where there is none."""
    return next(_values(package, field), "")


def _all_stated(package: Any, field: str) -> str:
    """All values of a field, with ", " between them."""
    return ", ".join(filter(None, _values(package, field)))


def _values(package: Any, field: str) -> Iterator[str]:
    for element in package.iterfind(f"{{*}}metadata/{{http://purl.org/dc/elements/1.1/}}{field}"):
        yield " ".join("".join(element.itertext()).split())


def _published(package: Any) -> str:
    """The date marked as that of publication, or else the first one; empty where there is none."""
    dates = list(package.iterfind("{*}metadata/{http://purl.org/dc/elements/1.1/}date"))
    events = {date.get("{http://www.idpf.org/2007/opf}event"): "".join(date.itertext()) for date in reversed(dates)}
    first = "".join(dates[0].itertext()) if dates else ""
    return events.get("publication", first)
