"""What a text itself says that nobody knows, or has settled: "Whether it lasts beyond three weeks is unknown"."""

import re

_OPEN = (
    r"(?:un(?:known|clear|certain|decided|settled|resolved)|not (?:yet )?(?:known|clear|certain|decided|settled)|"
    r"(?:not|yet to) be(?:en)? (?:known|decided|determined|established|settled|announced|agreed|tested|studied|seen))"
)
_WHETHER = r"\b(?P<clause>whether\b(?:[^.,;!?]|[.,]\d){0,200})"
_NOT_SAID = (
    r"\b(?:(?:do|does|did|could|can|would|will)(?: not|n['’]t)|won['’]t|cannot|declined to|refused to) "
    r"(?:yet )?(?:know|say|tell|confirm|decide|comment on)\b"
)
_LEFT_OPEN = re.compile(
    rf"{_WHETHER}\b(?:is|are|was|were|remain(?:s|ed)?|has|have|had) (?:still |as yet |yet )?{_OPEN}|"
    rf"(?:\b{_OPEN}|{_NOT_SAID}|\bno(?:body|[- ]one) knows) {_WHETHER.replace('clause', 'behind')}",
    re.IGNORECASE,
)


def is_left_open(sentence: str, start: int, end: int) -> bool:
    """Whether `sentence[start:end]` stands in a clause with "whether" of which the sentence says that it is open."""
    for match in _LEFT_OPEN.finditer(sentence):
        first, last = match.span("clause") if match["clause"] else match.span("behind")
        if first <= start and end <= last:
            return True
    return False
