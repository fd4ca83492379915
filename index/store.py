"""An index in one folder: catalogue, ledger, kept vectors, Chroma, tantivy and the encoder that they share."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from index.catalog import Catalog
from index.database import Database
from index.encoder import OnnxEmbedding
from index.errors import IndexFailure
from index.kept_vectors import KeptVectors
from index.keywords import KeywordStore
from index.ledger import Ledger
from index.retriever import HybridRetriever
from index.vectors import COLLECTION, VectorStore

Store = TypeVar("Store", VectorStore, KeywordStore)

CATALOG, VECTORS, KEYWORDS = "catalog.sqlite", "chroma", "tantivy"


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
        self.database.close()
        self.vectors.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the index's one place for a writer; IndexFailure names the process that has it."""
        with writing(self.home):
            yield


@contextmanager
def writing(home: Path) -> Iterator[None]:
    """Hold the one place for a writer of the index in `home`; IndexFailure names the process that has it."""
    holder = home / "writer.txt"
    lock = FileLock(home / "writer.lock")
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        name = holder.read_text(encoding="utf-8").strip() if holder.exists() else "unknown"
        raise IndexFailure(
            f"process {name} is writing the index {str(home)!r}: wait until it has ended, "
            "or set QA_HOME to another folder"
        ) from error
    except OSError as error:
        raise IndexFailure(
            f"the index folder {str(home)!r} cannot be written ({error.strerror}): give write permission, "
            "or set QA_HOME to another folder"
        ) from error
    try:
        holder.write_text(f"{os.getpid()}\n", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def index_exists(home: Path) -> bool:
    """Whether `home` holds an index, sound or not."""
    return (home / CATALOG).exists()


def open_index(home: Path, threads: int, chroma_url: str | None = None, chroma_collection: str = COLLECTION) -> Index:
    """The index in `home`, made where there is none; a damaged Chroma or tantivy folder is emptied.

    With `chroma_url` the vectors are on that Chroma server, in a collection that only homes of the same corpus share.

    What the catalogue has and the other two lack is put back by `index.repair`. IndexFailure where the folder cannot
    be written or the catalogue is damaged (OutdatedIndex where another version made it); WeightsFailure where the
    encoder's file is.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexFailure(
            f"the index folder {str(home)!r} cannot be made ({error.strerror}): set QA_HOME to a folder you can write"
        ) from error
    database = Database(home / CATALOG)
    try:
        return Index(
            home=home,
            database=database,
            catalog=Catalog(database),
            ledger=Ledger(database),
            kept_vectors=KeptVectors(database),
            vectors=(
                VectorStore(home, chroma_url, chroma_collection)
                if chroma_url
                else _open_or_empty(home, VECTORS, VectorStore)
            ),
            keywords=_open_or_empty(home, KEYWORDS, KeywordStore),
            encoder=OnnxEmbedding(threads),
        )
    except BaseException:
        database.close()
        raise


def _open_or_empty(home: Path, name: str, store: Callable[[Path], Store]) -> Store:
    folder: Path = home / name
    try:
        return store(folder)
    except IndexFailure:
        if not all(os.access(path, os.W_OK) for path in (folder, *folder.rglob("*"))):
            raise
    with writing(home):
        try:
            return store(folder)  # a writer was halfway
        except IndexFailure:
            shutil.rmtree(folder, ignore_errors=True)
        return store(folder)
