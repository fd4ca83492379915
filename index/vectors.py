"""Passage vectors in Chroma, through LlamaIndex's ChromaVectorStore. It holds no text: that is the catalogue's."""

import math
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.errors import IndexFailure

COLLECTION = "passages"
SLICE = 1000  # Chroma refuses more than 5,461 at once
VERSIONS_AT_ONCE = 100
VERSION = "version"
SAME = 0.99  # cosine of a vector with itself, after rounding

VectorRow = tuple[str, str, list[float]]  # passage id, version, vector


class VectorStore:
    """Adds, removes and ranks passage vectors by cosine; usable from several threads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        self._open()

    def _open(self) -> None:
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient
        from chromadb.config import Settings

        try:
            self._client: Any = chromadb.PersistentClient(str(self._folder), Settings(anonymized_telemetry=False))
            self._open_collection()
        except BaseException as error:  # Chroma's core ends in a PanicException, which is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            # Chroma keeps a system that failed to start and would hand it out for this folder again.
            SharedSystemClient._identifier_to_system.pop(str(self._folder), None)  # noqa: SLF001
            raise IndexFailure(
                f"the vectors in {str(self._folder)!r} cannot be opened ({type(error).__name__}): "
                f"delete the folder {str(self._folder.parent)!r} and run `qa index`"
            ) from error

    def _open_collection(self) -> None:
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self._collection = self._client.get_or_create_collection(
            COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        self._collection.count()
        self._store = ChromaVectorStore(chroma_collection=self._collection)

    def close(self) -> None:
        with self._lock:
            self._client.close()

    def reopen(self) -> None:
        """See what another process has written."""
        with self._lock:
            self._client.close()
            self._open()

    def empty(self) -> None:
        """Drop every vector."""
        with self._lock:
            self._client.delete_collection(COLLECTION)
            self._open_collection()

    def count(self) -> int:
        with self._lock:
            return int(self._collection.count())

    def add(self, rows: Sequence[VectorRow]) -> None:
        """Store the passages' vectors; an id that is there already is written anew."""
        from llama_index.core.schema import BaseNode, TextNode

        for first in range(0, len(rows), SLICE):
            part = rows[first : first + SLICE]
            nodes: list[BaseNode] = [
                TextNode(id_=name, text="", metadata={VERSION: version}, embedding=vector)
                for name, version, vector in part
            ]
            with self._lock:
                self._collection.delete(ids=[name for name, _, _ in part])
                self._store.add(nodes)

    def remove(self, versions: Sequence[str]) -> None:
        """Remove every passage of these versions of documents."""
        for first in range(0, len(versions), VERSIONS_AT_ONCE):
            with self._lock:
                self._collection.delete(where={VERSION: {"$in": list(versions[first : first + VERSIONS_AT_ONCE])}})

    def finds(self, vector: list[float]) -> bool:
        """Whether a stored vector finds itself: lost index files give no error and no hit."""
        return max(self.rank(vector, 1).values(), default=0.0) >= SAME

    def rank(self, vector: list[float], count: int) -> dict[str, float]:
        """The `count` nearest passages' ids with their cosine, -1 to 1, best first."""
        from llama_index.core.vector_stores.types import VectorStoreQuery

        with self._lock:
            count = min(count, self.count())
            if not count:
                return {}
            result = self._store.query(VectorStoreQuery(query_embedding=vector, similarity_top_k=count))
        # LlamaIndex gives exp(-distance); Chroma's cosine distance is 1 - cosine.
        return {
            passage_id: 1 + math.log(similarity)
            for passage_id, similarity in zip(result.ids or [], result.similarities or [], strict=True)
        }
