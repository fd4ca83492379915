"""The SQLite file that catalogue, ledger and kept vectors share."""

import json
import os
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from index.errors import IndexFailure
from index.open_files import WAY_OUT, too_many_files_open

SCHEMA_VERSION = "3"
SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS files (
    source TEXT PRIMARY KEY, digest TEXT NOT NULL, rule TEXT NOT NULL, failures TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, published TEXT,
    author TEXT, encoding TEXT, text TEXT NOT NULL, file TEXT NOT NULL, pages TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS documents_by_file ON documents (file);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, digest TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document_id);
CREATE INDEX IF NOT EXISTS passages_by_digest ON passages (digest);
CREATE TABLE IF NOT EXISTS vectors (digest TEXT PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS unswept (version TEXT PRIMARY KEY);
"""


class Database:
    """One connection, usable from several threads. IndexFailure where the file is damaged or cannot be written.

    What is deleted is overwritten in the file.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self._lock = threading.RLock()
        connection = None
        try:
            connection = self._connection = sqlite3.connect(file, check_same_thread=False, timeout=10)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._place = self._place_of_file()
            self._connection.execute("PRAGMA foreign_keys=ON")
            self._connection.execute("PRAGMA secure_delete=ON")
            found = self._schema_version()
            if found in (None, SCHEMA_VERSION):
                with self._connection:
                    self._connection.executescript(SCHEMA)
                    self._connection.execute("INSERT OR IGNORE INTO facts VALUES ('schema', ?)", (SCHEMA_VERSION,))
        except sqlite3.Error as error:
            if connection:
                connection.close()
            folder = repr(str(file.parent))
            way_out = f"delete the folder {folder} and run `qa index`"
            if too_many_files_open():
                way_out = WAY_OUT
            elif not all(os.access(path, os.W_OK) for path in (file.parent, file) if path.exists()):
                way_out = f"give write permission for the folder {folder}, or set QA_HOME to another folder"
            raise IndexFailure(f"the catalogue {str(file)!r} cannot be opened ({error}): {way_out}") from error
        if found not in (None, SCHEMA_VERSION):
            self.close()
            raise OutdatedIndex(
                f"the index {str(file.parent)!r} has schema {found!r}, this version reads {SCHEMA_VERSION!r}: "
                "run `qa index`, which makes it anew"
            )

    def _place_of_file(self) -> tuple[int, int] | None:
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def in_place(self) -> bool:
        """False where the file was deleted, or another one put in its place."""
        return self._place_of_file() == self._place

    def _schema_version(self) -> str | None:
        tables = self._connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'facts'").fetchone()
        if not tables[0]:
            return None
        row = self._connection.execute("SELECT value FROM facts WHERE name = 'schema'").fetchone()
        return str(row[0]) if row else None

    def close(self) -> None:
        """Close the connection; what is asked of it afterwards is an IndexFailure."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """The connection inside a transaction: all of it is written, or nothing."""
        with self._lock:
            try:
                with self._connection:
                    yield self._connection
            except sqlite3.Error as error:
                raise IndexFailure(
                    f"the catalogue {str(self.file)!r} cannot be written ({error}): free disk space or give write "
                    "permission, then run `qa index`; what was indexed before is kept"
                ) from error

    def all(self, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Every row that a query gives; none where a value cannot be written in UTF-8."""
        with self._lock:
            try:
                with closing(self._connection.execute(statement, values)) as cursor:
                    return cursor.fetchall()
            except UnicodeEncodeError:  # of a value with half a character: none is stored
                return []
            except sqlite3.ProgrammingError as error:  # no fault of the file's
                raise IndexFailure(f"the catalogue {str(self.file)!r} was closed meanwhile: open it anew") from error
            except sqlite3.Error as error:
                raise self._unreadable(error) from error

    def _unreadable(self, reason: object) -> IndexFailure:
        way_out = f"delete the folder {str(self.file.parent)!r} and run `qa index`"
        if too_many_files_open():
            way_out = WAY_OUT
        return IndexFailure(f"the catalogue {str(self.file)!r} cannot be read ({reason}): {way_out}")

    def one(self, statement: str, values: tuple[Any, ...] = ()) -> Any:
        """The first row, or None."""
        return next(iter(self.all(statement, values)), None)

    def changes(self) -> tuple[int, int]:
        """SQLite's count of other connections' commits, and of the rows changed through this one.

        One of them is another once anything has been written.
        """
        with self._lock:
            return self.one("PRAGMA data_version")[0], self._connection.total_changes

    def truncate_log(self) -> bool:
        """Move the write-ahead log into the file and empty it, so that deleted text is gone from both.

        False where another process is reading, and some of it is left.
        """
        return not self.one("PRAGMA wal_checkpoint(TRUNCATE)")[0]

    def check(self) -> None:
        """IndexFailure where the file is damaged."""
        found = self.one("PRAGMA quick_check(1)")[0]
        if found != "ok":
            raise self._unreadable(found)


class OutdatedIndex(IndexFailure):
    """An index that another version of this program made. `qa index` makes it anew."""


def as_json(values: Iterable[str]) -> str:
    """The values as the argument of json_each, which takes any number of them."""
    return json.dumps(list(values))
