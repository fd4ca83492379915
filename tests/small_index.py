"""An index that is really made, of a few small documents."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest

from index.store import Index, open_index
from index.sync import sync_corpus


@contextmanager
def small_index(texts: Mapping[str, str], folders: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the texts, by file name; closed at the end."""
    folder = folders.mktemp("corpus")
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    opened = open_index(folders.mktemp("home"), threads=1)
    try:
        sync_corpus(folder, opened)
        yield opened
    finally:
        opened.close()
