"""Whether a sentence tells something by itself, or is a heading, a question or a bare yes or no."""

import re

from index.passages import Span, sentence_spans
from qa.citing import MOST_QUOTE
from qa.grounding import WORD

_TELLS = re.compile(r"[.!…][\"”’»')\]*_]*(?:\s*\[\d+\])*\s*\Z")
LEAST_WORDS = 3  # of a statement that can do without the question before it


def is_statement(sentence: str) -> bool:
    """Whether it has LEAST_WORDS words and ends as a sentence does that tells something, as no heading or question."""
    return _TELLS.search(sentence) is not None and len(WORD.findall(sentence)) >= LEAST_WORDS


def with_what_it_needs(text: str, start: int, end: int) -> Span:
    """(start, end) of the sentences `text[start:end]` with the next one where they tell nothing, as a heading or a
    question, and with the one before where they are a bare yes or no; as they are where that is over MOST_QUOTE.
    """
    places = sentence_spans(text)
    first, last = start, end
    if not _TELLS.search(text[start:end]):
        last = next((right for left, right in places if left >= end), end)
    elif not is_statement(text[start:end]):
        first = next((left for left, right in reversed(places) if right <= start), start)
    return (first, last) if last - first <= MOST_QUOTE else (start, end)
