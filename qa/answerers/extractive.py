"""The extractive answerer: the document's own words, or a refusal."""

from collections.abc import Sequence

from llama_index.core.schema import NodeWithScore, TextNode

from index.catalog import Catalog
from qa.answer import Alternative, Answer, Citation, Reason
from qa.answerers.evidence import Evidence, EvidenceFinder
from qa.candidate import Candidate
from qa.citing import cite
from qa.confidence import Calibration
from qa.grounding import ground
from qa.question_kind import QuestionKind, form_fits, question_kind, summary_topic
from qa.reader import SpanReader
from qa.signals import SpanSignals

REFUSAL = "The documents do not say."
NOTHING_FOUND = "The documents hold nothing that bears on this."
MOST_NEAREST = 3
MOST_CITATIONS = 3  # passages that agree
MOST_ALTERNATIVES = 3


class ExtractiveAnswerer:
    """Reads the passages with the span reader, shows the most credible span and cites the sentence that has it."""

    def __init__(
        self,
        catalog: Catalog,
        reader: SpanReader,
        finder: EvidenceFinder,
        signals: SpanSignals,
        calibration: Calibration,
        confidence: float | None = None,
    ) -> None:
        self._catalog, self._reader, self._finder, self._calibration = catalog, reader, finder, calibration
        self._signals = signals
        self._confidence = confidence

    def answer(self, question: str, passages: Sequence[NodeWithScore]) -> Answer:
        """The best-supported span or evidence sentence; refused where its confidence is below the threshold."""
        if not passages:
            return Answer(question, NOTHING_FOUND, (), 0.0, True, Reason.NOTHING_RETRIEVED)
        if question_kind(question) is QuestionKind.SPAN:
            return self._answer_span(question, passages)
        return self._answer_evidence(question, passages)

    def candidates(self, question: str, passages: Sequence[NodeWithScore]) -> list[Candidate]:
        """One candidate a passage, most credible first."""
        found = []
        nodes = [ranked.node for ranked in passages]
        texts = [node.text for node in nodes if isinstance(node, TextNode)]
        readings = self._reader.read_all(question, texts, lambda text: form_fits(question, text))
        for ranked, passage, reading in zip(passages, nodes, readings, strict=True):
            if reading and isinstance(passage, TextNode):
                found.append(Candidate(passage, ranked.score or 0.0, reading.start, reading.end, reading.margin))
        return sorted(found, key=lambda candidate: -candidate.credit(self._calibration.retrieval_weight))

    def _answer_span(self, question: str, passages: Sequence[NodeWithScore]) -> Answer:
        candidates = self.candidates(question, passages)
        if not candidates:
            return self._refuse(question, passages, 0.0)
        best = candidates[0]
        confidence = self._span_confidence(question, best, candidates)
        threshold = self._calibration.threshold if self._confidence is None else self._confidence
        if confidence < threshold or not best.key:
            return self._refuse(question, passages, confidence)
        agreeing = [best, *(c for c in candidates[1:] if c.key == best.key and c.margin > 0)][:MOST_CITATIONS]
        citations = tuple(dict.fromkeys(self._cite(candidate) for candidate in agreeing))
        markers = "".join(f"[{number}]" for number in range(1, len(citations) + 1))
        return Answer(
            question=question,
            text=f"{best.text} {markers}",
            citations=citations,
            confidence=confidence,
            refused=False,
            reason=Reason.ANSWERED,
            alternatives=self._alternatives(question, best, candidates, threshold),
        )

    def _span_confidence(self, question: str, candidate: Candidate, candidates: Sequence[Candidate]) -> float:
        return self._calibration.span.probability(self._signals.measure(question, candidate, candidates))

    def _alternatives(
        self, question: str, best: Candidate, candidates: Sequence[Candidate], threshold: float
    ) -> tuple[Alternative, ...]:
        """Other documents' different answers that would have been shown on their own."""
        found: dict[str, Alternative] = {}
        cited = best.passage.metadata["document_id"]
        for candidate in candidates[1:]:
            other = candidate.passage.metadata["document_id"] != cited
            if not other or candidate.margin <= 0 or candidate.key in {"", best.key, *found}:
                continue
            rest = [one for one in candidates if one.passage.metadata["document_id"] != cited]
            confidence = self._span_confidence(question, candidate, rest)
            if confidence >= threshold:
                found[candidate.key] = Alternative(candidate.text, self._cite(candidate), confidence)
        return tuple(found.values())[:MOST_ALTERNATIVES]

    def _answer_evidence(self, question: str, passages: Sequence[NodeWithScore]) -> Answer:
        evidence = self._finder.find(question, passages)
        if evidence is None:
            return self._refuse(question, passages, 0.0)
        confidence = self._calibration.evidence.probability(evidence.signals)
        threshold = self._calibration.evidence_threshold if self._confidence is None else self._confidence
        if question_kind(question) is QuestionKind.SUMMARY:
            # Calibration saw no summaries: one is shown where the passage has every word of its topic.
            supported = ground(summary_topic(question), evidence.passage.text).coverage == 1
        else:
            supported = confidence >= threshold and not evidence.signals["missing_names"]
        if not supported:
            return self._refuse(question, passages, confidence)
        citation = self._cite_evidence(evidence)
        return Answer(question, f"“{citation.quote}” [1]", (citation,), confidence, False, Reason.EVIDENCE)

    def _refuse(self, question: str, passages: Sequence[NodeWithScore], confidence: float) -> Answer:
        nearest = []
        for ranked in passages[:MOST_NEAREST]:
            document = self._catalog.document(ranked.node.metadata["document_id"])
            passage = ranked.node
            assert isinstance(passage, TextNode)
            if document and passage.start_char_idx is not None and passage.end_char_idx is not None:
                nearest.append(cite(document, passage.start_char_idx, passage.end_char_idx, passage.text))
        return Answer(question, REFUSAL, (), confidence, True, Reason.NOTHING_ANSWERS, nearest=tuple(nearest))

    def _cite(self, candidate: Candidate) -> Citation:
        return self._cite_passage(candidate.passage, *candidate.sentence)

    def _cite_evidence(self, evidence: Evidence) -> Citation:
        return self._cite_passage(evidence.passage, evidence.start, evidence.end)

    def _cite_passage(self, passage: TextNode, start: int, end: int) -> Citation:
        document = self._catalog.document(passage.metadata["document_id"])
        if document is None:
            raise LookupError(f"{passage.metadata['source']!r} was removed while it was read")
        offset = passage.start_char_idx or 0
        return cite(document, offset + start, offset + end, passage.text[start:end])
