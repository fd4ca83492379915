"""A follow-up becomes a question that stands alone: by rules for English, so that what was understood can be shown."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from qa.plain_question import asks_nothing
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
    meant_by_it,
    names,
    subject_span,
)
from qa.titles import TITLES

MOST_JOINED = 200  # characters of a question that a follow-up is put behind: the reader cuts what is long at its end
MOST_INSTEAD = 5  # words after "what about"; what is longer says itself what it asks

_MARKER = re.compile(r"\s*\[\d+\]")
_HE_OR_SHE = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_IDIOM = r"(?!(?:['’]s| is| was| will be)? (?:true|possible|likely|time|clear|takes?|mean)\b)"
_THEY = re.compile(rf"\b(?:they|them|their)\b{_IDIOM}", re.IGNORECASE)
_IT = re.compile(rf"\b(?:it|its)\b{_IDIOM}", re.IGNORECASE)
_POSSESSIVES = frozenset(["his", "hers", "its", "their"])
_NO_NOUN = re.compile(
    r"\W*(?:$|(?:in|on|at|of|by|for|to|from|with|as|be|and|or|after|before|during|about|since|when|while|go|come)\b)",
    re.IGNORECASE,
)
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
_TIME = re.compile(rf"^{_WHEN}$", re.IGNORECASE)
_TIME_AT_END = re.compile(rf" {_WHEN}(?=\W*$)", re.IGNORECASE)
_ASKS_FOR_A_PERSON = re.compile(
    rf"^(?:{PREPOSITION} )?(?:who|whom|whose|(?:which|what) \w*(?:person|man|woman|er|or|ist))\b", re.IGNORECASE
)
_ASKS = re.compile(rf"\b{ASKING}\b", re.IGNORECASE)
_ASKS_FOR_AN_OFFICE = re.compile(r"^who(?:['’]s| is| was)\b", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"^the |\b(?:university|college|school|council|committee|company|group|party|club|bank|trust|institute|court|"
    r"police|department|ministry|association|union|ltd|inc|plc)$",
    re.IGNORECASE,
)
_NO_PERSON_FOLLOWS = re.compile(r"\b(?:the|in|at|on|near|from|of) $", re.IGNORECASE)


class _Turn(NamedTuple):
    """A question, what was answered, and the complete question that it needs before it: "" where it stands alone."""

    question: str
    answer: str = ""
    needs: str = ""

    @property
    def name(self) -> str:
        """The answer where it is a name, "" where it is none or only a title."""
        return self.answer if NAME.fullmatch(self.answer) and not _only_titles(self.answer) else ""

    def behind(self, before: "_Turn") -> "_Turn":
        """The same turn where it cannot do without the one before: it needs the last complete question."""
        return self._replace(needs=before.needs or before.question)


def stand_alone(question: str, history: Sequence[tuple[str, str]]) -> str:
    """The question with what it takes from the turns before it, each a question and its answer's text, oldest first.

    "why?" takes the whole question before it, with the answer where that was its subject; "what about X?" takes it with
    X in place of its last name, or of what stood behind the same preposition; "she" and "it" become the name or thing
    that the turn before was about. In doubt the follow-up comes behind the last question that stands alone. A question
    that needs nothing comes back as it is.
    """
    before = _Turn("")
    turns = [(clean(then), clean(_MARKER.sub("", answered))) for then, answered in history]
    for then, answered in [*(turn for turn in turns if not asks_nothing(turn[0])), (question, "")]:
        turn = _complete(then, before) if before.question else _Turn(then)
        before = turn._replace(answer=answered)
    return _join(before.needs, before.question) if before.needs else before.question


def clean(text: str) -> str:
    """The text with single spaces and nothing that cannot be encoded."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def _only_titles(name: str) -> bool:
    return TITLES.issuperset(name.lower().split())


def _complete(question: str, before: _Turn) -> _Turn:
    if bare := _BARE.match(question):
        again = _ask_again(_HOW_COME.sub("why", bare[1]), before)
        return _Turn(again, needs=before.needs) if again else _Turn(question).behind(before)
    instead = _INSTEAD.match(question)
    other = (instead[1] or instead[2]) if instead else ""
    has_pronoun = any(pronouns.search(question) for pronouns in (_HE_OR_SHE, _THEY, _IT))
    if other and len(other.split()) <= MOST_INSTEAD and not has_pronoun and not _QUESTION.match(other):
        return _Turn(_put_instead(other, before.question), needs=before.needs)
    turn = _Turn(question) if names(question) else _put_for_pronouns(question, before)
    same_of_another = other and has_pronoun and not (_QUESTION.match(other) or _OWNS_IT.search(other))
    return turn.behind(before) if same_of_another else turn


def _join(before: str, question: str) -> str:
    if len(before) > MOST_JOINED:
        return question
    return f"{before} {question if before.endswith(('?', '.', '!')) else lower_start(question)}"


def _ask_again(asking: str, before: _Turn) -> str:
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
    if preposition := _PREPOSITION.match(other):
        return _put_behind_preposition(preposition[0], other, before) or added
    if _TIME.match(other):
        return _TIME_AT_END.sub(f" {other}", before) if _TIME_AT_END.search(before) else added
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


def _put_for_pronouns(question: str, before: _Turn) -> _Turn:
    needs = False
    for pronouns, meant_by in ((_HE_OR_SHE, _meant_by_she), (_THEY, _meant_by_they), (_IT, _meant_by_it)):
        if pronouns.search(question):
            meant = meant_by(before)
            needs = needs or not meant or meant in question
            question = _put_for(pronouns, meant, question) if meant and meant not in question else question
    return _Turn(question).behind(before) if needs else _Turn(question)


def _meant_by_she(before: _Turn) -> str:
    """The person asked for, else the one name that may be a person's, the one with more words first; "" in doubt."""
    keywords = not _ASKS.search(before.question)
    if (
        before.name
        and (keywords or _ASKS_FOR_A_PERSON.match(before.question))
        and not _ORGANISATION.search(before.name)
    ):
        return before.name
    persons = _persons(before.question) or _persons(before.needs)
    full = list(dict.fromkeys(person for person in persons if " " in person))
    return "" if len(full) > 1 else (full or persons[-1:] or [""])[0]


def _persons(question: str) -> list[str]:
    """The names that may be a person's; "Ann's deputy" is not about Ann, and nobody is called "the"."""
    return [
        name[0]
        for name in names(question)
        if not (OWNING.search(name[0]) or _ORGANISATION.search(name[0]) or _only_titles(name[0]))
        and not _NO_PERSON_FOLLOWS.search(question[: name.start()])
    ]


def _meant_by_they(before: _Turn) -> str:
    """Who did what was asked; who holds an office is one, and "they" are those where it is held."""
    does = _ASKS_FOR_A_PERSON.match(before.question) and not _ASKS_FOR_AN_OFFICE.match(before.question)
    return (before.name if does else "") or _meant_by_it(before)


def _meant_by_it(before: _Turn) -> str:
    return meant_by_it(before.question) or meant_by_it(before.needs)


def _put_for(pronouns: re.Pattern[str], meant: str, question: str) -> str:
    def named(pronoun: re.Match[str]) -> str:
        word = pronoun[0].lower()
        owning = word in _POSSESSIVES or (word == "her" and not _NO_NOUN.match(question, pronoun.end()))
        return f"{meant}'s" if owning else meant

    return pronouns.sub(named, question)
