"""The ledger: what each file of the corpus was when it was last read, so that only changed ones are read again."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from corpus import LoadFailure
from index.database import Database, as_json


@dataclass(frozen=True)
class LedgerEntry:
    """A file as it was read: SHA-256 of its bytes, the rule by which it was read, what of it could not be."""

    source: str
    digest: str
    rule: str
    failures: tuple[LoadFailure, ...] = ()


class Ledger:
    """The files that the index was made from."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def entries(self) -> dict[str, LedgerEntry]:
        """Every file by its path from the corpus root."""
        rows = self._database.all("SELECT source, digest, rule, failures FROM files")
        return {source: LedgerEntry(source, digest, rule, _failures(failed)) for source, digest, rule, failed in rows}

    def record(self, entries: Iterable[LedgerEntry]) -> None:
        """Note the files as read; an earlier entry of the same file is replaced."""
        rows = [
            (entry.source, entry.digest, entry.rule, json.dumps([[one.source, one.reason] for one in entry.failures]))
            for entry in entries
        ]
        with self._database.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", rows)

    def forget(self, sources: Iterable[str]) -> None:
        """Note that these files are gone."""
        with self._database.transaction() as connection:
            connection.execute(
                "DELETE FROM files WHERE source IN (SELECT value FROM json_each(?))", (as_json(sources),)
            )


def _failures(stored: str) -> tuple[LoadFailure, ...]:
    if stored == "[]":  # of nearly every file
        return ()
    return tuple(LoadFailure(source, reason) for source, reason in json.loads(stored))
