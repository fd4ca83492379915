"""An archive unpacked into a folder of its own name, or packed from one, holds the same documents in other files."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from index.store import Index
from index.sync import sync_corpus
from tests.corpus.samples import zipped

Files = Mapping[str, bytes]
BEFORE = {"x.txt": b"A ferry sank off Dartmouth.", "y.txt": b"Halifax decided on Friday."}
AFTER = {"x.txt": b"A ferry sank off Dartmouth.", "y.txt": b"Halifax decided on Monday.", "z.txt": b"Ice broke."}


def pack(place: Path, files: Files) -> None:
    for file in place.iterdir() if place.is_dir() else ():
        file.unlink()
    if place.is_dir():
        place.rmdir()
    place.write_bytes(zipped(files))


def unpack(place: Path, files: Files) -> None:
    place.unlink(missing_ok=True)
    place.mkdir()
    for name, data in files.items():
        (place / name).write_bytes(data)


BOTH_WAYS = pytest.mark.parametrize(("first", "then"), [(pack, unpack), (unpack, pack)])
Put = Callable[[Path, Files], None]


def kept(index: Index) -> dict[str, bytes]:
    """The text of each document by its name in the archive or folder."""
    found = [index.catalog.document(one.id) for one in index.catalog.documents()]
    return {one.source.removeprefix("a.zip/"): one.text.encode() for one in found if one}


def held(folder: Path, index: Index) -> int:
    """How many documents a sync with nothing to do reports in the files."""
    report = sync_corpus(folder, index)
    assert (report.added, report.replaced, report.removed, report.embedded) == (0, 0, 0, 0)
    return sum(file.documents for file in report.files)


def indexed(tmp_path: Path, index: Index, put: Put) -> Path:
    """The place in a corpus where BEFORE was put and indexed."""
    place = tmp_path / "corpus" / "a.zip"
    place.parent.mkdir()
    put(place, BEFORE)
    sync_corpus(place.parent, index)
    return place


@BOTH_WAYS
def test_the_documents_stay(tmp_path: Path, index: Index, first: Put, then: Put) -> None:
    place = indexed(tmp_path, index, first)
    then(place, BEFORE)
    report = sync_corpus(place.parent, index)
    assert (report.added, report.removed, report.unchanged, report.embedded) == (0, 0, 2, 0)
    assert kept(index) == BEFORE
    assert held(place.parent, index) == 2
    assert {one.file for one in index.catalog.documents()} == (
        {"a.zip"} if then is pack else {"a.zip/x.txt", "a.zip/y.txt"}
    )
    first(place, {"x.txt": BEFORE["x.txt"]})
    assert sync_corpus(place.parent, index).removed == 1, "what is not in the other one goes"
    assert kept(index) == {"x.txt": BEFORE["x.txt"]}


@BOTH_WAYS
def test_a_document_that_changed_meanwhile_stays(tmp_path: Path, index: Index, first: Put, then: Put) -> None:
    place = indexed(tmp_path, index, first)
    then(place, AFTER)
    report = sync_corpus(place.parent, index)
    assert (report.added, report.replaced, report.removed, report.unchanged) == (1, 1, 0, 1)
    assert kept(index) == AFTER
    assert held(place.parent, index) == 3
    assert index.vectors.count() == index.keywords.count() == 3
