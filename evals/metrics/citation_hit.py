"""Citation hit."""

from collections.abc import Iterable, Iterator


def citation_hit(document_text: str, start: int, end: int, evidence_quotes: Iterable[str]) -> bool:
    """True where the citation [start, end) shares a character that is not white space with an evidence quote.

    Every place where a quote occurs in the document counts. A project metric: like the citation recall of ALCE
    (Gao et al., 2023), but decided by place and not by a model.
    """
    return any(
        document_text[max(start, place) : max(0, min(end, place + len(quote)))].strip()
        for quote in evidence_quotes
        for place in _places(document_text, quote)
    )


def _places(text: str, quote: str) -> Iterator[int]:
    """The offset of every occurrence of the quote, overlapping ones included; none for an empty quote."""
    place = text.find(quote) if quote else -1
    while place >= 0:
        yield place
        place = text.find(quote, place + 1)
