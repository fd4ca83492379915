"""Files in ZIP archives are documents; what must not be unpacked is refused, alone where it can be."""

import io
import re
import stat
from pathlib import Path
from zipfile import ZIP_BZIP2, ZipFile, ZipInfo

import pytest

from corpus import archives, document_id, reading
from tests.corpus.samples import load, reasons, zipped

MEGABYTE = 1_000_000


def test_members_are_documents_with_the_archive_as_their_folder(tmp_path: Path) -> None:
    members: dict[str, bytes] = {
        "2020-11-19-news.txt": b"Some news.",
        "in/side.md": b"# Head\n",
        "in\\windows.TXT": b"Windows.",
        "rows.csv": b"id,text\n7,Seven.\n",
        "empty folder/": b"",
        ".hidden.txt": b"No.",
        "__MACOSX/side.md": b"No.",
    }
    loaded = load(tmp_path, zipped(members), "a.zip")
    assert loaded.failures == []
    assert [(document.metadata["source"], document.text) for document in loaded.documents] == [
        ("a.zip/2020-11-19-news.txt", "Some news."),
        ("a.zip/in/side.md", "# Head\n"),
        ("a.zip/in/windows.TXT", "Windows."),
        ("a.zip/rows.csv/7", "Seven."),
    ]
    assert all(document.id_ == document_id(document.metadata["source"]) for document in loaded.documents)
    assert loaded.documents[0].metadata["published"] == "2020-11-19"


@pytest.mark.parametrize(("written", "name"), [("größe.txt".encode(), "größe.txt"), (b"gr\x94\xe1e.txt", "größe.txt")])
def test_names_that_are_not_marked_as_utf8(tmp_path: Path, written: bytes, name: str) -> None:
    place = "x" * len(written)
    data = zipped({place: b"Words."}).replace(place.encode(), written)
    assert [document.metadata["source"] for document in load(tmp_path, data, "a.zip").documents] == [f"a.zip/{name}"]


def test_a_bad_member_does_not_lose_the_others(tmp_path: Path) -> None:
    loaded = load(tmp_path, zipped({"a.txt": b"", "b.txt": b"Good.", "c.xyz": b"x", "d.txt": b"\0\1\2"}), "a.zip")
    assert [document.metadata["source"] for document in loaded.documents] == ["a.zip/b.txt"]
    assert list(reasons(loaded)) == ["a.zip/a.txt", "a.zip/c.xyz", "a.zip/d.txt"]
    assert reasons(loaded)["a.zip/a.txt"] == "is empty"
    assert reasons(loaded)["a.zip/c.xyz"].startswith("no loader for '.xyz' files")


def test_an_archive_in_an_archive_is_read_and_a_third_is_not(tmp_path: Path) -> None:
    third = zipped({"deep.txt": b"Deep."})
    second = zipped({"third.zip": third, "middle.txt": b"Middle."})
    loaded = load(tmp_path, zipped({"second.zip": second}), "a.zip")
    assert [document.metadata["source"] for document in loaded.documents] == ["a.zip/second.zip/middle.txt"]
    assert reasons(loaded) == {
        "a.zip/second.zip/third.zip": "holds files more than 2 deep inside others: unpack it into the folder"
    }


def link(name: str) -> ZipInfo:
    member = ZipInfo(name)
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    return member


@pytest.mark.parametrize(
    ("member", "data", "reason"),
    [
        ("../up.txt", b"x", "leads out of the archive"),
        ("in/../../up.txt", b"x", "leads out of the archive"),
        ("/etc/passwd.txt", b"x", "leads out of the archive"),
        ("..\\up.txt", b"x", "leads out of the archive"),
        ("C:\\up.txt", b"x", "leads out of the archive"),
        (link("link.txt"), b"/etc/passwd", "is a link, not a file"),
        ("zeros.txt", b"0" * (2 * MEGABYTE), "unpacks to more than 200 times its size"),
        ("large.txt", b"0" * (50 * MEGABYTE + 1), "is larger than 50 MB"),
    ],
)
def test_a_member_that_must_not_be_unpacked_is_refused_alone(
    tmp_path: Path, member: str | ZipInfo, data: bytes, reason: str
) -> None:
    loaded = load(tmp_path, zipped({member: data, "good.txt": b"Good."}), "a.zip")
    assert [document.text for document in loaded.documents] == ["Good."]
    [failure] = loaded.failures
    assert reason in failure.reason


def test_other_compression_is_refused(tmp_path: Path) -> None:
    [failure] = load(tmp_path, zipped({"a.txt": b"Text."}, ZIP_BZIP2), "a.zip").failures
    assert failure.reason.startswith("is packed in a way that is not read: pack it as")


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"Text."}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    [failure] = load(tmp_path, bytes(data), "a.zip").failures
    assert failure.reason == "is encrypted: pack the archive without a password"


def test_a_member_that_unpacks_to_more_than_it_says_is_damaged(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"Text. " * 1000}))
    for header, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(header) + offset
        data[place : place + 4] = (10).to_bytes(4, "little")
    [failure] = load(tmp_path, bytes(data), "a.zip").failures
    assert failure.reason.startswith("is damaged in the archive (Bad CRC-32")


def test_an_archive_that_says_it_unpacks_to_too_much_is_refused_whole(tmp_path: Path) -> None:
    loaded = load(tmp_path, zipped({f"{number}.txt": b"0" * (41 * MEGABYTE) for number in range(5)}), "a.zip")
    assert reasons(loaded) == {
        "a.zip": "unpacks to more than 200 MB, as archives made to do harm do: "
        "unpack what is needed into the folder, or take it out"
    }


def test_archives_that_unpack_to_too_much_together_are_refused_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LARGEST_UNPACKED", 10_000)
    inner = zipped({"a.txt": b"word " * 1000})
    loaded = load(tmp_path, zipped({f"{number}.zip": inner for number in range(3)}), "a.zip")
    assert loaded.documents == []
    assert list(reasons(loaded)) == ["a.zip"]
    assert "unpacks to more than" in reasons(loaded)["a.zip"]


def test_the_number_of_files_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files: dict[str, bytes] = {f"{number}.txt": b"Text." for number in range(4)}
    monkeypatch.setattr(archives, "MOST_ENTRIES", 3)
    assert reasons(load(tmp_path, zipped(files), "a.zip"))["a.zip"].startswith("holds more than 3 files: unpack")
    monkeypatch.setattr(archives, "MOST_ENTRIES", 4)
    monkeypatch.setattr(reading, "MOST_MEMBERS", 3)
    assert reasons(load(tmp_path, zipped(files), "a.zip"))["a.zip"].startswith("holds more than 3 files: unpack")


def test_members_of_one_name_are_told_apart(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", b"One.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", b"Two.")
    first = document_id("a.zip/a.txt")
    loaded = load(tmp_path, stream.getvalue(), "a.zip")
    assert [(document.id_, document.text) for document in loaded.documents] == [(first, "One."), (f"{first}#2", "Two.")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"Just text.", "is not a ZIP archive: give it the ending that fits"),
        (b"PK\x03\x04 and no more", r"is not a whole ZIP archive \(its end is missing\): copy or download it again"),
        (zipped({"a.txt": b"Text."})[:-30], r"is not a whole ZIP archive \(its end is missing\)"),
        (zipped({}), "holds no files: put documents into it"),
        (zipped({".DS_Store": b"x"}), "holds no files"),
        (zipped({"[Content_Types].xml": b"x", "xl/workbook.xml": b"x"}), "is an Office document, not an archive"),
        (zipped({"META-INF/container.xml": b"x"}), "is an EPUB book, not an archive"),
    ],
    ids=["text", "beginning", "cut", "empty", "hidden", "office", "epub"],  # the bytes have the time in them
)
def test_what_is_no_archive_of_documents_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    [failure] = load(tmp_path, data, "a.zip").failures
    assert failure.source == "a.zip"

    assert re.match(reason, failure.reason), failure.reason


def test_the_rows_of_a_table_with_a_long_name_take_no_time_to_speak_of(tmp_path: Path) -> None:
    table = b"port\n" + b"Halifax\n" * 300
    loaded = load(tmp_path, zipped({f"a{' ' * 60_000}b.csv": table}), "a.zip")
    assert loaded.failures == []
    stated = {(document.metadata["title"][:8], document.metadata["published"]) for document in loaded.documents}
    assert (len(loaded.documents), stated) == (300, {("A b, row", None)})
