"""The sentence that bears most on a question which no stretch of text answers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, TextNode

from index.passages import sentence_spans
from qa.citing import MOST_QUOTE
from qa.grounding import ground

PASSAGES = 3  # the best-ranked ones are searched
COVERAGE_WEIGHT = 0.5  # of the words in common, beside the vectors' cosine


@dataclass(frozen=True)
class Evidence:
    """A sentence, `passage.text[start:end]`, and what its confidence is computed from."""

    passage: TextNode
    start: int
    end: int
    signals: dict[str, float]


class EvidenceFinder:
    """Ranks sentences by the encoder's cosine with the question and the question's words that they have."""

    def __init__(self, encoder: BaseEmbedding) -> None:
        self._encoder = encoder

    def find(self, question: str, passages: Sequence[NodeWithScore]) -> Evidence | None:
        """The best sentence of the best passages; None where there is none."""
        nodes = [(ranked.node, ranked.score or 0.0) for ranked in passages[:PASSAGES]]
        places = [
            (passage, retrieval, start, min(end, start + MOST_QUOTE))
            for passage, retrieval in nodes
            if isinstance(passage, TextNode)
            for start, end in sentence_spans(passage.text)
        ]
        sentences = [passage.text[start:end] for passage, _, start, end in places]
        vector = np.array(self._encoder.get_query_embedding(question))
        best: tuple[float, Evidence] | None = None
        for place, embedding in zip(places, self._encoder.get_text_embedding_batch(sentences), strict=True):
            passage, retrieval, start, end = place
            cosine = float(vector @ np.array(embedding))
            grounding = ground(question, passage.text[start:end])
            score = cosine + COVERAGE_WEIGHT * grounding.coverage
            if best is None or score > best[0]:
                around = ground(question, f"{passage.metadata.get('title', '')}\n{passage.text}")
                signals = {
                    "cosine": cosine,
                    "coverage": grounding.coverage,
                    "passage_coverage": around.coverage,
                    "missing_names": float(around.missing_names),
                    "retrieval": retrieval,
                }
                best = score, Evidence(passage, start, end, signals)
        return best[1] if best else None
