"""Which dimension a figure in a text is of: "400 metres long" does not tell how wide."""

import re

from index.number_words import NUMBER_WORD

_LONG, _WIDE, _HIGH, _DEEP = "long", "wide", "high", "deep"
_DIMENSIONS = {  # a layer is as deep as it is thick
    "long": _LONG, "length": _LONG,
    "wide": _WIDE, "broad": _WIDE, "width": _WIDE, "breadth": _WIDE,
    "high": _HIGH, "tall": _HIGH, "height": _HIGH,
    "deep": _DEEP, "depth": _DEEP, "thick": _DEEP, "thickness": _DEEP,
}  # fmt: skip
_NAME = rf"(?:{'|'.join(_DIMENSIONS)})"
_ASKED = re.compile(
    rf"\bhow (?P<how>{_NAME})\b|^what(?:['’]s| is| was) (?:the|its) (?P<what>{_NAME})\b|^(?P<key>{_NAME}) of\b",
    re.IGNORECASE,
)
_BESIDE = rf"(?:in )?{_NAME}\b(?:(?:,| and| or|, and) (?:in )?{_NAME}\b(?! of\b))*"
_UNIT = r"(?:[cmk]?m|(?:centi|milli|kilo)?met(?:re|er)s?|miles?|feet|foot|ft|yards?|inch(?:es)?|storeys?)"
_BEHIND = re.compile(rf"(?:[ -]?{_UNIT})?[ -]?\b{_BESIDE}", re.IGNORECASE)
_BEFORE = re.compile(rf"\b(?P<name>{_NAME})(?: of|:) (?:(?:about|some|nearly|only|over|up to) )?\Z", re.IGNORECASE)
_WITHIN = re.compile(rf"\b{_NAME}\b", re.IGNORECASE)
_FIGURE = re.compile(rf"\d|\b(?:an?|{NUMBER_WORD}|half)\b", re.IGNORECASE)
_ASKS_DISTANCE = re.compile(r"\bhow far\b(?! (?:ahead|in advance|back|along|behind|into|apart|through))", re.IGNORECASE)
_DURATION = re.compile(r"\W*(?:\w+[ -]){1,4}(?:second|minute|hour|day|week|month|year)s?\W*", re.IGNORECASE)
_ON_THE_WAY = re.compile(
    r"['’]?s?['’]? ?-?(?:walk|drive|ride|flight|journey|sail|away|from|by|on foot|down|up|north|south|east|west)\b",
    re.I,
)


def is_of_another_dimension(question: str, text: str, start: int, end: int) -> bool:
    """Whether `text[start:end]` is a figure of another dimension than is asked for: "400 metres" of "400 metres long"
    to how wide; or, to how far, a time that is not that of a way: "two hours", and not "two hours' walk".
    """
    if _ASKS_DISTANCE.search(question):
        return _DURATION.fullmatch(text, start, end) is not None and not _ON_THE_WAY.match(text, end)
    asked = _ASKED.search(question)
    if asked is None or not _FIGURE.search(text, start, end):
        return False
    told = _dimensions(text[start:end])
    if not told:
        behind, before = _BEHIND.match(text, end), _BEFORE.search(text, max(0, start - 40), start)
        told = _dimensions(behind[0]) if behind else _dimensions(before["name"]) if before else set()
    wanted = asked["how"] or asked["what"] or asked["key"]
    return bool(told) and _DIMENSIONS[wanted.lower()] not in told


def _dimensions(words: str) -> set[str]:
    return {_DIMENSIONS[name.lower()] for name in _WITHIN.findall(words)}
