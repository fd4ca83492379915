"""An index in one folder: catalogue, ledger, kept vectors, Chroma, tantivy and the encoder that they share."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from index.catalog import Catalog
from index.chroma_settings import chroma_settings
from index.database import Database
from index.encoder import OnnxEmbedding
from index.errors import IndexFailure
from index.kept_vectors import KeptVectors
from index.keywords import KeywordStore, has_others_keywords
from index.ledger import Ledger
from index.open_files import WAY_OUT, too_many_files_open
from index.retriever import HybridRetriever
from index.vector_folders import VECTORS, folder_in_use, has_others_files
from index.vectors import COLLECTION, VectorStore
from index.writer import writing

Store = TypeVar("Store", VectorStore, KeywordStore)

CATALOG, KEYWORDS = "catalog.sqlite", "tantivy"


@dataclass(frozen=True)
class Index:
    """The open parts of the index in `home`."""

    home: Path
    database: Database
    catalog: Catalog
    ledger: Ledger
    kept_vectors: KeptVectors
    vectors: VectorStore
    keywords: KeywordStore
    encoder: OnnxEmbedding

    def retriever(self, count: int) -> HybridRetriever:
        """A retriever that gives at most `count` passages."""
        return HybridRetriever(self.catalog, self.vectors, self.keywords, self.encoder, count)

    def close(self) -> None:
        """Let go of every file and thread; what is read afterwards is an IndexFailure."""
        self.database.close()
        self.vectors.close()
        self.encoder.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the index's one place for a writer; IndexBusy names the process that has it.

        IndexFailure where the home holds another index by now.
        """
        with writing(self.home):
            if self.is_replaced():
                raise IndexFailure(
                    f"the index {str(self.home)!r} was deleted or made again meanwhile: open it anew, or run `qa index`"
                )
            with suppress(IndexFailure):  # what cannot be opened is published anew
                self.see_other_writers()
            yield

    def is_replaced(self) -> bool:
        """Whether the index that lies in the home is another one now, or none."""
        return not self.database.in_place()

    def see_other_writers(self) -> None:
        """Take up the vectors that another process has published; IndexFailure where they cannot be opened."""
        while not self.vectors.url and (folder := folder_in_use(self.home, self.catalog)) != self.vectors.folder:
            try:
                self.vectors.reopen(folder)
            except IndexFailure:
                if folder_in_use(self.home, self.catalog) == folder:
                    raise


def index_exists(home: Path) -> bool:
    """Whether `home` holds an index, sound or not."""
    return (home / CATALOG).exists()


def open_index(home: Path, threads: int, chroma_url: str | None = None, chroma_collection: str = COLLECTION) -> Index:
    """The index in `home`, made where there is none; a damaged Chroma or tantivy folder is emptied.

    With `chroma_url` the vectors are on that Chroma server, in a collection that only homes of the same corpus share.

    What the catalogue has and the other two lack is put back by `index.repair`. IndexFailure where the folder cannot
    be written or the catalogue is damaged (OutdatedIndex where another version made it); WeightsFailure where the
    encoder's file is. IndexFailure, too, where a new index would lie where something else does.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexFailure(
            f"the index folder {str(home)!r} cannot be made ({error.strerror}): set QA_HOME to a folder you can write"
        ) from error
    if not index_exists(home):
        _require_own(home)
    with ExitStack() as opened:
        database = opened.enter_context(closing(Database(home / CATALOG)))
        catalog = Catalog(database)
        vectors = VectorStore(home, chroma_url, chroma_collection) if chroma_url else _open_vectors(home, catalog)
        opened.enter_context(closing(vectors))
        index = Index(
            home=home,
            database=database,
            catalog=catalog,
            ledger=Ledger(database),
            kept_vectors=KeptVectors(database),
            vectors=vectors,
            keywords=_open_or_empty(home, home / KEYWORDS, KeywordStore),
            encoder=OnnxEmbedding(threads),
        )
        opened.pop_all()
        return index


def _require_own(home: Path) -> None:
    """IndexFailure where a folder that the index is to have holds something else: it would be deleted."""
    taken = (VECTORS, has_others_files(home / VECTORS)), (KEYWORDS, has_others_keywords(home / KEYWORDS))
    for name, others in taken:
        if others:
            raise IndexFailure(
                f"{str(home / name)!r} is or holds something that is no part of an index: "
                "set QA_HOME to a folder of its own"
            )


def _open_vectors(home: Path, catalog: Catalog) -> VectorStore:
    """The vectors in use, also where another process publishes others meanwhile."""
    chroma_settings()  # what it refuses is no damage to the folder
    while True:
        folder = folder_in_use(home, catalog)
        try:
            store = _open_or_empty(home, folder, VectorStore, catalog)
        except IndexFailure:
            if folder_in_use(home, catalog) == folder:
                raise
            continue
        if folder_in_use(home, catalog) == folder:
            return store
        store.close()


def _open_or_empty(home: Path, folder: Path, store: Callable[[Path], Store], catalog: Catalog | None = None) -> Store:
    try:
        return store(folder)
    except IndexFailure as error:
        if too_many_files_open():
            raise IndexFailure(f"{str(folder)!r} cannot be opened: {WAY_OUT}") from error
        if not all(os.access(path, os.W_OK) for path in (folder, *folder.rglob("*"))):
            raise
    with writing(home):
        try:
            return store(folder)  # a writer was halfway
        except IndexFailure:
            if catalog and folder_in_use(home, catalog) != folder:  # another process has published others
                raise
            shutil.rmtree(folder, ignore_errors=True)
        return store(folder)
