"""What a question asks of those who were at a meeting: who was there, who was missing, who was in the chair."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple


class Part(Enum):
    """Whom of a meeting a question asks for."""

    PRESENT = "present"
    ABSENT = "absent"
    CHAIR = "chair"


class MeetingQuestion(NamedTuple):
    """Who is asked for, and what the question says of the meeting: "april meeting"; empty where it says nothing."""

    part: Part
    meeting: str


_MEETING = r"(?:meeting|agm|egm|assembly|session|workshop|call)"
_WHO = (
    r"(?:who(?: all)?|(?:which|what) (?:(?:committee|board|council) )?"
    r"(?:members?|councillors?|trustees?|directors?|governors?|people))"
)
_WAS = r"(?:was|were|is|are)"
_OF_A_MEETING = rf"(?P<meeting>.*\b{_MEETING}\b.*)"
_OF_IT = r"(?P<meeting>.*)"
_LIST = (
    r"(?:(?:please )?(?:list|name|show|give)(?: me)? )?(?:who (?:were|are) )?(?:all )?(?:the )?(?:names of )?(?:the )?"
)
_QUESTIONS = (
    (Part.CHAIR, rf"{_WHO} (?:chaired|led|ran|presided(?: over| at)?|took the chair)\b{_OF_A_MEETING}"),
    (Part.CHAIR, rf"{_WHO} {_WAS} (?:(?:the |in the )?chair\w*)\b{_OF_A_MEETING}"),
    (Part.CHAIR, r"who (?:chaired|presided|took the chair|was in the chair)(?P<meeting>)"),
    (Part.ABSENT, rf"{_WHO} {_WAS} (?:missing|absent|away|not (?:at|in|present|there))\b{_OF_A_MEETING}"),
    (Part.ABSENT, rf"{_WHO} {_WAS} (?:absent|not present)\b{_OF_IT}"),
    (
        Part.ABSENT,
        rf"{_WHO} (?:missed|(?:did ?n['’o]?t|did not|could ?n['’o]?t|could not) (?:attend|come|make))\b{_OF_A_MEETING}",
    ),
    (Part.ABSENT, rf"{_WHO} (?:sent|gave|made|tendered) (?:\w+ )?apologies\b{_OF_IT}"),
    (Part.ABSENT, rf"apologies\b{_OF_IT}"),
    (Part.PRESENT, rf"{_WHO} {_WAS} (?:present|in attendance)\b{_OF_IT}"),
    (Part.PRESENT, rf"{_WHO} {_WAS} (?:at|in|on|there)\b{_OF_A_MEETING}"),
    (
        Part.PRESENT,
        rf"{_WHO} (?:attended|came to|took part in|participated in|joined|went to)\b{_OF_A_MEETING}",
    ),
    (
        Part.PRESENT,
        rf"{_LIST}(?:attendees|participants|attendance(?: list)?|those present|"
        rf"every(?:one|body)(?: who was)?(?: present)?(?= at\b))\b{_OF_A_MEETING}",
    ),
    (Part.PRESENT, rf"{_LIST}(?:attendees|those present)(?P<meeting>)"),
    (Part.PRESENT, rf"(?P<meeting>.*\b{_MEETING}) (?:attendees|participants)"),
)
_PATTERNS = tuple((part, re.compile(rf"{pattern}\W*")) for part, pattern in _QUESTIONS)
_OF_SEVERAL = re.compile(rf"\b(?:{_MEETING}s|both|each|every|always|never|often|which|not)\b")


@lru_cache(maxsize=64)
def asked_of_a_meeting(question: str) -> MeetingQuestion | None:
    """What a question asks of those who were at one meeting; None where it asks for something else."""
    plain = " ".join(question.lower().split())
    matches = ((part, pattern.fullmatch(plain)) for part, pattern in _PATTERNS)
    asked = next((MeetingQuestion(part, match["meeting"]) for part, match in matches if match), None)
    return None if asked is None or _OF_SEVERAL.search(asked.meeting) else asked
