"""The vectors brought in line with the catalogue, in a folder of their own or on the Chroma server."""

import os
import shutil
from contextlib import closing
from pathlib import Path

from index.catalog import PAGE
from index.chroma_file import NAME, clear_unused, compact, copy_folder
from index.errors import IndexFailure
from index.store import Index
from index.store_files import VECTOR_FILES, note_of
from index.vector_folders import delete_others, folder_after, folder_in_use, use_folder, use_server
from index.vectors import VectorStore
from index.write import Progress

CHECKED = 100  # passages asked for by their own vectors before a folder is used
REMOVED = "vectors removed"  # since the folder in use was begun: Chroma's files keep their places


def publish(index: Index, progress: Progress, fresh: bool = False) -> bool:
    """Have exactly the vectors of the live passages asked, one for each text; `fresh` makes them all anew.

    Many equal vectors would leave others out of reach: Chroma's graph (HNSW) knows each by its nearest ones.

    False where what was removed is left in a file. IndexFailure (OSError) where a file cannot be written; the vectors
    that were asked before still are.
    """
    if index.vectors.url:
        _publish_on_server(index, progress)
        return True
    before = folder_in_use(index.home, index.catalog)
    after = folder_after(before)
    try:
        removed = _write(index, before, after, progress, fresh)
        note = note_of(after)
        _write_through(after)
    except BaseException as error:
        shutil.rmtree(after, ignore_errors=True)
        if isinstance(error, IndexFailure) and not fresh:  # what was copied may be damaged
            return publish(index, progress, fresh=True)
        raise
    use_folder(after, index.catalog, {REMOVED: str(removed), VECTOR_FILES: note})
    index.vectors.reopen(after)
    return delete_others(after)


def _publish_on_server(index: Index, progress: Progress) -> None:
    live = sorted(index.catalog.one_of_each_text())
    _add(index, index.vectors, {*live} - index.vectors.known(live), progress)
    index.vectors.remove(index.vectors.ids_of(index.catalog.unswept()))
    use_server(index.home, index.catalog)


def _write(index: Index, before: Path, folder: Path, progress: Progress, fresh: bool) -> int:
    """The number of vectors removed in the folder and in those that it was copied from."""
    live = index.catalog.one_of_each_text()
    removed = int(index.catalog.fact(REMOVED) or 0)
    nothing = fresh or not index.vectors.count()
    store, there = (None, set[str]()) if nothing else _open_copy(before, folder)
    extra = there - live
    if store and removed + len(extra) > len(live):
        store.close()
        store = None
    if not store:
        shutil.rmtree(folder, ignore_errors=True)
        store, there, removed, extra = VectorStore(folder), set(), 0, set()
    live -= there
    del there  # a million names take a hundred megabytes
    try:
        store.remove(sorted(extra))
        _add(index, store, live, progress)
        store.settle()
    finally:
        store.close()
    clear_unused(folder)
    if extra and not compact(folder):
        raise IndexFailure(f"the vectors in {str(folder)!r} cannot be compacted: free disk space, then run `qa index`")
    with closing(VectorStore(folder)) as written:
        _check(index, written)
    return removed + len(extra)


def _check(index: Index, store: VectorStore) -> None:
    """IndexFailure where fewer than half of CHECKED passages are found by their own vectors: files were lost.

    A few may be out of reach among many that are nearly alike; the keywords find them.
    """
    digests = [digest for *_, digest in next(index.catalog.every_passage(CHECKED), [])]
    found = [store.finds(vector) for vector in index.kept_vectors.load(digests).values()]
    if 2 * sum(found) < len(found):
        raise IndexFailure(f"the vectors in {str(store.folder)!r} do not find what they hold: run `qa index`")


def _write_through(folder: Path) -> None:
    """Have the disk hold the vector files before the catalogue names them; SQLite has seen to its own."""
    for file in folder.rglob("*"):
        if file.is_file() and not file.name.startswith(NAME):
            with file.open("rb") as stream:
                os.fsync(stream.fileno())


def _open_copy(folder: Path, target: Path) -> tuple[VectorStore | None, set[str]]:
    """The copy, opened, and the passages that it has; None and none where the folder is damaged."""
    if not copy_folder(folder, target):
        return None, set()
    try:
        store = VectorStore(target)
    except IndexFailure:
        return None, set()
    try:
        return store, store.ids()
    except IndexFailure:
        store.close()
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
