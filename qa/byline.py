"""Bylines: who wrote a report is no answer to a question about what it tells."""

import re

_NAME = r"[^\W\d_a-zß-öø-ÿ][\w'’.-]*(?: (?:(?:and|de|van|von|al|bin|la) )?[^\W\d_a-zß-öø-ÿ][\w'’.-]*){0,5}"
# Among the first lines or above a paragraph, so that no line of a sentence is taken for one.
_BYLINE = re.compile(
    r"(?:(?:\A(?:[^\n]*\n){0,4}|\n\s*\n)[^\S\n]*B(?:y|Y)|"
    r"(?:^|\n)[^\S\n]*(?:[Rr]eport(?:ed|ing)?|[Ww]ritten|[Ww]ords|[Ss]tory|[Ee]dit(?:ed|ing)) by) "
    rf"{_NAME}(?:,? (?:in|at|for) {_NAME})?(?:[,|–—-] ?[^\n.]{{0,60}})?[^\S\n]*(?=\n|$)"
)
_ASKS_WHO_WROTE = re.compile(
    r"\b(?:author|byline|by ?line|journalist|reporter|correspondent|writer|editor|columnist|wrote|written|writes|write|"
    r"report(?:ed|s|ing)? (?:this|the|it|on)|covered|edited|published)\b|"
    r"\b(?:sign|approv|paint|direct|compos|creat|prepar|present|penn|submit|produc|design|made|make)",
    re.IGNORECASE,
)


def only_a_byline(question: str, passage: str, start: int, end: int) -> bool:
    """Whether `passage[start:end]` stands in a line that says who wrote it, and nobody asks that."""
    if _ASKS_WHO_WROTE.search(question):
        return False
    return any(line.start() <= start and end <= line.end() for line in _BYLINE.finditer(passage))
