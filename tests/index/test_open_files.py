"""A process that has too many files open deletes nothing, and is told so."""

import subprocess
import sys
from pathlib import Path

import pytest

from index.errors import IndexFailure
from index.open_files import too_many_files_open
from index.store import open_index
from index.sync import sync_corpus

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


def test_files_can_be_opened() -> None:
    assert not too_many_files_open()


def test_a_closed_catalogue_is_not_called_damaged(tmp_path: Path) -> None:
    index = open_index(tmp_path, threads=1)
    index.close()
    with pytest.raises(IndexFailure, match="was closed meanwhile: open it anew"):
        index.catalog.count_documents()
