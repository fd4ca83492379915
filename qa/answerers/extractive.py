"""The extractive answerer: the document's own words, or a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass

from llama_index.core.schema import NodeWithScore, TextNode

from index.catalog import Catalog
from qa.agreement import normalise_answer
from qa.answer import Alternative, Answer, Citation, Reason
from qa.answerers.evidence import Evidence, EvidenceFinder
from qa.citing import cite, sentence_around
from qa.confidence import Calibration
from qa.grounding import ground
from qa.question_kind import QuestionKind, form_fits, question_kind, summary_topic
from qa.reader import SpanReader

REFUSAL = "The documents do not say."
NOTHING_FOUND = "The documents hold nothing that bears on this."
MOST_NEAREST = 3
MOST_CITATIONS = 3  # passages that agree
MOST_ALTERNATIVES = 3
GAP_WITHOUT_RIVAL = 10.0


@dataclass(frozen=True)
class Candidate:
    """A span of a ranked passage, in characters of the document."""

    passage: TextNode
    retrieval: float  # fused score, 0 to 1
    start: int
    end: int
    margin: float

    @property
    def text(self) -> str:
        offset = self.passage.start_char_idx or 0
        return self.passage.text[self.start - offset : self.end - offset]

    @property
    def key(self) -> str:
        """Two candidates with one key agree; an empty key answers nothing."""
        return normalise_answer(self.text)


class ExtractiveAnswerer:
    """Reads the passages with the span reader, shows the most credible span and cites the sentence that has it."""

    def __init__(
        self,
        catalog: Catalog,
        reader: SpanReader,
        finder: EvidenceFinder,
        calibration: Calibration,
        confidence: float | None = None,
    ) -> None:
        self._catalog, self._reader, self._finder, self._calibration = catalog, reader, finder, calibration
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
        for ranked in passages:
            passage = ranked.node
            assert isinstance(passage, TextNode)
            reading = self._reader.read(question, passage.text, lambda text: form_fits(question, text))
            if reading:
                offset = passage.start_char_idx or 0
                start, end = offset + reading.start, offset + reading.end
                found.append(Candidate(passage, ranked.score or 0.0, start, end, reading.margin))
        weight = self._calibration.retrieval_weight
        return sorted(found, key=lambda candidate: -(candidate.margin + weight * candidate.retrieval))

    def signals(self, question: str, candidate: Candidate, candidates: Sequence[Candidate]) -> dict[str, float]:
        """What the confidence of a candidate is computed from."""
        weight = self._calibration.retrieval_weight
        rivals = [other.margin + weight * other.retrieval for other in candidates if other.key != candidate.key]
        own = candidate.margin + weight * candidate.retrieval
        grounding = ground(question, f"{candidate.passage.metadata.get('title', '')}\n{candidate.passage.text}")
        return {
            "margin": candidate.margin,
            "retrieval": candidate.retrieval,
            "gap": own - max(rivals) if rivals else GAP_WITHOUT_RIVAL,
            "agreeing": float(sum(other.key == candidate.key and other.margin > 0 for other in candidates)),
            "coverage": grounding.coverage,
            "missing_names": float(grounding.missing_names),
            "form_fits": float(form_fits(question, candidate.text)),
            "length": float(len(candidate.text.split())),
        }

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
        return self._calibration.span.probability(self.signals(question, candidate, candidates))

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
        offset = candidate.passage.start_char_idx or 0
        left, right = sentence_around(candidate.passage.text, candidate.start - offset, candidate.end - offset)
        return self._cite_passage(candidate.passage, left, right)

    def _cite_evidence(self, evidence: Evidence) -> Citation:
        return self._cite_passage(evidence.passage, evidence.start, evidence.end)

    def _cite_passage(self, passage: TextNode, start: int, end: int) -> Citation:
        document = self._catalog.document(passage.metadata["document_id"])
        if document is None:
            raise LookupError(f"{passage.metadata['source']!r} was removed while it was read")
        offset = passage.start_char_idx or 0
        return cite(document, offset + start, offset + end, passage.text[start:end])
