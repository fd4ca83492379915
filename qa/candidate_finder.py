"""CandidateFinder: reads the ranked passages and ranks what the reader found in them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, TextNode

from index.passages import sentence_spans
from qa.candidate import Candidate, Ranking
from qa.citing import MOST_QUOTE
from qa.grounding import ground
from qa.question_kind import form_fits
from qa.reader import SpanReader

COVERAGE_WEIGHT = 0.5  # of the words in common, beside the vectors' cosine, for the sentence on a topic


class CandidateFinder:
    """Finds what may answer a question in the passages that were retrieved for it."""

    def __init__(self, reader: SpanReader, encoder: BaseEmbedding, ranking: Ranking) -> None:
        self._reader, self._encoder, self.ranking = reader, encoder, ranking

    def find(self, question: str, passages: Sequence[NodeWithScore]) -> list[Candidate]:
        """The best span of each passage that has one, most credible first."""
        nodes = [(ranked.node, ranked.score or 0.0) for ranked in passages]
        texts = [node.text for node, _ in nodes if isinstance(node, TextNode)]
        readings = self._reader.read_all(question, texts, lambda text: form_fits(question, text))
        found = [
            Candidate(passage, score, reading.start, reading.end, reading.margin)
            for (passage, score), reading in zip(nodes, readings, strict=True)
            if reading and isinstance(passage, TextNode)
        ]
        measured = self._measure(question, [(candidate, *candidate.sentence) for candidate in found])
        return sorted(measured, key=lambda candidate: -candidate.credit(self.ranking))

    def on_topic(self, topic: str, candidates: Sequence[Candidate]) -> Candidate | None:
        """The sentence of the candidates' passages that bears most on the topic.

        Without a topic, the first that was retrieved of the best document. None where there is no candidate.
        """
        if not candidates:
            return None
        whole = [
            (replace(candidate, start=start, end=min(end, start + MOST_QUOTE)), start, min(end, start + MOST_QUOTE))
            for candidate in candidates
            for start, end in sentence_spans(candidate.passage.text)
        ]
        if not topic:
            best = max(candidates, key=lambda candidate: candidate.retrieval).passage.metadata["document_id"]
            own = [one for one, _, _ in whole if one.passage.metadata["document_id"] == best]
            return min(own, key=lambda one: (one.passage.start_char_idx or 0) + one.start)
        measured = self._measure(topic, whole)
        return max(measured, key=lambda one: one.cosine + COVERAGE_WEIGHT * one.coverage)

    def _measure(self, question: str, places: Sequence[tuple[Candidate, int, int]]) -> list[Candidate]:
        """The candidates with cosine and coverage of the sentence that each comes with."""
        if not places:
            return []
        sentences = [candidate.passage.text[start:end] for candidate, start, end in places]
        vector = np.array(self._encoder.get_query_embedding(question))
        cosines = np.array(self._encoder.get_text_embedding_batch(sentences)) @ vector
        return [
            replace(candidate, cosine=float(cosine), coverage=_coverage(question, candidate, sentence))
            for (candidate, _, _), sentence, cosine in zip(places, sentences, cosines, strict=True)
        ]


def _coverage(question: str, candidate: Candidate, sentence: str) -> float:
    return ground(question, f"{candidate.passage.metadata.get('title', '')}\n{sentence}").coverage
