"""The vectors brought in line with the catalogue, in a folder of their own or on the Chroma server."""

import shutil
from collections.abc import Callable
from pathlib import Path

from index.catalog import PAGE
from index.chroma_file import clear_unused, compact, copy_folder
from index.errors import IndexFailure
from index.store import Index
from index.vector_folders import delete_others, folder_after, use_folder
from index.vectors import VectorStore

Progress = Callable[[int, int, str], None]  # passages done, passages in all, what is written

REMOVED = "vectors removed"  # since the folder in use was begun: Chroma's files keep their places


def publish(index: Index, progress: Progress, fresh: bool = False) -> bool:
    """Have exactly the live passages' vectors asked; `fresh` takes nothing over from the folder in use.

    False where what was removed is left in a file. IndexFailure (OSError) where a file cannot be written; the vectors
    that were asked before still are.
    """
    if index.vectors.url:
        live = sorted(index.catalog.passage_ids())
        _add(index, index.vectors, {*live} - index.vectors.known(live), progress)
        index.vectors.remove(index.vectors.ids_of(index.catalog.unswept()))
        return True
    after = folder_after(index.vectors.folder)
    try:
        before, removed = _write(index, after, progress, fresh)
        clear_unused(after)
        if removed and not compact(after):
            raise IndexFailure(
                f"the vectors in {str(after)!r} cannot be compacted: free disk space, then run `qa index` to go on"
            )
        index.catalog.set_fact(REMOVED, str(before + removed))
    except BaseException:
        shutil.rmtree(after, ignore_errors=True)
        raise
    use_folder(after, index.catalog)
    index.vectors.reopen(after)
    return delete_others(after)


def _write(index: Index, folder: Path, progress: Progress, fresh: bool) -> tuple[int, int]:
    """The numbers of vectors removed in the folders that this one was copied from, and in it."""
    live = index.catalog.passage_ids()
    before = int(index.catalog.fact(REMOVED) or 0)
    store, there = (None, set[str]()) if fresh else _open_copy(index.vectors.folder, folder)
    extra = there - live
    if store and before + len(extra) > len(live):
        store.close()
        store = None
    if not store:
        shutil.rmtree(folder, ignore_errors=True)
        store, there, before, extra = VectorStore(folder), set(), 0, set()
    live -= there
    del there  # a million names take a hundred megabytes
    try:
        store.remove(sorted(extra))
        _add(index, store, live, progress)
        store.settle()
    finally:
        store.close()
    return before, len(extra)


def _open_copy(folder: Path, target: Path) -> tuple[VectorStore | None, set[str]]:
    """The copy, opened, and the passages that it has; None and none where the folder is damaged."""
    if not copy_folder(folder, target):
        return None, set()
    try:
        store = VectorStore(target)
        return store, store.ids()
    except IndexFailure:
        return None, set()


def _add(index: Index, store: VectorStore, passages: set[str], progress: Progress) -> None:
    """Add the passages' vectors; one that was not kept is computed again."""
    missing = sorted(passages)
    for first in range(0, len(missing), PAGE):
        rows = index.catalog.passage_rows(missing[first : first + PAGE])
        kept = index.kept_vectors.load(digest for *_, digest in rows)
        lost = {digest: text for _, _, text, digest in rows if digest not in kept}
        if lost:
            computed = index.encoder.get_text_embedding_batch(list(lost.values()))
            index.kept_vectors.keep(dict(zip(lost, computed, strict=True)))
            kept |= index.kept_vectors.load(lost)
        store.add([(name, version, kept[digest]) for name, version, _, digest in rows])
        progress(first + len(rows), len(missing), "vectors")
