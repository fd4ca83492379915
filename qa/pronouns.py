"""Who or what "she", "they" and "it" are in a follow-up: by rules for English."""

import re

from qa.question_parts import ANY_ARTICLE, ASKING, DAY, NAME, OWNING, PREPOSITION, meant_by_it, names
from qa.turn import Turn, only_titles

_HE_OR_SHE = re.compile(r"\b(?:he|she|him|his|her|hers)\b", re.IGNORECASE)
_IDIOM = r"(?!(?:['’]s| is| was| will be)? (?:true|possible|likely|time|clear|takes?|mean|rains?|snows?|freezes)\b)"
_THEY = re.compile(rf"\b(?:they|them|their)\b{_IDIOM}", re.IGNORECASE)
_IT = re.compile(rf"\b(?:it|its)\b{_IDIOM}", re.IGNORECASE)
_THAT = re.compile(
    r"(?<=\bis )that(?=\W*$| (?:per|each|a (?:day|week|month|year)|for|in|on|with|including|inclusive|before|after|"
    r"still|enough|included|allowed|paid|required)\b)|(?<=\bdoes )that(?= (?:include|cover|apply|count|change|need)\b)",
    re.IGNORECASE,
)
_POSSESSIVES = frozenset(["his", "hers", "its", "their"])
_NO_NOUN = re.compile(
    r"\W*(?:$|(?:in|on|at|of|by|for|to|from|with|as|be|and|or|after|before|during|about|since|when|while|go|come)\b)",
    re.IGNORECASE,
)
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
_ASKS_OF_AN_OWNER = re.compile(
    r"^what(?:['’]s| is| was| are| were) (?P<owner>[^?]*?\w)['’]s? (?:[a-z-]+ )?"
    r"(?:number|e-?mail|phone|address|role|job|title|age|salary|room|office|position|post|name)\W*$",
    re.IGNORECASE,
)
_WHO_IS = re.compile(
    r"^who(?:['’]?s| is| was) (?P<name>(?!(?:the|an?|our|my|your|in|on)\b)[\w-]+(?: [\w-]+)?)\W*$", re.IGNORECASE
)
_IS_WHAT_ONE_IS = re.compile(
    r"^(?:an? |the |our )|\bof\b|^[\w-]+$|\b(?:designer|developer|manager|engineer|director|officer|assistant|lead|"
    r"head|chair\w*|secretary|treasurer|editor|accountant|nurse|teacher|coordinator|administrator|analyst|consultant)\W*$",
    re.IGNORECASE,
)
_PUT_BEFORE = re.compile(r"(?:when|while|after|before|if|since|as|because|although|though|in|during)\b", re.IGNORECASE)


def has_pronoun(question: str) -> bool:
    """Whether the question has a pronoun that may mean what another named: "she", "it", "their", "that"."""
    return any(pronouns.search(question) for pronouns in (_HE_OR_SHE, _THEY, _IT, _THAT))


def put_for_pronouns(question: str, before: Turn) -> Turn:
    """The turn with what its pronouns mean in their place; it needs the turn before where that is open.

    Where the question has a name itself, only what stands before that is sure to mean something else.
    """
    own = _first_name(question)
    end = len(question) if own is None else own
    needs = False
    for pronouns, meant_by in (
        (_HE_OR_SHE, _meant_by_she),
        (_THEY, _meant_by_they),
        (_IT, _meant_by_it),
        (_THAT, _meant_by_it),
    ):
        if not pronouns.search(question[:end]):
            continue
        meant = meant_by(before)
        if not meant or meant in question:
            needs = needs or own is None
            continue
        longer = len(question)
        question = _put_for(pronouns, meant, question, end)
        end += len(question) - longer
    return Turn(question).behind(before) if needs else Turn(question)


def _first_name(question: str) -> int | None:
    """Where what the question names itself begins, be it behind "when she left, did Ann"; None where it names nothing.

    A day or a month is nobody's name.
    """
    own = next((name.start() for name in names(question) if not DAY.fullmatch(name[0])), None)
    if own is None:
        return None
    if _PUT_BEFORE.match(question) and "," in question[:own]:
        return 0
    thing = ANY_ARTICLE.search(question, 0, own)
    return thing.start() if thing else own


def _meant_by_she(before: Turn) -> str:
    """The person asked for, else the one name that may be a person's, the one with more words first; "" in doubt."""
    keywords = not _ASKS.search(before.question)
    if named := _named_by_who(before):
        return named
    if (
        before.name
        and (keywords or _ASKS_FOR_A_PERSON.match(before.question))
        and not _ORGANISATION.search(before.name)
    ):
        return before.name
    persons = _persons(before.question) or _owner(before.question) or _persons(before.needs)
    full = list(dict.fromkeys(person for person in persons if " " in person))
    return "" if len(full) > 1 else (full or persons[-1:] or [""])[0]


def _named_by_who(before: Turn) -> str:
    """Who "who is ann lee?" asked of, where the answer says what she is: "Designer", "a designer", "Head of Sales"."""
    asked = _WHO_IS.match(before.question)
    if not asked or not (NAME.fullmatch(asked["name"]) or _IS_WHAT_ONE_IS.search(before.answer)):
        return ""
    return asked["name"]


def _owner(question: str) -> list[str]:
    """Whose number, role or room was asked for, by name."""
    asked = _ASKS_OF_AN_OWNER.match(question)
    return [asked["owner"]] if asked and NAME.fullmatch(asked["owner"]) else []


def _persons(question: str) -> list[str]:
    """The names that may be a person's; "Ann's deputy" is not about Ann, and nobody is called "the"."""
    return [
        name[0]
        for name in names(question)
        if not (OWNING.search(name[0]) or _ORGANISATION.search(name[0]) or only_titles(name[0]))
        and not _NO_PERSON_FOLLOWS.search(question[: name.start()])
    ]


def _meant_by_they(before: Turn) -> str:
    """Who did what was asked; who holds an office is one, and "they" are those where it is held."""
    does = _ASKS_FOR_A_PERSON.match(before.question) and not _ASKS_FOR_AN_OFFICE.match(before.question)
    return (before.name if does else "") or _meant_by_it(before)


def _meant_by_it(before: Turn) -> str:
    return meant_by_it(before.question) or meant_by_it(before.needs)


def _put_for(pronouns: re.Pattern[str], meant: str, question: str, end: int) -> str:
    def named(pronoun: re.Match[str]) -> str:
        if pronoun.start() >= end:
            return pronoun[0]
        word = pronoun[0].lower()
        owning = word in _POSSESSIVES or (word == "her" and not _NO_NOUN.match(question, pronoun.end()))
        return f"{meant}'s" if owning else meant

    return pronouns.sub(named, question)
