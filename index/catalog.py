"""The catalogue: which documents are live, their text and passages. SQLite; the truth about the index."""

import json
import sqlite3
import threading
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import IndexFailure

SCHEMA_VERSION = "1"
SCHEMA = """
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS documents (
    id TEXT PRIMARY KEY, version TEXT NOT NULL, title TEXT NOT NULL, source TEXT NOT NULL, published TEXT,
    encoding TEXT, text TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS passages (
    id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS passages_by_document ON passages (document_id);
CREATE TABLE IF NOT EXISTS unswept (version TEXT PRIMARY KEY);
"""


@dataclass(frozen=True)
class StoredDocument:
    """A live document. `version` names its content together with the rules that made its passages and vectors."""

    id: str
    version: str
    title: str
    source: str
    published: str | None
    encoding: str | None
    text: str


@dataclass(frozen=True)
class StoredPassage:
    """A live passage: `text == document.text[start:end]` (`document` comes without its text)."""

    id: str
    document: StoredDocument
    start: int
    end: int
    text: str


class Catalog:
    """Documents by id, passages by id; usable from several threads.

    A version is switched in one transaction (`replace`), so that a reader sees a document as it was or as it is.
    Versions written to the other stores but not live stand in `unswept` until they are gone from there.
    """

    def __init__(self, file: Path) -> None:
        self._lock = threading.RLock()
        try:
            self._connection = sqlite3.connect(file, check_same_thread=False, timeout=10)
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA foreign_keys=ON")
            self._connection.execute("PRAGMA secure_delete=ON")
            with self._connection:
                self._connection.executescript(SCHEMA)
            schema = self.fact("schema")
            if schema is None:
                self.set_fact("schema", SCHEMA_VERSION)
        except sqlite3.Error as error:
            raise IndexFailure(
                f"the catalogue {str(file)!r} cannot be opened ({error}): delete the folder {str(file.parent)!r} "
                "and run `qa index`"
            ) from error
        if schema not in (None, SCHEMA_VERSION):
            self.close()
            raise IndexFailure(
                f"the index {str(file.parent)!r} has schema {schema!r}, this version reads {SCHEMA_VERSION!r}: "
                "delete the folder and run `qa index`"
            )

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def fact(self, name: str) -> str | None:
        """A fact about the index as a whole, such as the corpus it was made from."""
        row = self._one("SELECT value FROM facts WHERE name = ?", (name,))
        return row[0] if row else None

    def set_fact(self, name: str, value: str) -> None:
        with self._lock, self._connection:
            self._connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def versions(self) -> dict[str, str]:
        """Document id to live version."""
        return dict(self._all("SELECT id, version FROM documents"))

    def document(self, document_id: str) -> StoredDocument | None:
        row = self._one(
            "SELECT id, version, title, source, published, encoding, text FROM documents WHERE id = ?", (document_id,)
        )
        return StoredDocument(*row) if row else None

    def documents(self) -> list[StoredDocument]:
        """Every live document by source, with an empty text: a listing must not load the corpus."""
        rows = self._all("SELECT id, version, title, source, published, encoding, '' FROM documents ORDER BY source")
        return [StoredDocument(*row) for row in rows]

    def count_documents(self) -> int:
        return int(self._one("SELECT count(*) FROM documents")[0])

    def count_passages(self) -> int:
        return int(self._one("SELECT count(*) FROM passages")[0])

    def live_passages(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that are passages of live documents."""
        rows = self._all("SELECT id FROM passages WHERE id IN (SELECT value FROM json_each(?))", (_json(ids),))
        return {row[0] for row in rows}

    def passages(self, ids: Iterable[str]) -> dict[str, StoredPassage]:
        """The live ones among the passages named, by id, all read in one transaction."""
        rows = self._all(
            'SELECT p.id, p.start, p."end", p.text, '
            "d.id, d.version, d.title, d.source, d.published, d.encoding, '' "
            "FROM passages p JOIN documents d ON d.id = p.document_id "
            "WHERE p.id IN (SELECT value FROM json_each(?))",
            (_json(ids),),
        )
        return {row[0]: StoredPassage(row[0], StoredDocument(*row[4:]), *row[1:4]) for row in rows}

    def begin(self, version: str) -> None:
        """Note that passages of this version are about to be written to the other stores."""
        with self._lock, self._connection:
            self._connection.execute("INSERT OR IGNORE INTO unswept VALUES (?)", (version,))

    def replace(self, document: StoredDocument, passages: Iterable[tuple[str, int, int, str]]) -> None:
        """Make this version of the document the live one, and its old version one to sweep."""
        with self._lock, self._connection:
            self._retire(document.id)
            self._connection.execute(
                "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    document.id,
                    document.version,
                    document.title,
                    document.source,
                    document.published,
                    document.encoding,
                    document.text,
                ),
            )
            self._connection.executemany(
                "INSERT INTO passages VALUES (?, ?, ?, ?, ?)",
                [(passage_id, document.id, start, end, text) for passage_id, start, end, text in passages],
            )
            self._connection.execute("DELETE FROM unswept WHERE version = ?", (document.version,))

    def remove(self, document_id: str) -> None:
        with self._lock, self._connection:
            self._retire(document_id)

    def _retire(self, document_id: str) -> None:
        self._connection.execute(
            "INSERT OR IGNORE INTO unswept SELECT version FROM documents WHERE id = ?", (document_id,)
        )
        self._connection.execute("DELETE FROM documents WHERE id = ?", (document_id,))

    def unswept(self) -> list[str]:
        """Versions that are not live but may have passages in the other stores."""
        return [row[0] for row in self._all("SELECT version FROM unswept")]

    def swept(self, version: str) -> None:
        with self._lock, self._connection:
            self._connection.execute("DELETE FROM unswept WHERE version = ?", (version,))

    def _one(self, statement: str, values: tuple[str, ...] = ()) -> Any:
        return next(iter(self._all(statement, values)), None)

    def _all(self, statement: str, values: tuple[str, ...] = ()) -> list[Any]:
        with self._lock:
            try:
                with closing(self._connection.execute(statement, values)) as cursor:
                    return cursor.fetchall()
            except sqlite3.Error as error:
                raise IndexFailure(
                    f"the catalogue cannot be read ({error}): delete the index folder and run `qa index`"
                ) from error


def _json(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))
