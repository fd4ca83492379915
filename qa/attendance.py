"""Who was at a meeting, as its minutes list them: "Present: ...", "Apologies: ...", "Ann Lee (chair)".

Such a list shares no word with "who was at the may meeting?", and the reader finds no sentence in it.
"""

import re
from collections.abc import Sequence

from llama_index.core.schema import NodeWithScore, TextNode

from corpus.dates import MONTHS
from index.passages import Span
from qa.candidate import Candidate
from qa.grounding import content_words, stems

# Nine minutes by six writers, made without sight of these rules, have these lists, and of each the right one is found;
# some were seen while the rules were made. By the rule of succession (Laplace), as they are few.
ATTENDANCE_CONFIDENCE = (9 + 1) / (9 + 2)
BEGINNING = 300  # characters of a passage that tell which meeting it is of

_MEETING = r"(?:meetings?|agm|egm|assembly|session|workshop|call)"
_PRESENT = re.compile(
    rf"^who (?:all )?(?:was|were|is) (?:at|in|on|present|there)\b.*\b(?:{_MEETING}|present)\b|"
    rf"^who (?:all )?(?:attended|came to|took part in|joined|went to)\b.*\b{_MEETING}\b|"
    rf"^(?:the )?(?:attendees|participants|attendance)\b.*\b{_MEETING}\b|\b{_MEETING} (?:attendees|participants)\W*$"
)
_ABSENT = re.compile(
    rf"^who (?:was|were) (?:missing|absent|away|not (?:at|in|present|there))\b.*\b{_MEETING}\b|"
    rf"^who (?:missed|(?:did ?n['’o]t|did not|could ?n['’o]t|could not) (?:attend|come|make))\b.*\b{_MEETING}\b|"
    r"^who (?:sent|gave|made) (?:\w+ )?apologies\b|^apologies\b"
)
_CHAIR = re.compile(rf"^who (?:chaired|(?:was|were) (?:the |in the )?chair\w*|led|ran)\b.*\b{_MEETING}\b")
_LINES = {
    _PRESENT: r"present|attendance|attendees|attending|participants|those present|members present",
    _ABSENT: r"apologies(?: for absence)?|absent|absences|regrets|not present|excused",
}
_NAMES = r"(?P<names>[^\s\d][^\n]*(?:\n(?![^\S\n]*\n|[^\n:]{1,30}:)[^\n]+)*)"
_LABEL = r"^\W*(?:{})\W*:\W*"
_IN_THE_CHAIR = re.compile(
    r"(?:^|[,;:.]\s|\*\s)(?P<names>[^,;:(\n]{3,40}?) \((?:[^()\n]*, )?(?:in the )?chair(?:man|woman|person)?\)|"
    r"\b(?:in the chair|chair(?:man|woman|person)?|chaired by)\W*: ?(?P<chair>[^,;.\n]{3,40})",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+")
_ABOUT_IT = frozenset(
    stems(
        "who was were is at in on present there meeting meetings agm call session workshop attended attend came come "
        "took part joined went missing absent away missed could couldn did didn t not make sent gave made apologies "
        "chaired chair chairman led ran attendees participants attendance list last latest recent most"
    )
)


def find_attendance(question: str, passages: Sequence[NodeWithScore]) -> list[Candidate]:
    """The list of those present, of those missing or the one in the chair, whichever is asked for, of the one meeting.

    The latest where several fit. Empty where nothing of the kind is asked, or two meetings cannot be told apart.
    """
    plain = " ".join(question.lower().split())
    asked = next((kind for kind in (_CHAIR, _ABSENT, _PRESENT) if kind.search(plain)), None)
    if asked is None:
        return []
    found: dict[str, Candidate] = {}
    for ranked in passages:
        node = ranked.node
        if isinstance(node, TextNode) and _is_of(question, node) and (place := _place(asked, node.text)):
            found.setdefault(node.metadata["document_id"], Candidate(node, ranked.score or 0.0, *place, margin=0.0))
    dated = sorted(found.values(), key=lambda one: one.passage.metadata.get("published") or "", reverse=True)
    days = [one.passage.metadata.get("published") for one in dated[:2]]
    return dated[:1] if len(dated) == 1 or (dated and days[0] != days[1]) else []


def _place(asked: re.Pattern[str], text: str) -> Span | None:
    if asked is _CHAIR:
        match = _IN_THE_CHAIR.search(text)
    else:
        match = re.search(_LABEL.format(_LINES[asked]) + _NAMES, text, re.IGNORECASE | re.MULTILINE)
    if match is None:
        return None
    start, end = match.span("chair" if match.groupdict().get("chair") else "names")
    return start, start + len(text[start:end].rstrip(" .*"))


def _is_of(question: str, passage: TextNode) -> bool:
    """Whether the meeting has the month that the question names, and all other words that it is named by."""
    title, published = passage.metadata.get("title", ""), passage.metadata.get("published") or ""
    held = f"{title} {passage.text.partition(chr(10))[0]}"
    if len(published) > len("2026-"):
        held += f" {MONTHS[int(published[5:7]) - 1]} {published[:4]}"
    months = {word for word in _WORD.findall(question.lower()) if word in MONTHS}
    if not months <= set(_WORD.findall(held.lower())):
        return False
    named = {word for word in content_words(question) if word.lower() not in MONTHS}
    told = {*stems(held), *(word for word in stems(passage.text[:BEGINNING]) if word.isalpha())}
    return set(stems(" ".join(named))) - _ABOUT_IT <= told
