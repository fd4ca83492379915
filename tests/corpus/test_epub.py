"""EPUB books give their chapters in order, title, author and date."""

import pytest

from corpus.loaded import LoadedText, Refused, UnreadableError
from corpus.loaders import epub as loader
from tests.corpus.samples import epub, repacked

METADATA = (
    "<dc:title>The\n ferry</dc:title><dc:creator>Ann Lee</dc:creator><dc:creator>Ben</dc:creator>"
    '<dc:date opf:event="modification">2021-02-02</dc:date><dc:date opf:event="publication">2020-11-19</dc:date>'
)


def load(data: bytes, name: str = "some-book.epub") -> LoadedText:
    [loaded] = loader.load(data, name)
    assert isinstance(loaded, LoadedText)
    return loaded


def test_chapters_in_reading_order_with_title_author_and_date() -> None:
    data = epub({"z.xhtml": "<h1>One</h1><p>It began.</p>", "a b.xhtml": "<p>It ended.</p>"}, METADATA)
    assert load(data) == LoadedText("One\n\nIt began.\n\nIt ended.", "The ferry", "2020-11-19", None, "Ann Lee, Ben")


def test_a_chapter_may_declare_its_encoding() -> None:
    page = "<?xml version='1.0' encoding='iso-8859-7'?><html><body><p>Ο πρωθυπουργός</p></body></html>"
    data = repacked(epub({"a.xhtml": ""}), "OEBPS/a.xhtml", lambda _: page.encode("iso8859_7"))
    assert load(data).text == "Ο πρωθυπουργός"


@pytest.mark.parametrize(
    ("metadata", "published"),
    [
        ("<dc:date>2020-11-19T10:00:00Z</dc:date>", "2020-11-19"),
        ("<dc:date>2020</dc:date>", "2019-05-06"),
        ("<dc:date>2020-13-45</dc:date>", "2019-05-06"),
        ("<dc:date/>", "2019-05-06"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", "2019-05-06"),
        ("", "2019-05-06"),
    ],
)
def test_what_is_not_stated_comes_from_the_name(metadata: str, published: str) -> None:
    loaded = load(epub({"a.xhtml": "<p>Words.</p>"}, metadata), "2019-05-06-a-book.epub")
    assert (loaded.title, loaded.published, loaded.author) == ("A book", published, None)


def test_a_chapter_that_is_missing_does_not_lose_the_others() -> None:
    data = epub({"a.xhtml": "<p>Here.</p>", "b.xhtml": "<p>Gone.</p>"}).replace(b"OEBPS/b.xhtml", b"OEBPS/c.xhtml")
    first, *others = loader.load(data, "a.epub")
    assert isinstance(first, LoadedText)
    assert first.text == "Here."
    assert others == [
        Refused("OEBPS/b.xhtml", "is listed in the book but missing from it: write or download the book again")
    ]


def test_encrypted_fonts_do_not_hinder_and_encrypted_chapters_do() -> None:
    encryption = (
        '<encryption><EncryptedData><CipherData><CipherReference URI="{}"/></CipherData></EncryptedData></encryption>'
    )
    chapters = {"a.xhtml": "<p>Words.</p>"}
    data = epub(chapters, **{"META-INF__encryption.xml": encryption.format("OEBPS/font.otf").encode()})
    assert load(data).text == "Words."
    data = epub(chapters, **{"META-INF__encryption.xml": encryption.format("OEBPS/a.xhtml").encode()})
    with pytest.raises(UnreadableError, match="is protected against copying"):
        load(data)


@pytest.mark.parametrize("value", ['"lol"', 'SYSTEM "file:///etc/passwd"'])
def test_entities_are_not_expanded(value: str) -> None:
    doctype = f"<!DOCTYPE package [<!ENTITY a {value}>]>"
    assert load(epub({"a.xhtml": "<p>Words.</p>"}, "<dc:title>x &a;</dc:title>", doctype)).title == "x &a;"


def test_the_number_of_chapters_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "MOST_CHAPTERS", 1)
    with pytest.raises(UnreadableError, match="has more than 1 chapters: split it"):
        load(epub({"a.xhtml": "<p>One.</p>", "b.xhtml": "<p>Two.</p>"}))
