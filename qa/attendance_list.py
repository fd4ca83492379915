"""Where minutes list who was present, who was missing or who was in the chair, and where each list ends."""

import re
from collections.abc import Iterator

from index.passages import Span
from qa.attendance_question import Part
from qa.titles import TITLES

_BESIDE_IT = r"(?:also present|in attendance)"  # beside those who are members
_LABELS = {
    Part.PRESENT: rf"{_BESIDE_IT}|(?:(?:members|those|councillors|trustees|governors|directors) )?present|attendance|"
    r"attendees|attending|participants",
    Part.ABSENT: r"apologies(?: for absence)?|absent|absences|regrets|not present|excused",
}
_TOLD = {
    Part.PRESENT: r"(?:(?:those|members) )?(?:present|in attendance) (?:were|was)",
    Part.ABSENT: r"apologies(?: for absence)?(?: (?:were|was|had|have|been|received|given|sent|tendered|noted|recorded|"
    r"accepted))* (?:from|by)",
}
_MARKS = r"[^\w\n(]{0,40}+"  # of Markdown, too
_COLON = rf"[^\w\n(:]{{0,40}}+:{_MARKS}"
_BELOW = rf"(?P<below>(?:\n{_MARKS}){{1,2}})"
_BEGINS = {
    part: re.compile(
        rf"(?:^|(?<=[.;]\s)){_MARKS}(?:(?P<label>{label})(?: \(\d+\))?(?:{_COLON}{_BELOW}?|"
        rf"{_MARKS}(?P<alone>(?:\n{_MARKS}){{1,2}}))|(?P<told>{_TOLD[part]}):? )(?=[^\s\d])",
        re.IGNORECASE | re.MULTILINE,
    )
    for part, label in _LABELS.items()
}
_BESIDE = re.compile(_BESIDE_IT, re.IGNORECASE)
_NAMES_NOBODY = re.compile(r"(?:see|as (?:above|below|listed|per)|a quorum)\b", re.IGNORECASE)
_CHAIR = r"chair(?:man|woman|person)?"
_IN_THE_CHAIR = re.compile(
    rf"(?:^|[,;:.]\s|[*•-]\s|\b(?:and|by)\s){_MARKS}(?=\w)(?P<name>(?:(?!\band\b)[^,;:(\n]){{3,40}}?) "
    rf"\((?:[^()\n]{{0,60}}, )?(?:in the )?{_CHAIR}\)|"
    rf"(?<!vice[ -])(?<!deputy )(?<!former )(?<!past )\b(?:in the chair|{_CHAIR}|chaired by){_COLON}"
    r"(?P<chair>[^\W\d][^,;(\n]{2,40})",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE_END = re.compile(
    rf"(?P<last>(?<![^\W\d_])[^\W\d_]*+)(?<![.!?])[.!?]++(?=\s|\Z)|\s(?=(?:{'|'.join(_LABELS.values())})\b{_COLON})|\n|\Z",
    re.IGNORECASE,
)
_SHORT = TITLES | frozenset("jr sr st hon fr capt lt col esq".split())
_NEW_PART = re.compile(r"[^\S\n]*(?:[#\d|\n]|\Z)|[^:\n]{1,30}:")
_BULLET = re.compile(r"\s*[-*•–]\s")
_GOES_ON = re.compile(r"(?:[,;&]|\b(?:and|of|the|two|three|four|from|de|van|von))\s*\Z")
_MOST_LINES = 100  # of one list
_LONGEST_WORD = 10  # of those above, with white space
_BRACKETS = re.compile(r"\([^()\n]*\)")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_BESIDE_NAMES = frozenset(
    "and of the de van von der den la le di da al bin for from with plus vice deputy acting clerk secretary treasurer "
    "minutes guest guests observer member members trustee chair".split()
)


def listed(part: Part, text: str) -> list[Span]:
    """(start, end) of each list in the text of those present or missing, or of who was in the chair.

    Those "in attendance" come with those present before them, or alone where nobody else is listed. Left out is a list
    whose end cannot be told, as the line behind it may be a heading or one more name.
    """
    if part is Part.CHAIR:
        return [place for match in _IN_THE_CHAIR.finditer(text) if (place := _chair(match, text))]
    found: list[tuple[Span, bool]] = []
    for label, (start, end), beside in _lists(part, text):
        if found and part is Part.PRESENT and not text[found[-1][0][1] : label].strip(" .;*_\n"):
            (first, _), before = found.pop()
            start, beside = first, beside and before
        found.append(((start, end), beside))
    return [place for place, beside in found if not beside] or [place for place, _ in found]


def _chair(match: re.Match[str], text: str) -> Span | None:
    start, end = match.span("chair" if match["chair"] else "name")
    end = min(end, _sentence_end(text, start))
    end = start + len(text[start:end].rstrip(" .*_"))
    return (start, end) if _are_names(text[start:end]) else None


def _lists(part: Part, text: str) -> Iterator[tuple[int, Span, bool]]:
    """Where each label begins, (start, end) of its list, and whether it is of those beside the members."""
    for match in _BEGINS[part].finditer(text):
        start = match.end()
        end = _end(text, start)
        first = text[start : _sentence_end(text, start)]
        strict = match["below"] or match["alone"] or match["told"]
        if end is None or _NAMES_NOBODY.match(first) or (strict and not _are_names(first)):
            continue
        end = start + len(text[start:end].rstrip(" .*_"))
        if start == end:
            continue
        yield match.start(), (start, end), _BESIDE.fullmatch(match["label"] or "") is not None


def _end(text: str, start: int) -> int | None:
    """Where the list from `start` on ends; None where a line may be a heading or a name of it."""
    end = _sentence_end(text, start)
    in_a_row, doubtful = bool(re.search(r"[,;]", _BRACKETS.sub("", text[start:end]))), False
    for _ in range(_MOST_LINES):
        if not text.startswith("\n", end):
            return end
        line_end = _sentence_end(text, end + 1)
        line = text[end + 1 : line_end]
        if _NEW_PART.match(text, end + 1):
            return end
        if not _GOES_ON.search(text, max(start, end - _LONGEST_WORD), end):
            if not _are_names(line):
                return None if doubtful else end
            doubtful = not _BULLET.match(line) and not re.search(r"[,;]", line)
            if doubtful and in_a_row:
                return None
        end = line_end
    return None


def _sentence_end(text: str, start: int) -> int:
    """Where the sentence or the line from `start` on ends, before its mark; points of initials and titles end none."""
    for match in _SENTENCE_END.finditer(text, start):
        last = match["last"]
        if last is None or (len(last) != 1 and last.lower() not in _SHORT):
            return match.end("last") if last is not None else match.start()
    return len(text)


def _are_names(line: str) -> bool:
    """Whether a line has words with capitals only, but for those in brackets and such as stand among names."""
    words = _WORD.findall(_BRACKETS.sub(" ", line))
    return any(word[0].isupper() for word in words) and all(
        word[0].isupper() or word in _BESIDE_NAMES for word in words
    )
