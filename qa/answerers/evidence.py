"""The evidence answerer: the whole sentence that bears most on the question, or a refusal."""

import re
from collections.abc import Sequence

from llama_index.core.schema import NodeWithScore, TextNode

from index.catalog import Catalog
from index.passages import Span
from qa.another_period import is_of_another_period
from qa.answer import Answer, Reason
from qa.asked_in_text import answer_there
from qa.candidate import Candidate
from qa.candidate_finder import READ_FIRST, CandidateFinder
from qa.citing import cite_passage
from qa.confidence import Calibration
from qa.currency import CURRENCY_SIGN
from qa.grounding import ground
from qa.heading import with_what_it_needs
from qa.question_kind import QuestionKind, question_kind, summary_topic
from qa.refusing import refuse
from qa.signals import measure_signals
from qa.turn_label import with_who_speaks
from qa.versions import newest_version

_AMOUNT = re.compile(
    rf"{CURRENCY_SIGN}\s?\d[\d,.]*|"
    r"\b\d[\d,.]*\s?(?:%|(?:per ?cent|pounds|euros|dollars|days?|weeks?|months?|hours?|minutes?|kg|km|miles)\b)",
    re.IGNORECASE,
)
LEAST_OF_A_TOPIC = 0.5  # of its words, in the passage of the sentence shown


class EvidenceAnswerer:
    """Quotes the sentence in which the reader sees the answer, or stands under such a heading."""

    def __init__(
        self, catalog: Catalog, finder: CandidateFinder, calibration: Calibration, confidence: float | None = None
    ) -> None:
        self._catalog, self._finder, self._calibration = catalog, finder, calibration
        self._threshold = calibration.evidence_threshold if confidence is None else confidence

    def answer(self, question: str, passages: Sequence[NodeWithScore]) -> Answer:
        """The sentence as a quote; refused where its confidence is below the threshold or it misses a name."""
        if question_kind(question) is QuestionKind.SUMMARY:
            return self._summarise(question, passages[:READ_FIRST])
        candidates = self._finder.find(question, passages, lambda one: not _is_of_another_period(question, one))
        if not candidates:
            return refuse(self._catalog, question, passages, 0.0)
        confidence, names_missing = self._measure(question, candidates[0], candidates)
        if confidence < self._threshold or names_missing:
            return refuse(self._catalog, question, passages, confidence)
        best, confidence = self._newest(question, candidates, confidence)
        needed = with_what_it_needs(best.passage.text, *(_answered_there(question, best) or best.sentence))
        spoken = with_who_speaks(best.passage.text, *needed)
        place = spoken[0] if len(spoken) == 1 else needed
        return self._quote(question, best.passage, place, confidence, Reason.EVIDENCE)

    def _newest(self, question: str, candidates: Sequence[Candidate], confidence: float) -> tuple[Candidate, float]:
        """The first candidate and the confidence in it, or those of a newer version of its document."""
        document = candidates[0].passage.metadata["document_id"]
        apart = [one for one in candidates if one.passage.metadata["document_id"] != document]

        def shown(candidate: Candidate) -> float:
            own, names_missing = self._measure(question, candidate, apart)
            return 0.0 if names_missing else own

        best = newest_version(question, candidates, shown, self._threshold)
        return best, confidence if best is candidates[0] else shown(best)

    def _measure(self, question: str, candidate: Candidate, candidates: Sequence[Candidate]) -> tuple[float, int]:
        """The confidence in the candidate's sentence, and how many names of the question its passage lacks.

        An amount is none, where a rule may tell: "do I need a receipt for £8?"
        """
        signals = measure_signals(question, candidate, candidates, self._finder.ranking)
        title = candidate.passage.metadata.get("title", "")
        asked = _AMOUNT.sub("", question) if question_kind(question) is QuestionKind.YES_NO else question
        missing = ground(asked, f"{title}\n\n{candidate.passage.text}").missing_names
        return self._calibration.evidence.probability(signals), missing

    def _summarise(self, question: str, passages: Sequence[NodeWithScore]) -> Answer:
        """The sentence on the topic, where its document's passages have every word of it, and its own most.

        Calibration saw no summaries.
        """
        topic = summary_topic(question)
        best = self._finder.on_topic(topic, passages)
        if best is None:
            return refuse(self._catalog, question, passages, 0.0)
        document = best.passage.metadata["document_id"]
        texts = [one.node.get_content() for one in passages if one.node.metadata["document_id"] == document]
        own = ground(topic, best.passage.text).coverage
        if own <= LEAST_OF_A_TOPIC or ground(topic, "\n".join(texts)).coverage < 1:
            return refuse(self._catalog, question, passages, 0.0)
        return self._quote(question, best.passage, best.sentence, 0.0, Reason.SUMMARY)

    def _quote(self, question: str, passage: TextNode, place: Span, confidence: float, reason: Reason) -> Answer:
        citation = cite_passage(self._catalog, passage, *place)
        return Answer(question, f"“{citation.quote}” [1]", (citation,), confidence, False, reason)


def _is_of_another_period(question: str, candidate: Candidate) -> bool:
    passage = candidate.passage
    title = passage.metadata.get("title", "")
    return is_of_another_period(question, title, passage.text, candidate.start, candidate.end)


def _answered_there(question: str, candidate: Candidate) -> Span | None:
    """What comes first behind the same question in the text, to one of yes or no, where the candidate's sentence has no
    more of its words.
    """
    if question_kind(question) is not QuestionKind.YES_NO:
        return None
    there = answer_there(question, candidate.passage.text, candidate.start)
    if there is None:
        return None
    first = with_what_it_needs(candidate.passage.text, *there)
    told = ground(question, candidate.passage.text[slice(*first)]).coverage
    return there if ground(question, candidate.sentence_text).coverage <= told else None
