"""Versions of one document: where they answer differently, the newest holds."""

import re
from collections.abc import Callable, Sequence

from llama_index.core.schema import TextNode

from corpus.dates import MONTHS
from qa.candidate import Candidate

_MONTHS = "|".join(MONTHS)
_WORD_OF_A_NAME = re.compile(rf"\b(?!(?:{_MONTHS})\b)[^\W\d_]+", re.IGNORECASE)
_MARK_OF_A_VERSION = {"version", "v", "draft", "final", "revised", "new", "updated"}
_NAMES_A_TIME = re.compile(
    rf"\d{{4}}|\b(?:{_MONTHS.replace('|may|', '|')}|last|previous(?:ly)?|former(?:ly)?|old(?:er)?|earlier|before|until|"
    r"used to|first|original(?:ly)?)\b",
    re.IGNORECASE,
)


def newest_version(
    question: str, candidates: Sequence[Candidate], confidence: Callable[[Candidate], float], threshold: float
) -> Candidate:
    """The first candidate or, where a newer version of its document has another that would be shown, the newest.

    Documents with one title, but for numbers and months, are versions of one; their dates say which is newer. So are
    the minutes of several meetings, so the newer sentence has to have as many of the question's words. The first
    candidate where the question names a time.
    """
    first = candidates[0]
    if _NAMES_A_TIME.search(question):
        return first
    newer = [
        one
        for one in candidates[1:]
        if one.margin > 0 and one.key not in {"", first.key} and one.coverage >= first.coverage
        if _is_newer_version(one.passage, first.passage)
    ]
    newer.sort(key=lambda one: one.passage.metadata["published"], reverse=True)
    return next((one for one in newer if confidence(one) >= threshold), first)


def _is_newer_version(passage: TextNode, other: TextNode) -> bool:
    date, other_date = (one.metadata.get("published") for one in (passage, other))
    name, other_name = (_name(one.metadata.get("title", "")) for one in (passage, other))
    return bool(date and other_date and date > other_date and name and name == other_name)


def _name(title: str) -> list[str]:
    """The words of a title in lower case, without what tells versions apart."""
    words = [word.lower() for word in _WORD_OF_A_NAME.findall(title)]
    return [word for word in words if word not in _MARK_OF_A_VERSION]
