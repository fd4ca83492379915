"""A quote becomes a Citation only where the document has it, character for character."""

import re
from bisect import bisect_right

from llama_index.core.schema import TextNode

from index.catalog import Catalog, StoredDocument
from index.passages import sentence_spans
from qa.answer import Citation
from qa.byline import without_byline

MOST_QUOTE = 600  # characters of a sentence that are quoted around an answer
_BOLD = re.compile(r"(?:\*\*|__)(?!\s)[^*_\n]{1,80}")  # that end as a sentence does: "**Hotels.** Up to £140 a night."
_CLOSING = re.compile(r"(?:\*\*|__)\s+")
_ITEM_MARK = re.compile(r"[-*+•][^\S\n]+(?=[^\d\n][^\n]*\Z)")  # of one item alone, and no minus sign
_HEADING = re.compile(  # a line in capitals above one that begins a sentence; a figure in it may be a date
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)]?\s)?[A-ZÀ-Þ][^\da-zß-öø-ÿ\n]{2,80}(?<![.!?;:,])\n\s*(?![a-zß-öø-ÿ])(?=[^\n]*[a-zß-öø-ÿ])"
)
_LINE_BEGINS = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?\s*)?")  # with its number


class QuoteError(ValueError):
    """A quote that is not in the document at the place named."""


class DocumentChanged(LookupError):
    """A document that was changed or removed since its passages were retrieved."""


def cite(document: StoredDocument, start: int, end: int, quote: str | None = None) -> Citation:
    """The citation of `document.text[start:end]`; QuoteError where the span is empty or `quote` is not that text."""
    text = document.text[start:end] if 0 <= start < end <= len(document.text) else ""
    if not text or (quote is not None and quote != text):
        raise QuoteError(f"{document.source!r} does not hold the quote {quote!r} at {start}:{end}")
    page = bisect_right(document.pages, start) or None
    return Citation(document.id, document.title, document.source, document.published, start, end, text, page)


def cite_passage(catalog: Catalog, passage: TextNode, start: int, end: int) -> Citation:
    """The citation of `passage.text[start:end]`; DocumentChanged where the document is no more as it was retrieved."""
    document = catalog.document(passage.metadata["document_id"])
    offset = passage.start_char_idx or 0
    if document is None or document.text[offset : offset + len(passage.text)] != passage.text:
        raise DocumentChanged(f"{passage.metadata['source']!r} was changed or removed while it was read")
    return cite(document, offset + start, offset + end, passage.text[start:end])


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """(start, end) of the whole sentences that hold text[start:end], with the bold words that begin them where these
    end as a sentence does; less a byline, headings in capitals above and the mark of an item; cut around it where long.
    """
    spans = sentence_spans(text)
    holding = [span for span in spans if span[0] < end and start < span[1]]
    left, right = min(start, holding[0][0]), max(end, holding[-1][1])
    if closing := _CLOSING.match(text, left):
        bold = (first for first, last in spans if last == left and _BOLD.fullmatch(text, first, last))
        left = next(bold, min(closing.end(), start))
    left, right = without_byline(text, (left, right), start, end)
    begins = _LINE_BEGINS.fullmatch(text, text.rfind("\n", 0, left) + 1, left)
    while begins and (heading := _HEADING.match(text, left)) and heading.end() <= start:
        left = heading.end()
    if (mark := _ITEM_MARK.match(text, left, right)) and mark.end() <= start:
        left = mark.end()
    if right - left <= MOST_QUOTE:
        return left, right
    spare = max(0, MOST_QUOTE - (end - start)) // 2
    return max(left, start - spare), min(right, end + spare)
