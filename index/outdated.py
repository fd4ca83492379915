"""An index that another version of this program made: emptied for the next sync, with the vectors that still hold."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from corpus import list_files
from index.database import Database, OutdatedIndex
from index.encoder import DIMENSIONS
from index.errors import IndexFailure
from index.store import CATALOG, KEYWORDS, index_exists
from index.vector_folders import VECTORS
from index.writer import writing

BYTES = 2 * DIMENSIONS  # of a kept vector
CARRIED = "carried over"  # stands in `unswept`, so that the sync sweeps the vectors it had no use for


def empty_outdated_index(home: Path, corpus: Path) -> bool:
    """Take out an index that another version made, so that the next sync makes it anew; whether there was one.

    Nothing is taken out without a corpus to make it from: CorpusError where it cannot be listed, IndexFailure where it
    holds no file or where another process is writing the index.
    """
    if not index_exists(home):
        return False
    try:
        Database(home / CATALOG).close()
    except OutdatedIndex as error:
        if not list_files(corpus):
            raise IndexFailure(
                f"{error}, but the corpus {str(corpus)!r} holds no file, so it was left: "
                f"correct QA_CORPUS, or delete the folder {str(home)!r}"
            ) from error
        with writing(home):
            _make_anew(home)
        return True
    return False


def _make_anew(home: Path) -> None:
    new, old = home / f"{CATALOG}-new", home / CATALOG
    new.unlink(missing_ok=True)
    database = Database(new)
    try:
        _carry_vectors(old, database)
    finally:
        database.close()
    for name in (VECTORS, KEYWORDS):
        shutil.rmtree(home / name, ignore_errors=True)
    for suffix in ("-wal", "-shm"):
        (home / f"{CATALOG}{suffix}").unlink(missing_ok=True)
    new.replace(old)


def _carry_vectors(old: Path, database: Database) -> None:
    """Vectors are named by text and encoder, so those of an old schema hold where they look the same."""
    with closing(sqlite3.connect(old)) as connection:
        try:
            rows = connection.execute("SELECT digest, vector FROM vectors WHERE length(vector) = ?", (BYTES,))
        except sqlite3.Error:  # a schema without them
            return
        with database.transaction() as target:
            target.executemany("INSERT OR IGNORE INTO vectors VALUES (?, ?)", rows)
            target.execute("INSERT INTO unswept VALUES (?)", (CARRIED,))
