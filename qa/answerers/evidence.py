"""The evidence answerer: the whole sentence that bears most on the question, or a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, TextNode

from index.catalog import Catalog
from index.passages import sentence_spans
from qa.answer import Answer, Reason
from qa.citing import MOST_QUOTE, cite_passage
from qa.confidence import Calibration
from qa.grounding import ground
from qa.question_kind import QuestionKind, question_kind, summary_topic
from qa.refusing import refuse

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
        if not places:
            return None
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


class EvidenceAnswerer:
    """Quotes the sentence that the finder takes for the best, whatever the question asks for."""

    def __init__(
        self, catalog: Catalog, finder: EvidenceFinder, calibration: Calibration, confidence: float | None = None
    ) -> None:
        self._catalog, self._finder, self._calibration = catalog, finder, calibration
        self._threshold = calibration.evidence_threshold if confidence is None else confidence

    def answer(self, question: str, passages: Sequence[NodeWithScore]) -> Answer:
        """The sentence as a quote; refused where its confidence is below the threshold or it misses a name."""
        evidence = self._finder.find(question, passages)
        if evidence is None:
            return refuse(self._catalog, question, passages, 0.0)
        confidence = self._calibration.evidence.probability(evidence.signals)
        if question_kind(question) is QuestionKind.SUMMARY:
            # Calibration saw no summaries: one is shown where the passage has every word of its topic.
            supported = ground(summary_topic(question), evidence.passage.text).coverage == 1
        else:
            supported = confidence >= self._threshold and not evidence.signals["missing_names"]
        if not supported:
            return refuse(self._catalog, question, passages, confidence)
        citation = cite_passage(self._catalog, evidence.passage, evidence.start, evidence.end)
        return Answer(question, f"“{citation.quote}” [1]", (citation,), confidence, False, Reason.EVIDENCE)
