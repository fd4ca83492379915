"""What a text itself says was wrong: "reported erroneously that 11 were hurt. The figure is 17", "29, not 27"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from llama_index.core.schema import NodeWithScore, TextNode

from corpus.dates import CAPITAL_MONTH, WEEKDAY_NAME
from index.passages import Span, sentence_spans
from qa.broken_lines import with_whole_lines
from qa.candidate import Candidate
from qa.capitals import CAPITAL
from qa.citing import sentence_around
from qa.currency import CURRENCY, CURRENCY_SIGN
from qa.grounding import LIKENESS, content_words, ground
from qa.value_set_right import is_said_anew, value_set_right

MOST_BETWEEN = 1  # spaces from "not" and its preposition to what is not so
MOST_BEHIND = 40  # characters behind a sentence that may set it right
LEAST_ASKED = 0.3  # of a question's words in the sentence that says what was wrong
MOSTLY = 0.6  # of the words of what was wrong, in a sentence that says it
LEAST_MARGIN = -7.0  # of what a correction says in place of an answer

_WRONGLY = r"(?:erroneously|incorrectly|wrongly|mistakenly|inaccurately|falsely)"
_STATED = (
    r"(?:(?:report|stat|describ|identifi|nam|attribut|quot|list|credit|suggest|impli|referr)ed|"
    r"said|says|(?:gave|given|put)(?= (?:[\w’'-]+ ){0,8}?(?:as|at)\b))"
)
_ERROR = re.compile(
    rf"\b{_WRONGLY} {_STATED}\b|\b{_STATED} (?:{_WRONGLY}|in error|by mistake)\b|"
    # what follows "misspelled" by itself is right
    r"\bmis(?:stated|identified|reported|quoted|attributed|spell?ed|spelt)\b[^.;:\n]{0,120}? (?:as|that|at)\b|"
    rf"\b(?:owing|due) to an? (?:\w+ )?error\b(?:[^.]|\.\d){{0,200}}?\b{_STATED}\b",
    re.IGNORECASE,
)
_SAID_THERE = re.compile(  # in a correction, by whom it is made
    r"\b(?:(?:story|article|piece|column|headline|caption|graphic|profile|dispatch|post|version)\b|"
    r"(?:our|an?) (?:\w+ ){0,2}?(?:report|interview|review|obituary|chart|table|map|list(?:ing)?|issue|picture)\b)"
    rf"(?:[^.]|\.\d){{0,120}}?\b{_STATED}\b|"
    rf"\bwe (?:\w+ly |also |had )?(?:{_STATED}|wrote that)\b|\b(?:was|were) (?:\w+ly )?{_STATED} (?=as\b|at\b|to be\b)",
    re.IGNORECASE,
)
_AT_ONCE = re.compile(  # outside of one: "we said that the price was £90; it is £95"
    r"(?:;|\.) (?:it|he|she|they) (?:(?:is|was|are|were|has|had) (?:in fact |actually )?"
    rf"(?:{CURRENCY_SIGN}?\d|(?-i:{CAPITAL}\w+ {CAPITAL}))|"
    rf"(?:is|was|are|were|has|had|will|would|did)(?: \w+){{0,4}}? (?:on |in )?"
    rf"(?:{WEEKDAY_NAME}|{CAPITAL_MONTH}|{CURRENCY_SIGN}\d))",
    re.IGNORECASE,
)
_WE_SAID = re.compile(r"\bwe (?:\w+ly |also |had )?(?:said|wrote|reported|stated) that\b", re.IGNORECASE)
_MISSPELT = re.compile(r"\bmis(?:spell?ed|spelt)\b(?P<right>[^.;\n]{0,120})", re.IGNORECASE)
_NAME = re.compile(rf"{CAPITAL}[\w’'-]+(?: {CAPITAL}[\w’'-]+)*")
_NO_MINUTES = r"(?![^.;\n]{0,60}\b(?:minutes|agenda)\b)"  # a meeting corrects the last one's
_CORRECTS = re.compile(
    rf"^\W*(?:corrections?|clarifications?|errat(?:um|a))\b{_NO_MINUTES}"
    r"(?!\W*(?:none|nil|no)\b)(?! (?!and\b|to\b|of\b|for\b|from\b|in\b|on\b)(?-i:[a-z]))|"
    rf"\b(?:correction|clarification) to (?:this|the|our|an|my|what) {_NO_MINUTES}|"
    r"\bregrets? the errors?\b|\b(?:has|have) been corrected\b",
    re.IGNORECASE | re.MULTILINE,
)
_FACT = r"(?:figure|number|date|day|year|age|name|amount|total|price|score|statement|claim|report|information)"
_WAS_WRONG = re.compile(
    rf"^(?:but |however, )?(?:(?:that|this|the) {_FACT} (?:is|was) (?:wrong|mistaken|not true|a mistake)\b|"
    rf"(?:that|this|it|(?:that|this|the) {_FACT}) (?:is|was) "
    r"(?:incorrect|inaccurate|an error|not (?:correct|accurate))\b)",
    re.IGNORECASE,
)
_SET_RIGHT = re.compile(
    r"\b(?:in fact|actually|in reality|rather than|correct(?:ly)?|should have (?:been|said|read)|when it was|but)\b|;",
    re.IGNORECASE,
)
_RIGHTLY = re.compile(r"\bshould (?:have|read|say)\b|\b(?:correctly|in fact)\b", re.IGNORECASE)
_SMALL = r"(?:(?:the|an?|about|on|in|at|by|from|of|for|to) )?"
_NOT_MORE = (
    r"(?!(?:only|just|merely|simply|until|till|before|after|more|less|later|earlier|over|all|every|yet|far|long|"
    r"including|counting|even|least|to|exceeding|because|when|if)\b)"
)
_THING = r"[^\s,;:()–—](?:[^,;:()–—\n.\s]|[.,]\d)*(?: (?!but\b)(?:[^,;:()–—\n.\s]|[.,]\d)+){0,3}"  # of up to four words
_CONTRASTED = re.compile(
    rf"(?:[,;:(–—-]\s?|\band )not {_SMALL}(?P<not>{_NOT_MORE}[^\s,;:()–—](?:[^,;:()–—\n.]|[.,]\d){{0,80}})|"
    rf"\bnot (?P<small>about|on|in|at|by|from|of|for|to) (?P<there>{_NOT_MORE}{_THING}),? but (?P=small)\b|"
    rf"\b(?:is|are|was|were) not (?:the |an? )?(?P<but>{_NOT_MORE}{_THING}),? but (?:the |an? )?"
    rf"(?-i:[\d{CURRENCY}]|{CAPITAL})",
    re.IGNORECASE,
)
_ASKS_OF_ERRORS = re.compile(
    r"\b(?:wrong|error|erroneous|mistak|incorrect|correct|misstat|original|at first\b|not\b|initial)|n['’]t\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(r", (?:an?|the|who|whose|from|aged)\b[^,.\n]{1,80},")
_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_HINT = re.compile(
    r"wrong|err(?:or|at|on)|correct|mis(?:ta|st|id|re|qu|sp|at)|accurate|false|clarif|not true|"
    r"\bwe (?:\w+ )?(?:said|wrote|report|gave|put|stat|describ|nam|list)",
    re.IGNORECASE,
)


class Error(NamedTuple):
    """`text[start:end]` was reported in error; the words that tell this begin at `told`."""

    told: int
    start: int
    end: int


def is_corrected(question: str, text: str, start: int, end: int) -> bool:
    """Whether the text says that `text[start:end]` is not so, and the question does not ask for that."""
    if _ASKS_OF_ERRORS.search(question):
        return False
    text = with_whole_lines(text)
    contrasted = [place for place in _contrasted(text) if text[place[0] : start].count(" ") <= MOST_BETWEEN]
    if any(first <= start and end <= last for first, last in contrasted):
        return True
    return any(one.told <= start and one.start < end <= one.end for one in _errors(text))


def set_right(question: str, candidates: list[Candidate], passages: Sequence[NodeWithScore]) -> list[Candidate]:
    """The candidates or, where another passage corrects what the first one says, those with other words.

    First then is the value that takes its place by its form, quoted with what was wrong, or else the candidate of that
    passage; none are left where the passage has neither. They stay where the correction has a name in like spelling
    that no candidate of it has.
    """
    first = candidates[0]
    if _ASKS_OF_ERRORS.search(question):
        return candidates
    for node in (ranked.node for ranked in passages):
        if not isinstance(node, TextNode) or node.node_id == first.passage.node_id:
            continue
        text = with_whole_lines(node.text)
        name = _misspelt_name(text, first.text)
        wrong = None if name else _told_wrong(text, first, question)
        if not name and wrong is None:
            continue
        others = [one for one in candidates if one.key not in {"", first.key}]
        if wrong and (place := value_set_right(text, wrong, first.text, contrasted=wrong in _contrasted(text))):
            said = sentence_around(text, *wrong)
            right = replace(first, passage=node, start=place[0], end=place[1], said=said, headed=False)
            return [right, *(one for one in others if one.key != right.key)]
        own = [one for one in others if one.passage.node_id == node.node_id and one.form_fits]
        own = [one for one in own if not name or name in one.text]
        if own and own[0].margin > LEAST_MARGIN:
            return [own[0], *(one for one in others if one is not own[0])]
        if wrong:
            return []
    return candidates


def _told_wrong(text: str, candidate: Candidate, question: str) -> Span | None:
    """(start, end) of what the text says was wrong, where that has the candidate's words and is what is asked.

    That is told by the sentence and those beside it, or by the candidate's own sentence, if it says what was wrong.
    """
    errors = _errors(text)
    if not errors and not _CORRECTS.search(text):
        return None
    words = f" {_words(candidate.text)} "
    places = [
        place
        for place in (*((one.start, one.end) for one in errors), *_contrasted(text))
        if words in f" {_words(text[slice(*place)])} "
    ]
    sentences = sentence_spans(text)

    def about(place: Span) -> str:
        number = next((number for number, (_, end) in enumerate(sentences) if end >= place[1]), 0)
        beside = sentences[max(0, number - 1) : number + 2]
        return text[beside[0][0] : beside[-1][1]] if beside else ""

    def says_it(place: Span) -> bool:
        wrong = text[slice(*place)]
        return len(content_words(wrong)) > 2 and ground(wrong, candidate.sentence_text).coverage >= MOSTLY

    asked = (place for place in places if ground(question, about(place)).coverage > LEAST_ASKED or says_it(place))
    return next(asked, None)


def _misspelt_name(text: str, words: str) -> str:
    """The name that the text says was misspelt where the words have it in another, like form; empty elsewhere."""
    for told in _MISSPELT.finditer(text):
        for name in _NAME.findall(told["right"]):
            if name not in words and SequenceMatcher(None, name, words, autojunk=False).ratio() >= LIKENESS:
                return str(name)
    return ""


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _contrasted(text: str) -> list[Span]:
    """(start, end) of what something is not: "29, not 27", "not on Monday but on Friday"."""
    return [match.span(match.lastgroup or 0) for match in _CONTRASTED.finditer(text)]


def _without_asides(text: str, begins: int, ends: int) -> list[Span]:
    """The stretch without what it tells of somebody by the way: "identified Ann Lee, a roofer from Leeds, as"."""
    cuts = [aside.span() for aside in _ASIDE.finditer(text, begins, ends)]
    edges = [begins, *(edge for cut in cuts for edge in cut), ends]
    return list(zip(edges[::2], edges[1::2], strict=True))


@lru_cache(maxsize=64)
def _errors(text: str) -> list[Error]:
    """What the text says was reported in error, up to what sets it right."""
    if not _HINT.search(text):
        return []
    found = []
    corrects = _CORRECTS.search(text) is not None
    places = sentence_spans(text)
    for number, (first, last) in enumerate(places):
        following = text[slice(*places[number + 1])] if number + 1 < len(places) else ""
        told = _ERROR.search(text, first, last) or (corrects and _SAID_THERE.search(text, first, last))
        told = told or _said_anew_at_once(text, first, last)
        if told and _RIGHTLY.search(told[0]):
            continue
        if told or _WAS_WRONG.match(following):
            begins = told.end() if told else first
            right = _SET_RIGHT.search(text, begins, last)
            stretches = _without_asides(text, begins, right.start() if right else last)
            begun = told.start() if told else first
            found += [Error(begun if start == begins else start, start, end) for start, end in stretches]
    return found


def _said_anew_at_once(text: str, first: int, last: int) -> re.Match[str] | None:
    """The words "we said that" of a sentence, where a value behind them is at once given as another."""
    told = _WE_SAID.search(text, first, last)
    if not told or not _AT_ONCE.search(text, first, last + MOST_BEHIND):
        return None
    right = _SET_RIGHT.search(text, told.end(), last)
    return told if is_said_anew(text, (told.end(), right.start() if right else last)) else None
