"""Finds what Chroma and tantivy lack of the catalogue and puts it back, without the corpus."""

from collections.abc import Callable
from dataclasses import dataclass

from index.errors import IndexFailure
from index.store import KEYWORDS, VECTORS, Index
from index.store_files import damaged_stores, forget_files, note_files

Progress = Callable[[int, int, str], None]  # passages done, passages in all, what is repaired


@dataclass(frozen=True)
class Damage:
    """Which of the two stores does not hold what the catalogue says."""

    vectors: bool
    keywords: bool

    def __bool__(self) -> bool:
        return self.vectors or self.keywords


def find_damage(index: Index, thorough: bool = False) -> Damage:
    """Compares the files' sizes and the counts, and asks each store for a passage by its own vector and its own words.

    With `thorough`, every file is read whole; IndexFailure where the catalogue's own file is damaged.

    After a sync that was stopped the stores may hold more than the catalogue, and less only where Chroma was writing
    its own files; a shared server may hold more, too.
    IndexFailure where the server cannot be reached.
    """
    if thorough:
        index.database.check()
    damaged = damaged_stores(index, thorough)
    passages = index.catalog.count_passages()
    stopped = bool(index.catalog.unswept())

    def lacks(count: int, shared: bool = False) -> bool:
        return count < passages if stopped or shared else count != passages

    def vectors_lack() -> bool:
        if lacks(index.vectors.count(), shared=index.vectors.url is not None):
            return True
        return any(kept is None or not index.vectors.finds(kept) for kept in vectors)

    def keywords_lack() -> bool:
        return lacks(index.keywords.count()) or not all(map(index.keywords.finds, texts))

    probe = next(index.catalog.every_passage(1), [])
    texts = [text for _, _, text, _ in probe]
    vectors = [index.kept_vectors.load([digest]).get(digest) for *_, digest in probe]
    keywords = KEYWORDS in damaged or _fails(keywords_lack)
    if index.vectors.url:
        return Damage(vectors_lack(), keywords)
    return Damage(VECTORS in damaged or _fails(vectors_lack), keywords)


def _fails(lacks: Callable[[], bool]) -> bool:
    try:
        return lacks()
    except IndexFailure:
        return True


def repair(index: Index, damage: Damage, progress: Progress | None = None) -> None:
    """Make the damaged stores anew from the catalogue; a vector that was not kept is computed again.

    IndexFailure where another process is writing.
    """
    show = progress or (lambda done, total, name: None)
    with index.writing():
        unswept = index.catalog.unswept()
        forget_files(index)
        if damage.keywords:
            _rewrite_keywords(index, show)
        if damage.vectors:
            _rewrite_vectors(index, show)
        gone = index.vectors.settle(purge=damage.vectors)
        if damage.keywords and damage.vectors and gone:
            index.catalog.swept(unswept)
        note_files(index)
    if find_damage(index):
        raise IndexFailure(f"the index {str(index.home)!r} cannot be repaired: delete the folder and run `qa index`")


def _rewrite_keywords(index: Index, progress: Progress) -> None:
    total, done = index.catalog.count_passages(), 0
    with index.keywords.rewriting() as add:
        for page in index.catalog.every_passage():
            add([(name, version, text) for name, version, text, _ in page])
            done += len(page)
            progress(done, total, "keywords")


def _rewrite_vectors(index: Index, progress: Progress) -> None:
    total, done = index.catalog.count_passages(), 0
    if index.vectors.url is None:
        index.vectors.empty()
    for page in index.catalog.every_passage():
        kept = index.kept_vectors.load(digest for *_, digest in page)
        missing = {digest: text for _, _, text, digest in page if digest not in kept}
        if missing:
            computed = index.encoder.get_text_embedding_batch(list(missing.values()))
            index.kept_vectors.keep(dict(zip(missing, computed, strict=True)))
            kept |= index.kept_vectors.load(missing)
        index.vectors.add([(name, version, kept[digest]) for name, version, _, digest in page])
        done += len(page)
        progress(done, total, "vectors")
