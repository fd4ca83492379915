"""Whoever has died holds no office: "Dermot Quayle, manager of Brennmouth City, dies aged 81"."""

import re

from qa.titles import TITLES

_OFFICE = (
    r"(?:president|vice[ -]president|chair(?:man|woman|person)?|mayor|governor|premier|director|minister|secretary|"
    r"chief[ -]\w+(?: officer)?|c[efot]o|pm|manager|coach|captain|editor|conductor|head|head ?teacher|principal|leader|"
    r"boss|treasurer|bishop|archbishop|ambassador|speaker|owner|landlord|landlady)"
)
_ASKS_WHO_HOLDS = re.compile(
    rf"^(?:and |so )?(?:who(?:['’]s| is| are) (?:(?!.*\b{_OFFICE}['’]s?\b).*\b{_OFFICE}s?\b)|who (?:now |currently )?"
    r"(?:manages|coaches|captains|edits|conducts|chairs|heads|leads|runs|owns)\b)",
    re.IGNORECASE,
)
_ASKS_OF_BEFORE = re.compile(
    r"\b(?:former|previous|ex|late|first|founding|original|longest|oldest|youngest|last|d(?:ied|ies|ead|eath|eceased)|"
    r"killed|was|were|did|had|won|led|(?:1[89]|20)\d\d)\b|.\b(?:who|that|which)\b",
    re.IGNORECASE,
)
_WORK = re.compile(  # whose director and editor stay so, as a ship's captain does that was lost
    r"\b(?:films?|movies?|novels?|books?|anthology|plays|opera|drama|documentar(?:y|ies)|album|ship|vessel|steamer|"
    r"voyage|sank|wreck|[HR]MS)\b"
)
_MADE = re.compile(r"\b(?:director|editor|conductor|captain|edits|captains|conducts)\b", re.IGNORECASE)
_CAPITALISED = r"[^\W\d_a-zß-öø-ÿ][\w’'-]*"
_ANOTHER = r"\b(?:whose|since|after|when|until|sa(?:ys|id))\b"  # begins what is told of somebody else
_BESIDE = rf"(?:, (?!(?:and|but|his|her|their)\b)(?:(?!{_ANOTHER})[^,.;\n]){{1,110}}){{1,2}},"  # the office, the age
_DIED = (
    r"(?:(?:has |have |had )?(?:suddenly |sadly |peacefully )?(?:died|passed away)|dies|"
    r"(?:was|has been|is) (?:killed|shot dead|found dead)|is dead(?! (?:set|against|certain|sure|right|wrong)\b))\b"
)
_NOT_REALLY = r"(?:down|out|away|laughing|on (?:the )?stage|of (?:laughter|shame))\b"
_HAS_DIED = re.compile(rf"(?:(?i:{_BESIDE})|,)? {_DIED}(?! {_NOT_REALLY})|(?:, \d+,|,)? who {_DIED}(?! {_NOT_REALLY})")
_NAME_BEFORE = re.compile(rf"({_CAPITALISED}|\b[^\W\d_]\.|\b\w{{2,4}}\.) \Z")
_RUMOURED = re.compile(r"\b(?:rumours?|false|claims?|reports?|denied|hoax)\b[^.;\n]*\Z", re.IGNORECASE)
_OF_KIN = re.compile(
    r"\b(?:father|mother|husband|wife|widow|brother|sister|son|daughter|uncle|aunt|partner|founded|after)\b[^;\n]*\Z",
    re.IGNORECASE,
)
_NAME = re.compile(rf"{_CAPITALISED}(?:[ -]{_CAPITALISED})*")
_NEAR = 60  # characters before a name


def is_dead_holder(question: str, text: str, start: int, end: int) -> bool:
    """Whether the question asks who holds an office now, and the text tells that the one at `text[start:end]` has died.

    Whoever directed a film or edited a book did so even if dead.
    """
    if not _ASKS_WHO_HOLDS.match(question) or _ASKS_OF_BEFORE.search(question):
        return False
    if _MADE.search(question) and (_WORK.search(text) or _WORK.search(question.lower())):
        return False
    name = _NAME.search(text, start, end)
    if not name:
        return False
    words = name[0].split()
    places = re.finditer(rf"\b{re.escape(words[-1])}\b", text)
    return any(_is_same(words, text, place.start()) and _HAS_DIED.match(text, place.end()) for place in places)


def _is_same(words: list[str], text: str, start: int) -> bool:
    """Whether the last of the words, found at `start`, is the one of that name: with no other before it ("Tom" in "Tom
    Lee"), and by itself no relative's or another one's who has it in the text.
    """
    if _RUMOURED.search(text, max(0, start - _NEAR), start):
        return False
    before = _NAME_BEFORE.search(text, max(0, start - _NEAR), start)
    if len(words) == 1 or (before and before[1] in words):
        return True
    if before and before[1].lower().rstrip(".") not in TITLES:
        return False
    others = re.finditer(rf"({_CAPITALISED}) {re.escape(words[-1])}\b", text)
    alone = all(one[1] in words or one[1].lower() in TITLES for one in others)
    return alone and not _OF_KIN.search(text, max(0, start - _NEAR), start)
