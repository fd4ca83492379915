"""Passage vectors in an embedded Chroma, through LlamaIndex's ChromaVectorStore."""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.errors import IndexFailure

if TYPE_CHECKING:
    from llama_index.core.schema import BaseNode

COLLECTION = "passages"
SLICE = 1000  # Chroma refuses more than 5,461 at once
VERSION = "version"


class VectorStore:
    """Adds, removes and ranks passage vectors by cosine."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings
        from llama_index.vector_stores.chroma import ChromaVectorStore

        try:
            self._client: Any = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
            self._collection = self._client.get_or_create_collection(
                COLLECTION, configuration={"hnsw": {"space": "cosine"}}, embedding_function=None
            )
            self._collection.count()
        except BaseException as error:  # Chroma's core ends in a PanicException, which is no Exception
            if isinstance(error, KeyboardInterrupt | SystemExit):
                raise
            raise IndexFailure(
                f"the vectors in {str(folder)!r} cannot be opened ({type(error).__name__}): "
                f"delete the folder {str(folder.parent)!r} and run `qa index`"
            ) from error
        self._store = ChromaVectorStore(chroma_collection=self._collection)

    def close(self) -> None:
        self._client.close()

    def count(self) -> int:
        return int(self._collection.count())

    def add(self, passages: Sequence["BaseNode"]) -> None:
        """Store passages that carry embeddings and a version; an id that is there already is written anew."""
        for first in range(0, len(passages), SLICE):
            part = list(passages[first : first + SLICE])
            self._collection.delete(ids=[passage.node_id for passage in part])
            self._store.add(part)

    def remove(self, version: str) -> None:
        """Remove every passage of a document's version."""
        self._collection.delete(where={VERSION: version})

    def rank(self, vector: list[float], count: int) -> dict[str, float]:
        """The `count` nearest passages' ids with their cosine, -1 to 1, best first."""
        from llama_index.core.vector_stores.types import VectorStoreQuery

        count = min(count, self.count())
        if not count:
            return {}
        result = self._store.query(VectorStoreQuery(query_embedding=vector, similarity_top_k=count))
        # LlamaIndex gives exp(-distance); Chroma's cosine distance is 1 - cosine.
        return {
            passage_id: 1 + math.log(similarity)
            for passage_id, similarity in zip(result.ids or [], result.similarities or [], strict=True)
        }
