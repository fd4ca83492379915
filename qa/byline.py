"""Bylines: who wrote a report is no answer to a question about what it tells, and no part of a quote from it."""

import re

from index.passages import Span
from qa.grounding import content_words

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?: (?:(?:and|de|van|von|al|bin|la) )?[^\W\d_a-zß-öø-ÿ][\w'’.-]*){0,5}"
_BY = rf"B(?:y|Y) {_NAME}(?:,? (?:in|at|for) {_NAME})?(?:[,|–—-] ?[^\n.]{{0,60}})?"
# Among the first lines, or above a paragraph with at most a headline above it, so that no line of a sentence is one.
_BYLINE = re.compile(
    rf"(?:\A(?:[^\n]*\n){{0,4}}|\n[^\S\n]*\n)[^\S\n]*(?P<by>{_BY})[^\S\n]*(?=\n|$)|"
    rf"\n[^\S\n]*\n[^\n]{{1,100}}(?<![\s.,;:!?])\n[^\S\n]*(?P<under>{_BY})[^\S\n]*(?=\n[^\S\n]*\n|\Z)|"
    r"(?:^|\n)[^\S\n]*(?P<made>(?:[Rr]eport(?:ed|ing)?|[Ww]ritten|[Ww]ords|[Ss]tory|[Ii]nterview(?:ed)?|"
    rf"[Ee]dit(?:ed|ing)) by {_NAME}(?:,? (?:in|at|for) {_NAME})?(?:[,|–—-] ?[^\n.]{{0,60}})?)[^\S\n]*(?=\n|$)"
)
_DATELINE = re.compile(
    r"(?:^|\n)[^\S\n]*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+)(?:,[^\n()–—]{0,40})? ?\([^()\n]{2,40}\) ?[–—-][^\n]{30}"
)
_MAIL = re.compile(r"\AFrom: [^\n]*@[^\n]*\n(?:(?:To|Cc|Date): [^\n]*\n)+")
_ASKS_OF_MAIL = re.compile(
    r"\b(?:sen[dt]s?|sender|from|to|cc|copied|recipients?|e-?mails?|mail|message|received?|addressed|"
    r"contact|wr(?:ite|ote|itten)|dated|ask(?:s|ed)?|complain\w*|request\w*)\b",
    re.IGNORECASE,
)
_MADE = (
    r"(?:sign|approv|paint|direct|compos|creat|prepar|present|penn|submit|produc|design|made|make|draw|drew|s[aiu]ng|"
    r"invent|perform)\w*"
)
_ASKS_WHO_WROTE = re.compile(
    r"\b(?:author|byline|by ?line|journalist|reporter|correspondent|writer|editor|columnist|wrote|written|writes|write|"
    r"report(?:ed|s|ing)? (?:this|the|it|an?|on)|covered|edited|published|interview(?:ed|er|s)?)\b|"
    rf"\bby\W*$|^whose\b|\bwho (?:has |had |have )?{_MADE}|\b{_MADE} by\b|\bby whom\b.*{_MADE}",
    re.IGNORECASE,
)
_ASKS_HOW_OR_WHEN = re.compile(r"\W*(?:how|when)\b", re.IGNORECASE)  # by train, by Friday
_ASKS_WHO = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)


def is_from_byline(question: str, passage: str, start: int, end: int) -> bool:
    """Whether `passage[start:end]` has words of a line that says who wrote it, and nobody asks that, how or when.

    The same goes for the lines above a mail, where no mail is asked about, and, where a question asks who, for the
    place before a report's first words: "OSLO (Wire) — ".
    """
    mail = _MAIL.match(passage)
    if mail and start < mail.end() and not _asks_of(question, mail[0]):
        return True
    if _ASKS_WHO_WROTE.search(question) or _ASKS_HOW_OR_WHEN.match(question):
        return False
    if any(first < end and start < last for first, last in byline_spans(passage)):
        return True
    if not _ASKS_WHO.search(question):
        return False
    places = [match.span("place") for match in _DATELINE.finditer(passage)]
    return any(first < end and start < last for first, last in places)


def _asks_of(question: str, lines: str) -> bool:
    """Whether a question is of a mail, names nothing, or has no other words than the lines above the mail."""
    asked = content_words(question)
    return _ASKS_OF_MAIL.search(question) is not None or all(word.lower() in lines.lower() for word in asked)


def byline_spans(passage: str) -> list[Span]:
    """(start, end) of each line of the passage that says who wrote it."""
    return [match.span(match.lastgroup or 0) for match in _BYLINE.finditer(passage)]


def without_byline(passage: str, sentence: Span, start: int, end: int) -> Span:
    """The sentence around `passage[start:end]` without the byline that a line's end parts from these words."""
    left, right = sentence
    for first, last in byline_spans(passage):
        if left <= first and last <= start:
            left = last + len(passage[last:start]) - len(passage[last:start].lstrip())
        if end <= first and last <= right:
            right = end + len(passage[end:first].rstrip())
    return left, right
