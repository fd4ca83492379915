"""What a text names and does not say: what nobody knows or has settled, what is denied, what is only asked."""

import re

from qa.broken_lines import with_whole_lines

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


_DENIED = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:den(?:y|ies|ied|ying)|disput(?:e|es|ed|ing)) "
    r"(?:that|(?:the|any|an?) (?:claims?|allegations?|suggestions?|accusations?|charges?|ideas?|reports?)(?: that| of)|"
    r"having|being|owing|taking|paying|receiving|stealing|knowing|killing|lying|asking)\b"
    r"(?P<denied>(?:[^.,;:!?\n]|[.,]\d){0,200})",
    re.IGNORECASE,
)
_SAID_STILL = re.compile(
    r" (?:but|although|though|while|saying|and (?:\w+ )?(?:said|says|\w+ed|is|are|was|were|will|has|have|had))\b",
    re.IGNORECASE,
)
_ASKS_OF_CLAIMS = re.compile(
    r"\b(?:according|den(?:y|ie)|disput|claim|alleg|accus|say|said|contend|rumou?r|suggest)", re.IGNORECASE
)
_ASKED = re.compile(r"\?[\"”’'*_)\]]*\s*$")
_TOLD_BY_ASKING = re.compile(  # "did you know that ...?", "could you bring ...?"
    r"\bdid you know\b|\bwhy not\b|\b(?:can|could|would|will) (?:you|we|I|all|(?:every|any|some)(?:one|body))\b",
    re.IGNORECASE,
)
_ASKS_OF_QUESTIONS = re.compile(
    r"\b(?:ask|question|quer|wonder|title|call|name|slogan|film|song|book|play|campaign|headline)", re.IGNORECASE
)
_ALONE = re.compile(r"^(?:[^\n:]{1,40}:\s*)?(?:yes|no)\W*$", re.IGNORECASE)
_ASKS_YES_OR_NO = re.compile(r"\b(?:vot|answer|repl|respon|whether|or\b|yes\b|no\b)", re.IGNORECASE)


def says_nothing(question: str, sentence: str, start: int, end: int) -> bool:
    """Whether `sentence[start:end]` is left open or denied there, or stands in a question, or is "No" and no more.

    What was asked, denied or voted may be what a question asks for.
    """
    sentence = with_whole_lines(sentence)
    asked = _ASKED.search(sentence) and not _TOLD_BY_ASKING.search(sentence)
    if is_left_open(sentence, start, end) or (asked and not _ASKS_OF_QUESTIONS.search(question)):
        return True
    if _ALONE.match(sentence) and not _ASKS_YES_OR_NO.search(question):
        return True
    return not _ASKS_OF_CLAIMS.search(question) and any(
        first <= start and end <= last for first, last in map(_denied, _DENIED.finditer(sentence))
    )


def _denied(match: re.Match[str]) -> tuple[int, int]:
    first, last = match.span("denied")
    still = _SAID_STILL.search(match.string, first, last)
    return first, still.start() if still else last


def is_left_open(sentence: str, start: int, end: int) -> bool:
    """Whether `sentence[start:end]` stands in a clause with "whether" of which the sentence says that it is open."""
    for match in _LEFT_OPEN.finditer(sentence):
        first, last = match.span("clause") if match["clause"] else match.span("behind")
        if first <= start and end <= last:
            return True
    return False
