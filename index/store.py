"""An index in one folder: catalogue, vectors, keywords and the encoder that they share."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.catalog import Catalog
from index.encoder import OnnxEmbedding
from index.errors import IndexFailure
from index.keywords import KeywordStore
from index.retriever import HybridRetriever
from index.vectors import VectorStore


@dataclass(frozen=True)
class Index:
    """The open parts of the index in `home`."""

    home: Path
    catalog: Catalog
    vectors: VectorStore
    keywords: KeywordStore
    encoder: OnnxEmbedding

    def retriever(self, count: int) -> HybridRetriever:
        """A retriever that gives at most `count` passages."""
        return HybridRetriever(self.catalog, self.vectors, self.keywords, self.encoder, count)

    def close(self) -> None:
        self.catalog.close()
        self.vectors.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the index's one place for a writer; IndexFailure names the process that has it."""
        holder = self.home / "writer.txt"
        lock = FileLock(self.home / "writer.lock")
        try:
            lock.acquire(blocking=False)
        except Timeout as error:
            name = holder.read_text(encoding="utf-8").strip() if holder.exists() else "unknown"
            raise IndexFailure(
                f"process {name} is writing the index {str(self.home)!r}: wait until it has ended, "
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
    return (home / "catalog.sqlite").exists()


def open_index(home: Path, threads: int) -> Index:
    """The index in `home`, made where there is none.

    IndexFailure where the folder cannot be written or a part is damaged; WeightsFailure where the encoder's file is.
    """
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise IndexFailure(
            f"the index folder {str(home)!r} cannot be made ({error.strerror}): set QA_HOME to a folder you can write"
        ) from error
    catalog = Catalog(home / "catalog.sqlite")
    vectors = VectorStore(home / "chroma")
    keywords = KeywordStore(home / "tantivy")
    index = Index(home, catalog, vectors, keywords, OnnxEmbedding(threads))
    if not catalog.unswept() and not vectors.count() == keywords.count() == catalog.count_passages():
        counts = f"{catalog.count_passages()} passages, {vectors.count()} vectors, {keywords.count()} keyword entries"
        index.close()
        raise IndexFailure(f"the index {str(home)!r} is damaged ({counts}): delete the folder and run `qa index`")
    return index
