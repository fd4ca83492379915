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
HEADER = struct.Struct("<iQQQ")  # of hnswlib: version, place of level 0, room for vectors, vectors
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
    """Fill with zeros the room for vectors in `length.bin` that none has.

    hnswlib writes there what was in this process's memory: words of documents and questions, it may be. The folder must
    not be open.
    """
    for lengths in folder.glob("*/length.bin"):
        *_, count = HEADER.unpack_from(lengths.with_name("header.bin").read_bytes())
        with lengths.open("r+b") as file:
            unused = lengths.stat().st_size - LENGTH * count
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
