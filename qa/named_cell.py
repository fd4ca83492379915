"""The cell of a table whose row and column a question names outright: "net debt 2022", "price of the week ticket".

The reader was trained on running text, and finds little in a row that stands apart from its headings.
"""

import re
from collections.abc import Sequence

from llama_index.core.schema import NodeWithScore, TextNode

from index.passages import Span
from qa.answer_form import form_fits
from qa.candidate import Candidate
from qa.grounding import content_words, stems
from qa.question_kind import QuestionKind, question_kind
from qa.table import Row, tables_of

CELL_CONFIDENCE = 0.9
_ASIDE = re.compile(r"\([^()]*\)|['’]s\b")
_EMPTY = re.compile(r"[\W_]*|n/?a|tb[acd]|none|not \w+", re.IGNORECASE)
_ASKS_MORE = re.compile(  # than what stands in one cell
    r"\b(?:after|before|besides?|than|not|no|other|another|except|same|against|with|without|sa(?:y|id|ys)|why|total|sum|"
    r"average|most|least|highest|lowest|cheapest|both|each|every|which|change\w*|increase\w*|differen\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
_GENERAL = frozenset(stems("figure value number amount table list row entry"))  # words of any cell
_OF_MONEY = frozenset(stems("cost costs price fee charge spend spent pay paid budget budgeted"))
_MONEY = re.compile(r"[$£€¥₹]")


def find_named_cells(question: str, passages: Sequence[NodeWithScore]) -> list[Candidate]:
    """The cell of each table whose row and heading, and what stands beside the table, have every word of the question.

    A heading need not be named where there is one column only. Empty where tables have different ones.
    """
    if question_kind(question) is not QuestionKind.SPAN:
        return []
    nodes = [(ranked.node, ranked.score or 0.0) for ranked in passages if isinstance(ranked.node, TextNode)]
    found = [
        Candidate(node, score, *place, margin=0.0, headed=True)
        for node, score in nodes
        for rows in tables_of(node.text)
        if (place := _named(question, node, rows))
    ]
    return found if len({one.key for one in found}) == 1 else []


def _named(question: str, passage: TextNode, rows: Sequence[Row]) -> Span | None:
    text, (header, *body) = passage.text, rows
    asked = _words(question)
    row = _only_named(asked, [_words(text[slice(*cells[0])]) for cells in body])
    column = _only_named(asked, [_words(text[slice(*cell)]) for cell in header[1:]])
    if row is None or (column is None and len(header) > 2):
        return None
    names = [body[row][0], *([] if column is None else [header[column + 1]])]
    named = {word for name in names for word in _words(text[slice(*name)])}
    if _ASKS_MORE.search(" ".join(word for word in question.split() if not _words(word) & named)):
        return None
    outside = text[: header[0][1]], text[rows[-1][-1][1] :], passage.metadata.get("title", "")
    start, end = _without_marks(text, *body[row][1 if column is None else column + 1])
    cell = text[start:end]
    known = _GENERAL | set(stems(" ".join(outside)))
    if _MONEY.search(" ".join([cell, *(text[slice(*name)] for name in (header[0], *names))])):
        known |= _OF_MONEY
    if asked - named - known or _EMPTY.fullmatch(cell):
        return None
    return (start, end) if form_fits(question, cell) else None


def _without_marks(text: str, start: int, end: int) -> Span:
    """The cell's words without Markdown's marks around them."""
    cell = text[start:end]
    return start + len(cell) - len(cell.lstrip("*_ ")), start + len(cell.rstrip("*_ "))


def _only_named(asked: set[str], names: Sequence[set[str]]) -> int | None:
    """The one name whose words the question all has, the longest; None where there is none or there are two."""
    lengths = [len(words) if words <= asked else 0 for words in names]
    most = max(lengths, default=0)
    return lengths.index(most) if most and lengths.count(most) == 1 else None


def _words(text: str) -> set[str]:
    """The stems of what a text says, notes in brackets and the mark of an owner aside."""
    return set(stems(" ".join(content_words(_ASIDE.sub("", text)))))
