"""The documents of retrieved passages: a table's headings, and a record's, may stand in another passage."""

import re
from collections.abc import Sequence

from llama_index.core.schema import NodeWithScore, TextNode

from index.catalog import Catalog, StoredDocument
from index.passages import Span

LONGEST_DOCUMENT = 60_000  # characters; of a longer one only the tables that begin or end in a passage
MOST_CHARACTERS = 20_000  # on each side
FIRST_LINE = "first_line"  # in the metadata: the document's, which is its heading or tells whose it is
CAPTION = 300  # characters above a table that may tell what it is of
_ROW = re.compile(r"[^\n]*\|[^\n]*|[^\S\n]*")  # or a blank line between rows


def with_whole_tables(catalog: Catalog, passages: Sequence[NodeWithScore]) -> list[TextNode]:
    """The documents of the passages, each once; of a long one its passages, with the tables that they are a part of."""
    found: dict[tuple[str, str], TextNode] = {}
    for node in (one.node for one in passages):
        if isinstance(node, TextNode) and (document := catalog.document(node.metadata["document_id"])):
            whole = _whole(document, node)
            found[document.id, whole.text] = whole
    return list(found.values())


def _whole(document: StoredDocument, passage: TextNode) -> TextNode:
    if len(document.text) <= LONGEST_DOCUMENT:
        return _stretch(document, passage, 0, len(document.text))
    return _stretch(document, passage, *_with_whole_table(document.text, passage))


def _stretch(document: StoredDocument, passage: TextNode, start: int, end: int) -> TextNode:
    metadata = {**passage.metadata, FIRST_LINE: document.text.lstrip().partition("\n")[0]}
    places = {"start_char_idx": start, "end_char_idx": end}
    return passage.model_copy(update={"text": document.text[start:end], "metadata": metadata, **places})


def _with_whole_table(text: str, passage: TextNode) -> Span:
    """(start, end) of a passage of the document's text, with the rest of the tables that it begins or ends in."""
    start = passage.start_char_idx or 0
    end = start + len(passage.text)
    first, last = start, end
    if "|" in passage.text.partition("\n")[0]:
        first = _first_row(text, text.rfind("\n", 0, start) + 1)
    if "|" in passage.text.rpartition("\n")[2]:
        last = _last_row(text, end)
    if first < start:
        first = max(0, first - CAPTION)
    return first, last


def _first_row(text: str, begins: int) -> int:
    """Where the first of the rows begins that stand above the line."""
    first = place = begins
    while place > 0 and begins - place < MOST_CHARACTERS:
        place = text.rfind("\n", 0, place - 1) + 1
        line = text[place : text.find("\n", place)]
        if not _ROW.fullmatch(line):
            break
        if line.strip():
            first = place
    return first


def _last_row(text: str, end: int) -> int:
    """Where the last of the rows ends that stand below the place."""
    last, place = end, text.find("\n", end)
    while place >= 0 and place - end < MOST_CHARACTERS:
        following = text.find("\n", place + 1)
        line = text[place + 1 : following if following >= 0 else len(text)]
        if not _ROW.fullmatch(line):
            break
        if line.strip():
            last = place + 1 + len(line)
        place = following
    return last
