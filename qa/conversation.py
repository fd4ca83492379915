"""A follow-up becomes a question that stands alone: by rules for English, so that what was understood can be shown."""

import re
from collections.abc import Sequence

from qa.grounding import content_words
from qa.instead import is_time, put_instead
from qa.plain_question import asks_nothing
from qa.pronouns import has_pronoun, put_for_pronouns
from qa.question_parts import (
    ASKING,
    PREPOSITION,
    Asked,
    asked,
    ends_in_preposition,
    lower_start,
)
from qa.turn import Turn

MOST_JOINED = 200  # characters of a question that a follow-up is put behind: the reader cuts what is long at its end
FEWEST_WORDS = 2  # that carry the subject of a question which may stand alone
MOST_INSTEAD = 5  # words after "what about"; what is longer says itself what it asks

_DIRECTIONS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKER = re.compile(r"\s*\[\d+\]")
_OWNS_IT = re.compile(r"\w['’]s \w")  # his widow's name, which asks by itself
_INSTEAD = re.compile(r"^(?:(?:and|but|so|ok|okay)\W+)?(?:what|how) about (.+?)\W*$|^and (.+?)\W*$", re.IGNORECASE)
_QUESTION = re.compile(rf"(?:{PREPOSITION} )?{ASKING}\b", re.IGNORECASE)
_TIME_OR_PLACE = (
    r"(?:year|day|date|month|week|time|hour|place|city|town|village|country|street|room|floor|page|court|school)s?"
)
_NO_NOUN = r"(?!(?:ones?|else|exactly|is|was|won|lost|came|went|fell|said|took|made|ran|got|did)\b|\w+ed\b)"
_NOUN_ASKED_FOR = (
    rf"(?:which|whose|what(?= (?:{_TIME_OR_PLACE}|party|colou?r|size|age|reason)\b)|(?<=[a-z] )what) {_NO_NOUN}[a-z]+"
)
_WHICH_OF_THESE = re.compile(rf"^(?:which|what|whose) (?!{_TIME_OR_PLACE}$)\w", re.IGNORECASE)
_BARE = re.compile(
    rf"^(?:(?:and|but|so)\W+)?((?:{PREPOSITION} )?(?:{ASKING}(?: (?:else|exactly))?|{_NOUN_ASKED_FOR})|how \w+)\W*$",
    re.IGNORECASE,
)
_WHEN_WAS_THAT = re.compile(
    r"^(?:(?:and|but|so)\W+)?(?:(when|where|why)(?: exactly)? was that|(why) is that|"
    r"(when|where|why|how)(?: exactly)? did (?:that|this|it) (?:happen|occur|take place|come about))\W*$",
    re.IGNORECASE,
)
_SAID = (  # of the answer before
    r"(?:no|nope|yes|sorry|ah+|oh|great|thanks|thank you|ok|okay|right|actually|wait|hm+|perfect|cool|good|nice|fine|"
    r"got it|i see)"
)
_STOP = r"(?:\s*[,!;:]+\s*|\s*\.+\s+(?!of\b|\d)|\s+[–—-]+\s+)"  # "No. of beds" is a question
_ACKNOWLEDGED = re.compile(
    rf"^(?:{_SAID}(?:{_STOP}|\s+(?=(?:and|but|so|i mean|i meant|{_SAID}|{ASKING})\b)))+(?=\S)", re.IGNORECASE
)
_CORRECTS = re.compile(r"\b(?:no|nope|sorry|actually|wait)\b", re.IGNORECASE)
_MEANT = re.compile(r"^(?:i (?:meant?|was asking (?:about|for))|make that|rather) (.+?)\W*$", re.IGNORECASE)
_PLACE_OR_TIME = re.compile(rf"^{PREPOSITION}(?: [^\s?,]+){{1,4}}\W*$", re.IGNORECASE)
_NEXT_TO_THAT = re.compile(
    r"^(?:the )?(?:day|week|month|quarter|year|one)s? (?:before|after|earlier|later)$|^(?:before|after) that$",
    re.IGNORECASE,
)
_ASKS_OF_THAT = re.compile(rf"^{ASKING}\b.* that\W*$", re.IGNORECASE)
_HOW_COME = re.compile(r"^how come$", re.IGNORECASE)


def stand_alone(question: str, history: Sequence[tuple[str, str]]) -> str:
    """The question with what it takes from the turns before it, each a question and its answer's text, oldest first.

    "why?" takes the whole question before it, with the answer where that was its subject; "what about X?" and "no,
    X" take it with X in place of its last name, or of what stood behind the same preposition; "she" and "it" become the
    name or thing that the turn before was about. In doubt the follow-up comes behind the last question that stands
    alone. A question that needs nothing comes back as it is.
    """
    before = Turn("")
    turns = [(clean(then), _MARKER.sub("", clean(answered))) for then, answered in history]
    for then, answered in [*(turn for turn in turns if not asks_nothing(turn[0])), (question, "")]:
        turn = _complete(then, before) if before.question else Turn(then)
        before = turn._replace(answer=answered)
    return _join(before.needs, before.question) if before.needs else before.question


def ways_to_ask(plain: str, alone: str, history: Sequence[tuple[str, str]], refusals: Sequence[str]) -> list[str]:
    """What to ask, one after the other until one is answered: a follow-up that was put behind the question before may
    stand alone after all, if it says enough; first so where that question had no answer.
    """
    if not _is_joined(plain, alone) or len(content_words(plain)) < FEWEST_WORDS:
        return [alone]
    answered = _MARKER.sub("", clean(history[-1][1])).strip() not in refusals
    return [alone, plain] if answered else [plain, alone]


def says_it_again(answer: str, plain: str, alone: str, history: Sequence[tuple[str, str]]) -> bool:
    """Whether a follow-up that was put behind the question before gets the answer that one had."""
    return (
        _is_joined(plain, alone)
        and bool(history)
        and _MARKER.sub("", clean(answer)) == _MARKER.sub("", clean(history[-1][1]))
    )


def clean(text: str) -> str:
    """The text with single spaces, no marks of direction and nothing that cannot be encoded."""
    return " ".join(_DIRECTIONS.sub("", text.encode("utf-8", "replace").decode()).split())


def _complete(question: str, before: Turn) -> Turn:
    if bare := _BARE.match(question):
        again = _ask_again(_HOW_COME.sub("why", bare[1]), before)
        return Turn(again, needs=before.needs) if again else Turn(question).behind(before)
    question, meant = _after_acknowledgement(question)
    if again := _ask_again_of_that(question, before):
        return Turn(again, needs=before.needs)
    instead = _INSTEAD.match(question)
    other = meant or ((instead[1] or instead[2]) if instead else "")
    alone = question.rstrip(" ?.!")
    if not other and (is_time(alone) or (_PLACE_OR_TIME.match(question) and not _QUESTION.match(question))):
        other = alone
    if _NEXT_TO_THAT.match(other):
        return Turn(question).behind(before)
    if other and len(other.split()) <= MOST_INSTEAD and not has_pronoun(question) and not _QUESTION.match(other):
        if placed := put_instead(other, before.question):
            return Turn(placed, needs=before.needs)
        return Turn(question).behind(before)
    turn = put_for_pronouns(question, before)
    if _ASKS_OF_THAT.match(turn.question) and turn.question == question:
        return turn.behind(before)
    same_of_another = other and has_pronoun(question) and not (_QUESTION.match(other) or _OWNS_IT.search(other))
    return turn.behind(before) if same_of_another else turn


def _after_acknowledgement(question: str) -> tuple[str, str]:
    """The question without "great, " or "no, " before it; and what is meant in place of what was asked, if it says."""
    said = None if asks_nothing(question) else _ACKNOWLEDGED.match(question)
    rest = question[said.end() :] if said else question
    if meant := _MEANT.match(rest):
        return rest, meant[1]
    corrects = said and _CORRECTS.search(said[0]) and not (_QUESTION.match(rest) or _INSTEAD.match(rest))
    return rest, rest.rstrip(" ?.!") if corrects else ""


def _is_joined(plain: str, alone: str) -> bool:
    """Whether a follow-up was put behind the question before."""
    return alone != plain and alone.lower().endswith(plain.lower())


def _join(before: str, question: str) -> str:
    if len(before) > MOST_JOINED:
        return question
    return f"{before} {question if before.endswith(('?', '.', '!')) else lower_start(question)}"


def _ask_again(asking: str, before: Turn) -> str:
    """The question before with another question word and its answer in the place of what it asked; "" in doubt."""
    parts = asked(before.question)
    if not parts:
        return f"{asking} {lower_start(before.question)}"
    if parts.asking.lower() == asking.lower():
        return before.question
    word = parts.asking.lower()
    if asking.lower().split()[0] == word:  # who else?
        return " ".join(filter(None, (asking, parts.noun, parts.auxiliary, parts.rest)))
    filled = before.name if word in ("who", "whom", "whose", "which", "what") else parts.noun
    if not parts.auxiliary:
        if word not in ("who", "which", "what", "whose") or _WHICH_OF_THESE.match(asking):
            return f"{asking} {parts.rest}"
        return f"{asking} {filled} {parts.rest}" if filled else ""  # "when Ann Lee left"
    if parts.has_subject:
        if word == "what" and ends_in_preposition(parts.rest) and _is_short(before.answer):
            filled = before.answer  # "what did they vote for?"
        return f"{asking} {parts.auxiliary} {_fill_gap(parts, filled)}"
    return f"{asking} {parts.auxiliary} {filled} {parts.rest}" if filled else ""


def _is_short(answer: str) -> bool:
    """Whether an answer is some words, and no sentence or refusal."""
    return len(answer.split()) <= MOST_INSTEAD and not answer.endswith((".", "”"))


def _ask_again_of_that(question: str, before: Turn) -> str:
    """What "when was that?" asks of what the question before told of, unless it asked the same; "" in doubt."""
    asks = _WHEN_WAS_THAT.match(question)
    if not asks:
        return ""
    asking, parts = asks[asks.lastindex or 0], asked(before.question)
    return "" if parts and parts.asking.lower() == asking.lower() else _ask_again(asking, before)


def _fill_gap(parts: Asked, filled: str) -> str:
    """What follows the auxiliary with the answer behind its verb: "Ann meet in Oslo" becomes "Ann meet Bo in Oslo"."""
    if not filled:
        return parts.rest
    later = None if ends_in_preposition(parts.rest) else re.search(rf" (?!to\b){PREPOSITION} ", parts.rest)
    gap = later.start() if later else len(parts.rest.rstrip(" ?.!"))
    return f"{parts.rest[:gap]} {filled}{parts.rest[gap:]}"
