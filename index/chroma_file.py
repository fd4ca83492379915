"""Chroma's SQLite file, checked and compacted by a process of its own.

Chroma has its own copy of SQLite. Two copies in one process do not see each other's locks, and closing the file in one
drops those of the other (sqlite.org/howtocorrupt.html, section 2.2.1): vectors are lost. So nothing else here opens it.
"""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

NAME = "chroma.sqlite3"
WAIT = 10  # seconds for another process to let go of the file
CHECK, COMPACT = "PRAGMA quick_check(1)", "VACUUM"
DONE, DAMAGED, BUSY = 0, 3, 4  # exit codes


def compact(folder: Path) -> bool:
    """Take what was deleted out of the file; False where another process is in the way, or the disk is full."""
    return _run(COMPACT, folder) == DONE


def is_sound(folder: Path) -> bool:
    """False for a damaged file; one that another process holds cannot be checked and counts as sound."""
    return _run(CHECK, folder) != DAMAGED


def _run(statement: str, folder: Path) -> int:
    command = [sys.executable, "-I", __file__, statement, str(folder / NAME)]
    return subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode


def _execute(statement: str, file: str) -> int:
    try:
        with closing(sqlite3.connect(f"{Path(file).resolve().as_uri()}?mode=rw", timeout=WAIT, uri=True)) as connection:
            found = connection.execute(statement).fetchone()
    except sqlite3.OperationalError:
        return BUSY
    except sqlite3.DatabaseError:
        return DAMAGED
    return DONE if found in (None, ("ok",)) else DAMAGED


if __name__ == "__main__":
    sys.exit(_execute(*sys.argv[1:]))
