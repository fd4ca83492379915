"""SpeechReader: reads what passages have somebody say, where a question asks who said something."""

from collections.abc import Sequence
from dataclasses import replace

from llama_index.core.schema import NodeWithScore, TextNode

from index.passages import Span
from qa.attribution import Attribution
from qa.candidate import Candidate
from qa.reader import Fits, SpanReader
from qa.speaker import asserts, is_said_by_others, is_verbatim, may_have_said, speeches_with
from qa.speaker_question import as_read, words_said

NAMED, UNNAMED = 0.0, 4.0  # least margin of words that are said, as their sentences name who says them or do not


class SpeechReader:
    """Reads sentences that are somebody's words, as that one's: they may name nobody themselves."""

    def __init__(self, reader: SpanReader) -> None:
        self._reader = reader

    def find(self, question: str, passages: Sequence[NodeWithScore], fits: Fits) -> list[Candidate]:
        """Who says what has the question's own words: the span that fits in each place, by itself.

        In a whole passage the reader may take another who speaks there. Where any say it word for word, only those.
        Empty where a question asks something else, nobody says it in such words, or a place does not name who does, or
        tells that somebody denies or asks it. Ranked as the passages are.
        """
        words = words_said(question)
        nodes = [(ranked.node, ranked.score or 0.0) for ranked in passages if isinstance(ranked.node, TextNode)]
        places = [(node, score, speech) for node, score in nodes for speech in speeches_with(words, node.text)]
        verbatim = [place for place in places if is_verbatim(words, place[0].text[place[2].start : place[2].end])]
        places = verbatim or places
        if not all(speech.speakers and asserts(question, node.text, speech) for node, _, speech in places):
            return []
        if any(is_said_by_others(words, node.text) for node, _ in nodes):
            return []
        return [found for place in places for found in self._read_alone(question, *place, fits)]

    def _read_alone(
        self, question: str, passage: TextNode, score: float, speech: Attribution, fits: Fits
    ) -> list[Candidate]:
        said = speech.start, speech.end
        if all(not speech.start <= start < speech.end for start, _ in speech.speakers):
            margins = [self._margins(question, passage, name, [speech])[0] for name in speech.speakers]
            named = zip(speech.speakers, margins, strict=True)
            return [Candidate(passage, score, *name, margin, said=said) for name, margin in named if margin is not None]
        words = passage.text[slice(*said)]
        reading = self._reader.read_all(as_read(question), [words], fits, [_title(passage)])[0]
        if reading is None or not fits(words, reading.start, reading.end):
            return []
        place = speech.start + reading.start, speech.start + reading.end
        return [Candidate(passage, score, *place, reading.margin, said=said)]

    def read_again(self, question: str, candidate: Candidate) -> Candidate:
        """The candidate with the reading of what the one whom it names may have said, where that answers better."""
        text, best = candidate.passage.text, candidate
        speeches = [speech for speech in may_have_said(candidate) if asserts(question, text, speech)]
        margins = self._margins(question, candidate.passage, (candidate.start, candidate.end), speeches)
        for speech, margin in zip(speeches, margins, strict=True):
            if margin is not None and margin >= max(best.second_margin, NAMED if speech.speakers else UNNAMED):
                best = replace(candidate, second_margin=margin, second_agrees=True, said=(speech.start, speech.end))
        return best

    def _margins(
        self, question: str, passage: TextNode, name: Span, speeches: Sequence[Attribution]
    ) -> list[float | None]:
        """The margin of a name before each of what is said; None where the reader finds another answer there."""
        named = passage.text[slice(*name)]
        texts = [f"{named} said: {passage.text[one.start : one.end]}" for one in speeches]
        readings = self._reader.read_all(as_read(question), texts, None, [_title(passage)] * len(texts))
        return [reading.margin if reading and reading.end <= len(named) else None for reading in readings]


def _title(passage: TextNode) -> str:
    title: str = passage.metadata.get("title", "")
    return title
