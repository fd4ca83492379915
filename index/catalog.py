"""The catalogue: which documents are live, their text and passages; the truth about the index."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from sqlite3 import Connection
from typing import Any

from index.database import Database, as_json

PAGE = 1000  # passages read at a time

COLUMNS = "d.id, d.version, d.title, d.source, d.published, d.author, d.encoding, d.text, d.file, d.pages"
WITHOUT_TEXT = COLUMNS.replace("d.text", "''")
PASSAGE_ROWS = "SELECT p.id, d.version, p.text, p.digest FROM passages p JOIN documents d ON d.id = p.document_id"

PassageRow = tuple[str, int, int, str, str]  # id, start, end, text, digest


@dataclass(frozen=True)
class StoredDocument:
    """A live document. `version` names its content together with the rules that made its passages and vectors.

    `source` is what a citation names; `file` is the path, from the corpus root, of the file that holds it. `pages`
    holds the place in the text where each page begins; it is empty where the format has no pages.
    """

    id: str
    version: str
    title: str
    source: str
    published: str | None
    author: str | None
    encoding: str | None
    text: str
    file: str
    pages: tuple[int, ...] = ()


@dataclass(frozen=True)
class StoredPassage:
    """A live passage: `text == document.text[start:end]` (`document` comes without its text)."""

    id: str
    document: StoredDocument
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class FileCount:
    """What the index holds of one file; `encoding` names every encoding in it, sorted, with ", " between them."""

    documents: int
    passages: int
    encoding: str | None


class Catalog:
    """Documents by id, passages by id; usable from several threads.

    Versions are switched in one transaction (`replace`), so that a reader sees a document as it was or as it is.
    Versions written to the other stores but not live stand in `unswept` until they are gone from there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def fact(self, name: str) -> str | None:
        """A fact about the index as a whole, such as the corpus it was made from."""
        row = self._database.one("SELECT value FROM facts WHERE name = ?", (name,))
        return row[0] if row else None

    def set_fact(self, name: str, value: str) -> None:
        """Set one fact about the index as a whole."""
        self.set_facts({name: value})

    def set_facts(self, facts: Mapping[str, str]) -> None:
        """Set these facts, all at once."""
        with self._database.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?)", facts.items())

    def versions(self) -> dict[str, str]:
        """Document id to live version."""
        return dict(self._database.all("SELECT id, version FROM documents"))

    def documents_by_file(self) -> dict[str, list[str]]:
        """File to the ids of its live documents."""
        rows = self._database.all("SELECT file, id FROM documents ORDER BY file")
        return {file: [row[1] for row in group] for file, group in groupby(rows, key=lambda row: row[0])}

    def sources(self, file: str) -> dict[str, str]:
        """The live documents of one file: id to source."""
        return dict(self._database.all("SELECT id, source FROM documents WHERE file = ?", (file,)))

    def count_by_file(self) -> dict[str, FileCount]:
        """File to what is live of it, for each file that holds a document."""
        rows = self._database.all(
            "SELECT d.file, count(DISTINCT d.id), count(p.id), group_concat(DISTINCT d.encoding) "
            "FROM documents d LEFT JOIN passages p ON p.document_id = d.id GROUP BY d.file"
        )
        return {
            file: FileCount(documents, passages, _each_once(encodings)) for file, documents, passages, encodings in rows
        }

    def document(self, document_id: str) -> StoredDocument | None:
        """The live document of that id with its text; None where there is none."""
        row = self._database.one(f"SELECT {COLUMNS} FROM documents d WHERE id = ?", (document_id,))
        return _document(row) if row else None

    def documents(self) -> list[StoredDocument]:
        """Every live document by source, with an empty text: a listing must not load the corpus."""
        rows = self._database.all(f"SELECT {WITHOUT_TEXT} FROM documents d ORDER BY source")
        return [_document(row) for row in rows]

    def count_documents(self) -> int:
        """How many documents are live."""
        return int(self._database.one("SELECT count(*) FROM documents")[0])

    def count_passages(self) -> int:
        """How many passages are live, each counted wherever its text stands."""
        return int(self._database.one("SELECT count(*) FROM passages")[0])

    def changes(self) -> tuple[int, int]:
        """As `Database.changes`."""
        return self._database.changes()

    def digests(self, ids: Iterable[str], most: int) -> dict[str, str]:
        """Id to the digest of its text: the live ones among the passages named, and `most` others of each text."""
        rows = self._database.all(
            "WITH named AS (SELECT id, digest FROM passages WHERE id IN (SELECT value FROM json_each(?1))), "
            "alike AS (SELECT id, digest, row_number() OVER (PARTITION BY digest ORDER BY id) AS place FROM passages "
            "WHERE digest IN (SELECT digest FROM named)) "
            "SELECT id, digest FROM named UNION SELECT id, digest FROM alike WHERE place <= ?2",
            (as_json(ids), most),
        )
        return dict(rows)

    def passages(self, ids: Iterable[str]) -> dict[str, StoredPassage]:
        """The live ones among the passages named, by id, all read in one transaction."""
        rows = self._database.all(
            f'SELECT p.id, p.start, p."end", p.text, {WITHOUT_TEXT} '
            "FROM passages p JOIN documents d ON d.id = p.document_id "
            "WHERE p.id IN (SELECT value FROM json_each(?))",
            (as_json(ids),),
        )
        return {row[0]: StoredPassage(row[0], _document(row[4:]), *row[1:4]) for row in rows}

    def one_of_each_text(self) -> set[str]:
        """The ids of live passages, one for each text: that with the least id."""
        return {row[0] for row in self._database.all("SELECT min(id) FROM passages GROUP BY digest")}

    def count_texts(self) -> int:
        """How many different texts the live passages have."""
        return int(self._database.one("SELECT count(DISTINCT digest) FROM passages")[0])

    def passage_rows(self, ids: Iterable[str]) -> list[tuple[str, str, str, str]]:
        """(id, version, text, digest) of the live ones among the passages named."""
        return self._database.all(
            f"{PASSAGE_ROWS} WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.id", (as_json(ids),)
        )

    def every_passage(self, page: int = PAGE) -> Iterator[list[tuple[str, str, str, str]]]:
        """(id, version, text, digest) of all live passages, a page of them at a time."""
        last = ""
        while rows := self._database.all(f"{PASSAGE_ROWS} WHERE p.id > ? ORDER BY p.id LIMIT ?", (last, page)):
            yield rows
            last = rows[-1][0]

    def begin(self, versions: Iterable[str]) -> None:
        """Note that passages of these versions are about to be written to the other stores."""
        with self._database.transaction() as connection:
            connection.executemany("INSERT OR IGNORE INTO unswept VALUES (?)", [(version,) for version in versions])

    def replace(self, batch: Iterable[tuple[StoredDocument, Iterable[PassageRow]]]) -> None:
        """Make these versions of the documents the live ones, all at once, and their old versions ones to sweep.

        One transaction for all: each waits for the disk.
        """
        with self._database.transaction() as connection:
            for document, passages in batch:
                _replace(connection, document, passages)

    def move(self, files: Iterable[tuple[str, str]]) -> None:
        """Note that documents lie in other files now: (document id, file)."""
        with self._database.transaction() as connection:
            connection.executemany("UPDATE documents SET file = ?2 WHERE id = ?1", files)

    def remove(self, ids: Iterable[str]) -> None:
        """Take the documents out, and note their versions as ones to sweep."""
        names = as_json(ids)
        with self._database.transaction() as connection:
            for statement in (
                "INSERT OR IGNORE INTO unswept SELECT version FROM documents",
                "DELETE FROM documents",
            ):
                connection.execute(f"{statement} WHERE id IN (SELECT value FROM json_each(?))", (names,))

    def unswept(self) -> list[str]:
        """Versions that are not live but may have passages in the other stores."""
        return [row[0] for row in self._database.all("SELECT version FROM unswept")]

    def swept(self, versions: Iterable[str]) -> None:
        """Note that the other stores hold nothing of these versions any more."""
        with self._database.transaction() as connection:
            connection.executemany("DELETE FROM unswept WHERE version = ?", [(version,) for version in versions])


def _replace(connection: Connection, document: StoredDocument, passages: Iterable[PassageRow]) -> None:
    connection.execute("INSERT OR IGNORE INTO unswept SELECT version FROM documents WHERE id = ?", (document.id,))
    connection.execute("DELETE FROM documents WHERE id = ?", (document.id,))
    connection.execute(
        "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.id,
            document.version,
            document.title,
            document.source,
            document.published,
            document.author,
            document.encoding,
            document.text,
            document.file,
            json.dumps(document.pages),
        ),
    )
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)",
        [(name, document.id, start, end, text, digest) for name, start, end, text, digest in passages],
    )
    connection.execute("DELETE FROM unswept WHERE version = ?", (document.version,))


def _each_once(names: str | None) -> str | None:
    """The names between commas, each once and sorted."""
    return ", ".join(sorted({name.strip() for name in names.split(",")})) if names else None


def _document(row: Sequence[Any]) -> StoredDocument:
    *values, pages = row
    return StoredDocument(*[*values, tuple(json.loads(pages))])
