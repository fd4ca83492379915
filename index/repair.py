"""Finds what Chroma and tantivy lack of the catalogue and puts it back, without the corpus."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from index.errors import IndexFailure
from index.open_files import too_many_files_open
from index.publish import publish
from index.store import KEYWORDS, Index
from index.store_files import damaged_stores, files_are_noted, forget_files, note_files
from index.vector_folders import VECTORS
from index.write import Progress, rewrite_keywords

PROBED = 5  # passages asked for by their own vectors: one may be out of reach among many that are nearly alike


@dataclass(frozen=True)
class Damage:
    """Which of the two stores does not hold what the catalogue says."""

    vectors: bool
    keywords: bool

    def __bool__(self) -> bool:
        return self.vectors or self.keywords


def find_damage(index: Index, thorough: bool = False) -> Damage:
    """Compares the files' sizes and the counts, and asks for PROBED passages by their own vectors and one by its words.

    Of the vectors one has to be found. A shared server is asked for every one by its name.

    With `thorough`, every file is read whole; IndexFailure where the catalogue's own file is damaged.

    A sync that was stopped, or that another process runs, has not published its vectors yet: they count as damaged. The
    keywords may then hold more than the catalogue, as may the vectors on a shared server.
    IndexFailure where the server cannot be reached.
    """
    if thorough:
        index.database.check()
    with suppress(IndexFailure):  # then they count as damaged
        index.see_other_writers()
    damaged = damaged_stores(index, thorough)
    passages, texts_in_all = index.catalog.count_passages(), index.catalog.count_texts()
    stopped = bool(passages) and not files_are_noted(index)
    more_vectors = index.vectors.url is not None
    more_keywords = stopped or bool(index.catalog.unswept())

    def lacks(count: int, least: int, more: bool) -> bool:
        return count < least if more else count != least

    def vectors_lack() -> bool:
        if stopped or lacks(index.vectors.count(), texts_in_all, more_vectors):
            return True
        if more_vectors and _server_lacks(index):
            return True
        kept = [vector for vector in vectors if vector is not None]
        return len(kept) < len(vectors) or (bool(kept) and not any(map(index.vectors.finds, kept)))

    def keywords_lack() -> bool:
        return lacks(index.keywords.count(), passages, more_keywords) or not all(map(index.keywords.finds, texts))

    probe = next(index.catalog.every_passage(PROBED), [])
    texts = [text for _, _, text, _ in probe[:1]]
    vectors = [index.kept_vectors.load([digest]).get(digest) for *_, digest in probe]
    keywords = KEYWORDS in damaged or _fails(keywords_lack)
    if index.vectors.url:
        return Damage(vectors_lack(), keywords)
    return Damage(VECTORS in damaged or _fails(vectors_lack), keywords)


def _server_lacks(index: Index) -> bool:
    """Whether a vector is missing, though other homes' may make up for it in number."""
    live = sorted(index.catalog.one_of_each_text())
    return len(index.vectors.known(live)) < len(live)


def _fails(lacks: Callable[[], bool]) -> bool:
    try:
        return lacks()
    except IndexFailure:
        if too_many_files_open():
            raise
        return True


def repair(index: Index, progress: Progress | None = None, thorough: bool = False) -> None:
    """Make the damaged stores anew from the catalogue; a vector that was not kept is computed again.

    IndexFailure where another process is writing, or where files cannot be written.
    """
    show = progress or (lambda done, total, name: None)
    try:
        with index.writing():
            if damage := find_damage(index, thorough):  # by now: another process may have put it back
                _put_back(index, damage, show)
            if find_damage(index):
                raise IndexFailure(
                    f"the index {str(index.home)!r} cannot be repaired: delete the folder and run `qa index`"
                )
    except OSError as error:
        raise IndexFailure(
            f"the index {str(index.home)!r} cannot be repaired ({error}): free disk space or give write permission"
        ) from error


def _put_back(index: Index, damage: Damage, progress: Progress) -> None:
    fresh = files_are_noted(index) or VECTORS in damaged_stores(index, thorough=True)
    forget_files(index)
    if damage.keywords:
        rewrite_keywords(index, progress)
    if damage.vectors:
        publish(index, progress, fresh)
    note_files(index)
