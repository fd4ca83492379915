"""Files that must not stop a run: what each is called, how it is made, and the reason that must be given for it."""

import json
import stat
import zlib
from collections.abc import Callable
from typing import NamedTuple
from zipfile import ZIP_BZIP2, ZipInfo

from pypdf.generic import NameObject, StreamObject

from tests.corpus.samples import CONTAINER, docx, epub, mail, pdf, pdf_writer, repacked, written, zipped

MEGABYTE = 1_000_000
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256))
ENTITIES = "".join(f"<!ENTITY a{level} '{f'&a{level - 1};' * 10}'>" for level in range(1, 10))
LAUGHS = f"<!DOCTYPE x [<!ENTITY a0 'ha'>{ENTITIES}]>"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:body></w:document>'
DRM = '<encryption><EncryptedData><CipherReference URI="OEBPS/a.xhtml"/></EncryptedData></encryption>'
MIXED = b"Content-Type: multipart/mixed; boundary="
STANZA = b"/CF << /StdCF << /CFM /AESV2 /Length 16 >> >> /StmF /StdCF /StrF /StdCF"


class Hostile(NamedTuple):
    """A file that gives no document; `reason` is a pattern for the first reason given."""

    file: str
    make: Callable[[], bytes]
    reason: str


def word(xml: str | bytes) -> bytes:
    data = xml.encode() if isinstance(xml, str) else xml
    return repacked(docx(["Words."]), "word/document.xml", lambda _: data)


def locked_pdf(*, aes: bool = False) -> bytes:
    writer = pdf_writer(["Secret."])
    writer.encrypt("" if aes else "user", "owner", algorithm="RC4-128")
    return written(writer).replace(b"/V 2", b"/V 4 " + STANZA).replace(b"/R 3", b"/R 4") if aes else written(writer)


def packed_page(content: bytes) -> bytes:
    writer = pdf_writer(["x"])
    stream = StreamObject()
    stream.set_data(zlib.compress(content))
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    writer.pages[0][NameObject("/Contents")] = stream
    return written(writer)


def book(name: str, data: bytes | None) -> bytes:
    return repacked(epub({"a.xhtml": "<p>Words.</p>"}), name, lambda _: data)


def nested_mail() -> bytes:
    levels = (b"--x%d\n%sx%d\n\n" % (level, MIXED, level + 1) for level in range(1500))
    return b"From: a\nSubject: b\n%sx0\n\n" % MIXED + b"".join(levels)


def link() -> bytes:
    member = ZipInfo("passwd.txt")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped({member: b"/etc/passwd"})


def nameless() -> bytes:
    member = ZipInfo("x")
    member.filename = ""
    return zipped({member: b"Words."})


def flagged_zip(offset: int, value: int) -> bytes:
    """An archive of one file with one byte of both its headers changed; offset from the flags."""
    data = bytearray(zipped({"a.txt": b"Words " * 100}))
    data[6 + offset] = value
    data[data.index(b"PK\x01\x02") + 8 + offset] = value
    return bytes(data)


def broken_zip_data() -> bytes:
    data = bytearray(zipped({"a.txt": b"Words " * 100}))
    data[40] ^= 0xFF
    return bytes(data)


def russian_doll(depth: int) -> bytes:
    data = zipped({"a.txt": b"Words."})
    for _ in range(depth):
        data = zipped({"a.zip": data})
    return data


TEXTS = {
    "nothing": Hostile("a.txt", lambda: b"", r"is empty$"),
    "white space": Hostile("a.txt", lambda: b" \r\n\t ", r"is empty$"),
    "NULs": Hostile("a.txt", lambda: b"\0" * 1000, r"holds binary data, not text: save it as UTF-8"),
    "all bytes": Hostile("a.txt", lambda: bytes(range(256)), r"its text encoding could not be told: save it as UTF-8"),
    "noise": Hostile("a.txt", lambda: bytes(range(128, 256)) * 3, r"its text encoding could not be told"),
    "a wrong mark": Hostile("a.txt", lambda: b"\xff\xfea", r"begins with the byte order mark of UTF-16 but is not"),
    "cut in a letter": Hostile("a.txt", lambda: b"\xef\xbb\xbfGr\xc3", r"begins with .* UTF-8 but is not valid"),
    "a picture": Hostile("a.txt", lambda: PNG, r"is a PNG image, not text: convert it"),
    "a program": Hostile("a.txt", lambda: b"\x7fELF\2\1\1", r"is a program, not text"),
    "a gzip": Hostile("a.md", lambda: b"\x1f\x8b\x08\0", r"is a gzip archive, not text"),
    "a PDF": Hostile("a.md", lambda: pdf(["Words."]), r"is a PDF, not text"),
    "only front matter": Hostile("a.md", lambda: b"---\ntitle: x\n---\n", r"is empty$"),
    "too large": Hostile("a.txt", lambda: b"x" * (50 * MEGABYTE + 1), r"is larger than 50 MB: split it"),
    "no suffix": Hostile("README", lambda: b"Words.", r"no loader for files without a suffix; formats read: \.csv"),
    "another suffix": Hostile("a.exe", lambda: b"MZ", r"no loader for '\.exe' files"),
    "an old suffix": Hostile("a.doc", lambda: OLD_OFFICE, r"no loader for '\.doc' files"),
}

ROWS = {
    "empty table": Hostile("a.csv", lambda: b"", r"is empty$"),
    "blank rows": Hostile("a.csv", lambda: b"\n,,\n ; \n", r"has no rows below the row of field names"),
    "only names": Hostile("a.csv", lambda: b"title,text\n", r"has no rows below the row of field names: add some"),
    "a name never closed": Hostile("a.csv", lambda: b'"a,b\n1,2\n', r"has a row of field names that cannot be read"),
    "a field never closed": Hostile("a.csv", lambda: b'a,b\n"1,2\n', r"breaks the rules of CSV \(unexpected end"),
    "too many fields": Hostile("a.csv", lambda: b"a\n1,2\n", r"has 2 fields, the row of names has 1"),
    "no text": Hostile("a.csv", lambda: b"title,text\nOne,\n", r"has no text in 'text': fill it in"),
    "a workbook": Hostile("a.csv", lambda: zipped({"xl/workbook.xml": b"x"}), r"is a ZIP archive \(or an Office"),
    "too many rows": Hostile("a.csv", lambda: b"a\n" + b"1\n" * 100_001, r"has more than 100,000 rows: split it"),
    "too many columns": Hostile(
        "a.csv", lambda: b",".join(b"c%d" % number for number in range(60_000)) + b"\n1\n",
        r"has 60,000 columns, more than 16,384: write each record as a row",
    ),
    "prose": Hostile("a.jsonl", lambda: b"Just words.\n", r"has no line that can be read; line 1 is not valid JSON"),
    "an indented array": Hostile("a.jsonl", lambda: json.dumps([{"a": 1}], indent=1).encode(), r"has no line that can"),
    "numbers": Hostile("a.jsonl", lambda: b"1\n2\n", r"has no line .* is not an object: write it as"),
    "a cut object": Hostile("a.jsonl", lambda: b'{"text": "Wor', r"has no line .* is not valid JSON \(Unterminated"),
    "brackets": Hostile("a.jsonl", lambda: b"[" * MEGABYTE, r"has no line .* is nested too deeply"),
    "digits": Hostile("a.jsonl", lambda: b'{"a": ' + b"9" * 5000 + b"}", r"has no line .* too many digits"),
    "an empty object": Hostile("a.jsonl", lambda: b"{}\n", r"has no value in any field"),
}  # fmt: skip

PAGES = {
    "empty page": Hostile("a.html", lambda: b"", r"is empty$"),
    "only a script": Hostile("a.html", lambda: b"<script>draw()</script>", r"has no text, perhaps because scripts"),
    "only a comment": Hostile("a.htm", lambda: b"<!-- hello -->", r"has no text: save the page again"),
    "deep nesting": Hostile("a.html", lambda: b"<div>" * 100_000 + b"x", r"nests its elements more than 255 deep"),
    "attributes": Hostile("a.html", lambda: b"<p " + b"a=1 " * 100_000 + b">x", r"has a tag with more than 5,000"),
    "a huge page": Hostile("a.html", lambda: b"<p>x</p>" * MEGABYTE, r"is a page larger than 5 MB: split it"),
    "a picture as a page": Hostile("a.html", lambda: PNG, r"is a PNG image, not text"),
    "an empty PDF": Hostile("a.pdf", lambda: b"", r"is empty$"),
    "a page as a PDF": Hostile("a.pdf", lambda: b"<!DOCTYPE html><p>Not found", r"is not a PDF: give it the ending"),
    "only a header": Hostile("a.pdf", lambda: b"%PDF-1.7\n", r"is a broken PDF \(PdfStreamError"),
    "a cut PDF": Hostile("a.pdf", lambda: pdf(["Words."])[:300], r"is a broken PDF .*: copy or download it again"),
    "noise as a PDF": Hostile("a.pdf", lambda: b"%PDF-1.7\n" + bytes(range(256)) * 50, r"is a broken PDF"),
    "a password": Hostile("a.pdf", locked_pdf, r"has a password: save a copy without one"),
    "a cipher": Hostile("a.pdf", lambda: locked_pdf(aes=True), r"is encrypted \(AES\): save a copy without"),
    "no pages": Hostile("a.pdf", lambda: pdf([]), r"has no pages: write it again"),
    "a scan": Hostile("a.pdf", lambda: pdf(["", ""]), r"has no text, only images perhaps \(a scan\): run text"),
    "pages in circles": Hostile(
        "a.pdf", lambda: pdf(["x"]).replace(b"/Kids [ ", b"/Kids [ 2 0 R "), r"is a broken PDF \(.* cyclic"
    ),
    "a page that is a bomb": Hostile("a.pdf", lambda: packed_page(b"q " * 50 * MEGABYTE), r"could not be read \(Limit"),
    "a page of work": Hostile("a.pdf", lambda: packed_page(b"(a) Tj " * 300_000), r"could not be read \(Limit"),
    "letters unknown": Hostile("a.pdf", lambda: pdf(["\1\2\3\4"]), r"has fonts that do not say what their letters are"),
}

OFFICE = {
    "an empty document": Hostile("a.docx", lambda: b"", r"is empty$"),
    "text as a document": Hostile("a.docx", lambda: b"Words.", r"is not a Word document: give it the ending"),
    "a PDF as a document": Hostile("a.docx", lambda: pdf(["Words."]), r"is not a Word document: give it the ending"),
    "an old document": Hostile("a.docx", lambda: OLD_OFFICE, r"is an old Word document or has a password"),
    "a zip as a document": Hostile("a.docx", lambda: zipped({"a.txt": b"x"}), r"is a ZIP archive without a Word"),
    "a workbook as a document": Hostile(
        "a.docx", lambda: zipped({"[Content_Types].xml": b"x", "xl/a.xml": b"x"}), r"is an Excel workbook, not a Word"
    ),
    "slides as a document": Hostile(
        "a.docx", lambda: zipped({"[Content_Types].xml": b"x", "ppt/a.xml": b"x"}), r"is a PowerPoint presentation"
    ),
    "a cut document": Hostile("a.docx", lambda: docx(["Words."])[:3000], r"is not a whole ZIP archive \(its end is"),
    "no words": Hostile("a.docx", lambda: docx([]), r"has no text, only pictures perhaps"),
    "no main part": Hostile("a.docx", lambda: repacked(docx([]), "word/document.xml", lambda _: None), r"is a damaged"),
    "another main part": Hostile("a.docx", lambda: word("<x/>"), r"is a damaged Word document \(no body\)"),
    "broken XML": Hostile("a.docx", lambda: word("<w:document"), r"has broken XML"),
    "laughs": Hostile("a.docx", lambda: word(LAUGHS + BODY.format("&a9;")), r"has broken XML \(.*amplification"),
    "a stranger's file": Hostile(
        "a.docx", lambda: word("<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>" + BODY.format("&a;")),
        r"has no text, only pictures",
    ),
    "a deep document": Hostile("a.docx", lambda: word(BODY.format("<w:r>" * 9999)), r"has broken XML \(Excessive"),
    "a huge document": Hostile("a.docx", lambda: word(b" " * 31 * MEGABYTE), r"holds more than 30 MB of text: split"),
    "an empty book": Hostile("a.epub", lambda: b"", r"is empty$"),
    "a zip as a book": Hostile("a.epub", lambda: zipped({"a.txt": b"x"}), r"is a ZIP archive without a book in it"),
    "text as a book": Hostile("a.epub", lambda: b"Words.", r"is not an EPUB book: give it the ending"),
    "a broken container": Hostile("a.epub", lambda: book("META-INF/container.xml", b"<x"), r"has broken XML in 'META"),
    "a container of nothing": Hostile("a.epub", lambda: book("META-INF/container.xml", b"<x/>"), r"names no package"),
    "a climbing container": Hostile(
        "a.epub", lambda: book("META-INF/container.xml", CONTAINER.replace("OEBPS", "../..").encode()),
        r"is listed in the book but missing",
    ),
    "no package": Hostile("a.epub", lambda: book("OEBPS/content.opf", None), r"is listed in the book but missing"),
    "laughs in a book": Hostile("a.epub", lambda: epub({}, "&a9;", LAUGHS), r"has broken XML in .*amplification"),
    "no chapters": Hostile("a.epub", lambda: epub({}), r"has no chapter with text: use a copy with text"),
    "lost chapters": Hostile("a.epub", lambda: book("OEBPS/a.xhtml", None), r"has no chapter with text; 'OEBPS/a"),
    "a pretty blank book": Hostile("a.epub", lambda: epub({"a.xhtml": "<svg/>"}), r"has no chapter with text: use"),
    "a locked book": Hostile("a.epub", lambda: book("META-INF/encryption.xml", DRM.encode()), r"is protected against"),
}  # fmt: skip

PACKED = {
    "an empty mail": Hostile("a.eml", lambda: b"", r"is empty$"),
    "prose as a mail": Hostile("a.eml", lambda: b"Dear Ann,\n\nbye.\n", r"is not an e-mail \(it has neither sender"),
    "a picture as a mail": Hostile("a.eml", lambda: PNG, r"holds binary data, not an e-mail: give it"),
    "a nested mail": Hostile("a.eml", nested_mail, r"nests its parts too deeply: save the"),
    "a mail of parts": Hostile(
        "a.eml", lambda: b"From: a\n%sx\n\n" % MIXED + b"--x\n\nhi\n" * 1500, r"has more than 1,000 parts: save"
    ),
    "an empty archive": Hostile("a.zip", lambda: b"", r"is empty$"),
    "no files": Hostile("a.zip", lambda: zipped({}), r"holds no files: put documents into it"),
    "text as an archive": Hostile("a.zip", lambda: b"Words.", r"is not a ZIP archive: give it the ending"),
    "a 7z": Hostile("a.zip", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(50), r"is not a ZIP archive: give it the ending"),
    "a cut archive": Hostile("a.zip", lambda: zipped({"a.txt": b"Words."})[:-20], r"is not a whole ZIP archive"),
    "a document as an archive": Hostile("a.zip", lambda: docx(["Words."]), r"is an Office document, not an archive"),
    "a book as an archive": Hostile("a.zip", lambda: epub({}), r"is an EPUB book, not an archive"),
    "a locked archive": Hostile("a.zip", lambda: flagged_zip(0, 1), r"is encrypted: pack the archive without a pass"),
    "a strange method": Hostile("a.zip", lambda: flagged_zip(2, 99), r"is packed in a way that is not read"),
    "bzip2": Hostile("a.zip", lambda: zipped({"a.txt": b"Words."}, ZIP_BZIP2), r"is packed in a way that is not read"),
    "a broken member": Hostile("a.zip", broken_zip_data, r"is damaged in the archive \("),
    "a file without a name": Hostile("a.zip", nameless, r"no loader for files without a suffix"),
    "a link out": Hostile("a.zip", link, r"is a link, not a file"),
    "a path up": Hostile("a.zip", lambda: zipped({"../a.txt": b"Words."}), r"has a path that leads out of the archive"),
    "a path from the root": Hostile("a.zip", lambda: zipped({"/etc/a.txt": b"Words."}), r"has a path that leads out"),
    "a bomb": Hostile("a.zip", lambda: zipped({"a.txt": b"0" * 20 * MEGABYTE}), r"unpacks to more than 200 times"),
    "many bombs": Hostile(
        "a.zip", lambda: zipped({f"{number}.txt": b"0" * 41 * MEGABYTE for number in range(5)}), r"unpacks to .* 200 MB"
    ),
    "many files": Hostile(
        "a.zip", lambda: zipped({f"{number}.txt": b"" for number in range(10_001)}), r"holds more than 10,000 files"
    ),
    "archives in archives": Hostile("a.zip", lambda: russian_doll(20), r"holds files more than 2 deep inside others"),
    "only broken files": Hostile("a.zip", lambda: zipped({"a.txt": b"", "b.xyz": b""}), r"is empty$"),
}  # fmt: skip

SAMPLES = TEXTS | ROWS | PAGES | OFFICE | PACKED
MAILS_WITH_BAD_ATTACHMENTS = {"a_pdf": b"%PDF-1.7", "b_docx": b"Words.", "c_zip": b"PK\x03\x04", "d_txt": b""}


def bad_attachments() -> bytes:
    return bytes(mail(**MAILS_WITH_BAD_ATTACHMENTS))
