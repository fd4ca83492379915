"""Who was at a meeting, as its minutes list them: "Present: ...", "Apologies: ...", "Ann Lee (chair)".

Such a list shares no word with "who was at the may meeting?", and the reader finds no sentence in it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from llama_index.core.schema import NodeWithScore, TextNode

from corpus.dates import CAPITAL_MONTH, MONTHS
from index.passages import Span
from qa.attendance_list import listed
from qa.attendance_question import MeetingQuestion, Part, asked_of_a_meeting
from qa.candidate import Candidate
from qa.grounding import content_words, stems

# Nine minutes by six writers, made without sight of these rules, have these lists, and of each the right one is found;
# some were seen while the rules were made. By the rule of succession (Laplace), as they are few.
ATTENDANCE_CONFIDENCE = (9 + 1) / (9 + 2)
BEGINNING = 300  # characters of a passage, or after a meeting's heading, that tell which meeting it is of

_WORD = re.compile(r"\w+")
_OF_ANY_MEETING = frozenset(stems("meeting held last latest recent most s"))
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?(?P<month>{CAPITAL_MONTH})\b"
    r"(?: (?P<day_behind>\d{1,2})(?:st|nd|rd|th)?\b(?!:))?(?:,? (?P<year>(?:19|20)\d\d)\b)?|"
    r"\b(?P<iso>(?:19|20)\d\d-(?:0[1-9]|1[0-2])-\d\d)\b"
)
_A_MEETING = re.compile(r"\b(?:meeting|minutes|agm|egm|assembly|session|workshop|call)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:next|last|previous|following|approved|agreed|signed|accepted|confirmed|adopted|correct|arising)\b",
    re.IGNORECASE,
)
_MOST_BESIDE_DATE = 4  # words of a line that is a heading by its date
_SHORTENED = re.compile(r"\b(?P<a>annual|extraordinary) general meeting\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Meeting:
    """A meeting: where its dated heading above a list begins, 0 without one, and the words that tell of it."""

    start: int
    months: frozenset[str]
    told: frozenset[str]
    day: str  # "2025-04-08", "" where unknown
    headed: bool


def find_attendance(question: str, passages: Sequence[NodeWithScore]) -> list[Candidate]:
    """The list of those present, of those missing or the one in the chair, whichever is asked for, of the one meeting.

    The latest where several fit. Empty where nothing of the kind is asked, or two meetings cannot be told apart.
    """
    asked = asked_of_a_meeting(question)
    if asked is None:
        return []
    held: dict[tuple[str, int], tuple[str, list[Candidate]]] = {}
    for ranked in passages:
        if not isinstance(node := ranked.node, TextNode):
            continue
        for place in listed(asked.part, node.text):
            meeting = _meeting_of(node, place)
            if _is_of(asked, meeting):
                begins = (node.start_char_idx or 0) + meeting.start if meeting.headed else -1
                one = Candidate(node, ranked.score or 0.0, *place, margin=0.0)
                held.setdefault((node.metadata["document_id"], begins), (meeting.day, []))[1].append(one)
    return _of_the_latest(held)


def is_of_others_at_a_meeting(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is listed as missing where those present or the chair are asked for, or the reverse."""
    asked = asked_of_a_meeting(question)
    if asked is None:
        return False
    others = Part.PRESENT if asked.part is Part.ABSENT else Part.ABSENT
    return any(first <= start and end <= last for first, last in listed(others, text))


def _of_the_latest(held: dict[tuple[str, int], tuple[str, list[Candidate]]]) -> list[Candidate]:
    """What the latest meeting's minutes list; empty where they list two things, or another may be as late."""
    if not held:
        return []
    (latest, (day, lists)), *others = sorted(held.items(), key=lambda one: one[1][0], reverse=True)
    if any(other[1][0] == day or (other[0][0] == latest[0] and -1 in (other[0][1], latest[1])) for other in others):
        return []
    longest = max(lists, key=lambda one: len(one.text))
    return [longest] if all(one.text in longest.text for one in lists) else []


def _meeting_of(passage: TextNode, place: Span) -> _Meeting:
    text, title = passage.text, passage.metadata.get("title", "")
    published = passage.metadata.get("published") or ""
    heading = _heading_above(text, place[0])
    if heading:
        line = text[slice(*heading)]
        held = f"{_DATE.sub(_year_alone, title)} {line} {published[:4]}"
        months, day = _months(line), _day(line, title, published)
    else:
        held = f"{title} {text.partition(chr(10))[0]}"
        if len(published) > len("2026-"):
            held += f" {MONTHS[int(published[5:7]) - 1]} {published[:4]}"
        months, day = frozenset(_WORD.findall(held.lower())).intersection(MONTHS), published
        if len(set(_WORD.findall(title.lower())).intersection(MONTHS)) > 1:  # the minutes of several meetings
            months = frozenset()
    start = heading[0] if heading else 0
    beginning = text[start : start + BEGINNING]
    if not passage.start_char_idx:  # where whose minutes they are may stand
        beginning = f"{text.partition(chr(10))[0]} {beginning}"
    told = {*stems(held), *(word for word in stems(beginning) if word.isalpha())}
    told |= {f"{match['a'][0].lower()}gm" for match in _SHORTENED.finditer(f"{held} {beginning}")}
    return _Meeting(start, months, frozenset(told), day, heading is not None)


def _year_alone(date: re.Match[str]) -> str:
    return f" {date['year'] or ''} "


def _heading_above(text: str, end: int) -> Span | None:
    """(start, end) of the last line above that dates a meeting, or else is little more than a date."""
    lines = [match.span() for match in re.finditer(r"[^\n]+", text) if match.end() < end]
    dated = [place for place in lines if _DATE.search(text, *place) and not _OF_ANOTHER.search(text, *place)]
    named = [place for place in dated if _A_MEETING.search(text, *place)]
    bare = [place for place in dated if len(_WORD.findall(_DATE.sub("", text[slice(*place)]))) <= _MOST_BESIDE_DATE]
    return next(reversed(named or bare), None)


def _months(text: str) -> frozenset[str]:
    found = {match["month"] for match in _DATE.finditer(text)}
    numbers = {MONTHS[int(match["iso"][5:7]) - 1] for match in _DATE.finditer(text) if match["iso"]}
    return frozenset({month.lower() for month in found if month} | numbers)


def _day(line: str, title: str, published: str) -> str:
    """The day of a meeting's heading, as far as it is told; its year may stand in the title."""
    date = next(_DATE.finditer(line))
    if date["iso"]:
        return date["iso"]
    years = (match["year"] for match in _DATE.finditer(title) if match["year"])
    year = date["year"] or next(years, published[:4])
    day = date["day"] or date["day_behind"] or "0"
    return f"{year}-{MONTHS.index(date['month'].lower()) + 1:02d}-{int(day):02d}"


def _is_of(asked: MeetingQuestion, meeting: _Meeting) -> bool:
    """Whether the meeting has the month that the question names, and all other words that it is named by."""
    months = {word for word in _WORD.findall(asked.meeting) if word in MONTHS}
    named = " ".join(word for word in content_words(asked.meeting) if word not in MONTHS)
    return months <= meeting.months and set(stems(named)) - _OF_ANY_MEETING <= meeting.told
