"""Small files of every format, made here."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from corpus import load_file
from corpus.documents import Corpus

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/content.opf"/></rootfiles></container>'
)


def load(folder: Path, data: bytes, name: str) -> Corpus:
    """What load_file makes of one file with these bytes."""
    (folder / name).write_bytes(data)
    return load_file(folder / name, folder)


def reasons(loaded: Corpus) -> dict[str, str]:
    """The failures as reasons by source."""
    return {failure.source: failure.reason for failure in loaded.failures}


def zipped(
    members: Mapping[str, bytes] | Mapping[ZipInfo, bytes] | Mapping[str | ZipInfo, bytes],
    compression: int = ZIP_DEFLATED,
) -> bytes:
    """An archive; a member may be named, or described in full."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", compression) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return stream.getvalue()


def repacked(data: bytes, name: str, change: Callable[[bytes], bytes | None]) -> bytes:
    """The archive with one member changed, or without it where `change` gives None."""
    with ZipFile(io.BytesIO(data)) as archive:
        members: dict[str, bytes | None] = {member: archive.read(member) for member in archive.namelist()}
    members[name] = change(members.get(name) or b"")
    return zipped({member: content for member, content in members.items() if content is not None})


def pdf_writer(pages: Sequence[str], info: dict[str, str] | None = None) -> PdfWriter:
    """A PDF whose pages show these lines in Helvetica; an empty page is blank."""
    writer = PdfWriter()
    font = DictionaryObject({NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1")})
    font[NameObject("/BaseFont")] = NameObject("/Helvetica")
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    for page in pages:
        shown = writer.add_blank_page(width=612, height=792)
        lines = "".join(f"({line}) Tj 0 -14 Td " for line in page.splitlines())
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 72 700 Td {lines}ET".encode("latin-1"))
        shown[NameObject("/Resources")] = fonts
        shown[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001 - it has no public name
    writer.add_metadata(info or {})
    return writer


def pdf(pages: Sequence[str], info: dict[str, str] | None = None) -> bytes:
    return written(pdf_writer(pages, info))


def written(writer: PdfWriter) -> bytes:
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def docx(
    paragraphs: Sequence[str], title: str = "", author: str = "", created: datetime = datetime(2020, 11, 19, 10)
) -> bytes:
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.core_properties.title, document.core_properties.author = title, author
    document.core_properties.created = created
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def epub(
    chapters: dict[str, str], metadata: str = "<dc:title>A book</dc:title>", doctype: str = "", **more: bytes
) -> bytes:
    """A book of chapters (body by file name); `more` is other members, by name with __ for /."""
    items = "".join(f'<item id="{name}" href="{name}" media-type="application/xhtml+xml"/>' for name in chapters)
    spine = "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = (
        f"{doctype}"
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    members = {"META-INF/container.xml": CONTAINER.encode(), "OEBPS/content.opf": package.encode()}
    for name, body in chapters.items():
        members[f"OEBPS/{name}"] = f"<html><head><title>x</title></head><body>{body}</body></html>".encode()
    return zipped(members | {name.replace("__", "/"): data for name, data in more.items()})


def mail(body: str = "The ferry leaves at noon.", html: str = "", **attachments: bytes) -> EmailMessage:
    """A mail from Ann to Ben; attachments by name with _ for the dot."""
    message = EmailMessage()
    message["From"], message["To"] = "Ann Lee <ann@example.org>", "ben@example.org"
    message["Subject"], message["Date"] = "Ferry times", "Thu, 19 Nov 2020 23:30:00 -0500"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    for name, data in attachments.items():
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name.replace("_", "."))
    return message


def mail_of(*texts: tuple[str, str]) -> EmailMessage:
    """The mail with these texts, each in the encoding named, after its own."""
    message = mail()
    message.make_mixed()
    for words, charset in texts:
        part = EmailMessage()
        part.set_content(words, charset=charset, cte="8bit")
        message.attach(part)
    return message
