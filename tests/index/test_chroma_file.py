"""Chroma's SQLite file is opened by Chroma and by processes of its own, never by this one."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from index import chroma_file
from index.repair import find_damage
from index.store import Index
from index.sync import sync_corpus

OPENED: list[str] = []


def note_opened(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("open", "sqlite3.connect"):
        OPENED.append(str(arguments[0]))


@pytest.fixture
def folder_of_vectors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, relative to the working one, with a file in which rows were deleted."""
    monkeypatch.chdir(tmp_path)
    folder = Path("an odd name? #1")
    folder.mkdir()
    with closing(sqlite3.connect(folder / chroma_file.NAME)) as connection, connection:
        connection.execute("CREATE TABLE words (word TEXT)")
        connection.executemany("INSERT INTO words VALUES (?)", [("Xanthippe" * 100,)] * 1000)
        connection.execute("DELETE FROM words WHERE rowid > 1")
    return folder


def test_this_process_opens_it_nowhere(folder: Path, index: Index) -> None:
    """Its closing would drop the locks that Chroma's own SQLite holds, and Chroma lose vectors."""
    sys.addaudithook(note_opened)
    sync_corpus(folder, index)
    (folder / "two.md").unlink()
    sync_corpus(folder, index)
    assert not find_damage(index, thorough=True)
    assert any(name.endswith("catalog.sqlite") or "tantivy" in name for name in OPENED), "the hook sees nothing"
    assert [name for name in OPENED if chroma_file.NAME in name] == []


def test_compacted(folder_of_vectors: Path) -> None:
    file = folder_of_vectors / chroma_file.NAME
    assert file.stat().st_size > 900_000
    assert chroma_file.compact(folder_of_vectors)
    assert file.stat().st_size < 20_000
    assert chroma_file.is_sound(folder_of_vectors)


def test_one_that_another_holds_is_not_compacted_and_counts_as_sound(
    folder_of_vectors: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chroma_file, "_run", in_this_process)
    monkeypatch.setattr(chroma_file, "WAIT", 0.01)
    with closing(sqlite3.connect(folder_of_vectors / chroma_file.NAME, isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert not chroma_file.compact(folder_of_vectors)
        assert chroma_file.is_sound(folder_of_vectors)
    assert chroma_file.compact(folder_of_vectors)


def in_this_process(statement: str, folder: Path) -> int:
    return chroma_file._execute(statement, str(folder / chroma_file.NAME))  # noqa: SLF001 - with a shorter wait


@pytest.mark.parametrize("content", [b"not what it was" * 1000, None])
def test_damaged_or_gone(folder_of_vectors: Path, content: bytes | None) -> None:
    file = folder_of_vectors / chroma_file.NAME
    if content is None:
        with file.open("r+b") as stream:
            stream.seek(4096)
            stream.write(b"\xff" * 4096)
    else:
        file.write_bytes(content)
    assert not chroma_file.is_sound(folder_of_vectors)
    file.unlink()
    assert not chroma_file.compact(folder_of_vectors), "none is made"
    assert not file.exists()


def test_the_room_that_no_vector_has_holds_nothing(folder: Path, index: Index) -> None:
    """hnswlib leaves in it what was in memory, which is different each time: here it is filled on purpose."""
    sync_corpus(folder, index)
    [lengths] = index.home.rglob("length.bin")
    used = 4 * index.vectors.count()
    assert lengths.stat().st_size > used
    assert set(lengths.read_bytes()[used:]) == {0}
    content = lengths.read_bytes()
    lengths.write_bytes(content[:used] + b"x" * (len(content) - used))
    chroma_file.clear_unused(lengths.parent.parent)
    assert lengths.read_bytes() == content
