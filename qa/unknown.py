"""What a text names and does not say: what is denied or left open, what is only asked, "No" and no more."""

import re
from functools import lru_cache

from index.passages import Span, sentence_spans
from qa.broken_lines import with_whole_lines
from qa.grounding import content_stems, stems
from qa.unsaid import AUXILIARY, Manner, Unsaid, unsaid

_ASKS_OF_CLAIMS = re.compile(
    r"\b(?:den(?:y|ie)|disput|claim|alleg|accus|charge|rumou?r|reject|dismiss|refut|doubt|untrue|false|not\b|never\b)|"
    r"n['’]t\b",
    re.IGNORECASE,
)
_ASKS_WHAT_IS_SAID = re.compile(r"\b(?:according|say|said|contend|suggest|think|thought|believ)", re.IGNORECASE)
_ASKS_OF_OPEN = re.compile(
    r"\b(?:whether|decid|decision|consider|ask|question|investigat|debat|discuss|wonder|examin|review|depend|rumou?r|"
    r"propos|possib|(?:un)?clear|(?:un)?known|might|could|would|vot(?:e|ing)\b)|(?<!in )(?<!of )(?-i:\bmay\b)",
    re.IGNORECASE,
)
_ASKS_WHAT = re.compile(r"\W*what (?:do|does|did|has|had|have|is|was|will|happened)\b", re.IGNORECASE)
_ASKED = re.compile(r"\?[\"”’'*_)\]]*\s*$")
_TOLD_BY_ASKING = re.compile(  # "did you know that ...?", "could you bring ...?", "shall we meet at 9?"
    r"\bdid you know\b|\bwhy (?:not|don['’]t)\b|\bhow about\b|\bshall (?:we|I)\b|"
    r"\bshould (?:we|I) (?:meet|say|go|come|start|aim|try|make it)\b|"
    r"\b(?:can|could|would|will) (?:you|we|I|all|(?:every|any|some)(?:one|body))\b",
    re.IGNORECASE,
)
_ASKS_OF_QUESTIONS = re.compile(
    r"\b(?:ask|question|quer|wonder|title|call|name|slogan|film|song|book|play|campaign|headline)", re.IGNORECASE
)
_ALONE = re.compile(r"^(?:[^\n:]{1,40}:\s*)?(?:yes|no)\W*$", re.IGNORECASE)
_ASKS_YES_OR_NO = re.compile(r"\b(?:vot|answer|repl|respon|whether|or\b|yes\b|no\b)", re.IGNORECASE)
_SUBJECT = re.compile(  # what a clause takes for granted: "whether the grant of £5,000 would be paid"
    rf" ?(?:the|his|her|its|their|our|my|these|those|this) "
    rf"(?:(?:\S+ ){{1,3}}?(?:(?:of|for|in|on|at|from) (?:\S+ ){{1,4}}?)?(?={AUXILIARY}\b)|\S+)",
    re.IGNORECASE,
)


def says_nothing(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is denied or left open there, or stands in a question, or is "No" and no more.

    What was asked, denied, decided or voted may be what a question asks for.
    """
    asked, alone = _questions_and_noes(text)
    if _within(start, end, asked) and not _ASKS_OF_QUESTIONS.search(question):
        return True
    if _within(start, end, alone) and not _ASKS_YES_OR_NO.search(question):
        return True
    whole = _ASKS_WHAT.match(question) is not None
    return any(
        (one.start if whole and one.manner is Manner.DENIED else one.told) <= start < one.end
        and one.start < end
        and not _asks_of(question, text, one, end)
        for one in unsaid(text)
        if one.manner is not Manner.ASKED
    )


def _within(start: int, end: int, places: list[Span]) -> bool:
    return any(first <= start and end <= last for first, last in places)


@lru_cache(maxsize=64)
def _questions_and_noes(text: str) -> tuple[list[Span], list[Span]]:
    """The sentences that ask, and those that are no more than yes or no."""
    sentences = [(place, with_whole_lines(text[slice(*place)])) for place in sentence_spans(text)]
    asked = [place for place, words in sentences if _ASKED.search(words) and not _TOLD_BY_ASKING.search(words)]
    return asked, [place for place, words in sentences if _ALONE.match(words)]


def _asks_of(question: str, text: str, one: Unsaid, end: int) -> bool:
    """Whether a question asks for what is unsaid as such, or for what it takes for granted."""
    asked = content_stems(question)
    subject = _SUBJECT.match(text, one.start, one.end)
    if subject and end <= subject.end() and not asked & set(stems(text[subject.end() : one.end])):
        return True
    if one.manner is Manner.OPEN:
        return _ASKS_OF_OPEN.search(question) is not None
    if _ASKS_OF_CLAIMS.search(question):
        return True
    return bool(_ASKS_WHAT_IS_SAID.search(question) and asked & set(stems(text[one.told : one.start])))
