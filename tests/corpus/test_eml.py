"""E-mails give their text with the headers that a reader sees; attachments are files of their own."""

from email.message import EmailMessage
from pathlib import Path

import pytest

from corpus.loaded import LoadedText
from corpus.loaders import eml as loader
from tests.corpus.samples import load, mail, mail_of, pdf, reasons, zipped

HEADERS = (
    "From: Ann Lee <ann@example.org>\nTo: ben@example.org\nDate: Thu, 19 Nov 2020 23:30:00 -0500\n"
    "Subject: Ferry times\n\n"
)


def first(data: bytes, name: str = "a.eml") -> LoadedText:
    loaded = loader.load(data, name)[0]
    assert isinstance(loaded, LoadedText)
    return loaded


def test_headers_text_title_sender_and_the_day_where_the_sender_was() -> None:
    text = HEADERS + "The ferry leaves at noon.\n"
    expected = LoadedText(text, "Ferry times", "2020-11-19", "utf-8", "Ann Lee <ann@example.org>")
    assert loader.load(bytes(mail()), "a.eml") == [expected]


def test_the_plain_text_goes_before_the_html() -> None:
    assert first(bytes(mail("Plain.", "<p>Rich.</p>"))).text == HEADERS + "Plain.\n"
    assert first(bytes(mail("", "<p>Rich</p><p>text.</p>"))).text == HEADERS + "Rich\n\ntext.\n"


def test_attachments_and_forwarded_mails_are_files_of_the_mail(tmp_path: Path) -> None:
    message = mail(a_txt=b"Attached.", b_pdf=pdf(["On a page."]), c_xyz=b"?", d_zip=zipped({"in/e.txt": b"Packed."}))
    message.add_attachment(mail("Forwarded."))
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png", disposition="inline")
    message.add_attachment(b"Up.", maintype="text", subtype="x", filename="../../up.txt")
    loaded = load(tmp_path, bytes(message), "a.eml")
    assert {document.metadata["source"]: document.text.split("\n\n")[-1].strip() for document in loaded.documents} == {
        "a.eml": "The ferry leaves at noon.",
        "a.eml/a.txt": "Attached.",
        "a.eml/b.pdf": "On a page.",
        "a.eml/d.zip/in/e.txt": "Packed.",
        "a.eml/forwarded 6.eml": "Forwarded.",
        "a.eml/up.txt": "Up.",
    }
    assert list(reasons(loaded)) == ["a.eml/c.xyz"]


def test_a_part_without_a_name_is_a_file_by_its_type(tmp_path: Path) -> None:
    message = mail(x_txt=b"Attached.")
    kinds = [("application", "pdf", pdf(["On a page."])), ("text", "markdown", b"# A note"), ("text", "calendar", b"X")]
    for main, sub, data in [*kinds, ("image", "png", b"\x89PNG"), ("application", "pgp-signature", b"X")]:
        message.add_attachment(data, maintype=main, subtype=sub, disposition="inline")
    loaded = load(tmp_path, bytes(message), "a.eml")
    found = {document.metadata["source"]: document.text.strip() for document in loaded.documents[2:]}
    assert found == {"a.eml/part 3.pdf": "On a page.", "a.eml/part 4.md": "# A note"}
    assert list(reasons(loaded)) == ["a.eml/part 5.ics"]


@pytest.mark.parametrize(
    ("header", "value", "title", "published"),
    [
        ("Subject", "=?iso-8859-1?q?Gr=F6=DFe?=", "Größe", "2020-11-19"),
        ("Subject", "=?no-such?q?Gr=F6=DFe?=", None, "2020-11-19"),
        ("Subject", "=?isö-1?q?Größe?=", None, "2020-11-19"),
        ("Subject", "two\n lines", "two lines", "2020-11-19"),
        ("Subject", "", "A", "2020-11-19"),
        ("Date", "Thu, 32 Nov 2020", "Ferry times", "2019-05-06"),
        ("Date", "yesterday", "Ferry times", "2019-05-06"),
        ("Date", "", "Ferry times", "2019-05-06"),
    ],
)
def test_headers_as_they_come(header: str, value: str, title: str | None, published: str) -> None:
    head, _, body = bytes(mail()).decode().partition("\n\n")
    lines = [line for line in head.split("\n") if not line.startswith(f"{header}:")]
    data = "\n".join([*lines, f"{header}: {value}", "", body]).encode()
    loaded = first(data, "2019-05-06-a.eml")
    assert loaded.published == published
    assert loaded.title == title or title is None


@pytest.mark.parametrize(
    ("charset", "words"),
    [("iso-8859-1", "Die Größe"), ("koi8-r", "Президент России"), ("utf-8", "Größe"), ("no-such", "Größe")],
)
def test_the_declared_encoding_of_the_text_counts(charset: str, words: str) -> None:
    data = words.encode("utf-8" if charset == "no-such" else charset)
    head = f"From: a\nSubject: b\nContent-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n\n"
    assert first(head.encode() + data).text == f"From: a\nSubject: b\n\n{words}\n"


def test_every_encoding_of_the_text_is_named_once() -> None:
    message = mail_of(("Das Gebäude", "iso-8859-1"), ("Größe", "utf-8"), ("Президент", "koi8-r"), ("Länge", "utf-8"))
    assert first(bytes(message)).encoding == "cp1252, koi8-r, utf-8"
    assert first(bytes(mail("", "<p>Rich.</p>"))).encoding == "utf-8"
    assert first(b"From: a\nSubject: b\n\n").encoding is None


def test_a_text_that_cannot_be_decoded_does_not_lose_the_others(tmp_path: Path) -> None:
    message = mail("Good.")
    message.make_mixed()
    part = EmailMessage()
    part.set_content(bytes(range(256)), maintype="text", subtype="plain")
    message.attach(part)
    loaded = load(tmp_path, bytes(message), "a.eml")
    assert loaded.documents[0].text == HEADERS + "Good.\n"
    assert reasons(loaded)["a.eml/part 2"].startswith("its text encoding could not be told")


def test_mails_in_mails_end_somewhere(tmp_path: Path) -> None:
    message = mail("Level 0.")
    for level in range(1, 5):
        outer = mail(f"Level {level}.")
        outer.add_attachment(message)
        message = outer
    loaded = load(tmp_path, bytes(message), "a.eml")
    assert [document.text.split()[-1] for document in loaded.documents] == ["4.", "3.", "2."]
    assert list(reasons(loaded).values()) == ["holds files more than 2 deep inside others: unpack it into the folder"]


RICH = "<p>The meeting is moved to 7 May, in room B of the town hall.</p>"
MOVED = "The meeting is moved to 7 May, in room B of the town hall."


def test_plain_text_that_only_tells_of_the_html_does_not_take_its_place() -> None:
    assert first(bytes(mail("Your program shows no HTML.", RICH))).text == f"{HEADERS}{MOVED}\n"
    assert first(bytes(mail("Moved to 7 May, room B, town hall.", RICH))).text.endswith(
        "Moved to 7 May, room B, town hall.\n"
    )


def test_what_no_reader_sees_is_left_out() -> None:
    page = f"<body><div style='color: red; Display: None'>Preview <b>words</b></div>{RICH}<p hidden>x</p></body>"
    assert first(bytes(mail("", page))).text == f"{HEADERS}{MOVED}\n"


def mixed(*parts: tuple[str, str]) -> bytes:
    message = mail()
    message.make_mixed()
    message.set_payload([])
    for words, kind in parts:
        part = EmailMessage()
        part.set_content(words, subtype=kind)
        message.attach(part)
    return bytes(message)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ([(RICH, "html"), ("-- Sent to all", "plain")], f"{MOVED}\n\n-- Sent to all\n"),
        ([("See the list.", "plain"), (RICH, "html")], f"See the list.\n\n{MOVED}\n"),
        ([(MOVED, "plain"), (RICH, "html")], f"{MOVED}\n"),
        ([("", "plain"), (RICH, "html"), ("<p> </p>", "html")], f"{MOVED}\n"),
    ],
)
def test_texts_that_stand_one_below_the_other_are_all_read(parts: list[tuple[str, str]], text: str) -> None:
    assert first(mixed(*parts)).text == HEADERS + text


def test_a_mail_may_begin_with_a_byte_order_mark_and_have_a_date_without_a_time() -> None:
    loaded = first(b"\xef\xbb\xbfFrom: a\nSubject: b\nDate: 4 Jan 2021\n\nWords.\n")
    assert (loaded.title, loaded.published) == ("b", "2021-01-04")
