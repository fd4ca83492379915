"""Which lines only announce what follows, a heading or a question, and what is quoted with them."""

import re

from index.passages import Span, sentence_spans
from qa.citing import MOST_QUOTE
from qa.grounding import content_stems
from qa.layout import ITEM_MARK

MOST_WORDS = 12  # of a heading
_HEADING = re.compile(r"#{1,6}\s[^\n]*|[^\n]*\?[\"”’»)*_]*|\W*\d*\W*")
_NO_HEADING = re.compile(rf"[^\S\n]*(?:{ITEM_MARK}|\|)\s|[^\n]*[.!…。！।;:,][\"”’»)\]*_]*(?:\s*\[\d+\])*\Z|[^\n]*\n")
_MEANS_ANOTHER = re.compile(
    r"\W*(?:He|She|They|His|Her|Their|Its|This|These|Those|It(?!['’]s| is| was| has been| will be| takes| took))\b"
    r"(?! [A-Z])"
)
_MEANS_A_PERSON = re.compile(r"\W*(?:He|She|His|Her)\b")
_CAPITALISED = re.compile(r"\b[^\W\d_a-zß-öø-ÿ][\w'’-]+")
_BARE = re.compile(r"\W*[\w'’]+(?:\W+[\w'’]+)?[.!。][\"”’»)*_]*")  # one or two words
_BARE_YES = re.compile(r"(?:[^?]*\?)?\W*(?:A[:.]\s+)?(?:Yes|No)[.!][\"”’»)*_]*")  # "**May I?** Yes."
_YES_OR_NO = re.compile(r"\W*(?:A[:.]\s+)?(?:Yes|No|Not|Never|Only|Sure|Certainly|Of course|Sorry)\b")
_NEXT_LINE = re.compile(r"[^\S\n]*\n?[^\S\n]*")


def only_announces(text: str, start: int, end: int) -> bool:
    """Whether the sentence `text[start:end]` is a heading or a question: it tells nothing by itself.

    A heading is marked as one, or a short line that ends as no sentence, item or row does, with a line behind it.
    """
    sentence = text[start:end]
    if _HEADING.fullmatch(sentence):
        return True
    short = len(sentence.split()) <= MOST_WORDS and not _NO_HEADING.match(sentence)
    return short and text[end : end + 1] == "\n"


def with_what_it_needs(text: str, start: int, end: int) -> Span:
    """(start, end) of the sentences `text[start:end]` with those that they announce up to the first that tells
    something, or with the one before where they are one or two words or answer it by yes or no.

    With no more than yes or no goes the next one as well, if it stands in the same paragraph. They stay as they are
    where all that is over MOST_QUOTE.
    """
    places = sentence_spans(text)
    first, last = start, end
    if only_announces(text, start, end):
        telling = (right for left, right in places if left >= end and not only_announces(text, left, right))
        last = next(telling, end)
    else:
        before = next((place for place in reversed(places) if place[0] < start), (start, start))
        asked = text[slice(*before)].rstrip("*_ \n").endswith("?") or before[1] > start
        if _BARE.fullmatch(text[start:end]) or (asked and _YES_OR_NO.match(text[start:end])):
            first = before[0]
    if _BARE_YES.fullmatch(text[first:last]):
        last = next((right for left, right in places if left >= last and _NEXT_LINE.fullmatch(text, last, left)), last)
    return (first, last) if last - first <= MOST_QUOTE else (start, end)


def with_whom_it_means(question: str, text: str, start: int, end: int) -> Span:
    """(start, end) of the sentence `text[start:end]` with the one before, where it begins with "she" or "these".

    As it is where that one only announces something or ends a paragraph without whom the question asks about, or where
    both are over MOST_QUOTE.
    """
    if not _MEANS_ANOTHER.match(text, start):
        return start, end
    before = next((place for place in reversed(sentence_spans(text)) if place[1] <= start), None)
    if before is None or only_announces(text, *before) or end - before[0] > MOST_QUOTE:
        return start, end
    if "\n\n" in text[before[1] : start] and _MEANS_A_PERSON.match(text, start):
        return (before[0], end) if _tells_whom(question, text, *before) else (start, end)
    return before[0], end


def _tells_whom(question: str, text: str, start: int, end: int) -> bool:
    """Whether the sentence has a name that the question has, or a word of it where the text has none of its names."""
    asked = content_stems(question)
    if asked & _name_stems(text):
        return bool(asked & _name_stems(text[start:end]))
    return bool(asked & content_stems(text[start:end]))


def _name_stems(text: str) -> set[str]:
    return content_stems(" ".join(_CAPITALISED.findall(text)))
