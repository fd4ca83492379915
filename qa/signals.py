"""What the confidence in a candidate is computed from."""

from collections.abc import Sequence

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding

from qa.candidate import Candidate
from qa.grounding import ground
from qa.question_kind import form_fits

WIDEST_GAP = 10.0  # a rival further behind, or none at all, says no more


class SpanSignals:
    """Measures a candidate by what the reader, the retriever, the encoder and the words themselves say of it."""

    def __init__(self, encoder: BaseEmbedding, retrieval_weight: float) -> None:
        self._encoder, self._weight = encoder, retrieval_weight

    def measure(self, question: str, candidate: Candidate, candidates: Sequence[Candidate]) -> dict[str, float]:
        """Name to value of every signal; `candidates` are all that the question has, this one among them."""
        return self._words(question, candidate) | self._rivals(candidate, candidates)

    def _rivals(self, candidate: Candidate, candidates: Sequence[Candidate]) -> dict[str, float]:
        rivals = [other.credit(self._weight) for other in candidates if other.key != candidate.key]
        gap = candidate.credit(self._weight) - max(rivals) if rivals else WIDEST_GAP
        return {
            "margin": candidate.margin,
            "retrieval": candidate.retrieval,
            "gap": min(WIDEST_GAP, gap),
            "agreeing": float(sum(other.key == candidate.key and other.margin > 0 for other in candidates)),
        }

    def _words(self, question: str, candidate: Candidate) -> dict[str, float]:
        start, end = candidate.sentence
        sentence = candidate.passage.text[start:end]
        title = candidate.passage.metadata.get("title", "")
        around = ground(question, f"{title}\n{candidate.passage.text}")
        near = ground(question, f"{title}\n{sentence}")
        return {
            "cosine": self._cosine(question, sentence),
            "coverage": around.coverage,
            "missing_names": float(around.missing_names),
            "sentence_coverage": near.coverage,
            "sentence_missing_names": float(near.missing_names),
            "form_fits": float(form_fits(question, candidate.text)),
            "length": float(len(candidate.text.split())),
        }

    def _cosine(self, question: str, sentence: str) -> float:
        vectors = self._encoder.get_text_embedding_batch([question, sentence])
        return float(np.dot(vectors[0], vectors[1]))
