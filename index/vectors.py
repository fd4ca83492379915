"""Passage vectors in Chroma, through LlamaIndex's ChromaVectorStore. It holds no text: that is the catalogue's.

Chroma is embedded, or a server that several homes share. Ids and vectors follow from the documents alone, so homes that
index the same corpus write the same rows.
"""

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from index.chroma_settings import chroma_settings, without_password
from index.encoder import DIMENSIONS
from index.errors import IndexFailure, is_panic

COLLECTION = "passages"
SLICE = 1000  # Chroma refuses more than 5,461 at once
VERSIONS_AT_ONCE = 100
VERSION = "version"
ROWS_IN_LOG = 1000  # Chroma's own default
LEAST_ROWS_IN_LOG = 2
# Of HNSW: by Chroma's defaults (100, 16, 100) passages among thousands that are nearly alike are not found.
GRAPH = {"ef_construction": 200, "max_neighbors": 32, "ef_search": 200}
NO_PASSAGE = "-"
SAME = 0.99  # cosine of a vector with itself, after rounding

VectorRow = tuple[str, str, list[float]]  # passage id, version, vector


class VectorStore:
    """Adds, removes and ranks passage vectors by cosine; usable from several threads.

    IndexFailure where Chroma's files or server fail.
    """

    def __init__(self, folder: Path, url: str | None = None, collection: str = COLLECTION) -> None:
        """The store in `folder`, or on the Chroma server at `url`, as in `http://chroma.example:8000`."""
        self.folder, self.url, self._name = folder, url, collection
        self._lock = threading.RLock()
        if url is None:
            self._open_folder()
        else:
            self._connect(url)

    def _open_folder(self) -> None:
        """Open the files beside a client that is open already; IndexFailure leaves that one in use."""
        settings = chroma_settings()
        import chromadb
        from chromadb.api.shared_system_client import SharedSystemClient

        # Chroma hands out what it has open under the same spelling of a path, be it of files that were deleted.
        opened = SharedSystemClient._identifier_to_system  # noqa: SLF001 - no public name
        name = next(name for turn in count() if (name := f"{self.folder}{'/.' * turn}") not in opened)
        client: Any = None
        try:
            client = chromadb.PersistentClient(name, settings)
            self._use(client)
        except BaseException as error:
            if not isinstance(error, Exception) and not is_panic(error):
                raise
            if client is not None:
                client.close()
            # Chroma keeps a system that failed to start, too.
            opened.pop(name, None)
            raise IndexFailure(
                f"the vectors in {str(self.folder)!r} cannot be opened ({type(error).__name__}: {error}): "
                f"delete the folder {str(self.folder.parent)!r} and run `qa index`"
            ) from error

    def _connect(self, url: str) -> None:
        settings = chroma_settings(surrounding=True)  # a server's credentials, for one
        import chromadb

        try:
            parts = urlsplit(url)
            if parts.scheme not in ("http", "https") or not parts.hostname:
                raise ValueError("it is no http:// or https:// address")
            port = parts.port or (443 if parts.scheme == "https" else 8000)
            self._use(chromadb.HttpClient(parts.hostname, port, parts.scheme == "https", settings=settings))
        except Exception as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: BaseException) -> IndexFailure:
        shown = without_password(self.url or "")
        return IndexFailure(
            f"the Chroma server {shown!r} cannot be used ({error}): start it with `chroma run`, or "
            "correct QA_CHROMA_URL; without it vectors are kept in QA_HOME"
        )

    def _use(self, client: Any) -> None:
        from llama_index.vector_stores.chroma import ChromaVectorStore

        collection = client.get_or_create_collection(
            self._name, configuration={"hnsw": {"space": "cosine", **GRAPH}}, embedding_function=None
        )
        self._client, self._collection = client, collection
        self._store = ChromaVectorStore(chroma_collection=collection)
        self._asked = False

    def close(self) -> None:
        """Let go of the files, or of the connection to the server."""
        with self._lock:
            if self.url:  # Chroma's own close leaves its sockets open
                for client in (self._client, self._client._admin_client):  # noqa: SLF001 - no public name
                    client._server._session.close()  # noqa: SLF001 - no public name
            self._client.close()

    def reopen(self, folder: Path) -> None:
        """Take what is in another folder, or in this one as it is now.

        IndexFailure where the folder cannot be opened; what was open before stays in use.
        """
        with self._lock:
            before = self.folder, self._client
            self.folder = folder
            try:
                self._open_folder()
            except BaseException:
                self.folder = before[0]
                raise
            before[1].close()

    @contextmanager
    def _calling(self) -> Iterator[None]:
        """Call Chroma, one thread at a time; IndexFailure for whatever it raises."""
        with self._lock:
            try:
                yield
            except BaseException as error:
                if not isinstance(error, Exception) and not is_panic(error):
                    raise
                if self.url:
                    raise self._unreachable(error) from error
                raise IndexFailure(
                    f"the vectors in {str(self.folder)!r} cannot be written or read "
                    f"({type(error).__name__}: {error}): "
                    "free disk space or give write permission, then run `qa index`, which repairs them"
                ) from error

    def count(self) -> int:
        """How many passages there are; on a shared server, other homes' too."""
        with self._calling():
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
            with self._calling():
                if there := self._collection.get(ids=[name for name, _, _ in part], include=[])["ids"]:
                    self._collection.delete(ids=there)
                self._store.add(nodes)

    def load(self, ids: Sequence[str]) -> dict[str, list[float]]:
        """The vectors of these passages that are there, by id."""
        with self._calling():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        return {name: list(map(float, vector)) for name, vector in zip(found["ids"], found["embeddings"], strict=True)}

    def ids(self) -> set[str]:
        """Every passage that there is."""
        with self._calling():
            return set(self._collection.get(include=[])["ids"])

    def known(self, ids: Sequence[str]) -> set[str]:
        """Those of the passages that there are."""
        found: set[str] = set()
        for first in range(0, len(ids), SLICE):
            with self._calling():
                found |= set(self._collection.get(ids=list(ids[first : first + SLICE]), include=[])["ids"])
        return found

    def ids_of(self, versions: Sequence[str]) -> list[str]:
        """The passages of these versions of documents."""
        found: list[str] = []
        for first in range(0, len(versions), VERSIONS_AT_ONCE):
            where = {VERSION: {"$in": list(versions[first : first + VERSIONS_AT_ONCE])}}
            with self._calling():
                found += self._collection.get(where=where, include=[])["ids"]
        return found

    def remove(self, ids: Sequence[str]) -> None:
        """Remove these passages. Chroma only marks their vectors in its files: `index.chroma_file.clear_unused`."""
        for first in range(0, len(ids), SLICE):
            with self._calling():
                self._collection.delete(ids=list(ids[first : first + SLICE]))

    def settle(self) -> None:
        """Have Chroma write all that it was given to the files of its folder."""
        with self._calling():
            self._write_after(LEAST_ROWS_IN_LOG)
            self._client.close()  # before the files are read anew: they take the memory twice otherwise
            self._open_folder()
            for _ in range(2):  # the log keeps its last entries until the next one
                self._collection.delete(ids=[NO_PASSAGE])
                self._collection.query(query_embeddings=[[0.0] * DIMENSIONS], n_results=1)
            self._write_after(ROWS_IN_LOG)

    def _write_after(self, rows: int) -> None:
        """Set how many rows Chroma keeps in its log before it writes them to its vector files."""
        # Collection.modify would warn of the configuration that Chroma itself has given the collection.
        self._client._server._modify(  # noqa: SLF001 - no public name
            self._collection.id, new_configuration={"hnsw": {"sync_threshold": rows}}
        )

    def finds(self, vector: list[float]) -> bool:
        """Whether a stored vector finds itself: lost index files give no error and no hit."""
        return max(self.rank(vector, 1).values(), default=0.0) >= SAME

    def rank(self, vector: list[float], count: int) -> dict[str, float]:
        """The `count` nearest passages' ids (all, where there are fewer) with their cosine, -1 to 1, best first.

        With its first question Chroma reads its vector files: IndexFailure where these were deleted after the opening.
        """
        from llama_index.core.vector_stores.types import VectorStoreQuery

        with self._calling():
            result = self._store.query(VectorStoreQuery(query_embedding=vector, similarity_top_k=count))
            if not self._asked and not result.ids and self._collection.count():
                raise LookupError("the vector files were deleted")
            self._asked = True
        # LlamaIndex gives exp(-distance); Chroma's cosine distance is 1 - cosine.
        return {
            passage_id: 1 + math.log(similarity)
            for passage_id, similarity in zip(result.ids or [], result.similarities or [], strict=True)
        }
