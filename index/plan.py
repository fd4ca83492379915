"""What a sync has to do: the folder as it is against the ledger, file by file."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePosixPath

from corpus import READING_RULE, CorpusError, RowFields, corpus_name, file_digest, list_files, source_of
from index.catalog import Catalog
from index.database import Database
from index.ledger import Ledger, LedgerEntry
from index.passages import RULE


class FileState(StrEnum):
    """A file of the corpus, against what the index has of it."""

    NEW = "new"
    CHANGED = "changed"
    RENAMED = "renamed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    UNREADABLE = "unreadable"


TO_READ = {FileState.NEW, FileState.CHANGED, FileState.RENAMED, FileState.UNREADABLE}


@dataclass(frozen=True)
class FilePlan:
    """One file: `path` is None where it is gone, `digest` where it cannot be read; `before` is its name before."""

    source: str
    state: FileState
    path: Path | None
    digest: str | None
    before: str | None = None


def indexing_rule(encoder_digest: str, fields: RowFields) -> str:
    """Everything but the file that its passages and vectors follow from."""
    return f"{READING_RULE}:{fields}:{RULE}:{encoder_digest}"


def plan_sync(corpus: Path, database: Database, rule: str, allow_empty: bool = False) -> list[FilePlan]:
    """The corpus's files in order, then those that are gone; CorpusError where the corpus cannot be listed.

    With `allow_empty`, the folder that the index was made from may be gone with all its files.

    A file counts as changed by its bytes, never by its time. One whose bytes stood under a name that is gone is
    renamed. What lies in a folder that cannot be opened now stays as it was.
    """
    known = Ledger(database).entries()
    files = _list_files(corpus, Catalog(database), allow_empty)
    found = {source_of(file, corpus): (file, file_digest(file, corpus)) for file in files}
    gone = {source: entry for source, entry in known.items() if source not in found}
    gone_by_digest = {entry.digest: source for source, entry in gone.items()}
    plans = []
    for source, (file, digest) in found.items():
        state = _state(digest, known.get(source), rule)
        before = gone_by_digest.pop(digest, None) if state is FileState.NEW and digest else None
        plans.append(FilePlan(source, FileState.RENAMED if before else state, file, digest, before))
    kept = {plan.before for plan in plans} | {plan.source for plan in plans if plan.state is FileState.UNREADABLE}
    missing = {*gone, *Catalog(database).documents_by_file()} - {*found}
    removed = sorted(source for source in missing if not kept & {source, *map(str, PurePosixPath(source).parents)})
    return plans + [FilePlan(source, FileState.REMOVED, None, None) for source in removed]


def _list_files(corpus: Path, catalog: Catalog, allow_empty: bool) -> list[Path]:
    made_from = catalog.fact("corpus")
    try:
        return list_files(corpus)
    except CorpusError as error:
        if corpus.exists() or made_from != corpus_name(corpus):
            raise
        if allow_empty:
            return []
        raise CorpusError(f"{error}; if it was removed for good, `qa index --allow-empty` empties the index") from None


def _state(digest: str | None, entry: LedgerEntry | None, rule: str) -> FileState:
    if digest is None:
        return FileState.UNREADABLE
    if entry is None:
        return FileState.NEW
    return FileState.UNCHANGED if (entry.digest, entry.rule) == (digest, rule) else FileState.CHANGED
