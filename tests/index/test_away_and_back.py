"""What is away for a moment, or comes back in another form, is not lost."""

import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest

import corpus.documents
from corpus.loaded import NotNowError
from index.catalog import StoredDocument
from index.store import Index
from index.sync import SyncReport, sync_corpus
from tests.folder_of_two import TEXT


def counts(report: SyncReport) -> tuple[int, int, int, int, int]:
    return report.added, report.replaced, report.removed, report.unchanged, report.embedded


def test_a_file_that_is_away_only_while_it_is_read_is_read_by_the_next_sync(
    folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    sync_corpus(folder, index)
    (folder / "one.txt").write_text("Halifax decided on Friday.", encoding="utf-8")
    (folder / "new.txt").write_text("A ferry sank off Dartmouth.", encoding="utf-8")

    def away(target: Path) -> bytes:
        raise NotNowError("is no longer there: put it back, or index again")

    with monkeypatch.context() as patched:
        patched.setattr(corpus.documents, "read_bytes", away)
        report = sync_corpus(folder, index)
    assert counts(report) == (0, 0, 0, 1, 0)
    assert [one.source for one in report.files if one.failures] == ["new.txt", "one.txt"]
    assert TEXT in [document.text for document in stored(index)], "what was indexed stays"
    assert counts(sync_corpus(folder, index)) == (1, 1, 0, 1, 2)


@pytest.mark.parametrize("unpacked_first", [False, True])
def test_an_archive_and_a_folder_of_its_name_take_each_others_place(
    folder: Path, index: Index, unpacked_first: bool
) -> None:
    def pack() -> None:
        shutil.rmtree(folder / "a.zip", ignore_errors=True)
        with ZipFile(folder / "a.zip", "w") as archive:
            archive.writestr("ferry.txt", "A ferry sank off Dartmouth.")

    def unpack() -> None:
        (folder / "a.zip").unlink(missing_ok=True)
        (folder / "a.zip").mkdir()
        (folder / "a.zip" / "ferry.txt").write_text("A ferry sank off Dartmouth.", encoding="utf-8")

    for change in (unpack, pack) if unpacked_first else (pack, unpack):
        change()
        assert sync_corpus(folder, index).removed == 0
    assert "a.zip/ferry.txt" in {document.source for document in index.catalog.documents()}
    assert counts(sync_corpus(folder, index)) == (0, 0, 0, 3, 0)


def stored(index: Index) -> list[StoredDocument]:
    """Every live document with its text."""
    return [found for one in index.catalog.documents() if (found := index.catalog.document(one.id))]
