"""Chroma's files. Its SQLite file is checked, compacted and copied by a process of its own.

Chroma has its own copy of SQLite. Two copies in one process do not see each other's locks, and closing the file in one
drops those of the other (sqlite.org/howtocorrupt.html, section 2.2.1): vectors are lost. So nothing else here opens it.
"""

import os
import shutil
import sqlite3
import struct
import subprocess
import sys
from contextlib import closing
from pathlib import Path

NAME = "chroma.sqlite3"
WAIT = 10  # seconds for another process to let go of the file
CHECK, COMPACT, COPY = "PRAGMA quick_check(1)", "VACUUM", "copy"
DONE, DAMAGED, BUSY = 0, 3, 4  # exit codes
HEADER = struct.Struct("<iQQQQQQ")  # of hnswlib: version, 0, room, vectors; bytes of each, places of label and vector
REMOVED_BYTE, REMOVED = 2, 1  # of a vector's bytes, and the bit in it that marks it as removed
LENGTH = 4  # bytes a vector in length.bin


def compact(folder: Path) -> bool:
    """Take what was deleted out of the file; False where another process is in the way, or the disk is full."""
    return _run(COMPACT, folder) == DONE


def is_sound(folder: Path) -> bool:
    """False for a damaged file; one that another process holds cannot be checked and counts as sound."""
    return _run(CHECK, folder) != DAMAGED


def copy_folder(folder: Path, target: Path) -> bool:
    """Copy Chroma's folder, without vector files that it uses no more; False where it is damaged or the disk full."""
    return _run(COPY, folder, target) == DONE


def clear_unused(folder: Path) -> None:
    """Fill with zeros what hnswlib leaves in its files: removed vectors, and the room in `length.bin` that none has.

    It only marks a vector as removed; to overwrite it through Chroma would tie its neighbours anew, and some are then
    found no more. In the room it writes what was in this process's memory, words of documents it may be. The folder
    must not be open.
    """
    import numpy as np

    for header in folder.glob("*/header.bin"):
        _, _, _, count, size, label, vector = HEADER.unpack_from(header.read_bytes())
        if count:
            stored = np.memmap(header.with_name("data_level0.bin"), np.uint8, "r+", shape=(count, size))
            removed = np.flatnonzero(stored[:, REMOVED_BYTE] & REMOVED)
            stored[removed, vector:label] = 0
            stored.flush()
        with header.with_name("length.bin").open("r+b") as file:
            unused = file.seek(0, os.SEEK_END) - LENGTH * count
            file.seek(LENGTH * count)
            file.write(bytes(unused))


def _run(statement: str, folder: Path, *targets: Path) -> int:
    command = [sys.executable, "-I", __file__, statement, str(folder / NAME), *map(str, targets)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode


def _execute(statement: str, file: str, *targets: str) -> int:
    try:
        with closing(sqlite3.connect(f"{Path(file).resolve().as_uri()}?mode=rw", timeout=WAIT, uri=True)) as connection:
            if statement == COPY:
                return _copy(connection, Path(file).parent, Path(targets[0]))
            found = connection.execute(statement).fetchone()
    except (sqlite3.OperationalError, OSError):
        return BUSY
    except sqlite3.DatabaseError:
        return DAMAGED
    return DONE if found in (None, ("ok",)) else DAMAGED


def _copy(connection: sqlite3.Connection, folder: Path, target: Path) -> int:
    parent = os.getppid()
    target.mkdir(parents=True)
    with closing(sqlite3.connect(target / NAME)) as copy:
        connection.backup(copy)
        segments = {name for (name,) in copy.execute("SELECT id FROM segments")}
    for part in folder.iterdir():
        if part.is_dir() and part.name in segments:
            shutil.copytree(part, target / part.name)
    if os.getppid() != parent:  # it was killed, and nobody wants the copy
        shutil.rmtree(target, ignore_errors=True)
        return BUSY
    return DONE


if __name__ == "__main__":
    sys.exit(_execute(*sys.argv[1:]))
