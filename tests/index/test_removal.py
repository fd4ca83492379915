"""What is removed from the folder is gone from every file of the index."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np

from index.store import Index
from index.sync import sync_corpus
from tests.folder_of_two import TEXT, texts


def test_removed_text_is_in_no_file_of_the_index(folder: Path, index: Index) -> None:
    secret = "Xanthippe Quillfeather testified about the zirconium ledger."
    (folder / "secret.txt").write_text(secret, encoding="utf-8")
    sync_corpus(folder, index)
    assert holding(index.home, b"Xanthippe")
    [name, vector] = index.database.one(
        "SELECT p.id, v.vector FROM passages p JOIN vectors v USING (digest) WHERE p.text = ?", (secret,)
    )
    stored = np.frombuffer(vector, dtype=np.float16).astype(np.float32)
    assert near(index.home, stored)
    (folder / "secret.txt").unlink()
    sync_corpus(folder, index)
    for word in (vector, stored.tobytes(), name.encode()):
        assert holding(index.home, word) == []
    assert near(index.home, stored) == []
    for word in (b"Xanthippe", b"xanthipp", b"quillfeath", b"zirconium"):
        assert holding(index.home, word) == []
    assert secret not in texts(index, "Xanthippe Quillfeather zirconium")


def holding(home: Path, word: bytes) -> list[Path]:
    return [file for file in home.rglob("*") if file.is_file() and word in file.read_bytes()]


def near(home: Path, vector: np.ndarray) -> list[Path]:
    """Chroma's vector files that hold the vector or one that is nearly it: Chroma keeps them at length 1."""
    found = []
    for file in home.rglob("data_level0.bin"):
        numbers = np.frombuffer(file.read_bytes(), dtype=np.float32)
        windows = np.nan_to_num(np.lib.stride_tricks.sliding_window_view(numbers, len(vector)))
        if np.any(np.abs(windows - vector).max(axis=1) < 0.001):
            found.append(file)
    return found


def test_what_another_process_keeps_from_being_removed_is_removed_later(folder: Path, index: Index) -> None:
    sync_corpus(folder, index)
    with closing(sqlite3.connect(index.database.file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM documents").fetchall()
        index.database.all("PRAGMA busy_timeout=100")
        (folder / "two.md").unlink()
        sync_corpus(folder, index)
        assert index.catalog.unswept()
        assert texts(index, "harvest in Manitoba") == [TEXT]
    sync_corpus(folder, index)
    assert index.catalog.unswept() == []
    assert holding(index.home, b"harvest") == []
