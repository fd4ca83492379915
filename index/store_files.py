"""The files of Chroma and tantivy as the last sync or repair left them: damage shows without asking the stores.

The note is taken away before anything is written and made anew at the end, so that a sync that was stopped leaves none.
"""

import json
import zlib
from pathlib import Path

from index.chroma_file import NAME, is_sound
from index.store import KEYWORDS, Index
from index.vector_folders import VECTORS

FACT = "store files"
BLOCK = 1 << 20

Note = dict[str, list[int]]  # path from the home, size and CRC-32


def forget_files(index: Index) -> None:
    """Before the stores are written."""
    if files_are_noted(index):
        index.catalog.set_fact(FACT, "")


def files_are_noted(index: Index) -> bool:
    """Whether the stores were left in order, and nothing was written since."""
    return bool(index.catalog.fact(FACT))


def note_files(index: Index) -> None:
    """After the stores were written and settled."""
    note: Note = {}
    for store in (KEYWORDS,) if index.vectors.url else (VECTORS, KEYWORDS):
        for file in sorted((index.home / store).rglob("*")):
            if file.is_file() and file.suffix != ".lock" and file.name != NAME:  # opening Chroma's writes to it
                note[file.relative_to(index.home).as_posix()] = [file.stat().st_size, _crc(file)]
    index.catalog.set_fact(FACT, json.dumps(note))


def damaged_stores(index: Index, thorough: bool) -> set[str]:
    """Of VECTORS and KEYWORDS, those whose files are not as noted; `thorough` reads them whole."""
    before = index.catalog.fact(FACT)
    if not before:
        return set()
    note: Note = json.loads(before)
    changed = {name.split("/")[0] for name, noted in note.items() if not _is_as(index.home / name, noted, thorough)}
    if thorough and not index.vectors.url and not is_sound(index.vectors.folder):
        changed.add(VECTORS)
    if index.catalog.fact(FACT) != before:  # another process writes
        return set()
    return changed - ({VECTORS} if index.vectors.url else set())


def _is_as(file: Path, noted: list[int], thorough: bool) -> bool:
    try:
        return file.stat().st_size == noted[0] and (not thorough or _crc(file) == noted[1])
    except OSError:
        return False


def _crc(file: Path) -> int:
    crc = 0
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            crc = zlib.crc32(block, crc)
    return crc
