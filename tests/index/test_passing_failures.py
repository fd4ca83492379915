"""What cannot be read just now keeps its documents, is reported, and is read by the next sync."""

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import documents, load_file
from corpus.files import LARGEST_FILE
from corpus.loaded import LoadedText, PassingError
from corpus.loaders import registry, text
from index.store import Index
from index.sync import SyncReport, sync_corpus
from tests.corpus.samples import zipped
from tests.folder_of_two import OTHER, TEXT, texts

NEW = "Halifax decided on Friday."
Break = Callable[[pytest.MonkeyPatch, Path], None]


def vanish(patch: pytest.MonkeyPatch, file: Path) -> None:
    """The file is away while it is read, and back afterwards."""

    def load(path: Path, *rest: object) -> object:
        if path != file:
            return load_file(path, *rest)  # type: ignore[arg-type] # passed on as they came
        data = file.read_bytes()
        file.unlink()
        loaded = load_file(path, *rest)  # type: ignore[arg-type] # passed on as they came
        file.write_bytes(data)
        return loaded

    patch.setattr("index.sync.load_file", load)


def break_stream(error: Exception) -> Break:
    def break_it(patch: pytest.MonkeyPatch, file: Path) -> None:
        opened = Path.open

        def fail(path: Path, *rest: object) -> object:
            if path == file:
                raise error
            return opened(path, *rest)  # type: ignore[call-overload] # as above

        read = documents.read_bytes

        def read_failing(path: Path) -> bytes:
            with pytest.MonkeyPatch.context() as inner:
                inner.setattr(Path, "open", fail)
                return read(path)

        patch.setattr(documents, "read_bytes", read_failing)

    return break_it


def break_loader(error: Exception) -> Break:
    """The loader of texts raises the error for every text with NEW in it."""

    def break_it(patch: pytest.MonkeyPatch, _: Path) -> None:
        whole = text.load

        def load(data: bytes, name: str) -> list[LoadedText]:
            if NEW.encode() in data:
                raise error
            return whole(data, name)

        patch.setattr(registry()[".txt"], "load", load)

    return break_it


BREAKS = {
    "vanished": vanish,
    "no permission": break_stream(PermissionError(13, "Permission denied")),
    "broken disk": break_stream(OSError(5, "Input/output error")),
    "no memory for the bytes": break_stream(MemoryError()),
    "no memory": break_loader(MemoryError()),
    "no time": break_loader(PassingError("takes longer than 120 seconds to read: split it")),
}


def sync_broken(folder: Path, index: Index, break_it: Break, file: str) -> SyncReport:
    with pytest.MonkeyPatch.context() as patch:
        break_it(patch, folder / file)
        report = sync_corpus(folder, index)
    assert [failure.source.split("/")[0] for failure in report.failures] == [file]
    return report


@pytest.mark.parametrize("break_it", BREAKS.values(), ids=BREAKS.keys())
def test_a_changed_file_keeps_its_documents_until_it_can_be_read(folder: Path, index: Index, break_it: Break) -> None:
    sync_corpus(folder, index)
    (folder / "one.txt").write_text(NEW, encoding="utf-8")
    for _ in range(2):
        report = sync_broken(folder, index, break_it, "one.txt")
        assert (report.removed, report.replaced) == (0, 0)
        assert sorted(texts(index, "vote")) == sorted([TEXT, OTHER])
    report = sync_corpus(folder, index)
    assert (report.replaced, report.failures) == (1, ())
    assert sorted(texts(index, "vote")) == sorted([NEW, OTHER])


@pytest.mark.parametrize("break_it", BREAKS.values(), ids=BREAKS.keys())
def test_a_new_file_is_read_when_it_can_be(folder: Path, index: Index, break_it: Break) -> None:
    (folder / "one.txt").write_text(NEW, encoding="utf-8")
    assert sync_broken(folder, index, break_it, "one.txt").added == 1
    assert sync_corpus(folder, index).added == 1
    assert sorted(texts(index, "vote")) == sorted([NEW, OTHER])


@pytest.mark.parametrize("break_it", BREAKS.values(), ids=BREAKS.keys())
def test_a_renamed_file_keeps_its_documents_until_it_can_be_read(folder: Path, index: Index, break_it: Break) -> None:
    (folder / "one.txt").write_text(NEW, encoding="utf-8")
    sync_corpus(folder, index)
    (folder / "one.txt").rename(folder / "first.txt")
    assert sync_broken(folder, index, break_it, "first.txt").removed == 0
    assert {one.source for one in index.catalog.documents()} == {"one.txt", "two.md"}
    report = sync_corpus(folder, index)
    assert (report.added, report.removed, report.embedded) == (1, 1, 0)
    assert {one.source for one in index.catalog.documents()} == {"first.txt", "two.md"}


def test_the_part_of_an_archive_that_cannot_be_read_now_is_kept_and_the_rest_follows(
    folder: Path, index: Index
) -> None:
    packed = folder / "a.zip"
    packed.write_bytes(zipped({"slow/x.txt": b"Before.", "y.txt": b"Same.", "z.txt": b"Taken out."}))
    sync_corpus(folder, index)
    before = packed.read_bytes()
    packed.write_bytes(zipped({"slow/x.txt": NEW.encode(), "y.txt": b"Other."}))
    for _ in range(2):
        sync_broken(folder, index, BREAKS["no time"], "a.zip")
        assert sorted(texts(index, "vote")) == sorted([TEXT, OTHER, "Before.", "Other."])
    packed.write_bytes(before)
    sync_corpus(folder, index)
    assert sorted(texts(index, "vote")) == sorted([TEXT, OTHER, "Before.", "Same.", "Taken out."])


def test_an_archive_whose_one_part_cannot_be_read_now_loses_what_was_taken_out(folder: Path, index: Index) -> None:
    (folder / "a.zip").write_bytes(zipped({"x.txt": b"Before.", "z.txt": b"Taken out."}))
    sync_corpus(folder, index)
    (folder / "a.zip").write_bytes(zipped({"x.txt": NEW.encode()}))
    assert sync_broken(folder, index, BREAKS["no memory"], "a.zip").removed == 1
    assert sorted(texts(index, "vote")) == sorted([TEXT, OTHER, "Before."])
    sync_corpus(folder, index)
    assert sorted(texts(index, "vote")) == sorted([TEXT, OTHER, NEW])


def test_the_digest_noted_is_that_of_the_bytes_that_were_read(folder: Path, index: Index) -> None:
    """A file that was empty only while it was read, as one being saved is, comes back."""
    sync_corpus(folder, index)
    (folder / "one.txt").write_text(NEW, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "read_bytes", lambda file: b"" if file.name == "one.txt" else file.read_bytes())
        sync_corpus(folder, index)
    assert sync_corpus(folder, index).added == 1
    assert sorted(texts(index, "vote")) == sorted([NEW, OTHER])


def grow(file: Path) -> None:
    with file.open("r+b") as stream:
        stream.truncate(LARGEST_FILE + 1)


def lead_outside(file: Path) -> None:
    file.unlink()
    outside = file.parent.parent / "outside.txt"
    outside.write_text("Nobody gave this.", encoding="utf-8")
    file.symlink_to(outside)


@pytest.mark.parametrize("refuse", [grow, lead_outside])
def test_what_is_refused_for_good_loses_its_documents(
    folder: Path, index: Index, refuse: Callable[[Path], None]
) -> None:
    sync_corpus(folder, index)
    refuse(folder / "one.txt")
    for removed in (1, 0):
        report = sync_corpus(folder, index)
        assert (report.removed, len(report.failures)) == (removed, 1)
        assert texts(index, "vote") == [OTHER]
    (folder / "one.txt").unlink()
    (folder / "one.txt").write_text(TEXT, encoding="utf-8")
    assert sync_corpus(folder, index).added == 1
