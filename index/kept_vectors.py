"""Vectors kept beside the catalogue by the text they belong to: no text is embedded twice, and Chroma's files can be
made again without the encoder."""

import hashlib
from collections.abc import Iterable, Mapping

import numpy as np

from index.database import Database, as_json


def text_digest(text: str, encoder_digest: str) -> str:
    """The name of a text's vector: it depends on the text and the encoder's weights."""
    return hashlib.sha256(f"{encoder_digest}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


class KeptVectors:
    """Text digest to vector, in half precision (a cosine moves by less than 0.001)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, digests: Iterable[str]) -> dict[str, list[float]]:
        """The vectors there are, by digest."""
        rows = self._database.all(
            "SELECT digest, vector FROM vectors WHERE digest IN (SELECT value FROM json_each(?))", (as_json(digests),)
        )
        return {digest: np.frombuffer(vector, dtype=np.float16).astype(float).tolist() for digest, vector in rows}

    def keep(self, vectors: Mapping[str, list[float]]) -> None:
        """Keep these vectors, by digest; one that is there already is written anew."""
        rows = [(digest, np.asarray(vector, dtype=np.float16).tobytes()) for digest, vector in vectors.items()]
        with self._database.transaction() as connection:
            connection.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def sweep(self) -> None:
        """Delete the vectors whose text no live passage has."""
        with self._database.transaction() as connection:
            connection.execute("DELETE FROM vectors WHERE digest NOT IN (SELECT digest FROM passages)")
