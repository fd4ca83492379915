"""A corpus of two documents and an index of its own, empty."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import Index, open_index
from tests.folder_of_two import OTHER, TEXT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "corpus"
    made.mkdir()
    (made / "one.txt").write_text(TEXT, encoding="utf-8")
    (made / "two.md").write_text(OTHER, encoding="utf-8")
    return made


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    opened = open_index(tmp_path / "home", threads=1)
    yield opened
    opened.close()
