"""The extractive answerer: the document's own words, or a refusal."""

from collections.abc import Sequence

from llama_index.core.schema import NodeWithScore

from index.catalog import Catalog
from qa.another_period import is_of_another_period
from qa.answer import Alternative, Answer, Citation, Reason
from qa.answerers.evidence import EvidenceAnswerer
from qa.attendance import ATTENDANCE_CONFIDENCE, find_attendance
from qa.candidate import Candidate
from qa.candidate_finder import READ_FIRST, CandidateFinder
from qa.citing import cite_passage
from qa.confidence import Calibration
from qa.correction import set_right
from qa.named_cell import CELL_CONFIDENCE, NamedCell, find_answers, name_cells, without_an_answer
from qa.named_documents import NamedDocuments
from qa.office import tells_of_another_office
from qa.question_kind import QuestionKind, question_kind
from qa.refusing import refuse
from qa.ruled_out import is_ruled_out
from qa.signals import measure_signals
from qa.speaker import quotes_what_is_asked
from qa.table import is_own_heading, names_another_row
from qa.versions import newest_version
from qa.vote_count import VOTE_COUNT_CONFIDENCE, find_vote_counts
from qa.whole_table import with_whole_tables

MOST_CITATIONS = 3  # passages that agree
MOST_ALTERNATIVES = 3
# Share of the question's words that an alternative's sentence may have less. Of newsroom's 13 alternatives that leaves
# out one about something else, and none of the 7 that are right; with 0, four of these are lost.
LESS_ON_TOPIC = 0.25
UNNAMED = 0.6  # least confidence in a document that has fewer of the names asked for than another


class ExtractiveAnswerer:
    """Reads the passages with the span reader, shows the most credible span and cites the sentence that has it."""

    def __init__(
        self,
        catalog: Catalog,
        finder: CandidateFinder,
        evidence: EvidenceAnswerer,
        calibration: Calibration,
        named: NamedDocuments,
        confidence: float | None = None,
    ) -> None:
        self._catalog, self._finder, self._evidence, self._calibration = catalog, finder, evidence, calibration
        self._named, self._confidence = named, confidence

    def answer(self, question: str, passages: Sequence[NodeWithScore]) -> Answer:
        """The best-supported span or evidence sentence; refused where its confidence is below the threshold."""
        if not passages:
            return refuse(self._catalog, question, passages, 0.0)
        if question_kind(question) is QuestionKind.SPAN:
            return self._answer_span(question, passages)
        return self._evidence.answer(question, passages)

    def _answer_span(self, question: str, passages: Sequence[NodeWithScore]) -> Answer:
        threshold = self._calibration.threshold if self._confidence is None else self._confidence
        cells = name_cells(question, with_whole_tables(self._catalog, passages))
        if told := self._told_by_form(question, passages, cells, threshold):
            return told
        found = self._finder.find(question, passages, lambda one: _may_answer(question, one))
        open_rows = without_an_answer(cells)
        found = [one for one in found if not any(cell.has_in_row(one) for cell in open_rows)]
        found = [one for one in found if not is_own_heading(question, one.passage.text, one.start, one.end)]
        quoting = [candidate for candidate in found if quotes_what_is_asked(question, candidate)]
        texts = [f"{one.node.metadata.get('title', '')}\n{one.node.get_content()}" for one in passages]
        candidates = self._named.those_of_the_office(question, quoting, texts)
        if not candidates:
            return refuse(self._catalog, question, passages, 0.0)
        best, confidence = candidates[0], self._span_confidence(question, candidates[0], candidates)
        if confidence < UNNAMED:
            candidates = self._named.those_named(question, candidates)
            best, confidence = candidates[0], self._span_confidence(question, candidates[0], candidates)
        if self._named.only_names_again(question, best):
            return refuse(self._catalog, question, passages, 0.0)
        if confidence < threshold or not best.key:
            return refuse(self._catalog, question, passages, confidence)
        candidates = set_right(question, candidates, passages)
        if not candidates:
            return refuse(self._catalog, question, passages, confidence)
        best = candidates[0]  # as sure as what it corrects
        newest = self._newest_first(question, candidates, threshold)
        if newest[0] is not best:
            best, confidence, candidates = newest[0], self._apart(question, newest[0], best, candidates), newest
        agreeing = [best, *(c for c in candidates[1:] if c.key == best.key and c.margin > 0)]
        named = self._named.those_named(question, candidates)
        alternatives = self._alternatives(question, best, [best, *(one for one in named if one is not best)], threshold)
        return self._show(question, agreeing, confidence, alternatives)

    def _told_by_form(
        self, question: str, passages: Sequence[NodeWithScore], cells: Sequence[NamedCell], threshold: float
    ) -> Answer | None:
        """The count of the vote, the cell, the field or the list of a meeting that the question asks for, if any."""
        for found, confidence in (
            (find_vote_counts(question, passages[:READ_FIRST]), VOTE_COUNT_CONFIDENCE),
            (find_answers(question, cells), CELL_CONFIDENCE),
            (find_attendance(question, passages), ATTENDANCE_CONFIDENCE),
        ):
            if found and threshold <= confidence:
                return self._show(question, found, confidence, ())
        return None

    def _show(
        self, question: str, agreeing: Sequence[Candidate], confidence: float, alternatives: tuple[Alternative, ...]
    ) -> Answer:
        """The words of the first, citing each."""
        places = [(one, place) for one in agreeing[:MOST_CITATIONS] for place in one.cited_for(question)]
        citations = tuple(dict.fromkeys(cite_passage(self._catalog, one.passage, *place) for one, place in places))
        markers = "".join(f"[{number}]" for number in range(1, len(citations) + 1))
        return Answer(
            question=question,
            text=f"{agreeing[0].shown} {markers}",
            citations=citations,
            confidence=confidence,
            refused=False,
            reason=Reason.ANSWERED,
            alternatives=alternatives,
        )

    def _span_confidence(self, question: str, candidate: Candidate, candidates: Sequence[Candidate]) -> float:
        signals = measure_signals(question, candidate, candidates, self._finder.ranking)
        return self._calibration.span.probability(signals)

    def _newest_first(self, question: str, candidates: Sequence[Candidate], threshold: float) -> list[Candidate]:
        def confidence(candidate: Candidate) -> float:
            return self._apart(question, candidate, candidates[0], candidates)

        best = newest_version(question, candidates, confidence, threshold)
        return [best, *(one for one in candidates if one is not best)]

    def _apart(self, question: str, candidate: Candidate, best: Candidate, candidates: Sequence[Candidate]) -> float:
        """The confidence in a candidate without those of the best one's document."""
        cited = best.passage.metadata["document_id"]
        rest = [one for one in candidates if one.passage.metadata["document_id"] != cited]
        return self._span_confidence(question, candidate, rest)

    def _alternatives(
        self, question: str, best: Candidate, candidates: Sequence[Candidate], threshold: float
    ) -> tuple[Alternative, ...]:
        """Other documents' different answers that would have been shown on their own, and are about the same."""
        found: dict[str, Alternative] = {}
        cited = best.passage.metadata["document_id"]
        for candidate in candidates[1:]:
            other = candidate.passage.metadata["document_id"] != cited
            if not other or candidate.margin <= 0 or candidate.key in {"", best.key, *found}:
                continue
            if candidate.coverage < best.coverage - LESS_ON_TOPIC:
                continue
            confidence = self._apart(question, candidate, best, candidates)
            if confidence >= threshold:
                found[candidate.key] = Alternative(candidate.shown, self._cite(candidate), confidence)
        return tuple(found.values())[:MOST_ALTERNATIVES]

    def _cite(self, candidate: Candidate) -> Citation:
        return cite_passage(self._catalog, candidate.passage, *candidate.sentence)


def _may_answer(question: str, candidate: Candidate) -> bool:
    """False where the sentence tells of another office, period or row than is asked for, or a rule is against it."""
    where = candidate.passage.text, candidate.start, candidate.end
    titled = candidate.passage.metadata.get("title", ""), *where
    if is_ruled_out(question, *where) or is_of_another_period(question, *titled):
        return False
    if names_another_row(question, *titled):
        return False
    return not tells_of_another_office(question, candidate.sentence_text)
