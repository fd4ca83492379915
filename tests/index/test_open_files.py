"""A process that has too many files open deletes nothing, and is told so; what is closed or fails leaves none open."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import NoReturn

import pytest

from index import store
from index.database import Database
from index.errors import IndexFailure, WeightsFailure
from index.open_files import too_many_files_open
from index.store import open_index
from index.sync import sync_corpus
from index.vectors import VectorStore

OPEN_WITH_FEW_LEFT = """
import os, resource, sys
from pathlib import Path
from index.errors import IndexFailure
from index.store import open_index

home, left = Path(sys.argv[1]), int(sys.argv[2])
open_index(home, threads=1).close()  # what is loaded once needs no file afterwards
_, most = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (200, most))
opened = []
try:
    while True:
        opened.append(os.open(os.devnull, os.O_RDONLY))
except OSError:
    pass
for one in opened[:left]:
    os.close(one)
try:
    open_index(home, threads=1)
    said = "opened"
except IndexFailure as error:
    said = str(error)
for one in opened[left:]:
    os.close(one)
print(said)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
@pytest.mark.parametrize("left", [1, 4, 8])
def test_nothing_is_deleted_for_want_of_files(tmp_path: Path, left: int) -> None:
    (tmp_path / "a.txt").write_text("Ann Lee spoke in Halifax.", encoding="utf-8")
    index = open_index(tmp_path / "home", threads=1)
    sync_corpus(tmp_path / "a.txt", index)
    index.close()
    before = sorted((tmp_path / "home").rglob("*.bin"))
    command = [sys.executable, "-c", OPEN_WITH_FEW_LEFT, str(tmp_path / "home"), str(left)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "too many files open: close some, or raise its limit" in done.stdout
    assert sorted((tmp_path / "home").rglob("*.bin")) == before != []


@pytest.mark.parametrize("part", ["OnnxEmbedding", "KeywordStore"])
def test_what_was_opened_is_closed_where_another_part_cannot_be(
    tmp_path: Path, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[type] = []

    def note_closing(of: type[Database | VectorStore]) -> None:
        close = of.close
        monkeypatch.setattr(of, "close", lambda self: (closed.append(of), close(self)))

    def fail(*_: object) -> NoReturn:
        raise WeightsFailure("damaged")

    for one in (Database, VectorStore):
        note_closing(one)
    monkeypatch.setattr(store, part, fail)
    with pytest.raises(WeightsFailure, match="damaged"):
        open_index(tmp_path, threads=1)
    assert closed == [VectorStore, Database]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not list open files")
@pytest.mark.parametrize(
    "content", [b"not what it was" * 100, b"SQLite format 3\0" + bytes(84)], ids=["words", "zeros"]
)
def test_a_damaged_catalogue_is_closed(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "catalog.sqlite").write_bytes(content)
    failures, counts = [], set()
    for _ in range(3):
        with pytest.raises(IndexFailure, match="cannot be opened") as caught:
            Database(tmp_path / "catalog.sqlite")
        failures.append(caught)  # it keeps what was opened from being collected
        counts.add(len([*Path("/dev/fd").iterdir()]))
    assert len(counts) == 1


def test_no_thread_is_left_of_a_closed_index(tmp_path: Path) -> None:
    before = {*threading.enumerate()}
    index = open_index(tmp_path, threads=2)
    vectors = index.encoder.get_text_embedding_batch(["One.", "Two.", "Three."])
    begun = [thread for thread in {*threading.enumerate()} - before if thread.name.startswith("ThreadPoolExecutor")]
    assert begun
    index.close()
    for thread in begun:
        thread.join(timeout=20)
        assert not thread.is_alive()
    assert index.encoder.get_text_embedding_batch(["One.", "Two.", "Three."]) == vectors
    index.close()


def test_files_can_be_opened() -> None:
    assert not too_many_files_open()


def test_a_closed_catalogue_is_not_called_damaged(tmp_path: Path) -> None:
    index = open_index(tmp_path, threads=1)
    index.close()
    with pytest.raises(IndexFailure, match="was closed meanwhile: open it anew"):
        index.catalog.count_documents()
