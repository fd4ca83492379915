"""A follow-up becomes a question that stands alone: by rules for English, so that what was understood can be shown."""

import re
from collections.abc import Sequence

from qa.plain_question import asks_nothing
from qa.pronouns import has_pronoun, put_for_pronouns
from qa.question_parts import (
    ASKING,
    NAME,
    OWNING,
    PHRASE,
    PREPOSITION,
    Asked,
    asked,
    ends_in_preposition,
    lower_start,
    names,
    subject_span,
)
from qa.turn import Turn

MOST_JOINED = 200  # characters of a question that a follow-up is put behind: the reader cuts what is long at its end
MOST_INSTEAD = 5  # words after "what about"; what is longer says itself what it asks

_MARKER = re.compile(r"\s*\[\d+\]")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_OWNS_IT = re.compile(r"\w['’]s \w")  # his widow's name, which asks by itself
_ANY_ARTICLE = re.compile(r"\b(?:the|a|an) ", re.IGNORECASE)
_INSTEAD = re.compile(r"^(?:(?:and|but|so|ok|okay)\W+)?(?:what|how) about (.+?)\W*$|^and (.+?)\W*$", re.IGNORECASE)
_QUESTION = re.compile(rf"(?:{PREPOSITION} )?{ASKING}\b", re.IGNORECASE)
_BARE = re.compile(
    rf"^(?:(?:and|but|so)\W+)?((?:{PREPOSITION} )?{ASKING}(?: (?:else|exactly))?|how \w+)\W*$", re.IGNORECASE
)
_HOW_COME = re.compile(r"^how come$", re.IGNORECASE)
_PREPOSITION = re.compile(rf"^{PREPOSITION}\b", re.IGNORECASE)
_WHEN = r"(?:(?:last|next|this) \w+|now|then|today|yesterday|tomorrow)"
_WHERE = r"(?:inside|outside|indoors|outdoors|upstairs|downstairs|online|abroad|here|there|in person|by phone|at home)"
_LIKE_WORDS = [  # each whole, and at a question's end
    (re.compile(rf"^{words}$", re.IGNORECASE), re.compile(rf" {words}(?=\W*$)", re.IGNORECASE))
    for words in (_WHEN, _WHERE)
]


def stand_alone(question: str, history: Sequence[tuple[str, str]]) -> str:
    """The question with what it takes from the turns before it, each a question and its answer's text, oldest first.

    "why?" takes the whole question before it, with the answer where that was its subject; "what about X?" takes it with
    X in place of its last name, or of what stood behind the same preposition; "she" and "it" become the name or thing
    that the turn before was about. In doubt the follow-up comes behind the last question that stands alone. A question
    that needs nothing comes back as it is.
    """
    before = Turn("")
    turns = [(clean(then), clean(_MARKER.sub("", answered))) for then, answered in history]
    for then, answered in [*(turn for turn in turns if not asks_nothing(turn[0])), (question, "")]:
        turn = _complete(then, before) if before.question else Turn(then)
        before = turn._replace(answer=answered)
    return _join(before.needs, before.question) if before.needs else before.question


def clean(text: str) -> str:
    """The text with single spaces and nothing that cannot be encoded."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _complete(question: str, before: Turn) -> Turn:
    if bare := _BARE.match(question):
        again = _ask_again(_HOW_COME.sub("why", bare[1]), before)
        return Turn(again, needs=before.needs) if again else Turn(question).behind(before)
    instead = _INSTEAD.match(question)
    other = (instead[1] or instead[2]) if instead else ""
    if other and len(other.split()) <= MOST_INSTEAD and not has_pronoun(question) and not _QUESTION.match(other):
        return Turn(_put_instead(other, before.question), needs=before.needs)
    turn = put_for_pronouns(question, before)
    same_of_another = other and has_pronoun(question) and not (_QUESTION.match(other) or _OWNS_IT.search(other))
    return turn.behind(before) if same_of_another else turn


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
        if word not in ("who", "which", "what", "whose"):
            return f"{asking} {parts.rest}"
        return f"{asking} {filled} {parts.rest}" if filled else ""  # "when Ann Lee left"
    if parts.has_subject:
        return f"{asking} {parts.auxiliary} {_fill_gap(parts, filled)}"
    return f"{asking} {parts.auxiliary} {filled} {parts.rest}" if filled else ""


def _fill_gap(parts: Asked, filled: str) -> str:
    """What follows the auxiliary with the answer behind its verb: "Ann meet in Oslo" becomes "Ann meet Bo in Oslo"."""
    if not filled:
        return parts.rest
    later = None if ends_in_preposition(parts.rest) else re.search(rf" (?!to\b){PREPOSITION} ", parts.rest)
    gap = later.start() if later else len(parts.rest.rstrip(" ?.!"))
    return f"{parts.rest[:gap]} {filled}{parts.rest[gap:]}"


def _put_instead(other: str, before: str) -> str:
    """The question before with the other words in place of those like them; with them added where it has none."""
    added = f"{before.rstrip(' ?.!')} {other}?" if len(before) <= MOST_JOINED else f"{other}?"
    for whole, at_end in _LIKE_WORDS:
        if whole.match(other):
            return at_end.sub(f" {other}", before) if at_end.search(before) else added
    if preposition := _PREPOSITION.match(other):
        return _put_behind_preposition(preposition[0], other, before) or added
    found = names(before)
    if not found:
        start, end = subject_span(before)
        if _ANY_ARTICLE.search(before, end):
            return added  # it may stand for what comes behind the verb
        alike = NAME.match(other) or bool(_ARTICLE.match(other)) == bool(_ARTICLE.match(before[start:end]))
        return before[:start] + other + before[end:] if end and alike else added
    start, end = found[-1].span()
    head = before[:start]
    other = _ARTICLE.sub("", other) if head.lower().endswith(("the ", "a ", "an ")) else other
    owning = OWNING.search(found[-1][0])
    return head + other + (owning[0] if owning and not OWNING.search(other) else "") + before[end:]


def _put_behind_preposition(preposition: str, other: str, before: str) -> str:
    """The question before with the other words in place of the same preposition and what follows it; "" in doubt."""
    places = list(re.finditer(rf"\b{preposition} ", before, re.IGNORECASE))
    if len(other.split()) == 1 or not places:
        return ""
    for place in reversed(places):
        name = NAME.match(before, place.end())
        old = name or PHRASE.match(before, place.end())
        if not old or any(map(str.isdigit, old[0])) != any(map(str.isdigit, other)):
            continue
        words = len(_ARTICLE.sub("", old[0]).split())
        if words > max(2, len(other.split()) - 1) or (words > 1 and not name and not _ARTICLE.match(old[0])):
            return ""
        return before[: place.start()] + other + before[old.end() :]
    return ""
