"""The files of Chroma and tantivy as they were left: damage shows without asking the stores.

The vectors' note is made with their folder, which is not written again. The keywords' is taken away before anything is
written and made anew when the vectors are published, too, so that a sync that was stopped leaves none.
"""

import json
import zlib
from pathlib import Path

from index.chroma_file import NAME, is_sound
from index.errors import IndexFailure
from index.open_files import WAY_OUT, too_many_files_open
from index.store import KEYWORDS, Index
from index.vector_folders import VECTORS, folder_in_use

KEYWORD_FILES, VECTOR_FILES = "keyword files", "vector files"  # facts
BLOCK = 1 << 20

Note = dict[str, list[int]]  # path in the store's folder, size and CRC-32


def forget_files(index: Index) -> None:
    """Take the keywords' note away: called before the index is written."""
    if files_are_noted(index):
        index.catalog.set_fact(KEYWORD_FILES, "")


def files_are_noted(index: Index) -> bool:
    """Whether the stores were left in order, and nothing was written since."""
    return bool(index.catalog.fact(KEYWORD_FILES))


def note_files(index: Index) -> None:
    """Note the keywords' files as they are: called after they were written and the vectors published."""
    index.catalog.set_fact(KEYWORD_FILES, note_of(index.home / KEYWORDS))


def note_of(folder: Path) -> str:
    """What is noted of a store's folder; Chroma's SQLite file is left out, since opening it writes to it."""
    return json.dumps(
        {
            file.relative_to(folder).as_posix(): [file.stat().st_size, _crc(file)]
            for file in sorted(folder.rglob("*"))
            if file.is_file() and file.suffix != ".lock" and not file.name.startswith(NAME)
        }
    )


def damaged_stores(index: Index, thorough: bool) -> set[str]:
    """Of VECTORS and KEYWORDS, those whose files are not as noted; `thorough` reads them whole."""
    damaged = set()
    if _is_damaged(index, KEYWORD_FILES, index.home / KEYWORDS, thorough):
        damaged.add(KEYWORDS)
    if not index.vectors.url:
        folder = folder_in_use(index.home, index.catalog)
        if _is_damaged(index, VECTOR_FILES, folder, thorough) or (thorough and not is_sound(folder)):
            damaged.add(VECTORS)
    return damaged


def _is_damaged(index: Index, fact: str, folder: Path, thorough: bool) -> bool:
    before = index.catalog.fact(fact)
    if not before:
        return False
    note: Note = json.loads(before)
    changed = not all(_is_as(folder / name, noted, thorough) for name, noted in note.items())
    return changed and index.catalog.fact(fact) == before  # no other process writes


def _is_as(file: Path, noted: list[int], thorough: bool) -> bool:
    try:
        return file.stat().st_size == noted[0] and (not thorough or _crc(file) == noted[1])
    except OSError as error:
        if too_many_files_open():
            raise IndexFailure(f"{str(file)!r} cannot be read: {WAY_OUT}") from error
        return False


def _crc(file: Path) -> int:
    crc = 0
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            crc = zlib.crc32(block, crc)
    return crc
