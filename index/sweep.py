"""What a sync does last: what is not live taken out of every file of the index, and the vectors published."""

from index.publish import publish
from index.store import Index
from index.store_files import files_are_noted, forget_files, note_files
from index.write import Progress, rewrite_keywords


def sweep(index: Index, progress: Progress) -> None:
    """Where another process keeps something from being taken out, the next sync does it again."""
    versions = index.catalog.unswept()
    if versions:
        forget_files(index)
        rewrite_keywords(index, progress)
        index.kept_vectors.sweep()
    if not files_are_noted(index):
        gone = publish(index, progress)
        if index.database.truncate_log() and gone:
            index.catalog.swept(versions)
        note_files(index)
