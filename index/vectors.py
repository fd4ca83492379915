"""Passage vectors in Chroma, through LlamaIndex's ChromaVectorStore. It holds no text: that is the catalogue's.

Chroma is embedded, or a server that several homes share. Ids and vectors follow from the documents alone, so homes that
index the same corpus write the same rows.
"""

import math
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from index.errors import IndexFailure

COLLECTION = "passages"
SLICE = 1000  # Chroma refuses more than 5,461 at once
VERSIONS_AT_ONCE = 100
VERSION = "version"
SAME = 0.99  # cosine of a vector with itself, after rounding

VectorRow = tuple[str, str, list[float]]  # passage id, version, vector


class VectorStore:
    """Adds, removes and ranks passage vectors by cosine; usable from several threads."""

    def __init__(self, folder: Path, url: str | None = None) -> None:
        """The store in `folder`, or on the Chroma server at `url`, as in `http://chroma.example:8000`."""
        self._folder, self.url = folder, url
        self._lock = threading.RLock()
        if url is None:
            self._open_folder()
        else:
            self._connect(url)

    def _open_folder(self) -> None:
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
            SharedSystemClient._identifier_to_system.pop(str(self._folder), None)  # noqa: SLF001 - no public name
            raise IndexFailure(
                f"the vectors in {str(self._folder)!r} cannot be opened ({type(error).__name__}): "
                f"delete the folder {str(self._folder.parent)!r} and run `qa index`"
            ) from error

    def _connect(self, url: str) -> None:
        import chromadb
        from chromadb.config import Settings

        try:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError("it is no http:// or https:// address")
            port = parts.port or (443 if parts.scheme == "https" else 8000)
            settings = Settings(anonymized_telemetry=False)
            self._client = chromadb.HttpClient(parts.hostname, port, parts.scheme == "https", settings=settings)
            self._open_collection()
        except Exception as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: Exception) -> IndexFailure:
        return IndexFailure(
            f"the Chroma server {self.url!r} cannot be used ({error}): start it with `chroma run`, "
            "or correct QA_CHROMA_URL; without it vectors are kept in QA_HOME"
        )

    def _open_collection(self) -> None:
        from llama_index.vector_stores.chroma import ChromaVectorStore

        self._collection = self._client.get_or_create_collection(
            COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
        )
        self._collection.count()
        self._store = ChromaVectorStore(chroma_collection=self._collection)

    def close(self) -> None:
        with self._lock:
            if self.url:  # Chroma's own close leaves its sockets open
                for client in (self._client, self._client._admin_client):  # noqa: SLF001 - no public name
                    client._server._session.close()  # noqa: SLF001 - no public name
            self._client.close()

    def reopen(self) -> None:
        """See what another process has written to the folder; a server shows it anyway."""
        if self.url is None:
            with self._lock:
                self._client.close()
                self._open_folder()

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

    def load(self, ids: Sequence[str]) -> dict[str, list[float]]:
        """The vectors of these passages that are there, by id."""
        with self._lock:
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        return {name: list(map(float, vector)) for name, vector in zip(found["ids"], found["embeddings"], strict=True)}

    def remove(self, versions: Sequence[str]) -> None:
        """Remove every passage of these versions of documents."""
        for first in range(0, len(versions), VERSIONS_AT_ONCE):
            with self._lock:
                self._collection.delete(where={VERSION: {"$in": list(versions[first : first + VERSIONS_AT_ONCE])}})

    def finds(self, vector: list[float]) -> bool:
        """Whether a stored vector finds itself: lost index files give no error and no hit."""
        return max(self.rank(vector, 1).values(), default=0.0) >= SAME

    def rank(self, vector: list[float], count: int) -> dict[str, float]:
        """The `count` nearest passages' ids (all, where there are fewer) with their cosine, -1 to 1, best first."""
        from llama_index.core.vector_stores.types import VectorStoreQuery

        try:
            with self._lock:
                result = self._store.query(VectorStoreQuery(query_embedding=vector, similarity_top_k=count))
        except Exception as error:
            if self.url is None:
                raise
            raise self._unreachable(error) from error
        # LlamaIndex gives exp(-distance); Chroma's cosine distance is 1 - cosine.
        return {
            passage_id: 1 + math.log(similarity)
            for passage_id, similarity in zip(result.ids or [], result.similarities or [], strict=True)
        }
