"""What `qa index` would do, found without touching the index or making a folder for it."""

from dataclasses import dataclass
from pathlib import Path

from corpus import RowFields
from index.catalog import Catalog
from index.database import Database, OutdatedIndex
from index.encoder import OnnxEmbedding
from index.plan import FilePlan, FileState, indexing_rule, plan_sync
from index.store import CATALOG, index_exists


@dataclass(frozen=True)
class DryRun:
    """Every file's plan. `outdated` says why all are new where another version of this program made the index.

    `emptied` counts the documents that would be removed where none would be left.
    """

    files: list[FilePlan]
    outdated: str | None = None
    emptied: int = 0


def plan_index(home: Path, corpus: Path, threads: int, fields: RowFields, allow_empty: bool = False) -> DryRun:
    """The plan for the index in `home`, which need not exist yet.

    CorpusError where the corpus cannot be listed; IndexFailure where the index cannot be read; WeightsFailure.
    """
    rule, outdated = indexing_rule(OnnxEmbedding(threads).digest, fields), None
    nothing = Path(":memory:")
    try:
        database = Database(home / CATALOG if index_exists(home) else nothing)
    except OutdatedIndex as error:
        database, outdated = Database(nothing), str(error)
    try:
        files = plan_sync(corpus, database, rule, allow_empty)
        gone = all(plan.state is FileState.REMOVED for plan in files)
        return DryRun(files, outdated, Catalog(database).count_documents() if gone else 0)
    finally:
        database.close()
