"""OnnxEmbedding: all-MiniLM-L6-v2 as int8 ONNX, a LlamaIndex embedding."""

from pathlib import Path
from typing import Any

from llama_index.core.base.embeddings.base import BaseEmbedding
from pydantic import PrivateAttr

from index.onnx_model import MOST_TOKENS, OnnxModel

WEIGHTS = Path(__file__).resolve().parent / "weights"
DIMENSIONS = 384
BATCH = 64  # texts given to the threads at once


class OnnxEmbedding(BaseEmbedding):
    """Unit vectors of 384 numbers; text past 256 tokens does not count.

    WeightsFailure where the weights are missing or damaged.
    """

    _model: OnnxModel = PrivateAttr()
    _last_query: tuple[str, list[float]] = PrivateAttr(default=("", []))

    def __init__(self, threads: int, folder: Path = WEIGHTS, **data: Any) -> None:
        super().__init__(model_name="all-MiniLM-L6-v2-int8", embed_batch_size=BATCH, **data)
        self._model = OnnxModel(folder, "encoder.int8.onnx", threads)

    @classmethod
    def class_name(cls) -> str:
        return "OnnxEmbedding"

    def close(self) -> None:
        """End the model's threads; what is embedded from now on is embedded in the caller's."""
        self._model.close()

    @property
    def digest(self) -> str:
        """SHA-256 of the weights: vectors of different digests do not mix."""
        return self._model.digest

    def knows(self, word: str) -> bool:
        """Whether a word, accents and case aside, is one piece to the model: one of some 20,000 common in English."""
        tokenizer = self._model.tokenizer
        return tokenizer.token_to_id(tokenizer.normalizer.normalize_str(word)) is not None

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        sequences = []
        for encoding in self._model.tokenizer.encode_batch(texts):
            ids = encoding.ids
            if len(ids) > MOST_TOKENS:
                ids = [*ids[: MOST_TOKENS - 1], ids[-1]]
            sequences.append((ids, [0] * len(ids)))
        return [vector.tolist() for vector in self._model.run_all(sequences)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        """The query's vector, kept until the next one: it is wanted for the passages, then for the sentences."""
        last, vector = self._last_query
        if query != last or not vector:
            vector = self._get_text_embedding(query)
            self._last_query = query, vector
        return list(vector)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)
