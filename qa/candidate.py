"""Candidate: a span that may answer, in the passage where the reader found it."""

from dataclasses import dataclass

from llama_index.core.schema import TextNode

from index.passages import Span
from qa.agreement import answer_key
from qa.answer import BETWEEN_ROWS
from qa.citing import MOST_QUOTE, sentence_around
from qa.heading import with_whom_it_means
from qa.item_list import with_introduction
from qa.qualifier import with_qualifier
from qa.span_edges import without_emphasis
from qa.table import row_and_heading
from qa.turn_label import with_who_speaks

# Among a few passages the worst is at 0 however well it answers, so a fused score below this says no more: on held-out
# questions over many passages that costs nothing (weights/MODEL_CARD.md).
LEAST_RETRIEVAL = 0.5
LONG_TABLE = 240  # characters


@dataclass(frozen=True)
class Ranking:
    """What a unit of each counts for, beside the reader's margin, where candidates are ranked."""

    retrieval: float = 0.0
    coverage: float = 0.0
    second_margin: float = 0.0
    form: float = 0.0


@dataclass(frozen=True)
class Candidate:
    """A span of a ranked passage, `passage.text[start:end]`, in characters of the passage.

    `coverage` is the share, 0 to 1, of the question's words that the title and the sentence around the span have.
    `second_margin` is that of the span which the reader finds in the sentence alone, and `second_agrees` says whether
    that has the same words. `form_fits` says whether the words have the form asked for, and `form_asked` whether one
    is. `said`, (start, end) in the passage, are the sentences with what was said, where a question asks who said
    something or what somebody said. `headed`: the span is a cell that its table's headings tell of, and `beside` are
    those of other rows that answer as it does.
    """

    passage: TextNode
    retrieval: float  # fused score, 0 to 1
    start: int
    end: int
    margin: float
    coverage: float = 0.0
    second_margin: float = 0.0
    second_agrees: bool = False
    form_fits: bool = True
    form_asked: bool = False
    said: tuple[int, int] | None = None
    headed: bool = False
    beside: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        """The words found, as the passage has them."""
        return self.passage.text[self.start : self.end]

    @property
    def shown(self) -> str:
        """The words with what qualifies a figure or a time in them, without marks of Markdown around them; those of
        several rows parted by semicolons.
        """
        places = [(self.start, self.end), *self.beside]
        if not self.headed:
            places = [with_qualifier(self.passage.text, *places[0])]
        bare = (without_emphasis(self.passage.text, *place) for place in places)
        return BETWEEN_ROWS.join(dict.fromkeys(self.passage.text[slice(*place)] for place in bare))

    @property
    def key(self) -> str:
        """Two candidates with one key agree; an empty key answers nothing."""
        return answer_key(self.shown if self.beside else self.text)

    @property
    def bearing(self) -> float:
        """How well the passage bears on the question, LEAST_RETRIEVAL to 1."""
        return max(LEAST_RETRIEVAL, self.retrieval)

    @property
    def sentence(self) -> tuple[int, int]:
        """(start, end) in the passage of the whole sentences around the span."""
        return sentence_around(self.passage.text, self.start, self.end)

    def cited_for(self, question: str) -> list[tuple[int, int]]:
        """(start, end) in the passage of each quote: the sentences around the span and those with what was said.

        A sentence that begins with "she" comes with the one before, one of a turn that says "I" with the name that the
        turn begins with, a whole list with the line that introduces it; of a long table, or where the span is headed,
        only its first row and the row of the span are quoted.

        One quote has both, and all between them, where that is at most MOST_QUOTE. Else there are two: the sentences
        around the span, and the beginning of what was said or, where the span is in that, its first sentence.
        """
        if self.headed and (row := row_and_heading(self.passage.text, self.start, self.end, ruled=False)):
            others = (row_and_heading(self.passage.text, *cell, ruled=False) for cell in self.beside)
            return [*row, *(place for other in others for place in other[1:])]
        if self.said is None:
            (left, right), row = self.sentence, row_and_heading(self.passage.text, self.start, self.end)
            if row and right - left > LONG_TABLE:
                return row
            introduced = with_introduction(self.passage.text, self.start, self.end)
            if introduced[0] < self.start:
                return [introduced]
            place = with_whom_it_means(question, self.passage.text, *self.sentence)
            return with_who_speaks(self.passage.text, *place)
        (first, last), (start, end) = self.sentence, self.said
        if max(last, end) - min(first, start) <= MOST_QUOTE:
            return [(min(first, start), max(last, end))]
        if start <= first < end:
            named = sentence_around(self.passage.text, start, start + 1)
            return [self.sentence] if named[1] > first else [named, self.sentence]
        return [self.sentence, (start, min(end, start + MOST_QUOTE))]

    @property
    def sentence_text(self) -> str:
        """The whole sentences around the span."""
        start, end = self.sentence
        return self.passage.text[start:end]

    def credit(self, ranking: Ranking) -> float:
        """What candidates are ranked by."""
        words = self.margin + ranking.second_margin * self.second_margin + ranking.form * self.form_fits
        return words + ranking.retrieval * self.bearing + ranking.coverage * self.coverage
