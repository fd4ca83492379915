"""A follow-up becomes a question that stands alone: by rules for English, so that what was understood can be shown."""

import re
from collections.abc import Sequence

from qa.stop_words import STOP_WORDS

MOST_JOINED = 200  # characters of a question that a follow-up is put behind: the reader cuts what is long at its end
MOST_INSTEAD = 5  # words after "what about"; what is longer says itself what it asks

_MARKER = re.compile(r"\s*\[\d+\]")
_CAPITAL = r"(?:[A-ZÀ-Þ]|\d+[A-Z])[\w'’.-]*\w"
_NAME = re.compile(rf"\b{_CAPITAL}(?: (?:(?:of|de|la|van|von|al|bin) )?{_CAPITAL})*")
_THING = re.compile(r"\b(?:the|a|an) (\w+)", re.IGNORECASE)
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:it|its|they|them|their)\b(?!(?:['’]s| is| was| will be)? (?:true|possible|likely|time|clear|takes?|mean)\b)",
    re.IGNORECASE,
)
_POSSESSIVES = frozenset(["his", "hers", "its", "their"])
_NO_NOUN = re.compile(
    r"\W*(?:$|(?:in|on|at|of|by|for|to|from|with|as|be|and|or|after|before|during|about|since|when|while|go|come)\b)",
    re.IGNORECASE,
)
_OWNING = re.compile(r"['’]s?$")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)
_INSTEAD = re.compile(r"^(?:(?:and|but|so|ok|okay)\W+)?(?:what|how) about (.+?)\W*$|^and (.+?)\W*$", re.IGNORECASE)
_ASKING = r"(?:who|whom|whose|what|which|when|where|why|how(?: (?:many|much|long|old|far|often|big|large))?)"
_BARE = re.compile(rf"^(?:(?:and|but|so)\W+)?({_ASKING})\W*$", re.IGNORECASE)
_ASKED = re.compile(rf"^{_ASKING}\b\s*", re.IGNORECASE)


def stand_alone(question: str, history: Sequence[tuple[str, str]]) -> str:
    """The question with what it takes from the turns before it, each a question and its answer's text, oldest first.

    "why?" takes the whole question before it; "what about X?" takes it with X in place of its last name; "she" and "it"
    become the name or thing that the turn before was about. A question that needs nothing comes back as it is.
    """
    before, answer = "", ""
    turns = [(clean(asked), clean(_MARKER.sub("", answered))) for asked, answered in history]
    for asked, answered in [*turns, (question, "")]:
        before = _complete(asked, before, answer) if before else asked
        answer = answered
    return before


def clean(text: str) -> str:
    """The text with single spaces and nothing that cannot be encoded."""
    return " ".join(text.encode("utf-8", "replace").decode().split())


def says_something(text: str) -> bool:
    """True where the text has a letter or a digit, without which nothing is asked."""
    return any(character.isalnum() for character in text)


def _complete(question: str, before: str, answer: str) -> str:
    if bare := _BARE.match(question):
        rest = _ASKED.sub("", before)
        return f"{bare[1]} {rest[:1].lower()}{rest[1:]}"
    if (instead := _INSTEAD.match(question)) and len((other := instead[1] or instead[2]).split()) <= MOST_INSTEAD:
        return _put_instead(other, before)
    if _names(question):
        return question
    if _PERSON.search(question):
        person = answer if _NAME.fullmatch(answer) else _last_name(before)
        return _put_for(_PERSON, person, question) if person else _join(before, question)
    if _OTHER.search(question):
        thing = _last_name(before) or _thing(before)
        return _put_for(_OTHER, thing, question) if thing else _join(before, question)
    return question


def _join(before: str, question: str) -> str:
    return f"{before} {question}" if len(before) <= MOST_JOINED else question


def _put_instead(other: str, before: str) -> str:
    """The question before with the other name in place of its last; with the words added where it has no name."""
    names = _names(before)
    if not names:
        return _join(before.rstrip(" ?.!"), f"{other}?")
    start, end = names[-1].span()
    head = before[:start]
    other = _ARTICLE.sub("", other) if head.lower().endswith(("the ", "a ", "an ")) else other
    owning = _OWNING.search(names[-1][0])
    return head + other + (owning[0] if owning else "") + before[end:]


def _put_for(pronouns: re.Pattern[str], meant: str, question: str) -> str:
    def named(pronoun: re.Match[str]) -> str:
        word = pronoun[0].lower()
        owning = word in _POSSESSIVES or (word == "her" and not _NO_NOUN.match(question, pronoun.end()))
        return f"{meant}'s" if owning else meant

    return pronouns.sub(named, question)


def _names(question: str) -> list[re.Match[str]]:
    """The names in a question, as its capitals show them; the sentence's first word alone is none."""
    first = question.split(maxsplit=1)[0] if question.strip() else ""
    begin = len(first) if first.lower() in STOP_WORDS else 0
    return [match for match in _NAME.finditer(question, begin) if match.start() or " " in match[0]]


def _last_name(question: str) -> str:
    """The last name that is not a possessor, "" without one: "Ann's deputy" is not about Ann."""
    names = [match[0] for match in _names(question) if not _OWNING.search(match[0])]
    return names[-1] if names else ""


def _thing(question: str) -> str:
    """The first thing that the question names with an article, "" without one."""
    found = _THING.search(question)
    return f"the {found[1]}" if found else ""
