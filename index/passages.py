"""Documents cut into passages of whole sentences that know their exact place."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

import regex
import sentencex
from llama_index.core.node_parser.interface import NodeParser
from llama_index.core.schema import BaseNode, Document, NodeRelationship, TextNode

from corpus.dates import MONTH_NUMBERS, WEEKDAYS
from index.turns import turn_starts

LEAST_WORDS = 100
MOST_WORDS = 150
RULE = f"sentences-{LEAST_WORDS}-{MOST_WORDS}-4"  # part of a document's version: a new rule means new passages

# A word is a run of at most 20 characters, or two characters of a script written without spaces.
_NO_SPACE = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(rf"[{_NO_SPACE}]{{1,2}}|[^\s{_NO_SPACE}]{{1,20}}")
_GRAPHEME = regex.compile(r"\X")
SEGMENTED = 20_000  # characters of a paragraph cut into sentences at once: sentencex takes the square of their number
_PARAGRAPH_END = regex.compile(r"\n[^\S\n]*\r?\n\s*")

# An abbreviation that ends no sentence before what stands there: "at 5 p.m. Thursday", "in Rm. 12".
_DAYS = "|".join([*WEEKDAYS, *(day[:3] for day in WEEKDAYS)])
_DAY_OF_MONTH = rf"(?:{'|'.join(MONTH_NUMBERS)})\.?\s+\d"
_ZONES = r"[ECMP][SD]?T|GMT|BST|I?ST|CES?T|EES?T|UTC|local time"
_GOES_ON = regex.compile(
    rf"\b[ap]\.m\.\s+(?P<next>(?:(?i:{_DAYS}|{_DAY_OF_MONTH})|{_ZONES})\b)|"
    r"\b(?:(?i:rm|fl|apt|ste|approx|vs|ext|tel|min|max)|Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\.\s+(?P<next>\d)"
)
_ITEM = regex.compile(r"(?<=\n[^\S\n]*)(?:[-*+•]|\d{1,2}[.)])(?:\s|$)")

Span = tuple[int, int]


def count_words(text: str) -> int:
    """The number of words; a script without spaces counts two characters as one."""
    return len(_WORD.findall(text))


def sentence_spans(text: str) -> list[Span]:
    """(start, end) of each sentence in order, without white space around it.

    Blank lines end a sentence, as does the turn of somebody else. Characters between the spans are white space only.
    """
    spans: list[Span] = []
    for start, end in _paragraph_spans(text):
        goes_on = False
        while start < end:
            found = _segment(text, start, min(start + SEGMENTED, end))
            start = found[-1][1]
            if goes_on:
                found[0] = (spans.pop()[0], found[0][1])
            goes_on = start < end and len(found) == 1
            if start < end and len(found) > 1:
                start, _ = found.pop()  # it may go on
            spans += found
    return [trimmed for span in spans if (trimmed := _trim(text, *span))]


def _segment(text: str, start: int, end: int) -> list[Span]:
    """The sentences between the two places, white space and all."""
    spans: list[Span] = []
    position = start
    goes_on = {start + match.start("next") for match in _GOES_ON.finditer(text[start:end])}
    for sentence in sentencex.segment("en", text[start:end]):
        first = spans.pop()[0] if spans and position in goes_on else position
        position += len(sentence)
        spans.append((first, position))
    return spans if position == end else [*spans, (position, end)]


def _paragraph_spans(text: str) -> list[Span]:
    cuts = sorted({*(match.end() for match in _PARAGRAPH_END.finditer(text)), *turn_starts(text)} - {0})
    return list(zip([0, *cuts], [*cuts, len(text)], strict=True))


def _trim(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    return (start + left, start + right) if left < right else None


def _cut_long(text: str, span: Span) -> list[Span]:
    """The span in pieces of at most MOST_WORDS words, cut between words and never inside a character cluster."""
    start, end = span
    if count_words(text[start:end]) <= MOST_WORDS:
        return [span]
    pieces = []
    while start < end:
        beyond = next(islice(_WORD.finditer(text, start, end), MOST_WORDS, None), None)
        cut = _end_of_cluster(text, start, beyond.start() if beyond else end, end)
        pieces.append((start, cut))
        start = cut
    return [trimmed for piece in pieces if (trimmed := _trim(text, *piece))]


def _end_of_cluster(text: str, start: int, cut: int, end: int) -> int:
    """The last place up to `cut` that is inside no character cluster, or the first one after it.

    `start` is such a place. Flags are counted from there: from the text's beginning it would take the square of that.
    """
    stop = cut
    while True:
        stop = min(stop + 1, end)
        ends = [start + int(match.end()) for match in _GRAPHEME.finditer(text[start:stop])]
        if stop < end:
            ends.pop()  # may go on
        if ends:
            return max((place for place in ends if place <= cut), default=ends[0])
        stop = start + 2 * (stop - start)


def passage_spans(text: str) -> list[Span]:
    """(start, end) of each passage: whole sentences, LEAST_WORDS to MOST_WORDS words where the text allows it.

    Items of a list stay together as far as that goes. A sentence longer than that is cut between words. Passages do not
    overlap; between them is white space only.
    """
    passages: list[Span] = []
    words = 0
    for sentence in sentence_spans(text):
        for start, end in _cut_long(text, sentence):
            count = count_words(text[start:end])
            room = words < LEAST_WORDS or _ITEM.match(text, start)
            if passages and room and words + count <= MOST_WORDS:
                passages[-1] = (passages[-1][0], end)
                words += count
            else:
                passages.append((start, end))
                words = count
    if len(passages) > 1 and words < LEAST_WORDS // 2:
        (start, middle), (_, end) = passages[-2:]
        if count_words(text[start:middle]) + words <= MOST_WORDS:
            passages[-2:] = [(start, end)]
    return passages


class SentencePassageParser(NodeParser):
    """A LlamaIndex node parser: TextNodes with `document.text[start_char_idx:end_char_idx] == node.text`.

    A node's id is "DOCUMENT:START", the same in every run.
    """

    @classmethod
    def class_name(cls) -> str:
        return "SentencePassageParser"

    def _parse_nodes(self, nodes: Sequence[BaseNode], show_progress: bool = False, **kwargs: Any) -> list[BaseNode]:
        return [passage for node in nodes for passage in self._passages(node)]

    def _passages(self, document: BaseNode) -> list[TextNode]:
        text = document.text if isinstance(document, Document | TextNode) else ""
        return [
            TextNode(
                id_=f"{document.node_id}:{start}",
                text=text[start:end],
                start_char_idx=start,
                end_char_idx=end,
                relationships={NodeRelationship.SOURCE: document.as_related_node_info()},
            )
            for start, end in passage_spans(text)
        ]

    def _postprocess_parsed_nodes(self, nodes: list[BaseNode], parent_doc_map: dict[str, Document]) -> list[BaseNode]:
        """The nodes as they are: LlamaIndex would look their places up again with `find`, wrongly in repeated text."""
        if self.include_metadata:
            for node in nodes:
                parent = parent_doc_map.get(node.ref_doc_id or "")
                node.metadata = {**(parent.metadata if parent else {}), **node.metadata}
        return nodes
