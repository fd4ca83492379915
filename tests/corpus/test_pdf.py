"""PDFs give the text of their pages, and a citation names its page."""

import re
from pathlib import Path
from typing import Any

import pytest
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    NullObject,
    NumberObject,
    PdfObject,
    TextStringObject,
)

from corpus.loaded import LoadedText, PassingError, Refused, UnreadableError
from corpus.loaders import pdf as loader
from corpus.printed import unset
from index.store import open_index
from index.sync import sync_corpus
from qa.citing import cite
from tests.corpus.samples import pdf, pdf_writer, written

INFO = {"/Title": "Ferry times", "/Author": "Ann Lee", "/CreationDate": "D:20201119103000-05'00'"}


def load(data: bytes, name: str = "some-file.pdf") -> LoadedText:
    [loaded] = loader.load(data, name)
    assert isinstance(loaded, LoadedText)
    return loaded


def test_pages_keep_their_places() -> None:
    loaded = load(pdf(["First line.\nSecond line.", "", "Third page."], INFO))
    assert loaded == LoadedText(
        "First line.\nSecond line.\nThird page.\n", "Ferry times", "2020-11-19", None, "Ann Lee", (0, 25, 25)
    )


@pytest.mark.parametrize("title", ["", "Untitled", "Microsoft Word - draft 3.docx", "report-final.PDF", "untitled"])
def test_a_title_that_tells_nothing_gives_way_to_the_file_name(title: str) -> None:
    assert load(pdf(["Words."], {"/Title": title})).title == "Some file"


@pytest.mark.parametrize("date", ["D:20201345", "yesterday", "D:"])
def test_a_broken_date_is_none(date: str) -> None:
    assert load(pdf(["Words."], {"/CreationDate": date})).published is None


def test_the_date_of_the_name_goes_before_the_day_on_which_the_pdf_was_made() -> None:
    assert load(pdf(["Words."], INFO), "2019-05-06-a.pdf").published == "2019-05-06"


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128"])
def test_a_password_for_the_owner_alone_does_not_hinder(algorithm: str) -> None:
    writer = pdf_writer(["Words."])
    writer.encrypt("", "owner", algorithm=algorithm)
    assert load(written(writer)).text == "Words.\n"


def test_a_broken_page_does_not_lose_the_others() -> None:
    writer = pdf_writer(["First.", "Second.", "Third."])
    broken = DecodedStreamObject()
    broken.set_data(b"packed in an unknown way")
    broken[NameObject("/Filter")] = NameObject("/NoSuchDecode")
    writer.pages[1][NameObject("/Contents")] = broken
    first, *others = loader.load(written(writer), "a.pdf")
    assert isinstance(first, LoadedText)
    assert first.text == "First.\nThird.\n"
    assert first.pages == (0, 7, 7)
    [refused] = others
    assert isinstance(refused, Refused)
    assert refused.name == "page 2"
    assert "could not be read" in refused.reason


def with_annotations(*annotations: dict[str, Any] | PdfObject) -> bytes:
    writer = pdf_writer(["Name", "Next page."])
    found = ArrayObject(
        DictionaryObject({NameObject(key): value for key, value in annotation.items()})
        if isinstance(annotation, dict)
        else annotation
        for annotation in annotations
    )
    writer.pages[0][NameObject("/Annots")] = found
    return written(writer)


def test_what_is_filled_in_on_a_page_stands_below_its_text() -> None:
    widget, name = {"/Subtype": NameObject("/Widget"), "/FT": NameObject("/Tx")}, TextStringObject("name")
    field = DictionaryObject({NameObject("/T"): name, NameObject("/V"): TextStringObject("Ruth\rOkafor")})
    box = {"/FT": NameObject("/Btn"), "/Subtype": NameObject("/Widget"), "/V": NameObject("/Yes")}
    note = {"/Subtype": NameObject("/FreeText"), "/Contents": TextStringObject("Call 555.")}
    comment = {"/Subtype": NameObject("/Text"), "/Contents": TextStringObject("Unseen.")}
    label = {"/TU": TextStringObject("Full name"), "/V": TextStringObject("Ann Lee"), "/T": name}
    unseen = note | {"/F": NumberObject(2), "/Contents": TextStringObject("Unseen.")}
    data = with_annotations(
        unseen, widget | {"/Parent": field}, widget | label, widget | {"/T": name}, box, note, comment
    )
    loaded = load(data)
    assert loaded.text == "Name\nname: Ruth Okafor\nFull name: Ann Lee\nCall 555.\nNext page.\n"
    assert loaded.text[loaded.pages[1] :] == "Next page.\n"
    assert load(with_annotations({"/Subtype": NameObject("/FreeText"), "/Contents": ArrayObject()})).text.startswith(
        "Name\n"
    )


NOTE: dict[str, Any] = {"/Subtype": NameObject("/FreeText"), "/Contents": TextStringObject("Call 555.")}


@pytest.mark.parametrize(
    "broken",
    [NOTE | {"/F": NameObject("/x")}, NumberObject(7), {"/Subtype": NameObject("/Widget"), "/Parent": NumberObject(7)}],
)
def test_a_broken_note_does_not_lose_the_others_and_is_told(broken: dict[str, Any] | PdfObject) -> None:
    loaded, refused = loader.load(with_annotations(NOTE, broken, broken, NOTE), "a.pdf")
    assert isinstance(loaded, LoadedText)
    assert loaded.text == "Name\nCall 555.\nCall 555.\nNext page.\n"
    assert isinstance(refused, Refused)
    assert refused.name == "page 1"
    assert re.match(r"has fields or notes that could not be read \(2; \w+Error: .+\): write the PDF", refused.reason)


def test_a_broken_list_of_notes_is_told() -> None:
    writer = pdf_writer(["Name"])
    writer.pages[0][NameObject("/Annots")] = NumberObject(7)
    loaded, refused = loader.load(written(writer), "a.pdf")
    assert isinstance(loaded, LoadedText)
    assert isinstance(refused, Refused)
    assert (loaded.text, refused.name) == ("Name\n", "page 1")


def test_notes_may_stand_elsewhere_in_the_file_and_be_gone() -> None:
    writer = pdf_writer(["Name"])

    def elsewhere(value: PdfObject) -> PdfObject:
        return writer._add_object(value)  # noqa: SLF001 - it has no public name

    choice = ArrayObject([elsewhere(TextStringObject("Call")), TextStringObject("556.")])
    note = {"/Subtype": NameObject("/FreeText"), "/Contents": elsewhere(TextStringObject("Call 555."))}
    field = {"/Subtype": NameObject("/Widget"), "/FT": NameObject("/Ch"), "/V": elsewhere(choice), "/F": NullObject()}
    link = {"/Subtype": NameObject("/Link"), "/F": NameObject("/x")}
    notes = [DictionaryObject({NameObject(key): value for key, value in one.items()}) for one in (note, field, link)]
    writer.pages[0][NameObject("/Annots")] = elsewhere(
        ArrayObject([*map(elsewhere, notes), elsewhere(NullObject()), NullObject()])
    )
    assert load(written(writer)).text == "Name\nCall 555.\nCall 556.\n"


def test_letters_are_apart_and_words_whole_as_before_print() -> None:
    pages = [
        "The oﬃce: infra-\nstructural, well-\nknown, so-\ncalled, soft\u00ad\nly.",
        "Infrastructural. A well-known wellknown.",
    ]
    first, second = unset(pages)
    assert first == "The office: infrastructural, well-\nknown, so-\ncalled, softly."
    assert second == pages[1]


def test_a_run_of_letters_takes_no_time_to_speak_of() -> None:
    pages = ["a" * 300_000, f"{'b' * 300_000}-\nc", "so-\nlid. Solid."]
    assert unset(pages) == [*pages[:2], "solid. Solid."]


def test_the_number_of_pages_and_the_time_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MOST_PAGES", 1)
    with pytest.raises(UnreadableError, match="has more than 1 pages: split it"):
        load(pdf(["One.", "Two."]))
    monkeypatch.setattr(loader, "LONGEST_TIME", -1)
    with pytest.raises(PassingError, match="takes longer than -1 seconds to read: split it"):
        load(pdf(["One."]))


def test_a_citation_names_the_page_where_it_begins(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.pdf").write_bytes(pdf(["On page one.", "", "The ferry leaves at noon.", "The end."]))
    (tmp_path / "corpus" / "b.txt").write_text("No pages here.", encoding="utf-8")
    index = open_index(tmp_path / "home", threads=1)
    try:
        assert sync_corpus(tmp_path / "corpus", index).failures == ()
        paged, plain = (index.catalog.document(document.id) for document in index.catalog.documents())
    finally:
        index.close()
    assert paged is not None
    assert plain is not None
    for quote, page in [("On page", 1), ("one.", 1), ("The ferry", 3), ("noon.\nThe end.", 3), ("The end.", 4)]:
        start = paged.text.index(quote)
        assert cite(paged, start, start + len(quote), quote).page == page
    assert cite(plain, 0, 8).page is None
