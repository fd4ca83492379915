"""CandidateFinder: reads the ranked passages and ranks what the reader found in them."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.schema import NodeWithScore, TextNode

from index.passages import sentence_spans
from qa.answer_form import asks_form, form_fits, is_bare_unit
from qa.asked_in_text import whole_answer
from qa.candidate import Candidate, Ranking
from qa.citing import MOST_QUOTE
from qa.grounding import ground
from qa.heading import only_announces
from qa.item_list import list_asked_for
from qa.reader import Fits, Reading, SpanReader
from qa.ruled_out import is_ruled_out
from qa.section import named_section
from qa.speaker import speech_around
from qa.speaker_question import as_read, asks_what_was_said, asks_who_said
from qa.speech_reader import SpeechReader
from qa.table import cell_asked_for

READ_FIRST = 4  # of the ranked passages; the others only where these leave it open (weights/MODEL_CARD.md)
LEAST_SPOKEN = -4.0  # margin of whoever says what has a question's own words, against others in the passage
LEAST_IN_SECTION = 0.0  # margin of a span in the section that a question names, against one elsewhere
SURE = 2.0  # margin of a span that leaves nothing open
FAR_BEHIND = 7.0  # of margin, below 0: more than all but a second reading, by which candidates are ranked, makes good
COVERAGE_WEIGHT = 0.5  # of the words in common, beside the vectors' cosine, for the sentence on a topic

Usable = Callable[[Candidate], bool]


class CandidateFinder:
    """Finds what may answer a question in the passages that were retrieved for it."""

    def __init__(self, reader: SpanReader, encoder: BaseEmbedding, ranking: Ranking) -> None:
        self._reader, self._encoder, self.ranking = reader, encoder, ranking
        self._speeches = SpeechReader(reader)

    def find(
        self, question: str, passages: Sequence[NodeWithScore], usable: Usable = lambda _: True
    ) -> list[Candidate]:
        """The usable span of each passage that is read and has one, most credible first.

        The first READ_FIRST passages are read, and the others where no usable span of these has a margin of SURE; but
        where a question asks who said something in the words of some sentences, and a span of these has a margin of
        LEAST_SPOKEN, these alone. The sentence of each span is read again alone, and gives the words that are shown;
        but not of one that is far behind, which counts as if that reading said the same.
        """
        found = self._read_speeches(question, passages, usable)
        if all(candidate.margin < LEAST_SPOKEN for candidate in found):
            spoken = {(one.passage.node_id, one.key) for one in found}
            read = self._read_passages(question, passages, usable)
            found += [one for one in read if (one.passage.node_id, one.key) not in spoken]
        least = min(0.0, max((candidate.margin for candidate in found), default=0.0) - FAR_BEHIND)
        near = self._read_again(question, [candidate for candidate in found if candidate.margin >= least])
        far = [_as_if_read_again(candidate) for candidate in found if candidate.margin < least]
        again = [
            replace(candidate, form_fits=form_fits(question, candidate.text), form_asked=asks_form(question))
            for candidate in (_in_its_place(question, candidate) for candidate in [*near, *far])
        ]
        telling = (one for one in again if usable(one) and not is_bare_unit(question, one.text))
        return sorted(telling, key=lambda candidate: -candidate.credit(self.ranking))

    def _read_speeches(self, question: str, passages: Sequence[NodeWithScore], usable: Usable) -> list[Candidate]:
        found = self._speeches.find(question, passages, _fits(question))
        return [one for one in _covered(question, found) if usable(one)]

    def _read_passages(self, question: str, passages: Sequence[NodeWithScore], usable: Usable) -> list[Candidate]:
        found = [one for one in self._read(question, passages[:READ_FIRST]) if usable(one)]
        if all(candidate.margin < SURE for candidate in found):
            found += [one for one in self._read(question, passages[READ_FIRST:]) if usable(one)]
        return found

    def _read(self, question: str, passages: Sequence[NodeWithScore]) -> list[Candidate]:
        nodes = [(ranked.node, ranked.score or 0.0) for ranked in passages if isinstance(ranked.node, TextNode)]
        texts = [node.text for node, _ in nodes]
        readings = self._read_titled(question, [node for node, _ in nodes], texts, _fits(question))
        found = [
            Candidate(passage, score, reading.start, reading.end, reading.margin)
            for (passage, score), reading in zip(nodes, readings, strict=True)
            if reading
        ]
        found = [self._in_named_section(question, candidate) for candidate in found]
        return _covered(question, found)

    def _in_named_section(self, question: str, candidate: Candidate) -> Candidate:
        """The candidate, or what the reader finds in the section that the question names, where it stands elsewhere."""
        section = named_section(question, candidate.passage.text)
        if section is None or section[0] <= candidate.start < section[1]:
            return candidate
        text = candidate.passage.text[slice(*section)]
        reading = self._read_titled(question, [candidate.passage], [text], _fits(question))[0]
        if reading is None or reading.margin < LEAST_IN_SECTION:
            return candidate
        place = section[0] + reading.start, section[0] + reading.end
        return replace(candidate, start=place[0], end=place[1], margin=reading.margin)

    def _read_titled(
        self, question: str, passages: Sequence[TextNode], texts: Sequence[str], fits: Fits | None
    ) -> list[Reading | None]:
        """What the reader finds in texts of the passages, each under its document's title."""
        titles = [passage.metadata.get("title", "") for passage in passages]
        return self._reader.read_all(as_read(question), texts, fits, titles)

    def _read_again(self, question: str, found: Sequence[Candidate]) -> list[Candidate]:
        """The candidates with the words that the reader finds in their sentences alone."""
        places = [candidate.sentence for candidate in found]
        sentences = [one.passage.text[start:end] for one, (start, end) in zip(found, places, strict=True)]
        readings = self._read_titled(question, [one.passage for one in found], sentences, _fits(question))
        again = [
            _second(candidate, start, reading) if reading else candidate
            for candidate, (start, _), reading in zip(found, places, readings, strict=True)
        ]
        if asks_who_said(question):
            return [self._speeches.read_again(question, candidate) for candidate in again]
        if asks_what_was_said(question):
            return [replace(candidate, said=speech_around(question, candidate)) for candidate in again]
        return again

    def on_topic(self, topic: str, passages: Sequence[NodeWithScore]) -> Candidate | None:
        """The sentence of the passages that bears most on the topic; the reader is not asked, so its margin is 0.

        Without a topic, the first that was retrieved of the best document. For a heading or a question, the sentence
        after it. None where there is no sentence.
        """
        sentences = [
            Candidate(ranked.node, ranked.score or 0.0, start, min(end, start + MOST_QUOTE), 0.0)
            for ranked in passages
            if isinstance(ranked.node, TextNode)
            for start, end in sentence_spans(ranked.node.text)
        ]
        if not sentences:
            return None
        if not topic:
            best = sentences[0].passage.metadata["document_id"]
            own = [one for one in sentences if one.passage.metadata["document_id"] == best]
            own.sort(key=_place)
            return next((one for one in own if not _announces(one)), own[0])
        words = [one.passage.text[one.start : one.end] for one in sentences]
        cosines = np.array(self._encoder.get_text_embedding_batch(words)) @ self._encoder.get_query_embedding(topic)
        bearing = cosines + COVERAGE_WEIGHT * np.array([_coverage(topic, one) for one in sentences])
        chosen = sentences[int(bearing.argmax())]
        return _announced(chosen, sentences) if _announces(chosen) else chosen


def _place(sentence: Candidate) -> int:
    return (sentence.passage.start_char_idx or 0) + sentence.start


def _announces(sentence: Candidate) -> bool:
    return only_announces(sentence.passage.text, sentence.start, sentence.end)


def _announced(heading: Candidate, sentences: Sequence[Candidate]) -> Candidate:
    """The next sentence of the document that tells something; the heading where none does."""
    document = heading.passage.metadata["document_id"]
    own = [one for one in sentences if one.passage.metadata["document_id"] == document and not _announces(one)]
    return min((one for one in own if _place(one) > _place(heading)), key=_place, default=heading)


def _fits(question: str) -> Fits:
    """Whether a span has the form asked for and no rule is against it."""

    def fits(text: str, start: int, end: int) -> bool:
        return form_fits(question, text[start:end]) and not is_ruled_out(question, text, start, end)

    return fits


def _in_its_place(question: str, candidate: Candidate) -> Candidate:
    """The candidate, or in its stead the cell, the list or the whole answer to the same question that is asked for."""
    where = candidate.passage.text, candidate.start, candidate.end
    place = cell_asked_for(question, *where) or list_asked_for(question, *where) or whole_answer(question, *where)
    return replace(candidate, start=place[0], end=place[1]) if place else candidate


def _covered(question: str, found: Sequence[Candidate]) -> list[Candidate]:
    return [replace(candidate, coverage=_coverage(question, candidate)) for candidate in found]


def _coverage(question: str, candidate: Candidate) -> float:
    title = candidate.passage.metadata.get("title", "")
    return ground(question, f"{title}\n\n{candidate.sentence_text}").coverage


def _as_if_read_again(candidate: Candidate) -> Candidate:
    return replace(candidate, second_margin=candidate.margin, second_agrees=True)


def _second(candidate: Candidate, sentence_start: int, reading: Reading) -> Candidate:
    span = sentence_start + reading.start, sentence_start + reading.end
    second = replace(candidate, start=span[0], end=span[1], second_margin=reading.margin)
    return replace(second, second_agrees=second.key == candidate.key)
